import type { ArticleRow } from '../../../shared/article/article';
import { prepare } from '../../../shared/article/prepare';
import { instant } from '../../../shared/clock/instant';
import { openCorpus } from '../../../shared/corpus/corpus';
import { memoryObjectStore } from '../../../shared/corpus/memory-object-store';
import type { Desk } from '../../../shared/desk/desk';
import { compareWithCandidates, registerAndLookUp } from '../../../shared/desk/match-articles';
import { ALGORITHM } from '../../../shared/fingerprint/shingles';
import { ulid } from '../corpus/corpus-fixtures';
import { noExclusions } from './no-exclusions';

const prose = (seed: number, words: number): string =>
  Array.from({ length: words }, (_, i) => `w${(seed * 7919 + i * 104_729) % 99_991}`).join(' ');
/** Short: of so many texts the SimHash takes all the time of the test. */
const BRIEF = prose(5, 60);
const WIRE = prose(1, 300);
const OTHER = prose(2, 300);

function openDesk() {
  let lastId = 0;
  const desk = {
    corpus: openCorpus(memoryObjectStore(), { algorithms: [ALGORITHM] }),
    ids: { ulid: () => ulid(++lastId) },
    now: () => instant(0),
    exclusions: noExclusions,
    // What a copy was sent as is asked for its site alone, for which nothing is excluded here.
    articles: { get: async () => undefined } as Partial<Desk['articles']> as Desk['articles'],
  } as Pick<Desk, 'articles' | 'corpus' | 'exclusions' | 'now'> & { ids: Desk['ids'] };
  let number = 0;
  const sent = (text: string, more: Partial<ArticleRow> = {}) => {
    number++;
    return {
      row: {
        id: `art_${ulid(number)}`,
        submitter: `feed-${number}`,
        url: `https://site-${number % 9}.example/${number}`,
        canonicalUrl: `https://site-${number % 9}.example/${number}`,
        acceptedAt: instant(number * 1_000),
        original: false,
        ...more,
      } as ArticleRow,
      article: prepare({ text }),
    };
  };
  const compared = async (article: ReturnType<typeof sent>) => {
    const [answer] = await registerAndLookUp(desk, [article]);
    return compareWithCandidates(desk, article, answer!);
  };
  return { desk, sent, compared };
}

