import type { EqualRun } from './equal-runs';

/** Equal words in a row that are a passage by themselves, also where the article holds them a second time. */
const REPEATED_WORDS = 20;

/**
 * Of each word of the article its place in the original, -1 if it has none. The longest runs choose first, and a
 * place taken is free no more: so a caption that names someone again is no second copy of the sentence on them.
 * Only twenty words in a row or more may take taken places again.
 */
export function placesOf(runs: readonly EqualRun[], articleWords: number, originalWords: number): Int32Array {
  const places = new Int32Array(articleWords).fill(-1);
  const taken = new Uint8Array(originalWords);
  for (const { article, original, length } of runs.toSorted((x, y) => y.length - x.length)) {
    let again = 0;
    for (let i = 0; i < length; i++) if (places[article + i] === -1) again += taken[original + i]!;
    for (let i = 0; i < length; i++) {
      if (places[article + i] !== -1) continue;
      if (taken[original + i] === 1 && again < REPEATED_WORDS) continue;
      places[article + i] = original + i;
      taken[original + i] = 1;
    }
  }
  return places;
}
