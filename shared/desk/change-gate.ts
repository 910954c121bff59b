import type { SiteId } from '../ids';
import { Problem } from '../problem';
import { type DeliveryGate, type GateId, unwritten } from './delivery-gate';
import type { Desk } from './desk';

/** How often a change that lost a race is made anew; deliverers at work side by side count into one row. */
const ATTEMPTS = 20;

export interface GateChange {
  readonly before: DeliveryGate;
  readonly after: DeliveryGate;
}

/** Reads a gate, changes it, and writes it if that made a difference; who loses a race reads again. */
export async function changeGate(
  desk: Pick<Desk, 'gates'>,
  of: GateId,
  change: (gate: DeliveryGate) => DeliveryGate,
): Promise<GateChange> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const before = (await desk.gates.get(of)) ?? unwritten(of);
    const changed = change(before);
    if (changed === before) return { before, after: before };
    const after = { ...changed, version: before.version + 1 };
    if (await desk.gates.put(after, before.version)) return { before, after };
  }
  throw new Problem('conflict', `the deliveries of ${of} are changing too fast; try again`);
}

export async function gatesOf(desk: Pick<Desk, 'gates'>, siteId: SiteId) {
  const [ofDesk, site] = await Promise.all([desk.gates.get('DESK'), desk.gates.get(siteId)]);
  return { desk: ofDesk, site };
}
