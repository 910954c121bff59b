import type { Actor } from '../case/case';
import type { Instant } from '../clock/instant';
import { deliveriesChanged } from '../events';
import { Problem } from '../problem';
import { changeGate } from './change-gate';
import { byOrder, type Deed, type DeliveryGate, type GateId, recentRemovals } from './delivery-gate';
import type { Desk } from './desk';

/** Whether effects may leave, as people read it. */
export interface GateView extends Pick<
  DeliveryGate,
  'of' | 'paused' | 'tripped' | 'disabled' | 'failingSince' | 'log'
> {
  readonly removalsInTenMinutes: number;
}

export const gateView = (gate: DeliveryGate, now: Instant): GateView => {
  const { of, paused, tripped, disabled, failingSince, log } = gate;
  return {
    of,
    ...(paused && { paused }),
    ...(tripped && { tripped }),
    ...(disabled && { disabled }),
    ...(failingSince && { failingSince }),
    ...(log && { log }),
    removalsInTenMinutes: recentRemovals(gate, now),
  };
};

const NOTHING_TO_DO = {
  paused: 'deliveries are paused already',
  resumed: 'deliveries are not paused',
  reset: 'removals are not stopped',
  enabled: 'the endpoint is not disabled',
} as const satisfies Record<Deed, string>;

/**
 * A person stops deliveries or lets them go on; recorded with who and why. What was held goes on its way with the
 * next sweep, within a minute, in the order in which it was owed.
 * @throws Problem `not_found` for no such site; `refused` where there is nothing to do.
 */
export async function orderDeliveries(
  desk: Pick<Desk, 'now' | 'gates' | 'registry'>,
  of: GateId,
  did: Deed,
  actor: Actor,
  reason: string,
): Promise<GateView> {
  if (of !== 'DESK' && !(await desk.registry.site(of)))
    throw new Problem('not_found', `there is no site ${of}`);
  if (did === 'reset' && actor.role !== 'MGR')
    throw new Problem('forbidden', 'a manager lets removals go on, after looking at them');
  const now = desk.now();
  const { before, after } = await changeGate(desk, of, (gate) =>
    byOrder(gate, did, { at: now, by: actor.id, reason }),
  );
  if (after === before) throw new Problem('refused', NOTHING_TO_DO[did]);
  deliveriesChanged(now, { of, did });
  return gateView(after, now);
}

/** Something waits there for a person. */
export const isStopped = ({ paused, tripped, disabled }: GateView): boolean =>
  (paused ?? tripped ?? disabled) !== undefined;

export async function listGates(desk: Pick<Desk, 'now' | 'gates'>): Promise<readonly GateView[]> {
  const now = desk.now();
  return (await desk.gates.list()).map((gate) => gateView(gate, now));
}
