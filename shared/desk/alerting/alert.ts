import type { AlertId, SiteId } from '../../ids';
import type { CaseHead, Effect } from '../../case/case';
import { endedAt, type SlaClock } from '../../clock/sla-clock';
import { type Instant, plus } from '../../clock/instant';
import type { DeliveryGate } from '../delivery-gate';

/** Who is told, from the one who works on it up; the site's settings say who they are. */
export const RUNGS = ['reviewer', 'lead', 'legal', 'manager', 'agent', 'head', 'admin'] as const;
export type Rung = (typeof RUNGS)[number];

type AlertEffect = Extract<Effect, { kind: 'alert' }>;
export type Severity = AlertEffect['severity'];

/** One thing that is wrong. `key` names it for ever: for a clock, its case, kind, cycle and threshold. */
export interface Concern extends Pick<AlertEffect, 'severity' | 'subject' | 'runbook' | 'data'> {
  readonly key: string;
  readonly audience: readonly Rung[];
  readonly raisedAt: Instant;
  /** It stands while one of these clocks runs. */
  readonly clocks?: readonly Pick<SlaClock, 'kind' | 'cycle'>[];
  /** If it still stands then, the head hears of it. */
  readonly climbsAt?: Instant;
}

/** All that is wrong with one case, article or site: told as one, acknowledged as one. */
export interface Alert {
  readonly id: AlertId;
  readonly siteId?: SiteId;
  readonly version: number;
  readonly openedAt: Instant;
  readonly concerns: readonly Concern[];
  /** How often people were told; numbers the pages. */
  readonly pages: number;
  /** When people are told next; absent once it is acknowledged. */
  readonly nextPageAt?: Instant;
  readonly acknowledged?: { readonly at: Instant; readonly by: string; readonly note?: string };
  /** Nothing of it stands any more. */
  readonly settledAt?: Instant;
  /** Somebody is telling people; after this instant they have died over it. */
  readonly inHandUntil?: Instant;
}

/** Milliseconds between pages while nobody has acknowledged. */
export type Repages = Readonly<Record<Severity, number>>;

const GRAVITY = { info: 0, warning: 1, critical: 2 } as const satisfies Record<Severity, number>;

export const gravest = (concerns: readonly Concern[]): Concern | undefined =>
  concerns.toSorted(
    (a, b) => GRAVITY[b.severity] - GRAVITY[a.severity] || (a.raisedAt < b.raisedAt ? 1 : -1),
  )[0];

const isKnown = ({ concerns, settledAt }: Alert, key: string): boolean =>
  settledAt === undefined && concerns.some((concern) => concern.key === key);

/**
 * With one more thing wrong: people are told at once, whoever acknowledged before. What is known already changes
 * nothing, so that an effect performed twice tells once.
 */
export function raise(
  alert: Alert | undefined,
  about: Pick<Alert, 'id' | 'siteId'>,
  concern: Concern,
  now: Instant,
): Alert {
  if (alert && isKnown(alert, concern.key)) return alert;
  const standing = alert && alert.settledAt === undefined ? alert : undefined;
  return {
    ...about,
    version: alert?.version ?? 0,
    openedAt: standing?.openedAt ?? now,
    concerns: [...(standing?.concerns ?? []), concern],
    pages: alert?.pages ?? 0,
    nextPageAt: now,
    ...(standing?.inHandUntil && { inHandUntil: standing.inHandUntil }),
  };
}

/** The next instant at which something is to be done about it. */
export function alertDueAt({ settledAt, nextPageAt, inHandUntil, concerns }: Alert): Instant | undefined {
  if (settledAt !== undefined) return undefined;
  if (inHandUntil !== undefined) return inHandUntil;
  return [nextPageAt, ...concerns.map(({ climbsAt }) => climbsAt)].filter((at) => at !== undefined).sort()[0];
}

/** What stands of it now. A case that cannot be read any more is not asked. */
export interface Standing {
  readonly head?: CaseHead;
  readonly gate?: DeliveryGate;
}

