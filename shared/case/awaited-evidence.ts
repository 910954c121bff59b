import { between, type Instant, MINUTE, plus } from '../clock/instant';
import type { CaseHead, Item } from './case';
import { TRANSITIONS } from './transitions';

/** Texts that are still to be compared, by a worker that may never have been asked, or died over it. */
export interface AwaitedEvidence {
  readonly since: Instant;
  readonly askAgainAt: Instant;
}

const ASK_AGAIN_MS = 5 * MINUTE;

/** A page that is being fetched, or a message that no worker can work, is not asked for every few minutes for days. */
const waiting = (since: Instant, now: Instant): AwaitedEvidence => ({
  since,
  askAgainAt: plus(now, Math.max(ASK_AGAIN_MS, between(since, now))),
});

export const lacksEvidence = (
  { kind, state, itemCount }: Pick<CaseHead, 'kind' | 'state' | 'itemCount'>,
  items: readonly Item[],
): boolean =>
  kind === 'notice' &&
  'evidence_recorded' in TRANSITIONS[state] &&
  (items.length < itemCount ||
    items.some((item) => item.state === 'PENDING' && item.comparison.outcome === 'pending'));

/** What a case awaits as it now stands. */
export const evidenceAwaited = (
  head: CaseHead,
  items: readonly Item[],
  now: Instant,
): { readonly awaitsEvidence?: AwaitedEvidence } =>
  lacksEvidence(head, items) ? { awaitsEvidence: head.awaitsEvidence ?? waiting(now, now) } : {};

/** Its worker is due to be asked again, and then after as long again as it has been waited for. */
export const askedAgain = (
  { awaitsEvidence: awaited }: CaseHead,
  now: Instant,
): { readonly awaitsEvidence?: AwaitedEvidence } =>
  awaited && awaited.askAgainAt <= now ? { awaitsEvidence: waiting(awaited.since, now) } : {};
