import type { pagesWith } from '../pages/pages';
import type { Desk } from '../shared/desk/desk';
import { admit } from '../shared/desk/rate-limits';
import type { NoticeDesk } from '../shared/desk/submit-notice';
import type { PublisherId } from '../shared/ids';
import type { Call, Page } from './http';
import { stranger } from './requester';

export type PagesDesk = NoticeDesk & Pick<Desk, 'outbox' | 'rates' | 'sessions'>;

/** Counts one thing sent, by an account where it was sent from one: an editorial office has one address. @throws Problem `too_many_requests`. */
export const admitSending = (
  desk: Pick<Desk, 'now' | 'registry' | 'rates'>,
  call: Call,
  account?: PublisherId,
): Promise<void> =>
  admit(desk, account ? { kind: 'account', id: account } : stranger({ method: 'POST' }, call.source));

export type Pages = ReturnType<typeof pagesWith>;

/** Nothing but our stylesheet is loaded, no script runs, no other site frames a page or gets a form. */
const POLICY =
  "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const HTML_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  // Going back must find what was typed: a browser forgets the fields of a page that is not to be stored.
  'cache-control': 'private, no-cache',
  'content-security-policy': POLICY,
  // An address can be a secret link.
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const;

export const STYLE_HEADERS = {
  'content-type': 'text/css; charset=utf-8',
  'cache-control': 'public, max-age=31536000, immutable',
} as const;

export const page = (status: number, text: string, cookies: readonly string[] = []): Page => ({
  status,
  text,
  headers: HTML_HEADERS,
  cookies,
});

/** One that only the holder of its link is to find. */
export const secretPage = (status: number, text: string, cookies: readonly string[] = []): Page => ({
  ...page(status, text, cookies),
  headers: { ...HTML_HEADERS, 'cache-control': 'no-store', 'x-robots-tag': 'noindex, nofollow, noarchive' },
});

/** To what a form made; sent again by a reload it is only read again. */
export const seeOther = (location: string, cookies: readonly string[] = []): Page => ({
  status: 303,
  text: '',
  headers: { ...HTML_HEADERS, location },
  cookies,
});