export const standingConcerns = ({ concerns }: Alert, standing: Standing): readonly Concern[] =>
  concerns.filter((concern) => stands(concern, standing));

function stands({ clocks, runbook }: Concern, { head, gate }: Standing): boolean {
  if (clocks)
    return clocks.some(({ kind, cycle }) =>
      head?.clocks.some(
        (clock) => clock.kind === kind && clock.cycle === cycle && endedAt(clock) === undefined,
      ),
    );
  switch (runbook) {
    case 'case-escalated':
      return head?.state === 'ESCALATED';
    case 'restore-blocked':
      return head?.state === 'COUNTER_WINDOW' && head.counter?.copyDeliveredAt === undefined;
    case 'mail-bounced':
      return head?.flags.some((flag) => flag.endsWith('_BOUNCED')) ?? false;
    case 'an-endpoint-was-disabled':
      return gate?.disabled !== undefined;
    case 'removals-are-stopped':
      return gate?.tripped !== undefined;
    default:
      // Only a person can tell that it is over.
      return true;
  }
}

/** The alert without what is over, and with what has stood so long that the head hears of it. */
export function advance(alert: Alert, standing: Standing, now: Instant): Alert {
  const { nextPageAt, acknowledged, settledAt: _settled, ...rest } = alert;
  const left = standingConcerns(alert, standing);
  const climbing = left.filter(({ climbsAt }) => climbsAt !== undefined && climbsAt <= now);
  const concerns = left.flatMap((concern): readonly Concern[] => {
    if (!climbing.includes(concern)) return [concern];
    const { climbsAt: _climbed, ...stays } = concern;
    const higher: Concern = {
      ...stays,
      key: `${concern.key}/head`,
      severity: 'critical',
      audience: [...concern.audience, 'head'],
      raisedAt: now,
    };
    return [stays, higher];
  });
  if (concerns.length === 0)
    return { ...rest, concerns: alert.concerns, ...(acknowledged && { acknowledged }), settledAt: now };
  if (climbing.length > 0) return { ...rest, concerns, nextPageAt: now };
  return { ...rest, concerns, ...(acknowledged && { acknowledged }), ...(nextPageAt && { nextPageAt }) };
}

export const isPageDue = ({ nextPageAt, settledAt }: Alert, now: Instant): boolean =>
  settledAt === undefined && nextPageAt !== undefined && nextPageAt <= now;

/** After people were told: again in a while, counted from now, however late that was. */
export function paged(alert: Alert, repages: Repages, now: Instant): Alert {
  const { inHandUntil: _done, ...rest } = alert;
  const severity = gravest(alert.concerns)?.severity ?? 'info';
  return { ...rest, pages: alert.pages + 1, nextPageAt: plus(now, repages[severity]) };
}

/** Somebody has it in hand: nobody is told again, unless something more goes wrong. */
export function acknowledge(alert: Alert, by: NonNullable<Alert['acknowledged']>): Alert {
  const { nextPageAt: _quiet, ...rest } = alert;
  return { ...rest, acknowledged: by };
}

const isRung = (value: unknown): value is Rung => RUNGS.some((rung) => rung === value);

/** The concern that an effect of a case tells of. */
export function concernOf(effect: AlertEffect, now: Instant): Concern {
  const { audience, crossings, climbsAt } = effect.data as {
    readonly audience?: readonly unknown[];
    readonly crossings?: readonly { readonly clock: SlaClock['kind']; readonly cycle: number }[];
    readonly climbsAt?: Instant;
  };
  const { severity, subject, runbook, data, dedupeKey } = effect;
  return {
    key: dedupeKey,
    severity,
    subject,
    runbook,
    data,
    audience: audience?.filter(isRung) ?? [],
    raisedAt: now,
    ...(crossings && { clocks: crossings.map(({ clock, cycle }) => ({ kind: clock, cycle })) }),
    ...(climbsAt && { climbsAt }),
  };
}
