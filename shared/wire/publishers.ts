import { z } from 'zod';
import { instantField, line, publisherIdField, siteIdField } from './fields';

/** Body of POST /publishers. */
export const createPublisherRequest = z.strictObject({
  id: publisherIdField,
  name: line(200),
  email: z.email('expected a mail address').max(320),
  domains: z.array(line(253)).max(100).default([]),
});

/** Body of POST /publishers/{publisherId}/keys. */
export const issueKeyRequest = z.strictObject({
  name: line(100),
  siteId: siteIdField,
  scopes: z
    .array(z.enum(['articles:write', 'originals:write', 'notices:write', 'licences:write']))
    .min(1, 'name at least one scope'),
  expiresAt: instantField.exactOptional(),
});
export type IssueKeyRequest = z.infer<typeof issueKeyRequest>;
