import { asTold, historyAsTold } from '../case/as-told';
import type { CaseFile, CaseHead, Item, OutboxEntry, TimelineEntry } from '../case/case';
import { openClock, rulingClock } from '../case/case-clocks';
import { ruleFor } from '../case/transitions';
import { isInForce } from '../case/withdraw';
import type { Instant } from '../clock/instant';
import { dueAt, endedAt, isPaused, type Pause, remainingMs, type SlaClock } from '../clock/sla-clock';
import { DEFICIENCIES, type DeficiencyCode } from '../notice/deficiency';
import type { Notice } from '../notice/notice';
import { hasAbsorbed } from './absorbed';
import type { Desk } from './desk';
import { completedNotice } from './complete-notice';
import { type MissingPart, missingParts } from './notice-deficiencies';
import { readNotice } from './notice-record';
import { caseOfToken, type StatusView, statusOf } from './read-status';
import type { SiteSettings } from './site';
import { takesAnswer } from './waits-for-answer';

/** What the one who filed a complaint sees of it: its status, how its clock runs, and what they can do. */
export interface FollowView extends Omit<StatusView, 'items' | 'timeLeft'> {
  /** When it was so. */
  readonly seenAt: Instant;
  readonly items: readonly FollowedItem[];
  /** What a person asked for beside what is missing by the law's list, while the case waits for it. */
  readonly asked?: { readonly parts: readonly MissingPart[]; readonly note?: string };
  /** More than there are rows while a long notice is still being stored. */
  readonly itemCount: number;
  /** What the complainant called each work; empty where they did not. */
  readonly works: readonly string[];
  readonly site?: Pick<SiteSettings, 'name' | 'designatedAgent' | 'timeZone'>;
  readonly clock?: FollowedClock;
  /** Oldest first. */
  readonly history: readonly { readonly at: Instant; readonly event: ToldEvent; readonly item?: number }[];
  readonly can: { readonly answer: boolean; readonly addAddresses: boolean; readonly withdraw: boolean };
  /** Until then another look can be asked for; `byAnother`: whoever decided does not take it. */
  readonly appeal?: { readonly until: Instant; readonly byAnother: boolean };
  readonly mergedInto?: string;
}

export type FollowedItem = StatusView['items'][number] & {
  readonly receivedAt: Instant;
  readonly work?: number;
  readonly decidedAt?: Instant;
  /** To take it back would change something. */
  readonly isInForce: boolean;
};

/** The promise of a decision. */
export interface FollowedClock {
  readonly startedAt: Instant;
  /** Absent while it stands still. */
  readonly dueAt?: Instant;
  /** Milliseconds, what it stood still not counted; negative once it is overdue. */
  readonly leftMs: number;
  readonly paused: boolean;
  readonly pauses: readonly Pause[];
  readonly breachedAt?: Instant;
  readonly endedAt?: Instant;
  /** Nothing was decided any more when it ended. */
  readonly isCancelled: boolean;
}

/**
 * Entries of the timeline that concern the complainant; what goes on inside the house is not told, nor are decisions that
 * were taken back before they were.
 */
const TOLD_EVENTS = [
  'submitted',
  'information_requested',
  'answered',
  'reopened_by_reply',
  'completed',
  'items_added',
  'original_supplied',
  'items_decided',
  'turned_away',
  'cms_acknowledged',
  'confirmed_gone',
  'withdrawn',
  'merged',
  'counter_arrived',
  'action_filed',
  'court_decided',
  'restored',
  'appealed',
  'appeal_decided',
  'closed',
  'reopened',
] as const;
export type ToldEvent = (typeof TOLD_EVENTS)[number];

/** @throws Problem `not_found`, in the same words for an unknown case and a wrong secret. */
export async function followCase(
  desk: Pick<Desk, 'now' | 'cases' | 'outbox' | 'records' | 'registry'>,
  token: string,
): Promise<FollowView> {
  const file = await caseOfToken(desk, token);
  const [timeline, site, outbox] = await Promise.all([
    desk.cases.timeline(file.head.id),
    desk.registry.site(file.head.siteId),
    desk.outbox.listOf(file.head.id),
  ]);
  // What another complaint said, which this one took in, is not for the holder of this one's link.
  const notice = await (hasAbsorbed(timeline) ? readNotice : completedNotice)(desk, file.head);
  return followView({ file, notice, timeline, site, outbox }, desk.now());
}

interface Records {
  readonly file: CaseFile;
  readonly notice: Notice;
  readonly timeline: readonly TimelineEntry[];
  readonly site: SiteSettings | undefined;
  readonly outbox: readonly OutboxEntry[];
}

