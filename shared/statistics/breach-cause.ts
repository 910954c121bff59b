import type { CaseState, TimelineEntry } from '../case/case';
import type { Instant } from '../clock/instant';
import type { ClockKind } from '../clock/sla-clock';

/** What a case waited for at the instant at which a promise was broken. */
export const WAITED_FOR = [
  'unclaimed',
  'claimed',
  'second_person',
  'escalated',
  'complainant',
  'taken_back',
  'letter',
  'page',
] as const;
export type WaitedFor = (typeof WAITED_FOR)[number];

export const WAITED_FOR_WORDS = {
  unclaimed: 'nobody had claimed it',
  claimed: 'claimed, but not decided',
  second_person: 'a second person had not approved',
  escalated: 'with the legal team',
  complainant: 'the complainant had not answered',
  taken_back: 'decided in time, then taken back',
  letter: 'a letter had not left',
  page: 'the page had not been seen changed',
} as const satisfies Record<WaitedFor, string>;

/** Promises that no person at the desk keeps: a letter has to leave, or a page to change. */
const BY_CLOCK: Partial<Record<ClockKind, WaitedFor>> = {
  acknowledge: 'letter',
  tell_respondent: 'letter',
  forward_counter: 'letter',
  confirm_gone: 'page',
  restore: 'page',
};

const BY_STATE: Partial<Record<CaseState, WaitedFor>> = {
  AWAITING_APPROVAL: 'second_person',
  ESCALATED: 'escalated',
  AWAITING_COMPLAINANT: 'complainant',
  ACTIONED: 'taken_back',
  REJECTED: 'taken_back',
};

/** @param timeline of the whole case, oldest first: what happened after `at` can show who held it then. */
export function waitedFor(kind: ClockKind, timeline: readonly TimelineEntry[], at: Instant): WaitedFor {
  const state = timeline.findLast((entry) => entry.at <= at)?.to;
  const known = BY_CLOCK[kind] ?? (state && BY_STATE[state]);
  return known ?? (isInHand(timeline, at) ? 'claimed' : 'unclaimed');
}

const BEGINS: readonly string[] = ['claimed', 'taken_over'];

/**
 * Somebody's claim stood. Heartbeats that lengthen a claim leave no entry, so one that ran past the end it was given is
 * known by what its holder did later without claiming again, or by whom it was taken from.
 */
function isInHand(timeline: readonly TimelineEntry[], at: Instant): boolean {
  const begun = timeline.findLastIndex((entry) => entry.at <= at && BEGINS.includes(entry.event));
  const claim = timeline[begun];
  if (claim === undefined) return false;
  const since = timeline.slice(begun + 1);
  if (since.some((entry) => entry.at <= at && endsClaim(entry))) return false;
  if (String(claim.facts['expiresAt']) > at) return true;
  const next = since.findIndex(({ event }) => BEGINS.includes(event));
  const later = next === -1 ? since : since.slice(0, next);
  const heldUntil = since[next]?.facts['heldUntil'];
  return (
    (typeof heldUntil === 'string' && heldUntil > at) ||
    later.some(({ event, actor }) => NEEDS_CLAIM.includes(event) && actor.id === claim.actor.id)
  );
}

const NEEDS_CLAIM: readonly string[] = [
  'released',
  'items_decided',
  'decision_proposed',
  'information_requested',
  'turned_away',
  'appeal_decided',
];

/** A claim is on the case as it stands: given back, or gone with its state. */
const endsClaim = ({ event, from, to }: TimelineEntry): boolean => event === 'released' || from !== to;
