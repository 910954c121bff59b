import type { Instant } from '../clock/instant';
import type { SlaClock } from '../clock/sla-clock';
import type { CaseId, SiteId } from '../ids';
import type { Channel } from '../notice/notice';
import type { Screening } from '../notice/screen-notice';
import type {
  Actor,
  CaseFlag,
  CaseHead,
  CaseKind,
  CasePolicy,
  CaseState,
  ContentOrigin,
  Effect,
  Priority,
} from './case';
import { fulfilClocks, withClock } from './case-clocks';
import { atOnce, type Change, complete, type Step } from './change';
import { mail } from './effects';
import type { NewItem } from './event';
import { newItem } from './new-item';
import { pageSubject, type Subject } from './subject';
import { GENESIS } from './timeline';
import type { DecideContext, Transition } from './transition';

/** What every case starts with. */
export interface Opening {
  readonly id: CaseId;
  readonly siteId: SiteId;
  readonly contentOrigin: ContentOrigin;
  readonly receivedAt: Instant;
  readonly policy: CasePolicy;
  /** SHA-256 of the token in the status link. */
  readonly statusTokenSha256: string;
  readonly actor: Actor;
}

export interface NoticeOpening extends Opening {
  readonly channel: Channel;
  readonly noticeKey: string;
  readonly noticeSha256: string;
  /** Staff member or API key that filed it: who may not decide it. */
  readonly filedBy?: string;
  /** Of a sender whose identity is proven; staff can establish it later (mark.ts). */
  readonly priority?: Priority;
  readonly senderSha256?: string;
  /** Who complains, as lists may name them. */
  readonly sender?: Omit<Subject, 'page'>;
  readonly screening: Screening;
  /** A machine may stand behind the sender: nothing is sent before a person has looked. */
  readonly unanswered?: boolean;
  /** The first items, at most what one write holds; the rest follow as `items_added`. */
  readonly items: readonly NewItem[];
  /** How many there are in all. */
  readonly itemCount: number;
}

/**
 * Opens the case of a notice, whatever it lacks: the clock runs from receipt. A notice fit to be judged goes to review;
 * one that is not goes to its sender with the list of what is missing, or, if the sender can't be reached or is not to be
 * answered by a machine, to a person.
 */
export function openCase(opening: NoticeOpening, context: DecideContext): Transition {
  const { screening, receivedAt, policy, items } = opening;
  const subject: Subject = { ...(items[0] && pageSubject(items[0])), ...opening.sender };
  const fit = screening.dmcaEffective || screening.dsaComplete;
  const answerable = screening.reachable && opening.unanswered !== true;
  const state: CaseState = fit ? 'IN_REVIEW' : answerable ? 'AWAITING_COMPLAINANT' : 'SCREENING';
  let clocks = startedClocks(policy, receivedAt, ['decide', 'confirm_gone', 'screen']);
  if (answerable) clocks = withClock(clocks, policy, 'acknowledge', receivedAt);
  if (state !== 'SCREENING') clocks = fulfilClocks(clocks, ['screen'], context.now);

  const head: CaseHead = {
    ...blankHead(opening),
    kind: 'notice',
    channel: opening.channel,
    state,
    noticeKey: opening.noticeKey,
    noticeSha256: opening.noticeSha256,
    missing: screening.missing,
    dsaComplete: screening.dsaComplete,
    warnings: screening.warnings,
    clocks,
    itemCount: opening.itemCount,
    subject,
    flags: screening.reachable ? [] : (['NO_EMAIL'] satisfies CaseFlag[]),
    ...(opening.filedBy === undefined ? {} : { filedBy: opening.filedBy }),
    ...(opening.priority === undefined ? {} : { priority: opening.priority }),
    ...(opening.senderSha256 === undefined ? {} : { senderSha256: opening.senderSha256 }),
  };
  // One mail: a request is the receipt too, for two at once would promise a time and take it back.
  const answer = mail(
    head,
    'complainant',
    state === 'AWAITING_COMPLAINANT' ? 'information_requested' : 'receipt',
    {
      receivedAt,
      itemCount: opening.itemCount,
      missing: screening.deficiencies,
    },
  );
  return complete(
    null,
    {
      outcome: 'change',
      head,
      items: items.map((item, index) => newItem(item, index + 1, receivedAt)),
      steps: openingSteps(opening, state),
      effects: opening.unanswered === true ? [] : atOnce(context, [answer, ...forwarded(head)]),
      material: true,
    },
    opening.actor,
    context,
  );
}

