import type { PublisherId, SiteId } from '../ids';
import type { SiteSettings } from './site';

/** What only the canary uses. Its host is of a domain that never exists (RFC 2606), so nobody is ever told or looked up. */
export const CANARY_SITE_ID = 'copydesk-canary' as SiteId;
export const CANARY_PUBLISHER_ID = 'copydesk-canary' as PublisherId;
export const CANARY_FEED = 'copydesk-canary-feed';
export const CANARY_HOST = 'copydesk-canary.invalid';

/** @param publicUrl its CMS is a route of our own API, so that an order goes out and comes back in. */
export const canarySite = (publicUrl: string): SiteSettings => ({
  siteId: CANARY_SITE_ID,
  name: 'Canary',
  hosts: [CANARY_HOST],
  contentOrigin: 'operator_ingested',
  cms: { endpoint: `${publicUrl}/canary/webhook` },
  designatedAgent: { name: 'Canary', email: `agent@${CANARY_HOST}` },
  timeZone: 'UTC',
  escalationContacts: [],
  // What cannot be checked is published: a held canary would wait for a person.
  whenUnavailable: 'open',
  soloOperator: false,
  confirmGone: 'acknowledged',
});
