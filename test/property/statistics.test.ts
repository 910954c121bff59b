import * as fc from '../fast-check';
import { liveLease } from '../../shared/case/lease';
import type { CaseHead } from '../../shared/case/case';
import { type Day, dayOf } from '../../shared/clock/day';
import { between, HOUR, type Instant, MINUTE, toMs } from '../../shared/clock/instant';
import { altersFigures, caseDays } from '../../shared/statistics/case-days';
import type { DayPart } from '../../shared/statistics/day-part';
import { figuresOf } from '../../shared/statistics/figures';
import { tallyOf, together } from '../../shared/statistics/tally';
import { actor, DeskOfOne, evidence, keep, SYS, takeDown } from '../unit/case/desk-of-one';

const rita = actor('REV', 'rita');
const liam = actor('LEG', 'liam');

/** What happens to a case; a move that the rules refuse changes nothing. */
const MOVES = {
  wait: (desk: DeskOfOne, ms: number) => desk.wait(ms),
  claim: (desk: DeskOfOne) => desk.decide({ type: 'claimed', actor: rita }),
  release: (desk: DeskOfOne) => desk.decide({ type: 'released', actor: rita, leaseToken: token(desk) }),
  takeDown: (desk: DeskOfOne) => decideBy(desk, [takeDown(1)]),
  keep: (desk: DeskOfOne) => decideBy(desk, [keep(1)]),
  undo: (desk: DeskOfOne) => desk.decide({ type: 'decision_undone', actor: rita }),
  approve: (desk: DeskOfOne) =>
    desk.decide({ type: 'decision_approved', actor: liam, version: desk.head.version, items: [1] }),
  escalate: (desk: DeskOfOne) => desk.decide({ type: 'escalated', actor: rita, reason: 'Law?' }),
  giveBack: (desk: DeskOfOne) => desk.decide({ type: 'returned', actor: liam, note: 'Yours.' }),
  ask(desk: DeskOfOne) {
    const missing = ['SIG'] as const;
    desk.decide({ type: 'claimed', actor: rita });
    desk.decide({ type: 'information_requested', actor: rita, leaseToken: token(desk), missing });
    desk.decide({ type: 'mail_sent', actor: SYS, template: 'information_requested' });
  },
  mail: (desk: DeskOfOne) => desk.decide({ type: 'mail_received', actor: SYS, key: 'mail/1', sha256: 's' }),
  answer: (desk: DeskOfOne) =>
    desk.decide({
      type: 'answered',
      actor: actor('CMP', 'complainant'),
      items: [],
      missing: [],
      dsaComplete: true,
    }),
  evidence: (desk: DeskOfOne, ms: number) =>
    desk.decide({
      type: 'evidence_recorded',
      actor: SYS,
      items: [{ no: 1, comparison: evidence(String(ms)), supplied: 's' }],
    }),
  supply: (desk: DeskOfOne) =>
    desk.decide({ type: 'original_supplied', actor: SYS, work: 0, key: 'k', sha256: 's' }),
  note: (desk: DeskOfOne) => desk.decide({ type: 'noted', actor: rita, text: 'A note.' }),
  reopen: (desk: DeskOfOne) => desk.decide({ type: 'reopened', actor: liam, newFacts: 'A licence ended.' }),
} as const;
type MoveName = keyof typeof MOVES;

const token = ({ head }: DeskOfOne) => head.lease?.token ?? 0;
const decideBy = (desk: DeskOfOne, decisions: Parameters<DeskOfOne['rule']>[1]) =>
  desk.decide({
    type: 'items_decided',
    actor: rita,
    leaseToken: token(desk),
    version: desk.head.version,
    decisions,
  });

const move = fc.record({
  name: fc.constantFrom(...(Object.keys(MOVES) as MoveName[]), 'wait' as const, 'wait' as const),
  ms: fc.oneof(fc.integer({ min: 1, max: 20 * MINUTE }), fc.integer({ min: 1, max: 15 * HOUR })),
});

/** A clerk beside the case who writes down what they see as it happens, and knows nothing of timelines. */
class Clerk {
  readonly decided: { at: Instant; outcome: string; tookMs: number }[] = [];
  readonly broken: { at: Instant; what: string }[] = [];
  readonly unheard: { from: Instant; to?: Instant }[] = [];
  private openedAt: Instant;

  constructor(private readonly desk: DeskOfOne) {
    this.openedAt = desk.head.receivedAt;
  }

  /** Before and after a move. */
  watch(name: MoveName, before: CaseHead): void {
    const { head, now } = this.desk;
    for (const clock of head.clocks) {
      const known = before.clocks.find(({ kind, cycle }) => kind === clock.kind && cycle === clock.cycle);
      if (clock.breachedAt === undefined || known?.breachedAt !== undefined) continue;
      if (clock.kind === 'decide')
        this.broken.push({ at: clock.breachedAt, what: reason(before, clock.breachedAt) });
    }
    const isOutcome = head.state === 'ACTIONED' || head.state === 'REJECTED';
    if (name === 'undo' && before.outcome !== undefined && head.outcome === undefined) this.decided.pop();
    else if (isOutcome && before.outcome === undefined && head.outcome !== undefined)
      this.decided.push({ at: now, outcome: head.outcome, tookMs: between(this.openedAt, now) });
    if (name === 'reopen' && head.version > before.version) this.openedAt = now;
    this.watchPause(name, before);
  }

