import type { ApprovalReason, CaseHead, Priority, Role } from '../case/case';
import { liveLease } from '../case/lease';
import type { Instant } from '../clock/instant';
import type { ClockKind } from '../clock/sla-clock';
import type { CaseId, SiteId } from '../ids';
import { workDue } from './case-clock-view';
import type { Desk, QueueQuery } from './desk';
import { shownSender } from './mask-contact';

/** One line of the review queue. */
export interface QueueLine {
  readonly caseId: CaseId;
  readonly siteId: SiteId;
  /** What it is about; absent in older cases. */
  readonly subject?: {
    /** The title of its first page, or where that stands. */
    readonly page?: string;
    /** The organisation that complains, masked as in the case, or the domain of its mail. */
    readonly sender?: string;
  };
  readonly kind: CaseHead['kind'];
  readonly channel: CaseHead['channel'];
  readonly state: CaseHead['state'];
  readonly receivedAt: Instant;
  /** Which clock is due next; `dueAt`, `timeLeft` and `pastDue` are of this one. */
  readonly dueClock?: ClockKind;
  readonly dueAt?: Instant;
  readonly timeLeft: string;
  readonly pastDue: boolean;
  readonly items: number;
  readonly pending: number;
  readonly missing: CaseHead['missing'];
  readonly flags: CaseHead['flags'];
  /** Puts it before others. */
  readonly priority?: Priority;
  /** A decision waits for a second person. */
  readonly awaits?: { readonly proposedBy: string; readonly why: readonly ApprovalReason[] };
  /** Who works on it now. */
  readonly claimedBy?: string;
}

export const queueLine = (head: CaseHead, now: Instant, reader?: Role): QueueLine => {
  const lease = liveLease(head, now);
  const subject = shownSubject(head, reader);
  return {
    caseId: head.id,
    siteId: head.siteId,
    ...(subject && { subject }),
    kind: head.kind,
    channel: head.channel,
    state: head.state,
    receivedAt: head.receivedAt,
    ...workDue(head, now),
    items: head.itemCount,
    pending: head.pendingCount,
    missing: head.missing,
    flags: head.flags,
    ...(head.priority && { priority: head.priority }),
    ...(head.proposal && { awaits: { proposedBy: head.proposal.by.id, why: head.proposal.why } }),
    ...(lease && { claimedBy: lease.holder }),
  };
};

function shownSubject({ subject }: CaseHead, reader: Role | undefined): QueueLine['subject'] {
  if (subject === undefined) return undefined;
  const sender = shownSender(subject, reader);
  return {
    ...(subject.page !== undefined && { page: subject.page }),
    ...(sender !== undefined && { sender }),
  };
}

export interface QueuePage {
  /** The desk's own time: what is left is counted from it. */
  readonly at: Instant;
  readonly cases: readonly QueueLine[];
  readonly cursor?: string;
}

/** Open cases, in the order in which they are to be taken (shared/case/queue-order.ts). */
export async function listQueue(
  desk: Pick<Desk, 'now' | 'cases'>,
  {
    assignee,
    ...query
  }: Omit<QueueQuery, 'lanes' | 'holder'> & { /** Whose live claim it is. */ readonly assignee?: string },
  reader?: Role,
): Promise<QueuePage> {
  const { cases, cursor } = await desk.cases.reviewQueue({
    ...query,
    ...(assignee !== undefined && { holder: assignee }),
  });
  const now = desk.now();
  const lines = cases.map((head) => queueLine(head, now, reader));
  return {
    at: now,
    cases: assignee === undefined ? lines : lines.filter(({ claimedBy }) => claimedBy === assignee),
    ...(cursor !== undefined && { cursor }),
  };
}
