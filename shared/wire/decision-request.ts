import { z } from 'zod';
import { ITEM_ACTIONS, REASON_CODES, TURN_AWAY_CODES } from '../case/case';
import { incompatible } from '../case/reason-codes';
import { prose } from './fields';

const fence = {
  /** From the claim. */
  leaseToken: z.int().positive(),
  /** Of the case as it was read. */
  version: z.int().positive(),
};

const reason = prose(5_000).refine((text) => text.trim() !== '', 'must say why: the parties will read it');

/** What is decided of each item. */
export const itemDecisions = z
  .array(
    z.strictObject({
      item: z.int().positive(),
      actions: z.array(z.enum(ITEM_ACTIONS)).min(1, 'name at least one action').max(ITEM_ACTIONS.length),
      reasonCode: z.enum(REASON_CODES),
      reason,
    }),
  )
  .min(1, 'name at least one item, or close the complaint as a whole')
  .max(500, 'at most 500 items at once')
  .superRefine((decisions, context) => {
    const seen = new Set<number>();
    for (const [i, { item, actions, reasonCode }] of decisions.entries()) {
      if (seen.has(item))
        context.addIssue({ code: 'custom', path: [i, 'item'], message: `item ${item} is decided twice` });
      seen.add(item);
      const clash = incompatible(actions, reasonCode);
      if (clash !== undefined) context.addIssue({ code: 'custom', path: [i, 'actions'], message: clash });
    }
  });

const decideItems = z.strictObject({ ...fence, decisions: itemDecisions });
const closeComplaint = z.strictObject({
  ...fence,
  close: z.strictObject({ reasonCode: z.enum(TURN_AWAY_CODES), reason }),
});

/** Body of POST /cases/{caseId}/decisions: items are decided, or the whole complaint is closed unjudged. */
export const decisionRequest = z.union([decideItems, closeComplaint]);
export type DecisionRequest = z.infer<typeof decisionRequest>;
export type ItemsRequest = z.infer<typeof decideItems>;
export type CloseRequest = z.infer<typeof closeComplaint>;
