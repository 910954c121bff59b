import { extractArticle } from './extract';
import { type PreparedArticle, prepareText } from './prepare-text';

export type ArticleInput = { readonly text: string } | { readonly html: string; readonly url?: string };

export function prepare(input: ArticleInput): PreparedArticle {
  if ('text' in input) return prepareText(input.text);
  const { text, page } = extractArticle(input.html, input.url);
  return { ...prepareText(text), page };
}
