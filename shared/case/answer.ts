import { type Instant, between, HOUR } from '../clock/instant';
import { isPaused, remainingMs, resume } from '../clock/sla-clock';
import { ELEMENTS, standing } from '../notice/statutory-elements';
import type { CaseFile, CaseHead } from './case';
import { fulfilClocks, onClocks, PAUSED_BY_REQUEST, withClock } from './case-clocks';
import { atOnce, type Change, type Step } from './change';
import { mail } from './effects';
import type { EventOf } from './event';
import { withFlags } from './flags';
import { CHECKER } from './open-case';
import { type DecideContext, type Refusal, refusal } from './transition';
import { underReview } from './with-legal';

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
  if (event.goesOn) {
    const step = { event: 'answer_begun', to: head.state, facts: { items: changed.map(({ no }) => no) } };
    return { outcome: 'change', head, items: changed, steps: [step], material: true };
  }
  const items = file.items.map((item) => changed.find(({ no }) => no === item.no) ?? item);
  const fit = event.dsaComplete || items.some(({ elements }) => standing(elements) === 'effective');
  const inPlace = ['IN_REVIEW', 'ESCALATED', 'AWAITING_APPROVAL'].includes(head.state);
  const steps: Step[] = [
    {
      event: head.state === 'CLOSED' ? 'reopened_by_reply' : 'answered',
      to: inPlace ? head.state : 'SCREENING',
      facts: { items: changed.map(({ no }) => no), missing: event.missing },
    },
  ];
  if (!inPlace && fit) steps.push({ event: 'completed', to: underReview(head), by: CHECKER });
  const state = steps.at(-1)?.to ?? head.state;
  const answered = head.state === 'CLOSED' ? startedAgain(head, now) : resumed(head, now);
  return {
    outcome: 'change',
    head: {
      ...answered,
      clocks: state === underReview(head) ? fulfilClocks(answered.clocks, ['screen'], now) : answered.clocks,
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
  return { ...head, clocks, flags: short ? withFlags(head, 'AT_RISK') : head.flags };
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
