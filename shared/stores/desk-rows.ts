import type { ArticleRow } from '../article/article';
import type { CaseHead, Hold, Item, OutboxEntry, TimelineEntry } from '../case/case';
import { parseArticleId, type ArticleId, type CaseId, type OutboxId } from '../ids';
import { dueKeys } from './due-index';
import { reviewQueueKeys } from './review-order';
import { sha256 } from '../desk/digest';
import { FORMAT, type Key, type Row } from './table';

/** The keys and rows of the desk table. Sort keys are chosen so that what is read together lies together. */

/** A partition key may have 2,048 bytes; what is longer stands under its hash. */
const bounded = (text: string): string =>
  Buffer.byteLength(text) <= 1_900 ? text : `sha256:${sha256(text)}`;

export const articlePk = (id: ArticleId): string => `ARTICLE#${id}`;
export const casePk = (id: CaseId): string => `CASE#${id}`;
export const ownerPk = (owner: ArticleId | CaseId): string =>
  parseArticleId(owner) ? `ARTICLE#${owner}` : `CASE#${owner}`;

export const articleKey = (id: ArticleId): Key => ({ pk: articlePk(id), sk: 'HEAD' });
export const caseKey = (id: CaseId): Key => ({ pk: casePk(id), sk: 'HEAD' });
export const outboxKey = (owner: ArticleId | CaseId, id: OutboxId): Key => ({
  pk: ownerPk(owner),
  sk: `OUTBOX#${id}`,
});
export const urlKey = (canonicalUrl: string, which: 'article' | 'original'): Key => ({
  pk: `URL#${bounded(canonicalUrl)}`,
  sk: which.toUpperCase(),
});
/** Scope and key come from outside, so they are hashed together: no choice of them can name another's row. */
export const idempotencyKey = (scope: string, key: string): Key => ({
  pk: `IDEMPOTENCY#${sha256(JSON.stringify([scope, key]))}`,
  sk: 'KEY',
});

/** Sort keys from the first to the last that begin with `prefix`. */
export const startingWith = (prefix: string) => ({ from: prefix, to: `${prefix}~` });
/** The head sorts first, so it is never read later than the items: a decision made of a torn read meets a newer version. */
export const headAndItems = { from: 'HEAD', to: 'ITEM#~' };

/** What an idempotency row remembers: whose it was, and of which payload. */
export interface Remembered<Id extends string> {
  readonly id: Id;
  readonly payloadSha256: string;
}

const row = (key: Key, body: object): Row => ({ ...key, format: FORMAT, body });

export const rememberedRow = (key: Key, body: Remembered<string>): Row => row(key, body);

export const articleRow = (article: ArticleRow): Row => ({
  ...row(articleKey(article.id), article),
  ...(article.retryAt ? dueKeys(article.retryAt, article.id) : {}),
});

export const urlRow = (canonicalUrl: string, article: ArticleRow): Row =>
  row(urlKey(canonicalUrl, article.original ? 'original' : 'article'), { articleId: article.id });

/** `ARTICLE#…/CASE#…`: the cases that name an article. */
export const articleCaseRow = (articleId: ArticleId, caseId: CaseId): Row =>
  row({ pk: articlePk(articleId), sk: `CASE#${caseId}` }, { caseId });

export const itemRow = (caseId: CaseId, item: Item): Row =>
  row({ pk: casePk(caseId), sk: `ITEM#${String(item.no).padStart(4, '0')}` }, item);

export const timelineRow = (entry: TimelineEntry): Row =>
  row({ pk: casePk(entry.caseId), sk: `TIMELINE#${String(entry.seq).padStart(8, '0')}` }, entry);

export const holdRow = (hold: Hold): Row =>
  row({ pk: articlePk(hold.articleId), sk: `HOLD#${hold.caseId}#${hold.itemNo}` }, hold);

export const outboxRow = (entry: OutboxEntry): Row => ({
  ...row(outboxKey(entry.owner, entry.id), entry),
  ...(entry.deliveredAt || entry.failedAt || entry.cancelledAt
    ? {}
    : dueKeys(entry.inHandUntil ?? entry.notBefore, entry.owner, entry.id)),
});

export const caseHeadRow = (head: CaseHead): Row => ({
  ...row(caseKey(head.id), head),
  ...(head.nextDueAt ? dueKeys(head.nextDueAt, head.id) : {}),
  ...reviewQueueKeys(head),
});
