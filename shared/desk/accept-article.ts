import { type Advisories, stopOf } from '../article/advisory';
import { canonicalUrl } from '../article/canonical-url';
import { type ArticleRow, RETRY_AFTER_MS } from '../article/article';
import { plus } from '../clock/instant';
import { articleAccepted } from '../events';
import type { ArticleId, PublisherId, SiteId } from '../ids';
import { Problem } from '../problem';
import type { ArticleSubmission } from '../wire/article-submission';
import { MAX_TEXT_BYTES } from '../wire/fields';
import type { Desk } from './desk';
import { sha256 } from './digest';

/** Who sends an article, as the API key or the queue's message says. */
export interface Submitter {
  readonly siteId: SiteId;
  readonly submitter: string;
  readonly publisherId?: PublisherId;
  /** A publisher registers an original, as against an article sent for checking. */
  readonly original: boolean;
}

interface Body {
  readonly bytes: Uint8Array;
  readonly type: 'text' | 'html';
}

async function readBody(desk: Pick<Desk, 'records'>, submission: ArticleSubmission): Promise<Body> {
  const { text, html, bodyRef } = submission;
  if (text !== undefined) return { bytes: Buffer.from(text), type: 'text' };
  if (html !== undefined) return { bytes: Buffer.from(html), type: 'html' };
  const key = bodyRef?.key ?? '';
  const stored = await desk.records.get(key);
  const wrong = !stored
    ? 'there is no such object: upload the body first'
    : stored.body.byteLength > MAX_TEXT_BYTES
      ? `is larger than ${MAX_TEXT_BYTES} bytes: send the article's own text without the page around it`
      : undefined;
  if (!stored || wrong !== undefined)
    throw new Problem('invalid', 'the body cannot be read', {
      errors: [{ pointer: '/bodyRef/key', detail: wrong ?? '' }],
    });
  return { bytes: stored.body, type: bodyRef?.type ?? 'text' };
}

/**
 * Stores a submission once: its body first, then its row; nothing is processed yet. A repeated one is answered
 * with the row of the first.
 * @throws Problem `invalid` for an unreadable body, `refused` where the idempotency key stood for something else.
 */
export async function acceptArticle(
  desk: Pick<Desk, 'now' | 'ids' | 'articles' | 'records'>,
  submission: ArticleSubmission,
  from: Submitter,
  idempotencyKey: string | undefined,
  more: { readonly advisories?: Advisories; readonly corrects?: ArticleId } = {},
): Promise<{ readonly row: ArticleRow; readonly replayed: boolean }> {
  const { bytes, type } = await readBody(desk, submission);
  const { url, externalId, title, publishedAt, editedBy } = submission;
  const id = desk.ids.article();
  const bodyKey = `bodies/${id}`;
  const acceptedAt = desk.now();
  const canonical = url === undefined ? undefined : canonicalUrl(url);
  // Before the row, so that no row lacks its body; a repeated submission leaves one that no row names.
  await desk.records.put(bodyKey, bytes, { ifNoneMatch: '*' });
  const row: ArticleRow = {
    id,
    ...from,
    ...(url !== undefined && { url }),
    ...(canonical !== undefined && { canonicalUrl: canonical }),
    ...(externalId !== undefined && { externalId }),
    ...(title !== undefined && { title }),
    ...(publishedAt !== undefined && { publishedAt }),
    ...(editedBy && { editedBy }),
    acceptedAt,
    contentSha256: sha256(bytes),
    bodyKey,
    bodyType: type,
    version: 1,
    stages: [{ stage: 'accepted', at: acceptedAt }],
    retryAt: plus(acceptedAt, RETRY_AFTER_MS),
    ...(more.corrects && { corrects: more.corrects }),
    // With the row itself: no worker takes it up without them.
    ...(more.advisories &&
      stopOf(more.advisories, acceptedAt) && { advisories: more.advisories, followUpOwed: true }),
  };
  const result = await desk.articles.accept(row, idempotencyKey);
  if (result.outcome === 'key_reused')
    throw new Problem('refused', 'this idempotency key stood for another article; use a new key for each', {
      facts: { articleId: result.row.id },
    });
  const stored = result.outcome === 'accepted' ? row : result.row;
  const replayed = result.outcome === 'duplicate';
  articleAccepted(acceptedAt, {
    articleId: stored.id,
    siteId: stored.siteId,
    original: stored.original,
    bytes: bytes.byteLength,
    replayed,
  });
  return { row: stored, replayed };
}
