import { z } from 'zod';
import { ITEM_ACTIONS, REASON_CODES } from '../case/case';
import { body, prose } from './fields';

/** Body of POST /cases/{caseId}/decisions. */
export const decisionRequest = z.strictObject({
  /** From the claim. */
  leaseToken: z.int().positive(),
  /** Of the case as it was read. */
  version: z.int().positive(),
  decisions: z
    .array(
      z.strictObject({
        item: z.int().positive(),
        actions: z.array(z.enum(ITEM_ACTIONS)).min(1, 'name at least one action').max(ITEM_ACTIONS.length),
        reasonCode: z.enum(REASON_CODES),
        reason: prose(5_000),
      }),
    )
    .min(1, 'name at least one item')
    .max(500, 'at most 500 items at once'),
});
export type DecisionRequest = z.infer<typeof decisionRequest>;

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