  private watchPause(name: MoveName, before: CaseHead): void {
    const { head, now } = this.desk;
    const pauseOf = ({ clocks }: CaseHead) =>
      clocks
        .findLast(({ kind, fulfilledAt, cancelledAt }) => kind === 'decide' && !fulfilledAt && !cancelledAt)
        ?.pauses.at(-1);
    const was = pauseOf(before);
    const stood = was !== undefined && was.to === undefined;
    const open = this.unheard.at(-1);
    const isHeard = open === undefined || open.to !== undefined;
    if (stood && name === 'mail' && head.version > before.version && isHeard)
      this.unheard.push({ from: now });
    const ended = head.clocks
      .filter(({ kind }) => kind === 'decide')
      .flatMap(({ pauses }) => pauses)
      .findLast(({ from }) => from === was?.from)?.to;
    if (stood && ended !== undefined && open && open.to === undefined) open.to = ended;
  }
}

/** What stood in its way, by the case as it stood when the time ran out. */
function reason(head: CaseHead, at: Instant): string {
  if (head.state === 'ESCALATED') return 'escalated';
  if (head.state === 'AWAITING_APPROVAL') return 'second_person';
  if (head.state === 'AWAITING_COMPLAINANT') return 'complainant';
  if (head.outcome !== undefined) return 'taken_back';
  return liveLease(head, at) ? 'claimed' : 'unclaimed';
}

const daysOf = ({ head, timeline }: DeskOfOne) => caseDays(head, timeline);
const ofDay = <T extends { readonly at: Instant }>(all: readonly T[], day: Day) =>
  all.filter(({ at }) => dayOf(at) === day);
const middle = (numbers: readonly number[]): number | undefined => {
  const left = [...numbers];
  while (left.length > 2) {
    left.splice(left.indexOf(Math.max(...left)), 1);
    left.splice(left.indexOf(Math.min(...left)), 1);
  }
  return left.length === 0 ? undefined : left.reduce((a, b) => a + b, 0) / left.length;
};

describe('the figures of days', () => {
  it('are what somebody would have counted who stood beside, day by day and over all', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.boolean(), fc.array(move, { maxLength: 25 })), { minLength: 1, maxLength: 4 }),
        (walks) => {
          const cases = walks.map(([alone, moves]) => {
            const secondPerson = { removalsAbove: 0, authorityOrders: true, pressFreedom: true };
            const desk = DeskOfOne.withNotice({
              undoMs: 10 * MINUTE,
              ...(alone ? {} : { secondPerson }),
            });
            const clerk = new Clerk(desk);
            for (const { name, ms } of moves) {
              const before = { head: desk.head, entries: desk.timeline.length, days: daysOf(desk) };
              MOVES[name](desk, ms);
              clerk.watch(name, before.head);
              // What is written only where an entry alters the figures is always as it would be computed.
              const isWritten = desk.timeline.slice(before.entries).some(altersFigures);
              expect(isWritten ? undefined : daysOf(desk)).toEqual(isWritten ? undefined : before.days);
            }
            return { desk, clerk, days: daysOf(desk) };
          });
          const latest = cases
            .map(({ desk }) => desk.now)
            .sort()
            .at(-1)!;
          const all = [...new Set(cases.flatMap(({ days }) => [...days.keys()]))];
          const partsOf = (day: Day): readonly DayPart[] =>
            cases.flatMap(({ desk, days }) => {
              const part = days.get(day);
              return part ? [{ of: 'case', caseId: desk.head.id, ...part }] : [];
            });
          const clerks = cases.map(({ clerk }) => clerk);
          for (const day of all) {
            const figures = figuresOf(tallyOf(partsOf(day)), latest);
            const decided = clerks.flatMap((clerk) => ofDay(clerk.decided, day));
            for (const ruling of ['UPHELD', 'PARTIAL', 'REJECTED'] as const)
              expect(figures.decided[ruling]).toBe(
                decided.filter(({ outcome }) => outcome === ruling).length,
              );
            expect(figures.medianDecisionMs).toBe(middle(decided.map(({ tookMs }) => tookMs)));
            const broken = clerks.flatMap((clerk) => ofDay(clerk.broken, day)).map(({ what }) => what);
            const said = figures.breaches
              .filter(({ clock }) => clock === 'decide')
              .flatMap(({ waitedFor, count }) => Array<string>(count).fill(waitedFor));
            expect(said.sort()).toEqual(broken.sort());
            const silence = clerks
              .flatMap(({ unheard }) => unheard)
              .filter(({ from }) => dayOf(from) === day)
              .map(({ from, to = latest }) => toMs(to) - toMs(from));
            expect(figures.unheardMs).toBe(silence.reduce((a, b) => a + b, 0));
          }
          const total = figuresOf(together(all.map((day) => tallyOf(partsOf(day)))), latest);
          expect(total).toEqual(figuresOf(tallyOf(all.flatMap(partsOf)), latest));
          expect(total.received).toBe(cases.length);
          const everything = clerks.flatMap(({ decided }) => decided);
          expect(Object.values(total.decided).reduce((a, b) => a + b)).toBe(everything.length);
        },
      ),
      { numRuns: 250 },
    );
  });
});
