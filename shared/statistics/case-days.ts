import type { CaseHead, Outcome, TimelineEntry } from '../case/case';
import { WINDOWS } from '../case/case-clocks';
import { type Day, dayOf } from '../clock/day';
import { between, type Instant } from '../clock/instant';
import type { ClockKind } from '../clock/sla-clock';
import { type WaitedFor, waitedFor } from './breach-cause';

/** How a case was decided; `TURNED_AWAY`: closed as a whole, without judging any of its addresses. */
export const RULINGS = ['UPHELD', 'PARTIAL', 'REJECTED', 'TURNED_AWAY'] as const satisfies readonly (
  Outcome | 'TURNED_AWAY'
)[];
export type Ruling = (typeof RULINGS)[number];

export const RULING_WORDS = {
  UPHELD: 'upheld',
  PARTIAL: 'upheld in part',
  REJECTED: 'rejected',
  TURNED_AWAY: 'turned away',
} as const satisfies Record<Ruling, string>;

/** What one case adds to the figures of one day. */
export interface CaseDay {
  /** A complaint, by its arrival. */
  readonly received: number;
  /** A case that the desk opened by itself: an article held, a copy found. */
  readonly found: number;
  /** `tookMs` since the case was received or last reopened, its pauses included. */
  readonly decided: readonly { readonly ruling: Ruling; readonly tookMs: number }[];
  readonly breached: readonly { readonly clock: ClockKind; readonly waitedFor: WaitedFor }[];
  /** Milliseconds from arrival to seen changed, one for each page. */
  readonly gone: readonly number[];
  /** Mails that came while the clock stood still, and when it went on: absent while it stands. */
  readonly unheard: readonly { readonly repliedAt: Instant; readonly resumedAt?: Instant }[];
}

type Kind = keyof CaseDay;
type Each<K extends Kind> = CaseDay[K] extends readonly (infer T)[] ? T : CaseDay[K];

export const NOTHING: CaseDay = {
  received: 0,
  found: 0,
  decided: [],
  breached: [],
  gone: [],
  unheard: [],
};

/**
 * What a case adds to which days. A decision counts on its day, but not if it was taken back; a breach on the day on
 * which the time ran out, whenever it was noticed; a mail that nobody heard on the day it came.
 * @param timeline the whole of it, oldest first.
 */
export function caseDays(
  { clocks }: Pick<CaseHead, 'clocks'>,
  timeline: readonly TimelineEntry[],
): ReadonlyMap<Day, CaseDay> {
  const days = new Map<Day, CaseDay>();
  const on = (at: Instant): CaseDay => days.get(dayOf(at)) ?? NOTHING;
  const count = (at: Instant, kind: 'received' | 'found') =>
    days.set(dayOf(at), { ...on(at), [kind]: on(at)[kind] + 1 });
  const add = <K extends Exclude<Kind, 'received' | 'found'>>(at: Instant, kind: K, each: Each<K>) =>
    days.set(dayOf(at), { ...on(at), [kind]: [...on(at)[kind], each] });

  for (const entry of timeline) {
    if (entry.event === 'submitted') count(instantIn(entry, 'receivedAt'), 'received');
    if (FOUND.includes(entry.event)) count(entry.at, 'found');
  }
  for (const { at, ruling, tookMs } of rulings(timeline)) add(at, 'decided', { ruling, tookMs });
  for (const { at, tookMs } of pagesGone(timeline)) add(at, 'gone', tookMs);
  for (const clock of clocks) {
    const at = clock.breachedAt;
    if (at === undefined || !isBroken(clock, timeline)) continue;
    add(at, 'breached', { clock: clock.kind, waitedFor: waitedFor(clock.kind, timeline, at) });
  }
  for (const each of unheard(clocks, timeline)) add(each.repliedAt, 'unheard', each);
  return days;
}

/**
 * Entries that alter no figure: the many of a long complaint among them, at each of which its whole timeline need not be
 * read again.
 */
const UNCOUNTED: readonly string[] = [
  'evidence_recorded',
  'items_added',
  'item_located',
  'original_supplied',
  'date_recorded',
  'source_advised',
  'contact_revealed',
  'noted',
];

export const altersFigures = ({ event }: Pick<TimelineEntry, 'event'>): boolean => !UNCOUNTED.includes(event);

