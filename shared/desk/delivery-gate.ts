import type { Effect, HeldBy, OutboxEntry } from '../case/case';
import { between, DAY, type Instant, MINUTE, plus } from '../clock/instant';
import type { SiteId } from '../ids';

/** A site, or the whole desk. */
export type GateId = SiteId | 'DESK';

/** Somebody's word, kept with it. */
export interface Order {
  readonly at: Instant;
  readonly by: string;
  readonly reason: string;
}

/** Whether effects may leave for a site, and what its CMS has answered of late. The desk's own knows only the pause. */
export interface DeliveryGate {
  readonly of: GateId;
  readonly version: number;
  /** Nothing leaves but alerts. */
  readonly paused?: Order;
  /** Too many removals in ten minutes: no more leave until somebody has looked. */
  readonly tripped?: { readonly at: Instant; readonly limit: number };
  /** Who let removals go on: those owed until then are not counted again. */
  readonly reset?: Order;
  /** Removals sent, by the minute they were sent in. */
  readonly removals?: Readonly<Record<string, number>>;
  /** The first failure since the CMS last took an order. */
  readonly failingSince?: Instant;
  /** Nobody takes orders there; they wait until it is enabled again. */
  readonly disabled?: { readonly at: Instant; readonly why: 'gone' | 'failing'; readonly reason: string };
  /** What people did to it, newest last; the newest are kept. */
  readonly log?: readonly (Order & { readonly did: Deed })[];
}

export const unwritten = (of: GateId): DeliveryGate => ({ of, version: 0 });

/** A CMS that has taken nothing for so long is not called any more. */
const DISABLE_AFTER_MS = 3 * DAY;
/** The minute that runs and the ten before it: no ten minutes whatever hold more than the limit. */
const COUNTED_MINUTES = 10;
const LOG_KEPT = 50;

type Webhook = Extract<Effect, { kind: 'cms' }>;

/** Takes something from the public. What gives back, and what never was out, is not stopped. */
export const isRemoval = ({ type }: Webhook): boolean => type === 'item.takedown' || type === 'item.amend';

/** What keeps an effect from leaving now; undefined if nothing does. */
export function heldBy(
  effect: Effect,
  { desk, site }: { readonly desk: DeliveryGate | undefined; readonly site: DeliveryGate | undefined },
): HeldBy | undefined {
  // People are told whatever is stopped.
  if (effect.kind === 'alert') return undefined;
  if (desk?.paused || site?.paused) return 'pause';
  if (effect.kind !== 'cms') return undefined;
  if (site?.disabled) return 'endpoint';
  return site?.tripped && isRemoval(effect) ? 'breaker' : undefined;
}

/** Whether a reason to hold still stands. */
export const stillHolds = (
  by: HeldBy,
  { desk, site }: { readonly desk: DeliveryGate | undefined; readonly site: DeliveryGate },
): boolean => {
  switch (by) {
    case 'pause':
      return desk?.paused !== undefined || site.paused !== undefined;
    case 'endpoint':
      return site.disabled !== undefined;
    case 'breaker':
      return site.tripped !== undefined;
  }
};

/** In the order in which what they held goes on its way. */
export const HOLD_REASONS: readonly HeldBy[] = ['pause', 'endpoint', 'breaker'];

/** All that keeps effects of a site from leaving now. */
export const holdsInForce = (gates: {
  readonly desk: DeliveryGate | undefined;
  readonly site: DeliveryGate | undefined;
}): readonly HeldBy[] =>
  HOLD_REASONS.filter((by) => stillHolds(by, { desk: gates.desk, site: gates.site ?? unwritten('DESK') }));

const minuteOf = (at: Instant): string => at.slice(0, 16);

/** Removals that count at `now`. */
export function recentRemovals({ removals = {} }: DeliveryGate, now: Instant): number {
  const since = minuteOf(plus(now, -COUNTED_MINUTES * MINUTE));
  return Object.entries(removals).reduce((sum, [minute, count]) => (minute >= since ? sum + count : sum), 0);
}

/**
 * Counts a removal that is about to be sent for the first time; the one over the limit stops itself and all that
 * follow.
 */
export function countRemoval(
  gate: DeliveryGate,
  { createdAt }: Pick<OutboxEntry, 'createdAt'>,
  limit: number,
  now: Instant,
): DeliveryGate {
  if (gate.tripped || (gate.reset && createdAt <= gate.reset.at)) return gate;
  if (recentRemovals(gate, now) >= limit) return { ...gate, tripped: { at: now, limit } };
  const since = minuteOf(plus(now, -COUNTED_MINUTES * MINUTE));
  const recent = Object.entries(gate.removals ?? {}).filter(([minute]) => minute >= since);
  const minute = minuteOf(now);
  const count = (gate.removals?.[minute] ?? 0) + 1;
  return { ...gate, removals: { ...Object.fromEntries(recent), [minute]: count } };
}

/** The CMS did not take an order: `gone` says that it never will (410), else it has time to recover. */
export function afterFailure(
  gate: DeliveryGate,
  { gone, reason }: { readonly gone: boolean; readonly reason: string },
  now: Instant,
): DeliveryGate {
  if (gate.disabled) return gate;
  const failingSince = gate.failingSince ?? now;
  const failing = between(failingSince, now) >= DISABLE_AFTER_MS;
  if (!gone && !failing) return gate.failingSince ? gate : { ...gate, failingSince };
  return { ...gate, failingSince, disabled: { at: now, why: gone ? 'gone' : 'failing', reason } };
}

/** The CMS took an order. */
export function afterSuccess(gate: DeliveryGate): DeliveryGate {
  if (gate.failingSince === undefined) return gate;
  const { failingSince: _over, ...rest } = gate;
  return rest;
}

export type Deed = 'paused' | 'resumed' | 'reset' | 'enabled';

/** What a person does to a gate; the same gate where there is nothing to do. */
export function byOrder(gate: DeliveryGate, did: Deed, order: Order): DeliveryGate {
  const log = [...(gate.log ?? []), { ...order, did }].slice(-LOG_KEPT);
  switch (did) {
    case 'paused':
      return gate.paused ? gate : { ...gate, paused: order, log };
    case 'resumed': {
      const { paused, ...open } = gate;
      return paused ? { ...open, log } : gate;
    }
    case 'reset': {
      const { tripped, removals: _counted, ...open } = gate;
      return tripped ? { ...open, reset: order, log } : gate;
    }
    case 'enabled': {
      const { disabled, failingSince: _forgiven, ...open } = gate;
      return disabled ? { ...open, log } : gate;
    }
  }
}
