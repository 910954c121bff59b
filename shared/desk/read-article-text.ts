import type { ArticleRow } from '../article/article';
import { prepare } from '../article/prepare';
import type { PreparedArticle } from '../article/prepare-text';
import { Problem } from '../problem';
import type { Desk } from './desk';

/** A submitted body as the engine reads it; the same body always gives the same offsets. */
export function prepareBody(
  body: Uint8Array,
  type: 'text' | 'html',
  url: string | undefined,
): PreparedArticle {
  // ignoreBOM keeps a byte order mark as a character: offsets count it.
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(body);
  return prepare(type === 'text' ? { text } : { html: text, ...(url !== undefined && { url }) });
}

/** @throws Problem `corrupt` where the body is gone. */
export async function readArticleText(
  desk: Pick<Desk, 'records'>,
  row: ArticleRow,
): Promise<PreparedArticle> {
  const stored = await desk.records.get(row.bodyKey);
  if (!stored) throw new Problem('corrupt', `the body of ${row.id} is not in the records bucket`);
  return prepareBody(stored.body, row.bodyType, row.url);
}
