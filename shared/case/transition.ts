import type { Instant } from '../clock/instant';
import type { CaseFile, Effect, Hold, Item, TimelineEntry } from './case';

/** What decide() is told besides file and event. */
export interface DecideContext {
  readonly now: Instant;
  /** Hex SHA-256 of a string's UTF-8 bytes; an argument because the pure rooms have no hash of their own. */
  readonly sha256: (text: string) => string;
  /** Every hold on the file's articles, of this case and of others: what is down for two reasons stays down. */
  readonly holds: readonly Hold[];
}

/** An effect to be put in the outbox, not to be performed before `notBefore`. */
export interface OwedEffect {
  readonly effect: Effect;
  readonly notBefore: Instant;
}

/**
 * Items that one transition takes up, for one transaction holds 100 rows and an item is up to four of them. Where it is
 * added: itself, the ties to its article, its page and its host; where it is compared: itself, the first of these ties and
 * its entry in the timeline; where it is decided: itself, its hold, the order to the CMS and a letter to its respondent.
 */
export const ITEMS_PER_WRITE = 20;

/** Goes into one conditional write; `head.version` is the version read plus one. */
export interface Transition {
  readonly outcome: 'changed';
  readonly file: CaseFile;
  readonly changedItems: readonly Item[];
  /** Hash-chained after the file's last entry. */
  readonly timeline: readonly TimelineEntry[];
  readonly effects: readonly OwedEffect[];
  /** Written whole, by (article, case, item). */
  readonly holds: readonly Hold[];
}

/** Repeated or early: nothing to write. */
export interface Unchanged {
  readonly outcome: 'unchanged';
}

export interface Refusal {
  readonly outcome: 'refused';
  /** As in Problem: not in this state; somebody else was first; not this actor. */
  readonly kind: 'refused' | 'conflict' | 'forbidden';
  readonly reason: string;
  /** For the caller to act on, e.g. the version that stands now. No personal data. */
  readonly facts: Readonly<Record<string, unknown>>;
}

export type Decided = Transition | Unchanged | Refusal;

export const refusal = (
  kind: Refusal['kind'],
  reason: string,
  facts: Readonly<Record<string, unknown>> = {},
): Refusal => ({ outcome: 'refused', kind, reason, facts });
