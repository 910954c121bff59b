import type { Actor, CaseFile, CaseHead, Item, Outcome } from '../case/case';
import { between, type Instant, plus } from '../clock/instant';
import { itemsDecided } from '../events';
import type { CaseId } from '../ids';
import type { ItemsRequest } from '../wire/decision-request';
import { type CaseDesk, changeCase } from './change-case';

/** An item, its hold and what is owed for it are three rows; one transaction holds 100. */
const ITEMS_PER_WRITE = 25;

/** The case after a decision. */
export interface Decided {
  readonly caseId: CaseId;
  readonly state: CaseHead['state'];
  readonly outcome?: Outcome;
  readonly version: number;
  readonly items: readonly Pick<Item, 'no' | 'url' | 'state'>[];
  /** Until then the decision waits and can be taken back. */
  readonly carriedOutAt: Instant;
}

export const decided = ({ head, items }: CaseFile, carriedOutAt: Instant): Decided => ({
  caseId: head.id,
  state: head.state,
  ...(head.outcome && { outcome: head.outcome }),
  version: head.version,
  items: items.map(({ no, url, state }) => ({ no, url, state })),
  carriedOutAt,
});

/**
 * A person decides some items of a case. Up to 25 are decided all or none; of more, each 25.
 * @throws Problem `conflict` with what changed, where the claim or what was read is no longer current.
 */
export async function decideItems(
  desk: CaseDesk,
  id: CaseId,
  actor: Actor,
  { leaseToken, version, decisions }: ItemsRequest,
): Promise<Decided> {
  const chunk = decisions.slice(0, ITEMS_PER_WRITE);
  const { file } = await changeCase(desk, id, () => ({
    type: 'items_decided',
    actor,
    leaseToken,
    version,
    decisions: chunk,
  }));
  const now = desk.now();
  itemsDecided(now, {
    caseId: id,
    actions: chunk.flatMap(({ actions }) => actions),
    reasonCodes: chunk.map(({ reasonCode }) => reasonCode),
    ageMs: between(file.head.receivedAt, now),
  });
  const rest = decisions.slice(ITEMS_PER_WRITE);
  if (rest.length === 0) return decided(file, plus(now, file.head.policy.undoMs));
  return decideItems(desk, id, actor, { leaseToken, version: file.head.version, decisions: rest });
}
