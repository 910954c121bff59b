import { splitWords } from '../../../shared/article/words';
import { winnow } from '../../../shared/fingerprint/shingles';
import { postingsOf } from '../../../shared/corpus/pack-entries';
import { sortPostings } from '../../../shared/corpus/postings';
import { stopListOf } from '../../../shared/corpus/stop-list';
import type { Provenance } from '../../../shared/corpus/stop-rule';
import { sketch, stopRule, unrelated } from '../../../shared/corpus/stop-rule';
import type { Fingerprint } from '../../../shared/fingerprint/fingerprint';

const prose = (seed: number, words: number) =>
  Array.from({ length: words }, (_, i) => `w${(seed * 7919 + i * 104_729) % 99_991}`).join(' ');
const fingerprint = (text: string) => winnow(splitWords(text).words);
const FOOTER = prose(1, 30);
const WIRE = prose(2, 300);
const hashesOf = (text: string) => [...fingerprint(text).hashes];

const buildStopList = (documents: readonly Fingerprint[], from: Provenance = unrelated(documents.length)) => {
  const postings = sortPostings(postingsOf(documents));
  return stopListOf(stopRule(from, sketch([postings], documents.length))(postings));
};

describe('the stop rule', () => {
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

  const footed = [11, 12, 13, 14].map((seed) => fingerprint(`${prose(seed, 300)} ${FOOTER}`));
  const numbers = (...given: number[]) => Uint32Array.from(given);
  const holdsFooter = (from: Partial<Provenance>, pages = footed) =>
    hashesOf(FOOTER).some((hash) => buildStopList(pages, { ...unrelated(pages.length), ...from }).has(hash));

  it('counts the variants of one page or story once', () => {
    expect(holdsFooter({})).toBe(true);
    expect(holdsFooter({ stories: numbers(1, 2, 3, 3) })).toBe(false);
    expect(holdsFooter({ stories: numbers(1, 2, 3, 0) })).toBe(false);
  });

  it('does not let two submitters stop an original by sending excerpts of it', () => {
    expect(holdsFooter({ submitters: numbers(1, 2, 2, 2) })).toBe(false);
    expect(holdsFooter({ submitters: numbers(1, 2, 3, 3) })).toBe(true);
  });

  it('takes three pages of one site for enough, unless they are one story', () => {
    const three = footed.slice(0, 3);
    expect(holdsFooter({ sites: numbers(7, 7, 7) }, three)).toBe(true);
    expect(holdsFooter({ sites: numbers(7, 7, 8) }, three)).toBe(false);
    const copies = [1, 2, 3].map((seed) => fingerprint(`${WIRE} ${FOOTER} ${prose(seed, 40)}`));
    expect(holdsFooter({ sites: numbers(7, 7, 7) }, copies)).toBe(false);
  });

  it('says on how many pages of how many sites a shingle stands', () => {
    const stopList = buildStopList(footed, { ...unrelated(4), sites: numbers(7, 7, 9, 0) });
    const spreads = hashesOf(FOOTER).flatMap((hash) => stopList.spreadOf(hash) ?? []);
    expect(spreads).toContainEqual({ pages: 4, sites: 2 });
    expect(stopList.spreadOf(hashesOf(prose(11, 200))[0]!)).toBeUndefined();
  });

  it('of no documents is empty', () => {
    expect(buildStopList([]).size).toBe(0);
    expect(buildStopList([fingerprint('')]).size).toBe(0);
  });
});
