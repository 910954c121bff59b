import { restoreWindow } from '../clock/business-days';
import { withClock, cancelClocks, withDeadline } from './case-clocks';
import type { CaseFile, CaseHead } from './case';
import { atOnce, type Change } from './change';
import { mail, mailRespondents } from './effects';
import type { CounterPart, EventOf } from './event';
import { placeHold } from './holds';
import { refuseIfOthersWork, withoutLease } from './lease';
import { isDown } from './outcome';
import { type DecideContext, type Refusal, refusal } from './transition';

const PARTS: readonly CounterPart[] = ['A', 'B', 'C', 'D'];

/** 17 U.S.C. 512(g)(3): the uploader's counter notice about what came down. */
export function receiveCounter(
  { head, items }: CaseFile,
  { items: named, receivedAt }: EventOf<'counter_arrived'>,
  context: DecideContext,
): Change | Refusal {
  if (head.kind !== 'notice' || head.contentOrigin !== 'user_uploaded')
    return refusal(
      'refused',
      'this site publishes the copies itself, so there is no uploader to give a counter notice: use the appeal instead',
    );
  const contested = items.filter((item) => named.includes(item.no) && isDown(item));
  if (contested.length === 0 || contested.length < new Set(named).size)
    return refusal('refused', 'a counter notice can only be about items that were taken down');
  return {
    outcome: 'change',
    head: {
      ...withoutLease(head),
      state: 'COUNTER_SCREENING',
      counter: { items: contested.map(({ no }) => no), receivedAt },
    },
    steps: [{ event: 'counter_arrived', to: 'COUNTER_SCREENING', facts: { items: named, receivedAt } }],
    effects: atOnce(context, mailRespondents(head, contested, 'counter_received')),
    material: true,
  };
}

export function rejectCounter(
  { head, items }: CaseFile,
  { actor, missing }: EventOf<'counter_found_deficient'>,
  context: DecideContext,
): Change | Refusal {
  const refused = refuseIfOthersWork(head, actor, context.now);
  if (refused) return refused;
  if (missing.length === 0) return refusal('refused', 'name what the counter notice lacks');
  const contested = contestedItems(head, items);
  const { counter: _deficient, ...rest } = withoutLease(head);
  return {
    outcome: 'change',
    head: { ...rest, state: 'ACTIONED' },
    steps: [{ event: 'counter_found_deficient', to: 'ACTIONED', facts: { missing } }],
    effects: atOnce(context, mailRespondents(head, contested, 'counter_incomplete', { missing })),
    material: true,
  };
}

/** Day 0 is the receipt of this version, not its screening. */
export function acceptCounter(
  { head, items }: CaseFile,
  { actor, parts }: EventOf<'counter_found_valid'>,
  context: DecideContext,
): Change | Refusal {
  const { now } = context;
  const refused = refuseIfOthersWork(head, actor, now);
  if (refused) return refused;
  const lacking = PARTS.filter((part) => !parts.includes(part));
  if (lacking.length > 0)
    return refusal('refused', `a valid counter notice has all parts; missing: ${lacking.join(', ')}`, {
      lacking,
    });
  const validAt = head.counter?.receivedAt ?? now;
  const { runAt, latestAt } = restoreWindow(validAt, head.policy.timeZone);
  const forwarded = withClock(head.clocks, head.policy, 'forward_counter', now);
  const dates = { restoreAt: runAt, restoreBy: latestAt };
  return {
    outcome: 'change',
    head: {
      ...withoutLease(head),
      state: 'COUNTER_WINDOW',
      counter: { items: [], receivedAt: now, ...head.counter, validAt, restoreAt: runAt },
      clocks: withDeadline(forwarded, 'restore', validAt, latestAt),
    },
    steps: [{ event: 'counter_found_valid', to: 'COUNTER_WINDOW', facts: { validAt, ...dates } }],
    effects: atOnce(context, [
      mail(head, 'complainant', 'counter_forwarded', dates),
      ...mailRespondents(head, contestedItems(head, items), 'counter_accepted', dates),
    ]),
    material: true,
  };
}

/** Only a filed action, of the same complainant, before the restoration. */
export function fileAction(
  { head, items }: CaseFile,
  event: EventOf<'action_filed'>,
  context: DecideContext,
): Change | Refusal {
  if (!event.byOriginalComplainant)
    return refusal('refused', 'only an action filed by the complainant of this case stops the restoration');
  const { court, docket, filedAt, documentSha256 } = event;
  if (court.trim() === '' || docket.trim() === '' || documentSha256 === '')
    return refusal(
      'refused',
      'a threat of an action does not stop the restoration: name court, docket and document',
    );
  const contested = contestedItems(head, items);
  const placed = contested.map((item) => placeHold(head, item, 'COURT', context));
  const action = { court: court.trim(), docket: docket.trim(), filedAt, documentSha256 };
  return {
    outcome: 'change',
    head: {
      ...head,
      state: 'COURT_HOLD',
      clocks: cancelClocks(head.clocks, ['restore'], context.now),
      ...(head.counter ? { counter: { ...head.counter, action } } : {}),
    },
    items: placed.map(({ item }) => item),
    holds: placed.flatMap(({ holds }) => holds),
    steps: [{ event: 'action_filed', to: 'COURT_HOLD', facts: action }],
    effects: atOnce(context, [
      mail(head, 'complainant', 'court_hold'),
      ...mailRespondents(head, contested, 'court_hold'),
    ]),
    material: true,
  };
}

export const contestedItems = (head: CaseHead, items: CaseFile['items']) =>
  items.filter((item) => head.counter?.items.includes(item.no) && isDown(item));
