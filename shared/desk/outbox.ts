import type { OutboxEntry } from '../case/case';
import type { OwedEffect } from '../case/transition';
import { between, MINUTE } from '../clock/instant';
import type { ArticleId, CaseId } from '../ids';
import type { DeliverMessage } from '../wire/messages';
import type { Desk } from './desk';
import { sendSoon } from './send-soon';

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

export const deliveryMessage = ({ owner, id }: Pick<OutboxEntry, 'owner' | 'id'>): DeliverMessage => ({
  kind: 'deliver',
  owner,
  id,
});

/** A queue holds a message back for 15 minutes at most. */
const LONGEST_DELAY_MS = 15 * MINUTE;

/** Puts what is due at once or soon before the deliverer, for its time; the rest waits for the sweep. */
export async function dispatch(
  desk: Pick<Desk, 'now' | 'work'>,
  entries: readonly OutboxEntry[],
): Promise<void> {
  const now = desk.now();
  const byDelay = Map.groupBy(entries, ({ notBefore }) => Math.max(0, between(now, notBefore)));
  for (const [delayMs, due] of byDelay)
    if (delayMs < LONGEST_DELAY_MS)
      await sendSoon(desk, desk.work.delivery, due.map(deliveryMessage), delayMs);
}
