import { prepare } from '../../../shared/article/prepare';
import { storedHash } from '../../../shared/corpus/postings';
import { stopListOf } from '../../../shared/corpus/stop-list';
import { everyShingle } from '../../../shared/fingerprint/shingles';
import { widestSpread } from '../../../shared/match/widest-spread';

const FRAME = 'Sign up here for our daily newsletter and never miss a story';
const text = `The council opened the new bridge on Monday. ${FRAME}.`;
const span = [text.indexOf(FRAME), text.length] as const;
const article = prepare({ text });
const frame = everyShingle(prepare({ text: FRAME }).words)
  .hashes.map(storedHash)
  .toSorted();
const stopList = stopListOf({
  hashes: frame,
  pages: Uint32Array.from(frame, (_, i) => 4 + i),
  sites: Uint32Array.from(frame, (_, i) => 1 + i),
});

describe('widestSpread', () => {
  it('says of a passage on how many pages of how many sites it stands', () => {
    expect(widestSpread(article, span, stopList)).toEqual({ pages: 3 + frame.length, sites: frame.length });
  });

  it('says nothing of words outside the span, or that are no boilerplate', () => {
    expect(widestSpread(article, [0, span[0]], stopList)).toBeUndefined();
    expect(
      widestSpread(
        article,
        span,
        stopListOf({ hashes: new Float64Array(0), pages: new Uint32Array(0), sites: new Uint32Array(0) }),
      ),
    ).toBeUndefined();
  });
});
