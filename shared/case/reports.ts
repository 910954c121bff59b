import type { Instant } from '../clock/instant';
import { isPaused, pause, resume, startClock, unfulfil } from '../clock/sla-clock';
import type { CaseFile, CaseFlag, CaseHead, Item, MailTemplate } from './case';
import { cancelClocks, fulfilClocks, onClocks, openClock, PAUSED_BY_REQUEST, withClock } from './case-clocks';
import { atOnce, type Change } from './change';
import { alert } from './effects';
import type { EventOf } from './event';
import { withFlags } from './flags';
import { isActedOn } from './outcome';
import { endAnswered } from './settle';
import type { DecideContext, Unchanged } from './transition';

const UNCHANGED: Unchanged = { outcome: 'unchanged' };

/** What leaving the house means for the clocks; a mail not named here moves none. */
export function mailSent(
  { head, items }: CaseFile,
  { template, items: about }: EventOf<'mail_sent'>,
  { now }: DecideContext,
): Change | Unchanged {
  const told = template === 'statement_of_reasons' ? items.filter(isAbout(about)).filter(isActedOn) : [];
  const changed = told.filter(({ toldAt }) => toldAt === undefined).map((item) => ({ ...item, toldAt: now }));
  const left = items.map((item) => changed.find(({ no }) => no === item.no) ?? item);
  const after = afterSending(head, left, template, now);
  if (after === undefined && changed.length === 0) return UNCHANGED;
  return {
    outcome: 'change',
    head: after ?? head,
    items: changed,
    steps: [
      {
        event: 'mail_sent',
        to: head.state,
        facts: { template, ...(about !== undefined && { items: about }) },
      },
    ],
    material: false,
  };
}

const isAbout =
  (numbers: readonly number[] | undefined) =>
  ({ no }: Item): boolean =>
    numbers === undefined || numbers.includes(no);

/** Each of those affected has their own statement: the duty ends with the last of them. */
const areAllTold = (items: readonly Item[]): boolean =>
  items.filter(isActedOn).every(({ toldAt }) => toldAt !== undefined);

function afterSending(
  head: CaseHead,
  items: readonly Item[],
  template: MailTemplate,
  now: Instant,
): CaseHead | undefined {
  const fulfilled = (kind: 'acknowledge' | 'tell_respondent') =>
    openClock(head.clocks, kind) && { ...head, clocks: fulfilClocks(head.clocks, [kind], now) };
  switch (template) {
    case 'receipt':
      return fulfilled('acknowledge');
    case 'information_requested': {
      // The first one is the receipt as well.
      const acknowledged = fulfilled('acknowledge');
      return startCure(acknowledged ?? head, now) ?? acknowledged;
    }
    case 'statement_of_reasons':
      return fromInforming((areAllTold(items) && fulfilled('tell_respondent')) || head, now, head);
    case 'outcome':
    case 'not_handled_here':
      return fromInforming(head, now, head);
    case 'counter_forwarded':
      return head.counter?.validAt !== undefined && head.counter.copyDeliveredAt === undefined
        ? {
            ...head,
            counter: { ...head.counter, copyDeliveredAt: now },
            clocks: fulfilClocks(head.clocks, ['forward_counter'], now),
          }
        : undefined;
    case 'original_text_requested':
    case 'information_reminder':
    case 'information_received':
    case 'closed_incomplete':
    case 'merged':
    case 'withdrawn':
    case 'counter_received':
    case 'counter_incomplete':
    case 'counter_accepted':
    case 'court_hold':
    case 'restored':
    case 'court_outcome':
    case 'appeal_received':
    case 'appeal_outcome':
    case 'reopened':
      return undefined;
  }
}

/** From the second the specific request was sent the promise stands still and the time to answer runs. */
function startCure(head: CaseHead, now: Instant): CaseHead | undefined {
  if (head.state !== 'AWAITING_COMPLAINANT' || openClock(head.clocks, 'cure')) return undefined;
  const paused = onClocks(head.clocks, PAUSED_BY_REQUEST, (clock) => pause(clock, now));
  return { ...head, clocks: withClock(paused, head.policy, 'cure', now) };
}

/** The time to appeal counts from the day a person was informed, so a later mail moves its start, never its end back. */
function fromInforming(head: CaseHead, now: Instant, before: CaseHead): CaseHead | undefined {
  const window = openClock(head.clocks, 'appeal_open');
  if (window === undefined || window.startedAt >= now) return head === before ? undefined : head;
  const { kind, cycle } = window;
  const [fresh] = withClock([], head.policy, 'appeal_open', now);
  const clocks = head.clocks.map((clock) =>
    clock === window && fresh ? startClock(kind, now, fresh.budgetMs, { cycle }) : clock,
  );
  return { ...head, clocks };
}

