import { z } from 'zod';
import { REVEAL_FIELDS } from '../case/reveal-contact';
import { instantField, pageSize, prose } from './fields';

/** Body of POST /cases/{caseId}/reveal. */
export const revealRequest = z.strictObject({
  fields: z.array(z.enum(REVEAL_FIELDS)).min(1, 'name what you need to see').max(REVEAL_FIELDS.length),
  /** What for: it stands in the timeline, so no personal data. */
  purpose: prose(500).refine((text) => text.trim() !== '', 'say what for'),
});

/** Query of GET /audit/reveals. */
export const revealsQuery = z.object({
  from: instantField,
  to: instantField,
  limit: pageSize.default(25),
  cursor: z.string().max(2_000).exactOptional(),
});
