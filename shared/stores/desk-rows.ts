import type { Advisories } from '../article/advisory';
import { articleDueAt, type ArticleRow } from '../article/article';
import type { CaseHead, HeldBy, Hold, Item, OutboxEntry, TimelineEntry } from '../case/case';
import { type Alert, alertDueAt } from '../desk/alerting/alert';
import type { DeliveryGate, GateId } from '../desk/delivery-gate';
import type { DigestCopy, SourceName } from '../desk/desk';
import type { Reader } from '../desk/look-at-case';
import type { FoundCopy } from '../desk/found-copies';
import { DAY, type Instant, plus, SECOND, toMs } from '../clock/instant';
import {
  type AlertId,
  parseArticleId,
  type ArticleId,
  type CaseId,
  type OutboxId,
  type PublisherId,
  type SiteId,
} from '../ids';
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

/** What a source calls an article; hashed, for its parts come from outside. */
export function sourcePk(name: SourceName): string {
  const own = 'externalId' in name ? ['id', name.externalId] : ['url', name.canonicalUrl];
  return `SOURCE#${sha256(JSON.stringify([name.siteId, name.submitter, ...own]))}`;
}
export const advisoriesKey = (name: SourceName): Key => ({ pk: sourcePk(name), sk: 'ADVISORIES' });

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
  ...dueKeysOf(article),
});

function dueKeysOf(article: ArticleRow) {
  const dueAt = articleDueAt(article);
  return dueAt === undefined ? {} : dueKeys(dueAt, article.id);
}

/** `version` counts its changes. */
export type KeptAdvisories = Advisories & { readonly version: number };

export const advisoriesRow = (name: SourceName, kept: KeptAdvisories): Row => row(advisoriesKey(name), kept);

/** `SOURCE#…/ARTICLE#…`: what a source has sent under one of its own names. */
export const sentAsRow = (name: SourceName, articleId: ArticleId): Row =>
  row({ pk: sourcePk(name), sk: `ARTICLE#${articleId}` }, { articleId });

/** `SOURCE#…/TEXT#…`: the same, and what the same text under that name is answered with. */
export const sentTextKey = (
  name: SourceName,
  { original, contentSha256 }: Pick<ArticleRow, 'original' | 'contentSha256'>,
): Key => ({ pk: sourcePk(name), sk: `TEXT#${sha256(JSON.stringify([original, contentSha256]))}` });

/** Both of them. */
export const sentUnderName = { from: 'ARTICLE#', to: 'TEXT#~' };

export const urlRow = (canonicalUrl: string, article: ArticleRow): Row =>
  row(urlKey(canonicalUrl, article.original ? 'original' : 'article'), { articleId: article.id });

/** `ARTICLE#…/CASE#…`: the cases that name an article. */
export const articleCaseRow = (articleId: ArticleId, caseId: CaseId): Row =>
  row({ pk: articlePk(articleId), sk: `CASE#${caseId}` }, { caseId });

const DIGEST_KEPT_MS = 60 * DAY;

export const copiesPk = (publisherId: PublisherId): string => `PUBLISHER#${publisherId}`;

/** A key that falls as time goes on: a partition is read from its newest. */
const newestFirst = (at: Instant): string => String(10_000_000_000_000 - toMs(at)).padStart(14, '0');

const copyName = ({ articleId, originalId }: DigestCopy): string =>
  `${articleId}#${sha256(originalId).slice(0, 16)}`;

type CopyName = Pick<FoundCopy, 'publisherId' | 'articleId' | 'originalId' | 'since'>;
export const copyKey = (copy: CopyName): Key => ({
  pk: copiesPk(copy.publisherId),
  sk: `COPY#${newestFirst(copy.since)}#${copyName(copy)}`,
});

/** `PUBLISHER#…/COPY#…`: a copy that was found of an original of theirs. */
export const copyRow = (copy: FoundCopy): Row => row(copyKey(copy), copy);

/** `PUBLISHER#…/DIGEST#<due>`: which alert is sent as the digest; under it what the digest tells of. */
export const digestKey = (publisherId: PublisherId, digestAt: Instant, copy?: DigestCopy): Key => ({
  pk: copiesPk(publisherId),
  sk: `DIGEST#${digestAt}${copy ? `#${copyName(copy)}` : ''}`,
});

/** Cleared away when nothing can ask for it any more. */
export const digestRow = (key: Key, body: object, digestAt: Instant): Row => ({
  ...row(key, body),
  expiresAt: Math.ceil(toMs(plus(digestAt, DIGEST_KEPT_MS)) / SECOND),
});

export const complaintPk = (key: string): string => `COMPLAINT#${key}`;

/** `COMPLAINT#…/CASE#…`: the cases in which one sender complains of one page. */
export const complaintRow = (key: string, caseId: CaseId): Row =>
  row({ pk: complaintPk(key), sk: `CASE#${caseId}` }, { caseId });

/** Under it stand the items about one source's pages, by when they were complained of. */
export const sourcePagesPk = (siteId: SiteId, respondent: string): string =>
  bounded(`PAGES#${siteId}#${respondent}`);

