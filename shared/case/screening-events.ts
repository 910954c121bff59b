import { type Instant, between, HOUR } from '../clock/instant';
import { isPaused, remainingMs, resume } from '../clock/sla-clock';
import { ELEMENTS, standing } from '../notice/statutory-elements';
import type { CaseFile, CaseFlag, CaseHead, Item } from './case';
import { cancelAll, fulfilClocks, onClocks, PAUSED_BY_REQUEST, withClock } from './case-clocks';
import { atOnce, type Change, type Step } from './change';
import { mail, mailRespondents } from './effects';
import type { EventOf } from './event';
import { refuseIfOthersWork, refuseWithoutLease, withoutLease } from './lease';
import { type DecideContext, type Refusal, refusal } from './transition';

/** The clock stands still only once the request has been sent (mail_sent), never for having been decided upon. */
export function requestInformation(
  { head }: CaseFile,
  event: EventOf<'information_requested'>,
  context: DecideContext,
): Change | Refusal {
  const refused = refuseWithoutLease(head, event.actor, event.leaseToken, context.now);
  if (refused) return refused;
  if (event.missing.length === 0)
    return refusal('refused', 'name what is missing: a request without a list pauses nothing');
  if (head.flags.includes('NO_EMAIL'))
    return refusal('refused', 'the complainant gave no mail address: nobody would get the request');
  const { missing, note } = event;
  return {
    outcome: 'change',
    head: {
      ...withoutLease(head),
      state: 'AWAITING_COMPLAINANT',
      clocks: fulfilClocks(head.clocks, ['screen'], context.now),
    },
    steps: [{ event: 'information_requested', to: 'AWAITING_COMPLAINANT', facts: { missing } }],
    effects: atOnce(context, [
      mail(head, 'complainant', 'information_requested', { missing, ...(note ? { note } : {}) }),
    ]),
    material: true,
  };
}

/** An answer ends the wait whatever it says; a case fit to be judged goes to review, any other to a person. */
export function answer(file: CaseFile, event: EventOf<'answered'>, context: DecideContext): Change | Refusal {
  const { head } = file;
  const { now } = context;
  const late = head.state === 'CLOSED' ? refuseLateReply(head, now) : undefined;
  if (late) return late;
  const changed = event.items.flatMap(({ no, elements, deficiencies }) => {
    const item = file.items.find((each) => each.no === no);
    return item && item.state === 'PENDING' ? [{ ...item, elements, deficiencies }] : [];
  });
  const items = file.items.map((item) => changed.find(({ no }) => no === item.no) ?? item);
  const fit = event.dsaComplete || items.some(({ elements }) => standing(elements) === 'effective');
  const inPlace = head.state === 'IN_REVIEW' || head.state === 'ESCALATED';
  const steps: Step[] = [
    {
      event: head.state === 'CLOSED' ? 'reopened_by_reply' : 'answered',
      to: inPlace ? head.state : 'SCREENING',
      facts: { items: changed.map(({ no }) => no), missing: event.missing },
    },
  ];
  if (!inPlace && fit) steps.push({ event: 'completed', to: 'IN_REVIEW' });
  const state = steps.at(-1)?.to ?? head.state;
  const answered = head.state === 'CLOSED' ? startedAgain(head, now) : resumed(head, now);
  return {
    outcome: 'change',
    head: {
      ...answered,
      state,
      missing: ELEMENTS.filter((element) => event.missing.includes(element)),
      dsaComplete: event.dsaComplete,
    },
    items: changed,
    steps,
    effects: atOnce(context, [mail(head, 'complainant', 'information_received', { missing: event.missing })]),
    material: true,
  };
}

/** Goes on with what was left: no reset, no top-up. */
function resumed(head: CaseHead, now: Instant): CaseHead {
  const clocks = fulfilClocks(
    onClocks(head.clocks, PAUSED_BY_REQUEST, (clock) => resume(clock, now)),
    ['cure'],
    now,
  );
  const short = head.clocks.some(
    (clock) => clock.kind === 'decide' && isPaused(clock) && remainingMs(clock, now) < HOUR,
  );
  return { ...head, clocks, flags: short ? withFlag(head, 'AT_RISK') : head.flags };
}

function startedAgain(head: CaseHead, now: Instant): CaseHead {
  const { closedAt: _closed, ...rest } = head;
  const clocks = withClock(
    withClock(head.clocks, head.policy, 'decide', now),
    head.policy,
    'confirm_gone',
    now,
  );
  return { ...rest, clocks, flags: head.flags.filter((flag) => flag !== 'INCOMPLETE') };
}

function refuseLateReply(head: CaseHead, now: Instant): Refusal | undefined {
  if (!head.flags.includes('INCOMPLETE') || head.closedAt === undefined)
    return refusal('refused', 'the case is closed: the legal team can reopen it on new facts');
  if (between(head.closedAt, now) > head.policy.reopenMs)
    return refusal(
      'refused',
      'the case was closed too long ago for a reply to reopen it: please file a new notice',
    );
  return undefined;
}

export const withFlag = (head: CaseHead, flag: CaseFlag): readonly CaseFlag[] => [
  ...new Set([...head.flags, flag]),
];

/** Triage finds the notice fit although the checker did not. */
export function completeScreening(
  { head }: CaseFile,
  event: EventOf<'completed'>,
  { now }: DecideContext,
): Change | Refusal {
  const refused = refuseIfOthersWork(head, event.actor, now);
  if (refused) return refused;
  return {
    outcome: 'change',
    head: { ...head, state: 'IN_REVIEW', clocks: fulfilClocks(head.clocks, ['screen'], now) },
    steps: [{ event: 'completed', to: 'IN_REVIEW', facts: { note: event.note } }],
    material: true,
  };
}

/** Not for this procedure: every item is answered with the right route, nothing was judged. */
export function turnAway(
  { head, items }: CaseFile,
  event: EventOf<'turned_away'>,
  context: DecideContext,
): Change | Refusal {
  const { now } = context;
  const { reasonCode, reason, actor } = event;
  const refused = refuseIfOthersWork(head, actor, now);
  if (refused) return refused;
  if (reason.trim() === '') return refusal('refused', 'say why, and where the complaint belongs');
  const changed = items
    .filter(({ state }) => state === 'PENDING')
    .map((item): Item => ({
      ...item,
      state: reasonCode === 'NA_NOT_OURS' ? 'NOT_OURS' : 'KEPT',
      decision: {
        actions: ['keep'],
        reasonCode,
        reason: reason.trim(),
        decidedBy: actor,
        decidedAt: now,
        version: head.version + 1,
      },
    }));
  const ended = { ...withoutLease(head), state: 'REJECTED', outcome: 'REJECTED' } as const;
  const closed = fulfilClocks(head.clocks, ['decide', 'screen'], now);
  return {
    outcome: 'change',
    head: {
      ...ended,
      clocks: withClock(cancelAll(closed, now), head.policy, 'appeal_open', now),
    },
    items: changed,
    steps: [{ event: 'turned_away', to: 'REJECTED', facts: { reasonCode } }],
    effects: atOnce(context, [
      mail(head, 'complainant', 'not_handled_here', { reasonCode, reason: reason.trim() }),
      ...respondentsIfTold(head, items, 'outcome'),
    ]),
    material: true,
  };
}

/** An end before any decision concerns the respondent only if they were told of the case. */
export const respondentsIfTold = (
  head: CaseHead,
  items: readonly Item[],
  template: 'outcome' | 'merged' | 'withdrawn',
) => (head.flags.includes('RESPONDENT_TOLD') ? mailRespondents(head, items, template) : []);
