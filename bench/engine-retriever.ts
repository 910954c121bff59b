import { openArticleIndex } from '../cli/article-index';
import type { Found, Retriever } from './retriever';

const ARTICLES_A_LOOK_UP = 64;

/** Copydesk itself: the index behind `copydesk scan`. */
export function engineRetriever(): Retriever & { alignedPerArticle(): number } {
  const index = openArticleIndex();
  let checkedArticles = 0;
  let aligned = 0;
  return {
    name: 'Copydesk',
    use: 'winnowed fingerprints, stop list, alignment; ranked by score',
    add: (id, text) => index.add(id, { text }),
    finish: () => index.finish(),
    best: async (texts) => {
      const found: (Found | undefined)[] = [];
      for (let from = 0; from < texts.length; from += ARTICLES_A_LOOK_UP) {
        const batch = texts.slice(from, from + ARTICLES_A_LOOK_UP);
        const checked = await index.check(
          batch.map((text, i) => ({ id: `query ${from + i}`, input: { text } })),
        );
        checkedArticles += checked.length;
        for (const { matches } of checked) {
          aligned += matches.length;
          found.push(matches[0] && { id: matches[0].originalId, score: matches[0].score });
        }
      }
      return found;
    },
    /** Originals read and aligned for each text, since it was opened. */
    alignedPerArticle: () => aligned / Math.max(1, checkedArticles),
  };
}
