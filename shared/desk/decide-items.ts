import type { Actor, ApprovalReason, CaseFile, CaseHead, Item, Outcome } from '../case/case';
import { between, type Instant, plus } from '../clock/instant';
import type { ItemDecision } from '../case/event';
import { approvalNeeded } from '../case/second-person';
import { ITEMS_PER_WRITE } from '../case/transition';
import { itemsDecided } from '../events';
import type { CaseId } from '../ids';
import type { ItemsRequest } from '../wire/decision-request';
import { type CaseDesk, changeCase, loadCase } from './change-case';

/** The case after a decision. */
export interface Decided {
  readonly caseId: CaseId;
  readonly state: CaseHead['state'];
  readonly outcome?: Outcome;
  readonly version: number;
  readonly items: readonly Pick<Item, 'no' | 'url' | 'state'>[];
  /** It is only proposed: a second person has to approve it, and why. */
  readonly awaits?: readonly ApprovalReason[];
  /** Until then the decision waits and can be taken back. */
  readonly carriedOutAt: Instant;
}

export const decided = ({ head, items }: CaseFile, carriedOutAt: Instant): Decided => ({
  caseId: head.id,
  state: head.state,
  ...(head.outcome && { outcome: head.outcome }),
  version: head.version,
  ...(head.proposal && { awaits: head.proposal.why }),
  items: items.map(({ no, url, state }) => ({ no, url, state })),
  carriedOutAt,
});

/**
 * A person decides some items of a case, as one decision however many they are: a part at a time, each time all or none. Sent
 * again after it broke off, it goes on where it stopped. Where the policy asks for a second person it is only proposed.
 * @throws Problem `conflict` with what changed, where the claim or what was read is no longer current.
 */
export async function decideItems(
  desk: CaseDesk,
  id: CaseId,
  actor: Actor,
  { leaseToken, version, decisions }: ItemsRequest,
): Promise<Decided> {
  const file = await loadCase(desk, id);
  const standing = decisions.filter((decision) => stands(file, actor, decision));
  const left = decisions.filter((decision) => !standing.includes(decision));
  // Nothing is left of a decision that was made whole: whoever sends it again is told what stands.
  if (left.length === 0) return decidedAgain(file, standing);
  const whole = { leaseToken, why: approvalNeeded(file, left, actor) };
  let read = version;
  let continues = begunVersion(file, standing);
  let after = file;
  for (let from = 0; from < left.length; from += ITEMS_PER_WRITE) {
    const part = left.slice(from, from + ITEMS_PER_WRITE);
    const event = {
      type: 'items_decided',
      actor,
      ...whole,
      version: read,
      decisions: part,
      ...(continues === undefined ? {} : { continues }),
      more: from + ITEMS_PER_WRITE < left.length,
    } as const;
    ({ file: after } = await changeCase(
      desk,
      id,
      () => event,
      () => part.map(({ item }) => item),
    ));
    itemsDecided(desk.now(), {
      caseId: id,
      actions: part.flatMap(({ actions }) => actions),
      reasonCodes: part.map(({ reasonCode }) => reasonCode),
      ageMs: between(file.head.receivedAt, desk.now()),
    });
    read = after.head.version;
    continues = after.head.proposal?.version ?? after.head.lastDecisionVersion;
  }
  return decided(after, plus(desk.now(), after.head.policy.undoMs));
}

const decidedAgain = (file: CaseFile, standing: readonly ItemDecision[]): Decided => {
  const instants = file.items.flatMap(({ no, decision }) =>
    standing.some(({ item }) => item === no) ? (decision?.decidedAt ?? []) : [],
  );
  return decided(file, plus(instants.sort().at(-1) ?? file.head.receivedAt, file.head.policy.undoMs));
};

/** The very same was decided or proposed by the same person, and stands. */
function stands({ head, items }: CaseFile, actor: Actor, decision: ItemDecision): boolean {
  const item = items.find(({ no }) => no === decision.item);
  const made =
    item?.decision ?? (item?.proposed?.version === head.proposal?.version ? item?.proposed : undefined);
  return (
    made?.decidedBy.id === actor.id &&
    made.reasonCode === decision.reasonCode &&
    made.reason === decision.reason.trim() &&
    made.actions.join() === decision.actions.join()
  );
}

/** The version of the decision that these items stand in, if it is the last one of the case. */
function begunVersion({ head, items }: CaseFile, standing: readonly ItemDecision[]): number | undefined {
  if (head.proposal) return standing.length > 0 ? head.proposal.version : undefined;
  const last = items.find(({ no }) => no === standing[0]?.item)?.decision?.version;
  return last === head.lastDecisionVersion ? last : undefined;
}
