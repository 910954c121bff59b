import { z } from 'zod';
import { ITEM_ACTIONS, REASON_CODES } from '../case/case';
import { prose } from './fields';

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
