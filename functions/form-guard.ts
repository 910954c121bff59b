import { timingSafeEqual } from 'node:crypto';
import { GUARD_FIELD } from '../pages/form-fields';
import type { Call } from './http';

/**
 * Against forms that another site sends in a visitor's name: a cookie that no other site can set or have sent along with
 * a form (`__Host-`, SameSite=Lax), and a field of the form that must hold the same ("double submit", OWASP). Not Strict:
 * a link in a mail would come without it, and the new one that is then given would void the forms in other tabs.
 */
export interface FormGuard {
  readonly value: string;
  /** To be set with every page that holds a form. */
  readonly cookies: readonly string[];
  /** Whether the form came from a page of ours. */
  holds(sent: FormData): boolean;
}

const SECRET = /^[\w-]{43}$/;

/** @param publicUrl a browser refuses cookies with `Secure` from http addresses, where only the local stack is. */
export function formGuard(call: Call, publicUrl: string, newSecret: () => string): FormGuard {
  const secure = publicUrl.startsWith('https:');
  const name = secure ? '__Host-guard' : 'guard';
  const kept = call.cookie(name);
  const known = kept !== undefined && SECRET.test(kept) ? kept : undefined;
  const value = known ?? newSecret();
  return {
    value,
    cookies: [`${name}=${value}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`],
    holds: (sent) => {
      const given = sent.get(GUARD_FIELD);
      // Where a browser says who began the request, another site is turned away whatever it knows.
      const site = call.header('sec-fetch-site');
      if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
      return typeof given === 'string' && known !== undefined && isSame(given, known);
    },
  };
}

const isSame = (a: string, b: string): boolean => {
  const [one, other] = [Buffer.from(a), Buffer.from(b)];
  return one.length === other.length && timingSafeEqual(one, other);
};