describe('a wire story with more copies than a look-up names', () => {
  beforeEach(() => jest.spyOn(console, 'log').mockReturnValue());
  afterEach(() => jest.restoreAllMocks());

  it('is one line with its count, which says that there are more; no more texts are read than are compared', async () => {
    const { desk, sent, compared } = openDesk();
    await registerAndLookUp(
      desk,
      Array.from({ length: 80 }, (_, i) => sent(`${prose(100 + i, 5)} ${BRIEF}`)),
    );
    const read = jest.spyOn(desk.corpus, 'read');
    const { matches, truncated } = await compared(sent(`${BRIEF} ${prose(3, 20)}`));
    expect(matches).toMatchObject([{ verdict: 'copy', family: { count: 50, truncated: true } }]);
    expect(matches[0]!.family!.sites).toHaveLength(9);
    expect(truncated).toBe(true);
    expect(read).toHaveBeenCalledTimes(50);
  });

  it('is found whole by its original that comes late: each copy is told', async () => {
    const { desk, sent, compared } = openDesk();
    const copies = Array.from({ length: 70 }, (_, i) => sent(`${prose(100 + i, 5)} ${BRIEF}`));
    await registerAndLookUp(desk, copies);
    const found = await compared(sent(BRIEF, { original: true }));
    expect(found.copies.map(({ articleId }) => articleId).toSorted()).toEqual(
      copies.map(({ row }) => row.id).toSorted(),
    );
    expect(found.truncated).toBe(false);
  });

  it('hides no other source, though its copies take all places of the look-up', async () => {
    const { desk, sent, compared } = openDesk();
    const scoop = sent(OTHER.split(' ').slice(0, 60).join(' '));
    const copies = Array.from({ length: 70 }, (_, i) => sent(`${prose(100 + i, 5)} ${BRIEF}`));
    await registerAndLookUp(desk, [...copies, scoop]);
    const sentence = OTHER.split(' ').slice(0, 40).join(' ');
    const { matches, truncated } = await compared(sent(`${BRIEF} ${sentence}`));
    expect(matches.map(({ originalId }) => originalId)).toEqual([expect.any(String), scoop.row.id]);
    expect(matches[0]!.family).toMatchObject({ count: 50, truncated: true });
    expect(truncated).toBe(true);
  });

  // A licensed partner's page was held for a person: the look-up named copies alone, and no licence is for those.
  it('keeps its registered original among them, however many copies share more with the article', async () => {
    const { sent, desk, compared } = openDesk();
    const originals = [BRIEF, `${BRIEF} ${prose(9, 30)}`].map((text) => sent(text, { original: true }));
    const wrapped = `${BRIEF} ${prose(8, 30)}`;
    await registerAndLookUp(desk, [...originals, ...Array.from({ length: 55 }, () => sent(wrapped))]);
    const { matches } = await compared(sent(wrapped));
    const { originalId, registered, family } = matches[0]!;
    expect({ originalId, registered }).toEqual({ originalId: originals[0]!.row.id, registered: true });
    expect(family!.members[0]).toMatchObject({ originalId: originals[1]!.row.id, registered: true });
  });

  // A feed that sent its copy anew with every edit was published with the sixtieth: its own texts took all places.
  it('hides no source behind the texts that the same feed sent before', async () => {
    const { sent, desk, compared } = openDesk();
    const own = { submitter: 'busy-feed' };
    const original = sent(BRIEF);
    await registerAndLookUp(desk, [original, ...Array.from({ length: 55 }, () => sent(BRIEF, own))]);
    const { matches, truncated } = await compared(sent(BRIEF, own));
    expect(matches).toMatchObject([{ originalId: original.row.id, verdict: 'copy' }]);
    expect(truncated).toBe(false);
  });

  it('is one line also for an article that holds a paragraph of it, beside the other story it took from', async () => {
    const { desk, sent, compared } = openDesk();
    const other = sent(OTHER);
    const copies = Array.from({ length: 12 }, (_, i) => sent(`${prose(100 + i, 10)} ${WIRE}`));
    await registerAndLookUp(desk, [...copies, other]);
    const [paragraph, more] = [WIRE, OTHER].map((text) => text.split(' ').slice(100, 160).join(' '));
    const { matches } = await compared(sent(`${paragraph} ${prose(4, 200)} ${more}`));
    expect(matches.map(({ originalId, family }) => [originalId, family?.count])).toEqual(
      expect.arrayContaining([
        [copies[0]!.row.id, 12],
        [other.row.id, undefined],
      ]),
    );
    expect(matches).toHaveLength(2);
  });
});

describe('of a match', () => {
  beforeEach(() => jest.spyOn(console, 'log').mockReturnValue());
  afterEach(() => jest.restoreAllMocks());

  it('our log says who was first; the date that came with a back-dated original only contradicts it', async () => {
    const { desk, sent, compared } = openDesk();
    const copy = sent(WIRE, { publishedAt: instant(500) });
    await registerAndLookUp(desk, [copy]);
    const late = sent(WIRE, { original: true, publishedAt: instant(0) });
    const { copies } = await compared(late);
    const { whoWasFirst } = copies[0]!.match;
    expect(whoWasFirst).toMatchObject({ first: 'article', by: 'ingest_log' });
    expect(whoWasFirst!.contradictions).toMatchObject([
      { says: { side: 'original', rung: 'signed_feed', at: instant(0) }, against: { source: copy.row.id } },
    ]);
  });
});
