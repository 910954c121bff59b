import type { CaseFile, HeldBy, OutboxEntry } from '../case/case';
import { isStillOwed } from '../case/undo';
import { MINUTE } from '../clock/instant';
import { deliveriesChanged } from '../events';
import type { SiteId } from '../ids';
import { raiseAlert } from './alerting/raise-alert';
import type { PagingDesk } from './alerting/page-alert';
import { changeGate, gatesOf } from './change-gate';
import { afterFailure, afterSuccess, countRemoval, heldBy, isRemoval } from './delivery-gate';
import type { Desk } from './desk';

/** Unless the site says otherwise: above what the longest single notice can ask for. */
const REMOVALS_PER_TEN_MINUTES = 600;

/** How long an order waits for an earlier one about the same page before it looks again, in milliseconds. */
export const LOOK_AGAIN_MS = MINUTE;

type GatedDesk = PagingDesk & Pick<Desk, 'outbox'>;

/**
 * What keeps an effect from leaving now. Counts a removal on its first attempt, so asked once for each attempt.
 */
export async function holdBack(
  desk: GatedDesk,
  entry: OutboxEntry,
  siteId: SiteId,
  publicUrl: string,
): Promise<HeldBy | undefined> {
  const { effect } = entry;
  const held = heldBy(effect, await gatesOf(desk, siteId));
  if (held || effect.kind !== 'cms' || !isRemoval(effect) || entry.attempts > 0) return held;
  const site = await desk.registry.site(siteId);
  const limit = site?.removalsPerTenMinutes ?? REMOVALS_PER_TEN_MINUTES;
  const now = desk.now();
  const { before, after } = await changeGate(desk, siteId, (gate) => countRemoval(gate, entry, limit, now));
  if (!after.tripped) return undefined;
  if (!before.tripped) await tellTripped(desk, siteId, limit, publicUrl);
  return 'breaker';
}

async function tellTripped(desk: GatedDesk, siteId: SiteId, limit: number, publicUrl: string): Promise<void> {
  const now = desk.now();
  deliveriesChanged(now, { of: siteId, did: 'tripped' });
  await raiseAlert(
    desk,
    { id: siteId, siteId },
    {
      key: `tripped/${siteId}/${now}`,
      severity: 'critical',
      subject: `${siteId}: removals are stopped, over ${limit} in ten minutes`,
      runbook: 'removals-are-stopped',
      audience: ['legal', 'manager', 'head'],
      raisedAt: now,
      data: { siteId, limit },
    },
    publicUrl,
  );
}

/**
 * Orders about one page leave in the order in which they were owed: a page given back must not be taken down after.
 * One that is no longer owed, or that waits for a person to let removals go on, keeps nothing back.
 */
export async function waitsForEarlier(
  desk: Pick<Desk, 'outbox' | 'now'>,
  entry: OutboxEntry,
  file: CaseFile | undefined,
): Promise<boolean> {
  if (entry.effect.kind !== 'cms') return false;
  const { item } = entry.effect.data;
  const now = desk.now();
  const others = await desk.outbox.listOf(entry.owner);
  return others.some((other) => {
    const { id, effect, held, inHandUntil } = other;
    if (id >= entry.id || effect.kind !== 'cms' || effect.data['item'] !== item) return false;
    if ((other.deliveredAt ?? other.failedAt ?? other.cancelledAt) !== undefined) return false;
    if (inHandUntil !== undefined && inHandUntil > now) return true;
    return held?.by !== 'breaker' && (file === undefined || isStillOwed(effect, file));
  });
}

/** What the CMS's answer says of the CMS itself. @returns whether it is called any longer. */
export async function noteAnswer(
  desk: GatedDesk,
  siteId: SiteId,
  answer: { readonly taken: boolean; readonly gone: boolean; readonly reason: string },
  publicUrl: string,
): Promise<'called' | 'disabled'> {
  const now = desk.now();
  const { before, after } = await changeGate(desk, siteId, (gate) =>
    answer.taken ? afterSuccess(gate) : afterFailure(gate, answer, now),
  );
  if (!after.disabled) return 'called';
  if (!before.disabled) {
    deliveriesChanged(now, { of: siteId, did: 'disabled' });
    const why =
      after.disabled.why === 'gone'
        ? 'it said that nobody takes orders there any more (410)'
        : `it has taken no order since ${after.failingSince}`;
    await raiseAlert(
      desk,
      { id: siteId, siteId },
      {
        key: `disabled/${siteId}/${now}`,
        severity: 'critical',
        subject: `${siteId}: its CMS is not called any more; ${why}`,
        runbook: 'an-endpoint-was-disabled',
        audience: ['manager', 'admin'],
        raisedAt: now,
        data: { siteId, why: after.disabled.why, reason: answer.reason },
      },
      publicUrl,
    );
  }
  return 'disabled';
}
