import type { Actor, ApprovalReason, CaseFile, CaseHead, Decision, Item } from './case';
import type { Change } from './change';
import { carryOut, evidenceOf } from './carry-out';
import { decisionFacts } from './decision-facts';
import type { EventOf } from './event';
import { refuseIfOthersWork, withoutLease } from './lease';
import { refuseOwnWork } from './own-work';
import { refuseStale } from './refuse-decisions';
import { type DecideContext, type Refusal, refusal } from './transition';
import { underReview } from './with-legal';

/** The items whose decision waits for a second person. */
export const proposedItems = ({ head, items }: CaseFile): readonly Item[] =>
  items.filter(
    ({ state, proposed }) =>
      state === 'PENDING' && proposed !== undefined && proposed.version === head.proposal?.version,
  );

export function withoutProposal(head: CaseHead): CaseHead {
  const { proposal: _gone, ...rest } = head;
  return rest;
}

/** Where all that was proposed has been withdrawn by the complainant, the rest of the case goes on. */
export const withoutEmptyProposal = (file: CaseFile): CaseHead =>
  file.head.proposal && proposedItems(file).length === 0
    ? { ...withoutProposal(file.head), state: underReview(file.head) }
    : file.head;

/**
 * Writes a decision down without doing any of it: the items stay undecided and every clock runs on. The proposer keeps
 * the claim only while more of it follows, for then somebody else has to look.
 */
export function propose(
  { head, items }: CaseFile,
  decisions: readonly (readonly [item: number, decision: Decision])[],
  why: readonly ApprovalReason[],
  more: boolean,
  context: DecideContext,
): Change {
  const { now } = context;
  const by = decisions[0]?.[1].decidedBy;
  if (by === undefined || (head.state !== 'IN_REVIEW' && head.state !== 'ESCALATED' && !head.proposal))
    throw new Error(`nothing can be proposed while the case is ${head.state}`);
  const proposal = head.proposal ?? {
    by,
    at: now,
    version: head.version + 1,
    why,
  };
  const proposed = new Map(decisions);
  const changed = items.flatMap((item): readonly Item[] => {
    const decision = proposed.get(item.no);
    return decision ? [{ ...item, proposed: { ...decision, version: proposal.version } }] : [];
  });
  return {
    outcome: 'change',
    head: { ...(more ? head : withoutLease(head)), state: 'AWAITING_APPROVAL', proposal },
    items: changed,
    steps: [
      {
        event: 'decision_proposed',
        to: 'AWAITING_APPROVAL',
        facts: {
          why: proposal.why,
          decisions: decisions.map(([no, decision]) => decisionFacts(no, decision, context)),
        },
      },
    ],
    material: true,
  };
}

/** What stands against this person's judging of the proposal. */
function refuseJudging(
  head: CaseHead,
  actor: Actor,
  version: number,
  context: DecideContext,
): Refusal | undefined {
  const refused = refuseIfOthersWork(head, actor, context.now) ?? refuseStale(head, version);
  if (refused) return refused;
  return head.withLegal === true && actor.role !== 'LEG'
    ? refusal('forbidden', 'this case is with the legal team: one of them has to be the second person')
    : undefined;
}

/** The proposed decision is made now, by two people; the promise is kept or broken at this instant. */
export function approve(
  file: CaseFile,
  { actor, version, items: numbers, continues }: EventOf<'decision_approved'>,
  context: DecideContext,
): Change | Refusal {
  const { head } = file;
  const { proposal } = head;
  if (proposal === undefined) return refusal('refused', 'no decision waits here for a second person');
  if (proposal.by.id === actor.id)
    return refusal('forbidden', 'you proposed this decision: another person has to approve it');
  const refused = refuseJudging(head, actor, version, context) ?? refuseOwnWork(file, actor, numbers);
  if (refused) return refused;
  const waiting = proposedItems(file);
  const agreed = waiting.filter(({ no }) => numbers.includes(no));
  const stray = numbers.find((no) => !waiting.some((item) => item.no === no));
  if (stray !== undefined)
    return refusal('refused', `nothing is proposed for item ${stray}`, { item: stray });
  if (agreed.length === 0) return refusal('refused', 'name the items whose decision you approve');
  const otherwise = agreed.find((item) => evidenceOf(item) !== item.proposed?.evidenceSha256);
  if (otherwise)
    return refusal(
      'conflict',
      `the evidence of item ${otherwise.no} has changed since the decision was proposed: refuse it, and let it be decided anew`,
      { item: otherwise.no },
    );
  const begun = file.items.some(({ decision }) => decision?.version === continues && decision?.approvedBy);
  if (continues !== undefined && !(begun && head.lastDecisionVersion === continues))
    return refusal('conflict', 'the approval that this goes on with has been overtaken', { continues });

  const left = waiting.length - agreed.length;
  const decisions = agreed.flatMap(({ no, proposed, hold }) => {
    if (proposed === undefined) return [];
    const { heldBefore: _then, ...decision } = proposed;
    const decided: Decision = {
      ...decision,
      decidedAt: context.now,
      version: continues ?? head.version + 1,
      approvedBy: actor,
      ...(hold ? { heldBefore: hold } : {}),
    };
    return [[no, decided] as const];
  });
  return carryOut(
    left > 0 ? file : { ...file, head: withoutProposal(head) },
    decisions,
    {
      event: 'decision_approved',
      undecided: left > 0 ? 'AWAITING_APPROVAL' : underReview(head),
      facts: { proposedBy: proposal.by.id, why: proposal.why },
    },
    context,
  );
}

/** Nothing of it was done, so there is nothing to undo: the case stands where it stood. */
export function refuseProposal(
  file: CaseFile,
  { actor, version, reason }: EventOf<'proposal_refused'>,
  context: DecideContext,
): Change | Refusal {
  const { head } = file;
  const { proposal } = head;
  if (proposal === undefined) return refusal('refused', 'no decision waits here for a second person');
  const takenBack = proposal.by.id === actor.id;
  const refused = takenBack ? refuseStale(head, version) : refuseJudging(head, actor, version, context);
  if (refused) return refused;
  if (reason.trim() === '') return refusal('refused', 'say why: who proposed it will read it');
  return {
    outcome: 'change',
    head: { ...withoutLease(withoutProposal(head)), state: underReview(head) },
    steps: [
      {
        event: takenBack ? 'proposal_taken_back' : 'proposal_refused',
        to: underReview(head),
        facts: {
          proposedBy: proposal.by.id,
          reason: reason.trim(),
          items: proposedItems(file).map(({ no }) => no),
        },
      },
    ],
    material: true,
  };
}