/** Openings of cases without a complaint. */
const FOUND: readonly string[] = ['article_held', 'copy_found', 'copy_recalled'];
const REOPENED: readonly string[] = ['reopened', 'reopened_by_reply'];

const instantIn = ({ facts, at }: TimelineEntry, name: string): Instant => {
  const said = facts[name];
  return typeof said === 'string' ? (said as Instant) : at;
};

/** When the time that a decision takes began to count, as of each entry. */
function startAfter(before: Instant | undefined, entry: TimelineEntry): Instant {
  const { event, at, facts } = entry;
  if (event === 'submitted') return instantIn(entry, 'receivedAt');
  if (REOPENED.includes(event)) return at;
  if (event === 'duplicate_absorbed' && facts['earlier'] === true && before !== undefined)
    return earliest(before, instantIn(entry, 'receivedAt'));
  return before ?? at;
}

const earliest = (a: Instant, b: Instant): Instant => (a < b ? a : b);

interface RuledCase {
  readonly at: Instant;
  readonly ruling: Ruling;
  readonly tookMs: number;
}

/** The decisions that stand, one for each time the case was open. */
function rulings(timeline: readonly TimelineEntry[]): readonly RuledCase[] {
  const settled: RuledCase[] = [];
  let standing: RuledCase | undefined;
  let startedAt: Instant | undefined;
  for (const entry of timeline) {
    startedAt = startAfter(startedAt, entry);
    const ruling = rulingOf(entry);
    if (ruling) standing = { at: entry.at, ruling, tookMs: Math.max(0, between(startedAt, entry.at)) };
    if (entry.event === 'decision_undone') standing = undefined;
    if (REOPENED.includes(entry.event) && standing) {
      settled.push(standing);
      standing = undefined;
    }
  }
  return standing ? [...settled, standing] : settled;
}

function rulingOf({ event, facts }: TimelineEntry): Ruling | undefined {
  if (event === 'turned_away') return 'TURNED_AWAY';
  if (event !== 'case_actioned' && event !== 'case_rejected') return undefined;
  return RULINGS.find((known) => known === facts['outcome']);
}

/** Each page that was seen changed, since its own arrival. */
function pagesGone(timeline: readonly TimelineEntry[]): readonly { at: Instant; tookMs: number }[] {
  const arrived = new Map<number, Instant>();
  let startedAt: Instant | undefined;
  return timeline.flatMap((entry) => {
    const { event, at, facts } = entry;
    startedAt = startAfter(startedAt, entry);
    if (event === 'reopened') arrived.clear();
    if (event === 'items_added')
      for (let no = Number(facts['first']); no <= Number(facts['last']); no += 1)
        arrived.set(no, instantIn(entry, 'receivedAt'));
    if (event !== 'confirmed_gone') return [];
    return (facts['items'] as readonly number[]).map((no) => ({
      at,
      tookMs: Math.max(0, between(arrived.get(no) ?? startedAt ?? at, at)),
    }));
  });
}

/** Windows close and break nothing; no page has to be seen gone while none was decided to go (tick.ts). */
function isBroken(
  { kind, cycle, fulfilledAt }: CaseHead['clocks'][number],
  timeline: readonly TimelineEntry[],
): boolean {
  if (WINDOWS.includes(kind)) return false;
  if (kind !== 'confirm_gone' || fulfilledAt !== undefined) return true;
  return timeline.some(
    ({ event, facts }) => event === 'breached' && facts['clock'] === kind && facts['cycle'] === cycle,
  );
}

/** The first mail of each pause of the promise. */
function unheard(clocks: CaseHead['clocks'], timeline: readonly TimelineEntry[]): CaseDay['unheard'] {
  const promised = clocks.filter(({ kind }) => kind === 'decide').flatMap(({ pauses }) => pauses);
  const pauses = new Map(promised.map((pause) => [pause.from, pause]));
  return [...pauses.values()].flatMap(({ from, to }) => {
    // A mail of the same instant may have come before the request went out.
    const asked = timeline.findLastIndex(({ event, at }) => event === 'mail_sent' && at === from);
    const reply = timeline
      .slice(asked + 1)
      .find(({ event, at }) => event === 'mail_received' && at >= from && (to === undefined || at < to));
    return reply ? [{ repliedAt: reply.at, ...(to !== undefined && { resumedAt: to }) }] : [];
  });
}