function followView({ file, notice, timeline, site, outbox }: Records, now: Instant): FollowView {
  const { head, items } = asTold(file, now);
  const { timeLeft: _english, ...status } = statusOf({ head, items }, now);
  const clock = promisedClock(head);
  const appealOpen = openClock(head.clocks, 'appeal_open');
  const until = appealOpen && dueAt(appealOpen);
  const asked = askedOf(head, outbox, status.missing);
  return {
    ...status,
    seenAt: now,
    items: status.items.map((item, index) => followed(item, items[index]!)),
    itemCount: head.itemCount,
    works: notice.works.map(({ title, originalUrl, description }) =>
      (title ?? originalUrl ?? description ?? '').slice(0, 200),
    ),
    ...(site && {
      site: { name: site.name, designatedAgent: site.designatedAgent, timeZone: site.timeZone },
    }),
    ...(clock && { clock: followedClock(clock, now) }),
    history: historyAsTold(file, timeline, now).flatMap(told),
    // What is offered is what the case as it stands would take.
    can: possible(file, items, timeline, now),
    ...(until && { appeal: { until, byAnother: !head.policy.soloOperator } }),
    ...(asked && { asked }),
    ...(head.mergedInto && { mergedInto: head.mergedInto }),
  };
}

/** The newest request: its parts that no form field asks for already, and the words of whoever wrote it. */
function askedOf(
  { state }: CaseHead,
  outbox: readonly OutboxEntry[],
  missing: readonly MissingPart[],
): FollowView['asked'] {
  if (state !== 'AWAITING_COMPLAINANT') return undefined;
  const requests = outbox.flatMap(({ createdAt, effect }) =>
    effect.kind === 'mail' && effect.template === 'information_requested'
      ? [{ createdAt, data: effect.data }]
      : [],
  );
  const newest = requests.toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1))[0];
  const { missing: codes, note } = newest?.data ?? {};
  const known = (Array.isArray(codes) ? (codes as readonly unknown[]) : []).filter(isDeficiency);
  const parts = missingParts(known.filter((code) => missing.every((part) => part.code !== code)));
  if (parts.length === 0 && typeof note !== 'string') return undefined;
  return { parts, ...(typeof note === 'string' && { note }) };
}

const isDeficiency = (code: unknown): code is DeficiencyCode =>
  typeof code === 'string' && Object.hasOwn(DEFICIENCIES, code);

/** The one that runs; once all is decided, the last that ran. */
const promisedClock = ({ clocks }: CaseHead): SlaClock | undefined =>
  rulingClock(clocks) ?? clocks.findLast(({ kind }) => kind === 'decide');

function followedClock(clock: SlaClock, now: Instant): FollowedClock {
  const due = dueAt(clock);
  const ended = endedAt(clock);
  return {
    startedAt: clock.startedAt,
    ...(due && { dueAt: due }),
    leftMs: remainingMs(clock, ended ?? now),
    paused: isPaused(clock),
    pauses: clock.pauses,
    ...(clock.breachedAt && { breachedAt: clock.breachedAt }),
    ...(ended && { endedAt: ended }),
    isCancelled: clock.cancelledAt !== undefined,
  };
}

const followed = (view: StatusView['items'][number], item: Item): FollowedItem => ({
  ...view,
  receivedAt: item.receivedAt,
  isInForce: isInForce(item),
  ...(item.work !== undefined && { work: item.work }),
  ...(item.decision && { decidedAt: item.decision.decidedAt }),
});

function told({ at, event, facts }: TimelineEntry): FollowView['history'] {
  // That a second person had to agree is the house's affair.
  const name = event === 'decision_approved' ? 'items_decided' : event;
  const known = TOLD_EVENTS.find((each) => each === name);
  if (known === undefined) return [];
  const numbers = facts['items'];
  const [item] = Array.isArray(numbers) && numbers.length === 1 ? (numbers as readonly unknown[]) : [];
  return [{ at, event: known, ...(typeof item === 'number' && { item }) }];
}

/** By the rules of the state machine, so that a page offers nothing that is then refused. */
function possible(
  { head }: CaseFile,
  toldItems: readonly Item[],
  timeline: readonly TimelineEntry[],
  now: Instant,
): FollowView['can'] {
  const may = (event: 'items_added' | 'withdrawn') =>
    head.kind === 'notice' && (ruleFor(head.state, event)?.by.includes('CMP') ?? false);
  return {
    answer: takesAnswer(head, now),
    addAddresses: may('items_added'),
    withdraw: may('withdrawn') && !hasAbsorbed(timeline) && toldItems.some(isInForce),
  };
}
