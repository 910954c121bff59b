import type { Desk, Publisher } from '../shared/desk/desk';
import { sha256 } from '../shared/desk/digest';
import { sessionHolder } from '../shared/desk/publisher-sign-in';
import type { PublisherId } from '../shared/ids';
import { Problem } from '../shared/problem';
import type { RouteAuth } from '../shared/wire/routes';
import type { Call } from './http';

/** The publisher who is signed in; undefined on the pages that lead there. */
export type Account = Publisher | undefined;

/** A browser refuses cookies with `Secure` from http addresses, where only the local stack is. */
const isSecure = (publicUrl: string): boolean => publicUrl.startsWith('https:');
const nameOf = (publicUrl: string): string => (isSecure(publicUrl) ? '__Host-session' : 'session');

/** Lax: a link in a mail opens signed in; no form of another site comes with it. */
const cookieOf = (publicUrl: string, secret: string): string =>
  `${nameOf(publicUrl)}=${secret}; Path=/; HttpOnly; SameSite=Lax${isSecure(publicUrl) ? '; Secure' : ''}`;

/** To be kept until the browser is closed, or the session ends. */
export const sessionCookie = cookieOf;
export const forgottenCookie = (publicUrl: string): string => `${cookieOf(publicUrl, '')}; Max-Age=0`;

export const sessionSecret = (call: Call, publicUrl: string): string | undefined =>
  call.cookie(nameOf(publicUrl));

/** Who calls. @throws Problem `unauthenticated` where the route wants somebody to be signed in. */
export const accountHolder =
  (desk: Pick<Desk, 'now' | 'sessions' | 'registry'>, publicUrl: string) =>
  async (auth: RouteAuth, call: Call): Promise<Account> => {
    if (auth === 'public') return undefined;
    const secret = sessionSecret(call, publicUrl);
    const publisher = secret === undefined ? undefined : await sessionHolder(desk, secret);
    if (!publisher) throw notSignedIn();
    return publisher;
  };

/** For the handlers of routes that `accountHolder` lets nobody else come to. */
export function holderOfAccount(account: Account): Publisher {
  if (account) return account;
  throw new Problem('unauthenticated', 'sign in first');
}

/**
 * The same for pages that know of an account nothing but its id.
 * @returns undefined where nobody is signed in.
 */
export async function signedInAs(
  desk: Pick<Desk, 'now' | 'sessions'>,
  call: Call,
  publicUrl: string,
): Promise<PublisherId | undefined> {
  const secret = sessionSecret(call, publicUrl);
  const session = secret === undefined ? undefined : await desk.sessions.session(sha256(secret), desk.now());
  return session?.publisherId;
}

export const notSignedIn = (): Problem =>
  new Problem('unauthenticated', 'you are not signed in, or it is more than twelve hours ago');
