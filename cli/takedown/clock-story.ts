import { CLOCK_WORDS } from '../../shared/case/words';
import { between, type Instant } from '../../shared/clock/instant';
import { type ClockKind, dueAt, type SlaClock, usedMs } from '../../shared/clock/sla-clock';
import { duration, timeLeft } from '../../shared/clock/time-left';
import type { ClockView } from '../../shared/desk/case-clock-view';
import type { CaseView } from '../../shared/desk/read-case';

/** As the procedure numbers its clocks. K10, the renewal of the agent's registration, belongs to no case. */
const NUMBERS = {
  acknowledge: 'K1',
  screen: 'K2',
  decide: 'K3',
  cure: 'K4',
  tell_respondent: 'K5',
  forward_counter: 'K6',
  restore: 'K7',
  appeal_open: 'K8',
  appeal: 'K9',
  confirm_gone: 'K11',
  dispose: '',
} as const satisfies Record<ClockKind, string>;

type Told = Pick<CaseView, 'clocks' | 'itemViews' | 'timeline' | 'receivedAt' | 'channel' | 'at'>;

const asClock = ({ timeLeft: _words, dueAt: _due, ...clock }: ClockView): SlaClock => ({
  ...clock,
  fired: [],
});

/** The instant at which it was, or would have been, too late; pauses included. */
function deadline(clock: ClockView): Instant | undefined {
  const { fulfilledAt: _met, cancelledAt: _over, ...open } = asClock(clock);
  return dueAt(open);
}

export const promiseOf = ({ clocks }: Pick<CaseView, 'clocks'>): ClockView | undefined =>
  clocks.findLast(({ kind }) => kind === 'decide');

export const clockHeadings = ['', 'clock', 'started', 'stood still', 'due', 'ended', 'used', ''] as const;

/** Every clock of the case, in the order of their numbers, and which of K1 to K11 it never needed. */
export function clockRows({ clocks, at }: Told): readonly (readonly string[])[] {
  return clocks
    .toSorted((a, b) => numberOf(a.kind) - numberOf(b.kind) || a.cycle - b.cycle)
    .map((view) => {
      const clock = asClock(view);
      const ended = view.fulfilledAt ?? view.cancelledAt;
      const still = view.pauses.map(({ from, to }) => duration(between(from, to ?? at)));
      return [
        NUMBERS[view.kind],
        CLOCK_WORDS[view.kind],
        short(view.startedAt),
        still.join(', '),
        short(deadline(view)),
        short(ended),
        `${duration(usedMs(clock, at))} of ${duration(view.budgetMs)}`,
        timeLeft(clock, at),
      ];
    });
}

const numberOf = (kind: ClockKind): number => Number(NUMBERS[kind].slice(1));

export const clocksNotNeeded = ({ clocks }: Pick<CaseView, 'clocks'>): readonly string[] =>
  (Object.keys(NUMBERS) as ClockKind[])
    .filter((kind) => NUMBERS[kind] !== '' && !clocks.some((clock) => clock.kind === kind))
    .map((kind) => `${NUMBERS[kind]} ${CLOCK_WORDS[kind]}`);

export interface Moment {
  readonly at: Instant;
  readonly what: string;
  /** Milliseconds of the promised time that were used by then. */
  readonly usedMs: number;
}

/** What befell the promise of a decision, by its own clock and what stands in the items; the oldest first. */
export function clockStory(view: Told): readonly Moment[] {
  const promise = promiseOf(view);
  if (!promise) return [];
  const clock = asClock(promise);
  const due = deadline(promise);
  const moments: (readonly [Instant | undefined, string])[] = [
    [promise.startedAt, `received by ${view.channel}: the clock starts`],
    ...promise.pauses.flatMap(({ from, to }): [Instant | undefined, string][] => [
      [from, 'asked for what is missing: it stands still'],
      [to, 'answered: it runs on'],
    ]),
    ...view.timeline.flatMap(({ at, event, facts }): [Instant | undefined, string][] => {
      const { clock: about, percent, crossedAt, decidedAt } = facts;
      if (event === 'decision_undone')
        return [
          [decidedAt as Instant, 'decided'],
          [at, 'taken back: it runs on as if nothing had been'],
        ];
      if (about !== 'decide' || (event !== 'warned' && event !== 'breached')) return [];
      return [
        [crossedAt as Instant, event === 'breached' ? 'the promise is broken' : `${String(percent)} % used`],
      ];
    }),
    ...view.itemViews.flatMap(
      ({ decision, acknowledgedAt, confirmedGoneAt }): [Instant | undefined, string][] => [
        [decision?.decidedAt, 'decided'],
        [acknowledgedAt, 'the CMS said that it is done'],
        [confirmedGoneAt, 'seen gone'],
      ],
    ),
    ...(promise.breachedAt === undefined ? [[due, 'due'] as const] : []),
  ];
  return moments
    .flatMap(([at, what]) => (at === undefined ? [] : [{ at, what, usedMs: usedMs(clock, at) }]))
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

export const storyHeadings = ['when (UTC)', 'after receipt', 'what', 'of the promise used'] as const;

export const storyRows = (view: Told): readonly (readonly string[])[] =>
  clockStory(view).map(({ at, what, usedMs: used }) => [
    short(at),
    `+${duration(between(view.receivedAt, at))}`,
    what,
    duration(used),
  ]);

const short = (at: Instant | undefined): string =>
  at === undefined ? '' : `${at.slice(5, 10)} ${at.slice(11, 19)}`;
