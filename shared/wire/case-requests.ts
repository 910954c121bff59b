import { z } from 'zod';
import { body } from './fields';

/** Body of POST /cases/{caseId}/claim. */
export const claimRequest = z.strictObject({ takeOver: z.boolean().default(false) });

/** Body of POST /cases/{caseId}/release. */
export const releaseRequest = z.strictObject({ leaseToken: z.int().positive() });

/** Body of POST /status/{token}/original-text and POST /cases/{caseId}/original-text. */
export const originalTextRequest = z.strictObject({
  /** Counted from 0, as in the notice. */
  work: z.int().min(0).max(199).default(0),
  text: body,
});

/** Body of POST /dead-letters/redrive. */
export const redriveRequest = z.strictObject({
  workQueue: z.enum(['submissions', 'notices', 'delivery']),
  limit: z.int().positive().max(100).default(10),
});
export type RedriveRequest = z.infer<typeof redriveRequest>;
