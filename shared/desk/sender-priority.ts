import type { Priority } from '../case/case';
import { sha256 } from './digest';
import type { SiteSettings } from './site';

/** Who surely sent a notice, as far as that is known; what a notice says of itself is no part of it. */
export interface KnownSender {
  /** A mail address that its domain vouches for (DMARC passed). */
  readonly email?: string;
  /** Whose API key it came with, or whose account it was filed from by who was signed in. */
  readonly publisherId?: string;
}

/** What the site's settings give a known sender; a court or an authority goes before a trusted flagger. */
export function priorityOf(
  { prioritySenders = [] }: Pick<SiteSettings, 'prioritySenders'>,
  { email, publisherId }: KnownSender,
): Priority | undefined {
  const domain = email?.slice(email.lastIndexOf('@') + 1).toLowerCase();
  const kinds = prioritySenders
    .filter(
      (sender) =>
        (domain !== undefined && sender.domain === domain) ||
        (publisherId !== undefined && sender.publisherId === publisherId),
    )
    .map(({ priority }) => priority);
  return kinds.includes('authority_order') ? 'authority_order' : kinds[0];
}

/** By which the cases of one proven sender are found; nobody else has one. */
export function senderHash({ email, publisherId }: KnownSender): string | undefined {
  if (publisherId !== undefined) return sha256(JSON.stringify(['publisher', publisherId]));
  return email === undefined ? undefined : sha256(JSON.stringify(['mail', email.trim().toLowerCase()]));
}
