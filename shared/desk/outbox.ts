import type { OutboxEntry } from '../case/case';
import type { OwedEffect } from '../case/transition';
import { dispatchDelayed } from '../events';
import type { ArticleId, CaseId } from '../ids';
import type { DeliveryMessage } from '../wire/messages';
import type { Desk } from './desk';

/** The row that records an effect with the change that owes it. */
export const owe = (
  desk: Pick<Desk, 'now' | 'ids'>,
  owner: ArticleId | CaseId,
  { effect, notBefore }: OwedEffect,
): OutboxEntry => ({
  id: desk.ids.outbox(),
  owner,
  effect,
  createdAt: desk.now(),
  notBefore,
  attempts: 0,
});

export const deliveryMessage = ({ owner, id }: Pick<OutboxEntry, 'owner' | 'id'>): string =>
  JSON.stringify({ kind: 'deliver', owner, id } satisfies DeliveryMessage);

/**
 * Puts what is due at once before the deliverer. It never fails the change that owed it: the rows are committed,
 * and the sweep finds within a minute what was not put here.
 */
export async function dispatch(
  desk: Pick<Desk, 'now' | 'work'>,
  entries: readonly OutboxEntry[],
): Promise<void> {
  const now = desk.now();
  const due = entries.filter(({ notBefore }) => notBefore <= now);
  try {
    if (due.length > 0) await desk.work.delivery.send(due.map(deliveryMessage));
  } catch {
    dispatchDelayed(now, { entries: due.length });
  }
}
