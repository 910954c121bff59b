import type { Actor, OutboxEntry } from '../case/case';
import type { Instant } from '../clock/instant';
import { deliveriesReplayed } from '../events';
import type { ArticleId, CaseId, OutboxId, SiteId } from '../ids';
import { Problem } from '../problem';
import type { Desk } from './desk';
import { dispatch } from './outbox';

type ReplayDesk = Pick<Desk, 'now' | 'outbox' | 'work'>;

/** Of one request; a longer window is gone through by its cursor. */
const AT_MOST = 100;

/** An effect that was settled, owed once more under the same id; whoever has it already knows it by that. */
export function reopened(entry: OutboxEntry, by: string, now: Instant): OutboxEntry {
  const { deliveredAt: _done, failedAt: _given, lastError: _old, returned: _back, ...rest } = entry;
  return {
    ...rest,
    attempts: 0,
    notBefore: now,
    replays: [...(entry.replays ?? []), { at: now, by }],
  };
}

const isSettled = ({ deliveredAt, failedAt }: OutboxEntry): boolean =>
  (deliveredAt ?? failedAt) !== undefined;

async function replay(desk: ReplayDesk, entries: readonly OutboxEntry[], actor: Actor): Promise<number> {
  const again: OutboxEntry[] = [];
  for (const entry of entries) {
    const next = reopened(entry, actor.id, desk.now());
    if (await desk.outbox.reopen(next, entry)) again.push(next);
  }
  await dispatch(desk, again);
  deliveriesReplayed(desk.now(), { count: again.length });
  return again.length;
}

/** @throws Problem `not_found`, or `refused` where it is not settled: it will be sent anyway, or is no longer owed. */
export async function replayOne(
  desk: ReplayDesk,
  { owner, id }: { readonly owner: ArticleId | CaseId; readonly id: OutboxId },
  actor: Actor,
): Promise<{ readonly sent: number }> {
  const entry = await desk.outbox.get(owner, id);
  if (!entry) throw new Problem('not_found', `nothing was recorded for ${owner} as ${id}`);
  if (entry.effect.kind === 'alert') throw new Problem('refused', 'alerts are acknowledged, not replayed');
  if (!isSettled(entry))
    throw new Problem(
      'refused',
      entry.cancelledAt === undefined
        ? 'it waits to be sent as it is'
        : 'it is no longer owed: the decision behind it was taken back',
    );
  return { sent: await replay(desk, [entry], actor) };
}

/**
 * Every settled webhook of a site that was owed in a window, for a receiver that has lost what it was sent: in order,
 * under the ids they had. An order that no longer stands is not sent.
 */
export async function replayWindow(
  desk: ReplayDesk,
  siteId: SiteId,
  window: { readonly from: Instant; readonly to: Instant; readonly cursor?: string },
  actor: Actor,
): Promise<{ readonly sent: number; readonly cursor?: string }> {
  const { entries, cursor } = await desk.outbox.webhooksOf(siteId, { ...window, limit: AT_MOST });
  const sent = await replay(desk, entries.filter(isSettled), actor);
  return { sent, ...(cursor !== undefined && { cursor }) };
}
