import { createHash } from 'node:crypto';
import type {
  Actor,
  CaseFile,
  Hold,
  Role,
  SecondPersonPolicy,
  TimelineEntry,
} from '../../../shared/case/case';
import { decide, looksAtHolds } from '../../../shared/case/decide';
import type { CaseEvent, EventOf, EventType, NewItem } from '../../../shared/case/event';
import { type NoticeOpening, openCase, openArticleCase } from '../../../shared/case/open-case';
import { casePolicy } from '../../../shared/case/policy';
import type { DecideContext, Decided, OwedEffect, Transition } from '../../../shared/case/transition';
import { type Instant, instant, plus, toMs } from '../../../shared/clock/instant';
import type { ArticleId, CaseId, SiteId } from '../../../shared/ids';
import type { Notice } from '../../../shared/notice/notice';
import { screenNotice } from '../../../shared/notice/screen-notice';

/** A desk with one case and no stores: commits what decide() answers, and moves a clock by hand. */
export const RECEIVED = '2026-11-20T22:15:00.000Z' as Instant;
export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

export const actor = (role: Role, id: string = role.toLowerCase()): Actor => ({ role, id });
export const SYS = actor('SYS', 'worker');

const wholeNotice = (urls: readonly string[]): Notice => ({
  channel: 'form',
  receivedAt: RECEIVED,
  contact: { name: 'Nora Lund', email: 'nora@fjord-post.example' },
  works: [{ title: 'The last ferry', originalUrl: 'https://fjord-post.example/ferry' }],
  targets: urls.map((url) => ({ url })),
  goodFaith: { textId: 'good-faith-1', text: 'I believe in good faith that this use is not authorised.' },
  authority: { textId: 'authority-1', text: 'Under penalty of perjury, I act for the owner.' },
  accuracy: { textId: 'accuracy-1', text: 'The information is accurate.' },
  signature: 'Nora Lund',
});

export const isOurHost = (host: string) => host === 'mirror.example';

export const evidence = (text: string) => ({
  outcome: 'compared' as const,
  evidenceKey: `evidence/${text}`,
  sha256: sha256(text),
  summary: {
    verdict: 'copy',
    articleCoverage: 0.97,
    originalCoverage: 0.9,
    ownWords: 600,
    quotedWords: 40,
    longestRunWords: 120,
  },
});

export interface DeskOptions {
  readonly urls?: readonly string[];
  readonly notice?: (whole: Notice) => Notice;
  readonly compared?: boolean;
  readonly contentOrigin?: NoticeOpening['contentOrigin'];
  readonly soloOperator?: boolean;
  readonly filedBy?: string;
  readonly undoMs?: number;
  readonly confirmGone?: 'seen' | 'acknowledged';
  readonly secondPerson?: SecondPersonPolicy;
  readonly otherHolds?: readonly Hold[];
  /** Two addresses may show one article. */
  readonly articleOf?: (index: number) => string;
  readonly respondentOf?: (index: number) => string;
}

export class DeskOfOne {
  now: Instant = RECEIVED;
  file: CaseFile;
  readonly timeline: TimelineEntry[] = [];
  readonly outbox: OwedEffect[] = [];
  readonly holds = new Map<string, Hold>();

  constructor(opened: (context: { now: Instant; sha256: typeof sha256; holds: Hold[] }) => Transition) {
    const transition = opened({ now: this.now, sha256, holds: [] });
    this.file = transition.file;
    this.commit(transition);
  }

  static withNotice(options: DeskOptions = {}): DeskOfOne {
    const { urls = ['https://mirror.example/ferry'], compared = true } = options;
    const notice = (options.notice ?? ((whole) => whole))(wholeNotice(urls));
    const screening = screenNotice(notice, isOurHost);
    const items = screening.targets.map(({ target, elements, deficiencies }, index): NewItem => ({
      url: target.url,
      elements,
      deficiencies,
      articleId: (options.articleOf?.(index) ?? `art_${index + 1}`) as ArticleId,
      respondent: options.respondentOf?.(index) ?? `feed-${(index % 2) + 1}`,
      snapshot: { key: `snapshots/${index}`, sha256: sha256(target.url) },
      ...(compared ? { comparison: evidence(target.url) } : {}),
    }));
    const desk = new DeskOfOne((context) =>
      openCase(
        {
          id: 'CD-00000-00001' as CaseId,
          siteId: 'mirror' as SiteId,
          contentOrigin: options.contentOrigin ?? 'user_uploaded',
          receivedAt: RECEIVED,
          policy: casePolicy({
            timeZone: 'America/New_York',
            soloOperator: options.soloOperator ?? false,
            undoMs: options.undoMs ?? 0,
            confirmGone: options.confirmGone ?? 'seen',
            ...(options.secondPerson ? { secondPerson: options.secondPerson } : {}),
          }),
          statusTokenSha256: sha256('token'),
          actor: actor('CMP', 'complainant'),
          channel: notice.channel,
          noticeKey: 'notices/CD-00000-00001.json',
          noticeSha256: sha256('notice'),
          ...(options.filedBy === undefined ? {} : { filedBy: options.filedBy }),
          screening,
          items,
          itemCount: items.length,
        },
        context,
      ),
    );
    for (const hold of options.otherHolds ?? []) desk.holds.set(`${hold.caseId}/${hold.itemNo}`, hold);
    return desk;
  }

