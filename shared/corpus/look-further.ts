import type { Corpus, DocumentRef, Query } from './corpus';

/** Look-ups of what is left of one article, at most; each names as many candidates as the first. */
const FURTHER_LOOK_UPS = 3;

/**
 * Reads an article's candidates, and where a look-up had more than it named, one story may have taken all the places:
 * then what the texts that were read do not account for is looked up again, three times at most.
 * @param read what to do with candidates. @returns the shingles of their texts, as far as they could be read.
 * @returns why parts of the corpus could not be seen by the further look-ups.
 */
export async function lookFurther(
  corpus: Pick<Corpus, 'lookUp'>,
  query: Query,
  first: { readonly refs: readonly DocumentRef[]; readonly truncated: boolean },
  read: (refs: readonly DocumentRef[]) => Promise<Iterable<Float64Array>>,
): Promise<readonly string[]> {
  const left = new Set(query.hashes);
  const seen = new Set<string>();
  const reasons: string[] = [];
  let { refs, truncated } = first;
  for (let rounds = 0; ; rounds++) {
    for (const shingles of await read(refs)) for (const hash of shingles) left.delete(hash);
    if (!truncated || rounds === FURTHER_LOOK_UPS || left.size === 0) return reasons;
    for (const { articleId } of refs) seen.add(articleId);
    const { answers, incomplete } = await corpus.lookUp([{ ...query, hashes: Float64Array.from(left) }]);
    reasons.push(...incomplete);
    refs = (answers[0]?.candidates ?? []).flatMap(({ ref }) => (seen.has(ref.articleId) ? [] : ref));
    truncated = answers[0]?.truncated ?? false;
    if (refs.length === 0) return reasons;
  }
}
