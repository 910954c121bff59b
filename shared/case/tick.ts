import { between, type Instant, plus } from '../clock/instant';
import { cancel, type ClockKind, dueAt, resume } from '../clock/sla-clock';
import { type Crossing, fireThresholds } from '../clock/thresholds';
import { askedAgain } from './awaited-evidence';
import type { CaseFile, CaseFlag, CaseHead, Effect } from './case';
import { cancelAll, cancelClocks, onClocks, PAUSED_BY_REQUEST, WINDOWS } from './case-clocks';
import { atOnce, type Change, settledFrom, type Step } from './change';
import { alert, mail, mailRespondents, mailIfConcerned } from './effects';
import { withFlags } from './flags';
import { isActedOn } from './outcome';
import { restoreWhenDue } from './restore';
import type { DecideContext, OwedEffect, Unchanged } from './transition';

/** Who hears of a used-up share of the time; every step keeps those below it. */
const LADDER = [
  { from: 50, audience: 'reviewer' },
  { from: 75, audience: 'lead' },
  { from: 90, audience: 'legal' },
  { from: 100, audience: 'manager' },
  { from: 100, audience: 'agent' },
] as const;

interface Fired extends Crossing {
  readonly clock: ClockKind;
  readonly cycle: number;
}

/**
 * What time alone does. However late and however often it runs, each threshold fires once, with its true instant; all
 * that fire together are one alert.
 */
export function tick({ head, items }: CaseFile, context: DecideContext): Change | Unchanged {
  const { now } = context;
  if (isSettled({ head, items }, now)) return closed(head, [], [], now);
  const fired: Fired[] = [];
  const clocks = head.clocks.map((clock) => {
    const seen = fireThresholds(clock, head.policy.thresholds[clock.kind], now);
    fired.push(...seen.crossings.map((each) => ({ ...each, clock: clock.kind, cycle: clock.cycle })));
    // A window that ran out is over from now on: until the sweep came, an answer still counted.
    const ranOut = WINDOWS.includes(clock.kind) && seen.crossings.some(({ percent }) => percent === 100);
    return ranOut ? cancel(seen.clock, now) : seen.clock;
  });
  // No page has to be seen gone while none was decided to go: that promise is not broken, only due.
  const told = fired.filter(({ clock }) => clock !== 'confirm_gone' || items.some(isActedOn));
  const asked = askedAgain(head, now);
  const after: CaseHead = { ...head, clocks, flags: flagsAfter(head, told), ...asked };
  const steps = told.map((each) => stepOf(head, each, now));

  const said = atOnce(context, alerts(after, told, now));
  const restored = restoreWhenDue({ head: after, items }, steps, context);
  if (restored) return { ...restored, effects: [...said, ...(restored.effects ?? [])] };
  if (fired.length === 0 && !asked.awaitsEvidence) return { outcome: 'unchanged' };

  const over = (kind: ClockKind) => fired.some(({ clock, percent }) => clock === kind && percent === 100);
  if (over('cure') && head.state === 'AWAITING_COMPLAINANT') return lapse(after, items, steps, said, context);
  if (isSettled({ head: after, items }, now)) return closed(after, steps, said, now);

  const acted = items.filter(isActedOn);
  const interim = fired.some(({ clock, percent }) => clock === 'tell_respondent' && percent < 100);
  const reminds = fired.some(({ clock, percent }) => clock === 'cure' && percent < 100);
  return {
    outcome: 'change',
    head: interim ? { ...after, flags: withFlags(after, 'RESPONDENT_TOLD') } : after,
    steps,
    effects: [
      ...said,
      ...atOnce(context, [
        ...(reminds ? [mail(head, 'complainant', 'information_reminder', { missing: head.missing })] : []),
        ...(interim && head.pendingCount > 0 ? mailRespondents(head, acted, 'statement_of_reasons') : []),
      ]),
    ],
    material: false,
  };
}

const isSettled = (file: CaseFile, now: Instant): boolean => settledFrom(file, now) === now;

