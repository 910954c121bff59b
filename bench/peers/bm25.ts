import MiniSearch from 'minisearch';
import type { Retriever } from '../retriever';

const QUERY_TERMS = 25;
const MIN_TERM_LETTERS = 3;
/** Terms of more documents say little, and cost most. */
const MAX_DOCUMENT_SHARE = 0.02;

const termsOf = (text: string): string[] =>
  (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((term) => term.length >= MIN_TERM_LETTERS);

export interface MoreLikeThis {
  add(id: string, text: string): void;
  best(text: string): { readonly id: string; readonly score: number } | undefined;
}

/** MiniSearch ranks by BM25+; more-like-this is made of it as search engines do: the terms of most tf-idf as a query. */
export function moreLikeThis(): MoreLikeThis {
  const index = new MiniSearch<{ id: string; text: string }>({
    fields: ['text'],
    tokenize: termsOf,
    processTerm: (term) => term,
  });
  const documents = new Map<string, number>();
  const rarest = (text: string): readonly string[] => {
    const counts = new Map<string, number>();
    for (const term of termsOf(text)) counts.set(term, (counts.get(term) ?? 0) + 1);
    const weigh = ([term, count]: [string, number]): readonly [string, number] => {
      const found = documents.get(term) ?? 0;
      const told = found > 0 && found <= Math.max(1, MAX_DOCUMENT_SHARE * index.documentCount);
      return [term, told ? count * Math.log(index.documentCount / found) : 0];
    };
    return [...counts]
      .map(weigh)
      .filter(([, weight]) => weight > 0)
      .sort(([, x], [, y]) => y - x)
      .slice(0, QUERY_TERMS)
      .map(([term]) => term);
  };
  return {
    add: (id, text) => {
      index.add({ id, text });
      for (const term of new Set(termsOf(text))) documents.set(term, (documents.get(term) ?? 0) + 1);
    },
    best: (text) => {
      const found = index.search(rarest(text).join(' '), { combineWith: 'OR' })[0];
      return found && { id: String(found.id), score: found.score };
    },
  };
}

export function bm25(): Retriever {
  const like = moreLikeThis();
  return {
    name: 'BM25 more-like-this (minisearch)',
    use: `the ${QUERY_TERMS} terms of most tf-idf as one query, without those of more than 2 % of the documents`,
    add: (id, text) => like.add(id, text),
    finish: () => undefined,
    best: (texts) => texts.map((text) => like.best(text)),
  };
}
