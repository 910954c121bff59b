import type { Attempt, HeldBy, OutboxEntry } from '../case/case';
import { between, DAY, type Instant, plus, SECOND } from '../clock/instant';
import { effectDelivered, effectFailed, effectHeld } from '../events';
import type { SiteId } from '../ids';
import type { PagingDesk } from './alerting/page-alert';
import { raiseAlert } from './alerting/raise-alert';
import { waitAfter } from './backoff';
import { changeGate } from './change-gate';
import type { Desk } from './desk';
import { LOOK_AGAIN_MS } from './hold-back';
import { dispatch } from './outbox';
import type { Sent } from './sent';
import type { ToldLater } from './tell-of-copy';

/** How it went to perform an effect. */
export type Performed =
  | Sent
  | { readonly outcome: 'held'; readonly by: HeldBy; readonly siteId: SiteId; readonly reason?: string }
  /** An earlier order about the same page is still on its way. */
  | { readonly outcome: 'behind' }
  | ToldLater;

type RecordingDesk = PagingDesk & Pick<Desk, 'outbox' | 'work'>;

interface About {
  readonly startedAt: Instant;
  readonly publicUrl: string;
  readonly siteId: SiteId | undefined;
}

/** Writes down how performing an effect went, and when it is to be tried again. */
export async function recordDelivery(
  desk: RecordingDesk,
  entry: OutboxEntry,
  performed: Performed,
  { startedAt, publicUrl, siteId }: About,
): Promise<void> {
  const { owner, id, effect } = entry;
  const now = desk.now();
  const fact = { owner, id, effect: effect.kind };
  const attempts = entry.attempts + 1;
  switch (performed.outcome) {
    case 'delivered':
      await desk.outbox.record({
        ...entry,
        attempts,
        deliveredAt: now,
        log: withAttempt(
          entry,
          startedAt,
          now,
          performed.status === undefined ? {} : { status: performed.status },
        ),
      });
      effectDelivered(now, { ...fact, attempts, lateMs: between(entry.notBefore, now) });
      return;
    case 'cancelled':
      await desk.outbox.record({ ...entry, cancelledAt: now, lastError: performed.reason });
      return;
    case 'behind':
      await desk.outbox.record({ ...entry, notBefore: plus(now, LOOK_AGAIN_MS) });
      return;
    case 'later': {
      const { at, digestAt, tried } = performed;
      const again: OutboxEntry = {
        ...entry,
        ...(effect.kind === 'match_alert' && digestAt && { effect: { ...effect, digestAt } }),
        notBefore: at,
        ...(tried && { attempts, lastError: tried.error, log: withAttempt(entry, startedAt, now, tried) }),
      };
      await desk.outbox.record(again);
      await dispatch(desk, [again]);
      return;
    }
    case 'held': {
      const { by, reason } = performed;
      effectHeld(now, { ...fact, by });
      await desk.outbox.record({
        ...entry,
        held: { by, siteId: performed.siteId, since: now },
        ...(reason !== undefined && {
          lastError: reason,
          log: withAttempt(entry, startedAt, now, { error: reason }),
        }),
      });
      // The sweep looks for what is held at the sites it knows of.
      await changeGate(desk, performed.siteId, (gate) => (gate.version === 0 ? { ...gate } : gate));
      return;
    }
    case 'failed': {
      const { reason, final, status } = performed;
      effectFailed(now, { ...fact, attempts, final, reason });
      // A mail's duty is open again, and the case has said so.
      if (final && effect.kind !== 'mail') await tellGivenUp(desk, entry, reason, siteId, publicUrl);
      const again: OutboxEntry = {
        ...entry,
        attempts,
        lastError: reason,
        log: withAttempt(entry, startedAt, now, { error: reason, ...(status !== undefined && { status }) }),
        ...(final ? { failedAt: now } : { notBefore: plus(now, waitAfter(entry.attempts) ?? DAY) }),
      };
      await desk.outbox.record(again);
      if (!final) await dispatch(desk, [again]);
    }
  }
}

const LOG_KEPT = 30;

const withAttempt = (
  { log = [] }: OutboxEntry,
  startedAt: Instant,
  endedAt: Instant,
  how: Pick<Attempt, 'status' | 'error'>,
): readonly Attempt[] =>
  [...log, { at: startedAt, took: bucketOf(between(startedAt, endedAt)), ...how }].slice(-LOG_KEPT);

function bucketOf(ms: number): Attempt['took'] {
  if (ms < 100) return 'under 100 ms';
  if (ms < SECOND) return 'under 1 s';
  return ms < 5 * SECOND ? 'under 5 s' : '5 s and more';
}

/** The duty stays open and a person has to see to it. */
const tellGivenUp = (
  desk: RecordingDesk,
  { owner, id, effect }: OutboxEntry,
  reason: string,
  siteId: SiteId | undefined,
  publicUrl: string,
): Promise<void> =>
  raiseAlert(
    desk,
    { id: owner, ...(siteId && { siteId }) },
    {
      key: `given-up:${id}`,
      severity: 'critical',
      subject: `${owner}: ${effect.kind === 'cms' ? 'an order to the CMS' : `a ${effect.kind}`} was given up`,
      runbook: 'an-effect-was-given-up',
      audience: ['lead', 'manager'],
      raisedAt: desk.now(),
      data: { owner, id, effect: effect.kind, reason },
    },
    publicUrl,
  );