const BOUNCED = {
  complainant: 'COMPLAINANT_BOUNCED',
  respondent: 'RESPONDENT_BOUNCED',
} as const satisfies Record<string, CaseFlag>;

/** A mail that came back told nobody: the duty is open again. */
export function mailBounced(
  { head, items }: CaseFile,
  { template, to, items: about, sending }: EventOf<'mail_bounced'>,
  context: DecideContext,
): Change {
  const { now } = context;
  let clocks = head.clocks;
  const untold = template === 'statement_of_reasons' ? items.filter(isAbout(about)).map(withoutTold) : [];
  // Nobody was asked, so nobody is waited for: sent again, it gives the whole time to answer.
  if (template === 'information_requested')
    clocks = cancelClocks(
      onClocks(clocks, PAUSED_BY_REQUEST, (clock) => (isPaused(clock) ? resume(clock, now) : clock)),
      ['cure'],
      now,
    );
  if (template === 'statement_of_reasons' && !openClock(clocks, 'tell_respondent'))
    clocks = withClock(clocks, head.policy, 'tell_respondent', now);
  const { copyDeliveredAt: _not, ...counter } = head.counter ?? {};
  const undelivered = template === 'counter_forwarded' && head.counter;
  // The copy was promised within a time that has not stood still: the same cycle goes on, as after an undo.
  if (undelivered) clocks = onClocks(clocks, ['forward_counter'], (clock) => unfulfil(clock, now));
  return {
    outcome: 'change',
    items: untold,
    head: {
      ...head,
      clocks,
      flags: withFlags(head, BOUNCED[to]),
      ...(undelivered ? { counter: counter as typeof head.counter } : {}),
    },
    steps: [
      {
        event: 'mail_bounced',
        to: head.state,
        facts: {
          template,
          party: to,
          ...(about !== undefined && { items: about }),
          ...(sending !== undefined && { sending }),
        },
      },
    ],
    effects: atOnce(context, [
      // Named after what stood when it came back: the same mail, sent again and come back again, is told again.
      alert(
        head,
        'warning',
        'mail-bounced',
        `a mail to the ${to} came back`,
        `bounced/${to}/${head.version}`,
        {
          audience: ['reviewer'],
          template,
        },
      ),
    ]),
    material: false,
  };
}

const withoutTold = ({ toldAt: _not, ...item }: Item): Item => item;

/** Somebody found a way to reach them: the task is done, the mails that came back are sent again. */
export const correctContact = (
  { head }: CaseFile,
  { party, note }: EventOf<'contact_corrected'>,
): Change => ({
  outcome: 'change',
  head: { ...head, flags: head.flags.filter((flag) => flag !== BOUNCED[party]) },
  steps: [{ event: 'contact_corrected', to: head.state, facts: { party, note } }],
  material: false,
});

/** Kept with the case for a person to read. */
export const mailReceived = (
  { head }: CaseFile,
  { key, sha256, named }: EventOf<'mail_received'>,
): Change => ({
  outcome: 'change',
  head,
  steps: [{ event: 'mail_received', to: head.state, facts: { key, sha256, ...(named && { named }) } }],
  material: true,
});

/** The CMS accepted the order. */
export const acknowledged = (
  file: CaseFile,
  { items }: EventOf<'cms_acknowledged'>,
  { now }: DecideContext,
): Change | Unchanged =>
  stamped(file, items, now, 'cms_acknowledged', (item) =>
    item.acknowledgedAt === undefined ? { ...item, acknowledgedAt: now } : undefined,
  );

/** Somebody looked: the page has changed. */
export const confirmedGone = (
  file: CaseFile,
  { items }: EventOf<'confirmed_gone'>,
  { now }: DecideContext,
): Change | Unchanged =>
  stamped(file, items, now, 'confirmed_gone', (item) =>
    item.confirmedGoneAt === undefined ? { ...item, confirmedGoneAt: now } : undefined,
  );

/** Marks the items that were acted on; the promise is kept when the last of them is. */
function stamped(
  { head, items }: CaseFile,
  numbers: readonly number[],
  now: Instant,
  event: string,
  stamp: (item: Item) => Item | undefined,
): Change | Unchanged {
  const changed = items
    .filter((item) => numbers.includes(item.no) && isActedOn(item))
    .map(stamp)
    .filter((item) => item !== undefined);
  if (changed.length === 0) return UNCHANGED;
  const after = items.map((item) => changed.find(({ no }) => no === item.no) ?? item);
  return {
    outcome: 'change',
    head: { ...head, clocks: endAnswered(head, after, now) },
    items: changed,
    steps: [{ event, to: head.state, facts: { items: changed.map(({ no }) => no) } }],
    material: false,
  };
}
