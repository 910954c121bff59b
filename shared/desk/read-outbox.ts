import type { OutboxEntry } from '../case/case';
import type { ArticleId, CaseId } from '../ids';
import type { Desk } from './desk';

export type OutboxState = 'waiting' | 'delivered' | 'cancelled' | 'given_up';

/** What was, or is to be, told to whom. */
export interface OutboxLine extends OutboxEntry {
  readonly state: OutboxState;
}

export const outboxState = ({ deliveredAt, cancelledAt, failedAt }: OutboxEntry): OutboxState => {
  if (deliveredAt !== undefined) return 'delivered';
  if (cancelledAt !== undefined) return 'cancelled';
  return failedAt === undefined ? 'waiting' : 'given_up';
};

/** Everything that one article or case owes or has told, oldest first. */
export async function readOutbox(
  desk: Pick<Desk, 'outbox'>,
  owner: ArticleId | CaseId,
): Promise<readonly OutboxLine[]> {
  const entries = await desk.outbox.listOf(owner);
  return entries.map((entry) => ({ ...entry, state: outboxState(entry) }));
}