  static withArticle(kind: 'held_article' | 'found_copy', undoMs = 0): DeskOfOne {
    return new DeskOfOne((context) =>
      openArticleCase(
        {
          kind,
          id: 'CD-00000-00002' as CaseId,
          siteId: 'mirror' as SiteId,
          contentOrigin: 'operator_ingested',
          receivedAt: RECEIVED,
          policy: casePolicy({ timeZone: 'UTC', soloOperator: false, undoMs }),
          statusTokenSha256: sha256('token'),
          actor: SYS,
          item: {
            url: 'https://mirror.example/ferry',
            articleId: 'art_1' as ArticleId,
            elements: [],
            deficiencies: [],
            comparison: evidence('held'),
          },
          reasons: ['Copy of art_9'],
          policyVersion: '1',
        },
        context,
      ),
    );
  }

  get context() {
    return { now: this.now, sha256, holds: [...this.holds.values()] };
  }

  get head() {
    return this.file.head;
  }

  decide(event: CaseEvent): Decided {
    const decided = decide(this.file, event, looksAtHolds(event.type) ? this.context : blind(this.context));
    if (decided.outcome === 'changed') this.commit(decided);
    return decided;
  }

  /** Does it, and fails the test if it is refused. */
  must<T extends EventType>(
    by: Actor,
    type: T,
    rest: Omit<EventOf<T>, 'type' | 'actor'>,
  ): Extract<Decided, { outcome: 'changed' }> {
    const decided = this.decide({ ...rest, actor: by, type } as unknown as CaseEvent);
    if (decided.outcome !== 'changed') throw new Error(`${type}: ${JSON.stringify(decided)}`);
    return decided;
  }

  claim(by: Actor): number {
    this.must(by, 'claimed', {});
    return this.head.lease?.token ?? 0;
  }

  /** Claims and decides items as they stand now. */
  rule(by: Actor, decisions: EventOf<'items_decided'>['decisions']): Decided {
    const leaseToken = this.claim(by);
    return this.decide({
      type: 'items_decided',
      actor: by,
      leaseToken,
      version: this.head.version,
      decisions,
    });
  }

  /** Moves the clock, sweeping every `step` milliseconds as the schedule would. */
  wait(ms: number, step = ms): void {
    for (const end = plus(this.now, ms); this.now < end;) {
      this.now = instant(Math.min(toMs(this.now) + step, toMs(end)));
      this.tick();
    }
  }

  tick(): Decided {
    return this.decide({ type: 'ticked', actor: SYS });
  }

  mails(to: 'complainant' | 'respondent'): readonly string[] {
    return this.outbox.flatMap(({ effect }) =>
      effect.kind === 'mail' && effect.to === to ? [effect.template] : [],
    );
  }

  alerts() {
    return this.outbox.flatMap(({ effect }) => (effect.kind === 'alert' ? [effect] : []));
  }

  orders() {
    return this.outbox.flatMap(({ effect }) =>
      effect.kind === 'cms' ? [{ type: effect.type, item: effect.data['item'] }] : [],
    );
  }

  clock(kind: string) {
    const clock = this.head.clocks.findLast((each) => each.kind === kind);
    if (!clock) throw new Error(`no clock ${kind}`);
    return clock;
  }

  private commit({ file, timeline, effects, holds }: Transition): void {
    this.file = file;
    this.timeline.push(...timeline);
    this.outbox.push(...effects);
    for (const hold of holds) this.holds.set(`${hold.caseId}/${hold.itemNo}`, hold);
  }
}

/** What an event is told that is said not to look at holds, and of which none are read. */
const blind = (context: DecideContext): DecideContext => ({
  ...context,
  get holds(): never {
    throw new Error('the holds of this event are never read: name it in LOOKS_AT_HOLDS of decide.ts');
  },
});

export const takeDown = (item: number) => ({
  item,
  actions: ['disable'] as const,
  reasonCode: 'UPHELD_FULL_COPY' as const,
  reason: 'The page is the whole report.',
});

export const keep = (item: number) => ({
  item,
  actions: ['keep'] as const,
  reasonCode: 'KEPT_QUOTATION' as const,
  reason: 'Two sentences, quoted and credited.',
});
