import { z } from 'zod';
import { ALERT_WAYS } from '../desk/match-alert-choice';
import { httpUrl, instantField, line, publisherIdField, siteIdField } from './fields';

/** Body of POST /publishers. */
export const createPublisherRequest = z.strictObject({
  id: publisherIdField,
  name: line(200),
  email: z.email('expected a mail address').max(320),
  domains: z.array(line(253)).max(100).default([]),
});

/** `https://www.Example.org/news` is `www.example.org`; no address of a machine, which nobody can own for long. */
const domainField = line(300).transform((text, context) => {
  const url = URL.parse(/^[a-z]+:\/\//i.test(text) ? text : `https://${text}`);
  const host = url?.hostname.replace(/\.$/, '') ?? '';
  if (url && /^https?:$/.test(url.protocol) && /^(?:[a-z0-9-]{1,63}\.)+[a-z][a-z0-9-]{0,62}$/.test(host))
    return host;
  context.addIssue({ code: 'custom', message: 'expected a domain, such as example.org' });
  return z.NEVER;
});

/** What somebody says of themselves who opens an account. */
export const publisherRegistration = z.strictObject({
  name: line(200),
  email: z.email('expected a mail address, such as name@example.org').max(320),
  siteHost: domainField,
  domains: z.array(domainField).min(1, 'name at least one domain that you publish at').max(20),
});
export type PublisherRegistration = z.infer<typeof publisherRegistration>;

export const signInRequest = publisherRegistration.pick({ email: true });
export const domainRequest = z.strictObject({ domain: domainField });

/** What a key can let its holder do. */
export const SCOPES = ['articles:write', 'originals:write', 'notices:write', 'licences:write'] as const;

/** What a publisher may give a key of their own. */
export const OWN_SCOPES = ['originals:write', 'licences:write', 'notices:write'] as const;
export const ownKeyRequest = z.strictObject({
  name: line(100),
  siteHost: domainField,
  scopes: z.array(z.enum(OWN_SCOPES)).min(1, 'tick at least one thing that the key may do'),
  /** How long it is good; absent: until it is revoked. */
  days: z.int().min(1).max(3_650).exactOptional(),
});
export type OwnKeyRequest = z.infer<typeof ownKeyRequest>;

/** How a publisher wants to hear of copies. */
export const matchAlertsRequest = z.strictObject({
  by: z.enum(ALERT_WAYS),
  endpoint: httpUrl.exactOptional(),
  licensedToo: z.boolean(),
  language: z.enum(['en', 'de', 'fr']).exactOptional(),
});
export type MatchAlertsRequest = z.infer<typeof matchAlertsRequest>;

/** Body of POST /publishers/{publisherId}/keys. */
export const issueKeyRequest = z.strictObject({
  name: line(100),
  siteId: siteIdField,
  scopes: z.array(z.enum(SCOPES)).min(1, 'name at least one scope'),
  expiresAt: instantField.exactOptional(),
});
export type IssueKeyRequest = z.infer<typeof issueKeyRequest>;
