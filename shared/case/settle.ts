import { type Instant, plus } from '../clock/instant';
import { cancel, fulfil, resume, type SlaClock } from '../clock/sla-clock';
import type { CaseHead, CasePolicy, Item } from './case';
import { cancelClocks, fulfilClocks, onClocks, openClock, PAUSED_BY_REQUEST, withClock } from './case-clocks';
import type { Step } from './change';
import { mail, mailRespondents } from './effects';
import { withFlags } from './flags';
import { withoutLease } from './lease';
import { isActedOn, outcomeOf } from './outcome';
import type { OwedEffect } from './transition';

export const isDecided = (head: CaseHead, items: readonly Item[]): boolean =>
  items.length >= head.itemCount && items.every(({ state }) => state !== 'PENDING');

/**
 * The last item is decided: the case stands where its items put it, the promise is kept or broken, both parties are
 * told, and the time to appeal begins.
 */
export function settle(
  head: CaseHead,
  items: readonly Item[],
  now: Instant,
  decisionVersion: number = head.version + 1,
): { readonly head: CaseHead; readonly step: Step; readonly effects: readonly OwedEffect[] } {
  const outcome = outcomeOf(items);
  const state = outcome === 'REJECTED' ? 'REJECTED' : 'ACTIONED';
  // Whatever was asked of the complainant is no longer waited for.
  const resumed = onClocks(head.clocks, PAUSED_BY_REQUEST, (clock) => resume(clock, now));
  const unasked = cancelClocks(resumed, ['cure'], now);
  let clocks = fulfilClocks(endAnswered({ ...head, clocks: unasked }, items, now), ['screen'], now);
  if (head.kind === 'notice') clocks = withClock(clocks, head.policy, 'appeal_open', now);
  // The decision may still be taken back: the parties hear of it when it can't.
  const notBefore = plus(now, head.policy.undoMs);
  const data = { outcome, decidedAt: now, decisionVersion };
  const told = [
    ...(head.kind === 'notice'
      ? [mail(head, 'complainant', 'outcome', { ...data, items: items.map(({ no }) => no) })]
      : []),
    ...mailRespondents(head, items, outcome === 'REJECTED' ? 'outcome' : 'statement_of_reasons', data),
  ];
  return {
    head: {
      ...withoutLease(head),
      state,
      outcome,
      outcomeVersion: decisionVersion,
      clocks,
      flags: withFlags(head, 'RESPONDENT_TOLD'),
    },
    step: { event: state === 'ACTIONED' ? 'case_actioned' : 'case_rejected', to: state, facts: { outcome } },
    effects: told.map((effect) => ({ effect, notBefore })),
  };
}

/** Items a clock is about: those it names, or those that no other clock of its kind names. */
export function coveredBy(
  clock: SlaClock,
  clocks: readonly SlaClock[],
  items: readonly Item[],
): readonly Item[] {
  const { kind, items: named } = clock;
  if (named) return items.filter(({ no }) => named.includes(no));
  const elsewhere = clocks.flatMap((other) => (other.kind === kind ? (other.items ?? []) : []));
  return items.filter(({ no }) => !elsewhere.includes(no));
}

const isGone = ({ confirmedGoneAt, acknowledgedAt }: Item, { confirmGone }: CasePolicy): boolean =>
  confirmedGoneAt !== undefined || (confirmGone === 'acknowledged' && acknowledgedAt !== undefined);

/**
 * Ends the clocks that what stands in the items has answered: a decision clock when all its items are decided, the
 * last one when every page that had to change was seen changed, or when none had to.
 */
export function endAnswered(head: CaseHead, items: readonly Item[], now: Instant): CaseHead['clocks'] {
  if (items.length < head.itemCount) return head.clocks;
  return head.clocks.map((clock) => {
    if (clock.kind !== 'decide' && clock.kind !== 'dispose' && clock.kind !== 'confirm_gone') return clock;
    const covered = coveredBy(clock, head.clocks, items);
    if (covered.some(({ state }) => state === 'PENDING')) return clock;
    if (clock.kind !== 'confirm_gone') return fulfil(clock, now);
    const owed = covered.filter(isActedOn);
    if (owed.length === 0) return cancel(clock, now);
    return owed.every((item) => isGone(item, head.policy)) ? fulfil(clock, now) : clock;
  });
}

/** From the first page that changes, those affected are to be told within the hour. */
export const owingStatement = (head: CaseHead, now: Instant): CaseHead['clocks'] =>
  openClock(head.clocks, 'tell_respondent')
    ? head.clocks
    : withClock(head.clocks, head.policy, 'tell_respondent', now);

/** Nothing was done after all: nobody has to be told of a measure. */
export const owingNoStatement = (clocks: CaseHead['clocks'], now: Instant): CaseHead['clocks'] =>
  onClocks(clocks, ['tell_respondent'], (clock) => cancel(clock, now));
