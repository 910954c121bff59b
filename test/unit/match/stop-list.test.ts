import { splitWords } from '../../../shared/article/words';
import { winnow } from '../../../shared/fingerprint/shingles';
import { buildStopList } from '../../../shared/match/stop-list';

const prose = (seed: number, words: number) =>
  Array.from({ length: words }, (_, i) => `w${(seed * 7919 + i * 104_729) % 99_991}`).join(' ');
const fingerprint = (text: string) => winnow(splitWords(text).words);
const FOOTER = prose(1, 30);
const WIRE = prose(2, 300);
const hashesOf = (text: string) => [...fingerprint(text).hashes];

describe('buildStopList', () => {
  it('holds the shingles of a footer that four pages share and else nothing', () => {
    const pages = [11, 12, 13, 14].map((seed) => fingerprint(`${prose(seed, 300)} ${FOOTER}`));
    const stopList = buildStopList(pages);
    const inside = hashesOf(FOOTER).filter((hash) => stopList.has(hash));
    expect(inside.length).toBeGreaterThan(0);
    for (const seed of [11, 12])
      expect(hashesOf(prose(seed, 200)).some((hash) => stopList.has(hash))).toBe(false);
  });

  it('does not hold what three pages share', () => {
    expect(buildStopList([11, 12, 13].map((seed) => fingerprint(`${prose(seed, 300)} ${FOOTER}`))).size).toBe(
      0,
    );
  });

  it('does not hold a wire story, however many sites carry it', () => {
    const carriers = Array.from({ length: 40 }, (_, i) => fingerprint(`${WIRE} ${prose(100 + i, 40)}`));
    const stopList = buildStopList(carriers);
    expect(hashesOf(WIRE).some((hash) => stopList.has(hash))).toBe(false);
  });

  it('tells a footer of many pages from the wire story that some of them carry', () => {
    const carriers = Array.from({ length: 12 }, (_, i) =>
      fingerprint(`${WIRE} ${prose(200 + i, 40)} ${FOOTER}`),
    );
    const others = Array.from({ length: 60 }, (_, i) => fingerprint(`${prose(300 + i, 300)} ${FOOTER}`));
    const stopList = buildStopList([...carriers, ...others]);
    expect(hashesOf(FOOTER).some((hash) => stopList.has(hash))).toBe(true);
    expect(hashesOf(WIRE).some((hash) => stopList.has(hash))).toBe(false);
  });

  it('of no documents is empty', () => {
    expect(buildStopList([]).size).toBe(0);
    expect(buildStopList([fingerprint('')]).size).toBe(0);
  });
});