/** The missing parts never came. What was done meanwhile stays done, and those it was done to still hear why. */
function lapse(
  head: CaseHead,
  items: CaseFile['items'],
  steps: readonly Step[],
  said: readonly OwedEffect[],
  context: DecideContext,
): Change {
  const { now } = context;
  const acted = items.filter(isActedOn);
  const told = atOnce(context, [
    mail(head, 'complainant', 'closed_incomplete'),
    ...mailIfConcerned(head, acted, 'statement_of_reasons'),
  ]);
  const change = closed({ ...head, flags: withFlags(head, 'INCOMPLETE') }, steps, [...said, ...told], now);
  if (acted.length === 0) return change;
  const resumed = onClocks(head.clocks, PAUSED_BY_REQUEST, (clock) => resume(clock, now));
  const clocks = cancelClocks(resumed, ['decide', 'screen', 'cure'], now);
  return { ...change, head: { ...change.head, outcome: 'PARTIAL', clocks } };
}

const stepOf = (head: CaseHead, { clock, cycle, percent, crossedAt }: Fired, now: Instant): Step => ({
  event: WINDOWS.includes(clock)
    ? percent >= 100
      ? 'window_ended'
      : 'reminded'
    : percent >= 100
      ? 'breached'
      : 'warned',
  to: head.state,
  facts: { clock, cycle, percent, crossedAt, lateByMs: between(crossedAt, now) },
});

function flagsAfter(head: CaseHead, fired: readonly Fired[]): readonly CaseFlag[] {
  const used = fired
    .filter(({ clock }) => clock === 'decide' || clock === 'dispose' || clock === 'confirm_gone')
    .map(({ percent }) => percent);
  return withFlags(
    head,
    ...(used.some((percent) => percent >= 75) ? (['AT_RISK'] as const) : []),
    ...(used.some((percent) => percent >= 100) ? (['BREACHED'] as const) : []),
  );
}

/** Clocks that were promised to somebody outside or set by law; the others are house rules. */
const PROMISES: readonly ClockKind[] = ['decide', 'dispose', 'confirm_gone', 'appeal', 'forward_counter'];

/** One alert for the case, however many clocks and thresholds, as grave as the gravest. */
function alerts(head: CaseHead, fired: readonly Fired[], now: Instant): readonly Effect[] {
  const promises = fired.filter(
    ({ clock, percent }) => !WINDOWS.includes(clock) && !(clock === 'tell_respondent' && percent < 100),
  );
  const gravest = promises.toSorted(
    (a, b) =>
      b.percent - a.percent || Number(PROMISES.includes(b.clock)) - Number(PROMISES.includes(a.clock)),
  )[0];
  if (gravest === undefined) return [];
  const { percent, clock, cycle } = gravest;
  const what =
    clock === 'dispose' && head.kind !== 'held_article' ? 'judge the copy that was found' : WHAT[clock];
  const running = head.clocks.find((each) => each.kind === clock && each.cycle === cycle);
  const due = running && dueAt(running);
  const breached = percent >= 100;
  return [
    alert(
      head,
      breached && PROMISES.includes(clock) ? 'critical' : percent >= 75 ? 'warning' : 'info',
      breached ? 'case-past-due' : 'case-near-due',
      breached ? `past due: ${what}` : `${percent} % of the time is used: ${what}`,
      `${clock}/${cycle}/${percent}`,
      {
        audience: LADDER.filter(({ from }) => from <= percent).map(({ audience }) => audience),
        crossings: promises,
        pending: head.pendingCount,
        firedAt: now,
        ...(due && { dueAt: due }),
        // What is still broken then, the head hears of.
        ...(due &&
          breached &&
          PROMISES.includes(clock) &&
          head.policy.alerts && { climbsAt: plus(due, head.policy.alerts.headAfterMs) }),
      },
    ),
  ];
}

const WHAT = {
  acknowledge: 'send the receipt',
  screen: 'find out whether the notice is complete',
  decide: 'decide every item',
  dispose: 'release or refuse the held article',
  cure: 'the missing parts',
  tell_respondent: 'tell the affected party',
  forward_counter: 'forward the counter notice',
  restore: 'restore the material',
  appeal_open: 'appeal',
  appeal: 'decide the appeal',
  confirm_gone: 'the page seen gone',
} as const satisfies Record<ClockKind, string>;

function closed(
  head: CaseHead,
  steps: readonly Step[],
  effects: readonly OwedEffect[],
  now: Instant,
): Change {
  const { lease: _lease, ...rest } = head;
  return {
    outcome: 'change',
    head: { ...rest, state: 'CLOSED', closedAt: now, clocks: cancelAll(head.clocks, now) },
    steps: [...steps, { event: 'closed', to: 'CLOSED' }],
    effects,
    material: true,
  };
}
