import { z } from 'zod';
import { DAY, HOUR } from '../clock/instant';
import { instantField, line, outboxIdField, ownerField, pageSize, prose, siteIdField } from './fields';
import { webhookSecret } from './site-settings';

/** Query of GET /deliveries. */
export const deliveriesQuery = z.object({
  siteId: siteIdField,
  from: instantField,
  to: instantField,
  limit: pageSize.default(25),
  cursor: z.string().max(2_000).exactOptional(),
});

/** Body of POST /deliveries/replay: one effect, or every settled webhook of a site that was owed in a window. */
export const replayRequest = z.union([
  z.strictObject({ owner: ownerField, id: outboxIdField }),
  z.strictObject({
    siteId: siteIdField,
    from: instantField,
    to: instantField,
    cursor: z.string().max(2_000).exactOptional(),
  }),
]);

/** Body of POST /deliveries/gates: without a site it is for the whole desk. */
export const gateRequest = z.strictObject({
  siteId: siteIdField.exactOptional(),
  did: z.enum(['paused', 'resumed', 'reset', 'enabled']),
  reason: prose(1_000),
});

/** Body of POST /site/{siteId}/cms-secret: without a secret one is made and answered, this once. */
export const rotateSecretRequest = z.strictObject({
  secret: webhookSecret.exactOptional(),
  keepFormerHours: z
    .number()
    .min(0)
    .max((30 * DAY) / HOUR)
    .default(DAY / HOUR),
});

/** Body of POST /alerts/{alertId}/acknowledge. */
export const acknowledgeRequest = z.strictObject({ note: prose(1_000).exactOptional() });

/** Body of POST /cases/{caseId}/contact: without an address, the one that stands works again. */
export const contactRequest = z.strictObject({
  to: z.enum(['complainant', 'respondent']),
  respondent: line(200).exactOptional(),
  email: z.email('expected a mail address').max(320).exactOptional(),
  note: prose(1_000),
});
