import type { HeldBy, OutboxEntry } from '../case/case';
import { deliveriesReleased } from '../events';
import type { SiteId } from '../ids';
import { HOLD_REASONS, stillHolds } from './delivery-gate';
import type { Desk } from './desk';
import { deliveryMessage } from './outbox';

type ReleaseDesk = Pick<Desk, 'now' | 'outbox' | 'gates' | 'work'>;

/** Of one site for one reason in one run; the next run, a minute later, goes on. */
const AT_MOST = 200;

/** Sends what was held on its way again, in the order in which it was owed, where nothing holds it any longer. */
export async function releaseHeld(desk: ReleaseDesk): Promise<void> {
  const gates = await desk.gates.list();
  const ofDesk = gates.find(({ of }) => of === 'DESK');
  for (const site of gates) {
    const { of } = site;
    if (of === 'DESK') continue;
    for (const by of HOLD_REASONS) if (!stillHolds(by, { desk: ofDesk, site })) await release(desk, of, by);
  }
}

async function release(desk: ReleaseDesk, siteId: SiteId, by: HeldBy): Promise<void> {
  const released: OutboxEntry[] = [];
  for (const { owner, id } of await desk.outbox.heldAt(siteId, by, AT_MOST)) {
    const entry = await desk.outbox.get(owner, id);
    // The index lags: it may have left already.
    if (entry?.held?.by !== by || entry.inHandUntil !== undefined) continue;
    const { held: _no, ...free } = entry;
    // A CMS that is called again gets every order with all its attempts.
    const attempts = by === 'endpoint' ? 0 : entry.attempts;
    const next = { ...free, attempts, notBefore: desk.now() };
    if (await desk.outbox.reopen(next, entry)) released.push(next);
  }
  if (released.length === 0) return;
  deliveriesReleased(desk.now(), { of: siteId, by, count: released.length });
  await desk.work.delivery.send(released.map((entry) => JSON.stringify(deliveryMessage(entry))));
}
