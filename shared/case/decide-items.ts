import type { Instant } from '../clock/instant';
import type { Actor, ApprovalReason, CaseFile, CaseHead } from './case';
import { carryOut, decisionOf } from './carry-out';
import type { Change } from './change';
import type { EventOf } from './event';
import { refuseWithoutLease } from './lease';
import { refuseOwnWork, roleConflicts } from './own-work';
import { propose } from './proposal';
import { refuseDecisions, refuseStale } from './refuse-decisions';
import { approvalNeeded } from './second-person';
import { type DecideContext, type Refusal, refusal } from './transition';

/**
 * A person's decision on some of the items, all of them or none; the last one settles the case. Where the policy asks
 * for a second person it is only proposed.
 */
export function decideItems(
  file: CaseFile,
  event: EventOf<'items_decided'>,
  context: DecideContext,
): Change | Refusal {
  const { head } = file;
  const { now } = context;
  const { actor } = event;
  const numbers = event.decisions.map(({ item }) => item);
  const refused = obstacles(file, event, now)[0] ?? refuseDecisions(file, event.decisions);
  if (refused) return refused;

  const version = event.continues ?? head.version + 1;
  const decisions = event.decisions.map(
    (decision) => [decision.item, decisionOf(file, decision, actor, now, version)] as const,
  );
  const why =
    head.proposal?.why ?? inOrder([...(event.why ?? []), ...approvalNeeded(file, event.decisions, actor)]);
  if (why.length > 0 && !head.policy.soloOperator)
    return propose(file, decisions, why, event.more === true, context);
  const conflicts = [
    ...roleConflicts(file, actor, numbers),
    ...(why.length > 0 ? [`decided alone what two people should: ${why.join(', ')}`] : []),
  ];
  return carryOut(file, decisions, { event: 'items_decided', undecided: head.state, conflicts }, context);
}

/** What stands against this person's deciding here and now, whatever the decision. */
export function obstacles(
  file: CaseFile,
  { actor, leaseToken, version, continues, decisions }: EventOf<'items_decided'>,
  now: Instant,
): readonly Refusal[] {
  const { head } = file;
  return [
    refuseWithoutLease(head, actor, leaseToken, now),
    refuseStale(head, version),
    refuseContinuing(file, actor, continues),
    refuseOwnWork(
      file,
      actor,
      decisions.map(({ item }) => item),
    ),
    refuseOthersProposal(head, actor),
  ].filter((refused) => refused !== undefined);
}

const inOrder = (why: readonly ApprovalReason[]): readonly ApprovalReason[] => [...new Set(why)].sort();

/** Only one's own decision of just now is gone on with. */
function refuseContinuing(
  { head, items }: CaseFile,
  actor: Actor,
  continues: number | undefined,
): Refusal | undefined {
  if (continues === undefined) return undefined;
  const begun = items.filter(({ decision }) => decision?.version === continues);
  const own = begun.length > 0 && begun.every(({ decision }) => decision?.decidedBy.id === actor.id);
  const proposing = head.proposal?.version === continues;
  if ((own && head.lastDecisionVersion === continues) || proposing) return undefined;
  return refusal('conflict', 'the decision that this goes on with has been taken back or overtaken', {
    continues,
  });
}

function refuseOthersProposal({ proposal }: CaseHead, actor: Actor): Refusal | undefined {
  if (proposal === undefined || proposal.by.id === actor.id) return undefined;
  return refusal(
    'refused',
    `${proposal.by.id} has proposed a decision on this case: approve it, or refuse it and decide yourself`,
    { proposedBy: proposal.by.id },
  );
}