const forwarded = ({ id, channel }: CaseHead): readonly Effect[] =>
  channel === 'misdirected' ? [{ kind: 'forward', caseId: id }] : [];

/** What a complaint lacks is found by the desk, whoever sent it. */
export const CHECKER: Actor = { role: 'SYS', id: 'screen-notice' };

function openingSteps(
  { screening, channel, noticeSha256, receivedAt, itemCount, priority }: NoticeOpening,
  state: CaseState,
) {
  const standings = { effective: 0, curable: 0, no_notice: 0 };
  for (const target of screening.targets) standings[target.standing] += 1;
  const steps: Step[] = [
    {
      event: 'submitted',
      to: 'RECEIVED',
      facts: { channel, receivedAt, noticeSha256, itemCount, ...(priority ? { priority } : {}) },
    },
    {
      event: 'screened',
      to: 'SCREENING',
      facts: {
        ...standings,
        missing: screening.missing,
        dsaComplete: screening.dsaComplete,
        warnings: screening.warnings,
      },
      by: CHECKER,
    },
  ];
  if (state === 'IN_REVIEW') steps.push({ event: 'completed', to: state, by: CHECKER });
  if (state === 'AWAITING_COMPLAINANT')
    steps.push({
      event: 'information_requested',
      to: state,
      facts: { missing: screening.deficiencies },
      by: CHECKER,
    });
  return steps;
}

export interface ArticleOpening extends Opening {
  readonly kind: Exclude<CaseKind, 'notice'>;
  readonly item: NewItem;
  /** Why the policy would not publish it: the disposition's reasons and policy version. */
  readonly reasons: readonly string[];
  readonly policyVersion: string;
}

const ARTICLE_EVENT = {
  held_article: 'article_held',
  found_copy: 'copy_found',
  recalled_copy: 'copy_recalled',
} as const satisfies Record<ArticleOpening['kind'], string>;

/**
 * Opens the case of an article that the policy would not publish; it has its own clock. One that was not published yet
 * waits behind a hold. One whose original came late is out already and stays: no machine takes a page down.
 */
export function openArticleCase(opening: ArticleOpening, context: DecideContext): Transition {
  const { kind, item, receivedAt, policy } = opening;
  const hold = kind === 'held_article' ? ({ kind: 'POLICY', from: receivedAt } as const) : undefined;
  const opened = { ...newItem(item, 1, receivedAt), ...(hold && { hold }) };
  const head: CaseHead = {
    ...blankHead(opening),
    kind,
    channel: 'article',
    state: 'IN_REVIEW',
    missing: [],
    dsaComplete: false,
    warnings: [],
    clocks: startedClocks(policy, receivedAt, ['dispose']),
    itemCount: 1,
    subject: pageSubject(item),
    flags: [],
  };
  const change: Change = {
    outcome: 'change',
    head,
    items: [opened],
    steps: [
      {
        event: ARTICLE_EVENT[kind],
        to: 'IN_REVIEW',
        facts: { articleId: item.articleId, reasons: opening.reasons, policyVersion: opening.policyVersion },
      },
    ],
    holds: hold && item.articleId ? [{ articleId: item.articleId, caseId: head.id, itemNo: 1, ...hold }] : [],
    material: true,
  };
  return complete(null, change, opening.actor, context);
}

const startedClocks = (
  policy: CasePolicy,
  at: Instant,
  kinds: readonly ('decide' | 'confirm_gone' | 'screen' | 'dispose')[],
): readonly SlaClock[] =>
  kinds.reduce<readonly SlaClock[]>((clocks, kind) => withClock(clocks, policy, kind, at), []);

const blankHead = ({ id, siteId, contentOrigin, receivedAt, policy, statusTokenSha256 }: Opening) => ({
  id,
  siteId,
  contentOrigin,
  receivedAt,
  policy,
  statusTokenSha256,
  version: 0,
  materialVersion: 0,
  lastLeaseToken: 0,
  pendingCount: 0,
  timelineSeq: 0,
  timelineHash: GENESIS,
});
