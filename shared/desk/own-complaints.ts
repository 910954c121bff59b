import type { CaseHead, CaseState } from '../case/case';
import type { Instant } from '../clock/instant';
import { endedAt } from '../clock/sla-clock';
import type { CaseId, PublisherId } from '../ids';
import { Problem } from '../problem';
import { decisionDue } from './case-clock-view';
import type { Desk } from './desk';
import { readStatusToken } from './notice-record';
import { senderHash } from './sender-priority';

/** A complaint that a publisher filed, signed in or with a key of its own. */
export interface OwnComplaint {
  readonly caseId: CaseId;
  readonly state: CaseState;
  readonly receivedAt: Instant;
  /** Of the decision; absent while the clock waits for the publisher, and once all is decided. */
  readonly dueAt?: Instant;
  readonly decidedAt?: Instant;
  readonly items: number;
  /** Of them, undecided. */
  readonly pending: number;
}

const PAGE = 25;

const hashOf = (publisherId: PublisherId): string => senderHash({ publisherId }) ?? '';

/** Newest first. @param before only those received before then. */
export async function listOwnComplaints(
  desk: Pick<Desk, 'cases' | 'now'>,
  publisherId: PublisherId,
  before: Instant = AFTER_ALL,
): Promise<{ readonly complaints: readonly OwnComplaint[]; readonly before?: Instant }> {
  const { ids, more } = await desk.cases.sentBy(hashOf(publisherId), { before, limit: PAGE });
  const heads = await Promise.all(ids.map((id) => desk.cases.head(id)));
  const complaints = heads.filter((head) => head !== undefined).map((head) => ownComplaint(head, desk.now()));
  const last = complaints.at(-1);
  return { complaints, ...(more && last && { before: last.receivedAt }) };
}

/** No instant sorts behind it. */
const AFTER_ALL = '9999' as Instant;

function ownComplaint(head: CaseHead, now: Instant): OwnComplaint {
  const { id, state, receivedAt, itemCount, pendingCount, clocks } = head;
  const { dueAt } = decisionDue(head, now);
  const decide = clocks.findLast(({ kind }) => kind === 'decide');
  const decidedAt = decide && pendingCount === 0 ? endedAt(decide) : undefined;
  return {
    caseId: id,
    state,
    receivedAt,
    ...(dueAt && { dueAt }),
    ...(decidedAt && { decidedAt }),
    items: itemCount,
    pending: pendingCount,
  };
}

/** The link by which a complaint of one's own is followed. @throws Problem `not_found`, for another's too. */
export async function ownStatusToken(
  desk: Pick<Desk, 'cases' | 'records'>,
  publisherId: PublisherId,
  caseId: CaseId,
): Promise<string> {
  const head = await desk.cases.head(caseId);
  if (head?.senderSha256 !== hashOf(publisherId))
    throw new Problem('not_found', 'your account has filed no complaint of this number');
  return readStatusToken(desk, caseId);
}