export function itemRow(caseId: CaseId, item: Item): Row {
  const { no, siteId, respondent, receivedAt } = item;
  const number = String(no).padStart(4, '0');
  return {
    ...row({ pk: casePk(caseId), sk: `ITEM#${number}` }, item),
    ...(siteId !== undefined &&
      respondent !== undefined && {
        queuePk: sourcePagesPk(siteId, respondent),
        queueSk: `${receivedAt}#${caseId}-${number}`,
      }),
  };
}

/** Under it stand the cases of one proven sender. */
export const senderPk = (senderSha256: string): string => `SENDER#${senderSha256}`;

/** Written with the case, once. */
export const senderRow = (caseId: CaseId, senderSha256: string, receivedAt: Instant): Row => ({
  ...row({ pk: casePk(caseId), sk: 'SENDER' }, { caseId }),
  queuePk: senderPk(senderSha256),
  queueSk: `${receivedAt}#${caseId}`,
});

export const foundByPk = (hash: string): string => `FOUND-BY#${hash}`;

/** `CASE#…/FOUND-BY#…`: what a case is found by, as a hash: a page, a host, a mail address, an organisation. */
export const foundByRow = (
  { id, receivedAt }: { readonly id: CaseId; readonly receivedAt: Instant },
  hash: string,
): Row => ({
  ...row({ pk: casePk(id), sk: `FOUND-BY#${hash}` }, { caseId: id }),
  queuePk: foundByPk(hash),
  queueSk: `${receivedAt}#${id}`,
});

/** Cleared away some time after the reader has gone. */
export const readerRow = (caseId: CaseId, reader: Reader): Row => ({
  ...row({ pk: casePk(caseId), sk: `READER#${reader.person}` }, reader),
  expiresAt: Math.ceil(toMs(reader.until) / SECOND),
});

/** The log of what contact data was shown to whom. */
export const REVEALS = 'REVEALS';

export function timelineRow(entry: TimelineEntry): Row {
  const { caseId, seq, at, event } = entry;
  const number = String(seq).padStart(8, '0');
  return {
    ...row({ pk: casePk(caseId), sk: `TIMELINE#${number}` }, entry),
    ...(event === 'contact_revealed' && { queuePk: REVEALS, queueSk: `${at}#${caseId}-${number}` }),
  };
}

export const holdRow = (hold: Hold): Row =>
  row({ pk: articlePk(hold.articleId), sk: `HOLD#${hold.caseId}#${hold.itemNo}` }, hold);

/** What waits for a person is not due: it stands apart, in the order in which it was owed. */
export const heldPk = (siteId: SiteId, by: HeldBy): string => `HELD#${siteId}#${by}`;
/** The delivery log of a site's webhooks. */
export const webhooksPk = (siteId: SiteId): string => `WEBHOOKS#${siteId}`;

function outboxDueKeys(entry: OutboxEntry): Partial<Row> {
  const { held, createdAt, owner, id } = entry;
  if (entry.deliveredAt || entry.failedAt || entry.cancelledAt) return {};
  if (entry.inHandUntil === undefined && held)
    return { duePk: heldPk(held.siteId, held.by), dueSk: `${createdAt}#${id}` };
  // Being in hand moves nothing: the sweep sees it on the row, and two writes of the index are spared for every effect.
  return dueKeys(entry.notBefore, owner, id);
}

export const outboxRow = (entry: OutboxEntry): Row => ({
  ...row(outboxKey(entry.owner, entry.id), entry),
  ...outboxDueKeys(entry),
  ...(entry.effect.kind === 'cms' && {
    queuePk: webhooksPk(entry.effect.siteId),
    queueSk: `${entry.createdAt}#${entry.id}`,
  }),
});

export const GATES = 'DELIVERY';
export const gateKey = (of: GateId): Key => ({ pk: GATES, sk: of === 'DESK' ? of : `SITE#${of}` });
export const gateRow = (gate: DeliveryGate): Row => row(gateKey(gate.of), gate);

export const OPEN_ALERTS = 'ALERTS';
export const alertKey = (id: AlertId): Key => ({ pk: `ALERT#${id}`, sk: 'HEAD' });
export function alertRow(alert: Alert): Row {
  const dueAt = alertDueAt(alert);
  return {
    ...row(alertKey(alert.id), alert),
    ...(dueAt ? dueKeys(dueAt, alert.id) : {}),
    ...(alert.settledAt === undefined && {
      queuePk: OPEN_ALERTS,
      queueSk: `${alert.openedAt}#${alert.id}`,
    }),
  };
}

/** A mail address is personal data: it is looked up, never read out. */
export const mailboxKey = (address: string): Key => ({
  pk: `MAILBOX#${sha256(address.trim().toLowerCase())}`,
  sk: 'SUPPRESSED',
});
export const mailboxRow = (address: string, body: object): Row => row(mailboxKey(address), body);

export const caseHeadRow = (head: CaseHead): Row => ({
  ...row(caseKey(head.id), head),
  ...(head.nextDueAt ? dueKeys(head.nextDueAt, head.id) : {}),
  ...reviewQueueKeys(head),
});
