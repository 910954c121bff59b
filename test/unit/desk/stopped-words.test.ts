import type { ArticleRow } from '../../../shared/article/article';
import { prepare } from '../../../shared/article/prepare';
import { instant } from '../../../shared/clock/instant';
import { openCorpus } from '../../../shared/corpus/corpus';
import { maintain } from '../../../shared/corpus/maintain';
import { memoryObjectStore } from '../../../shared/corpus/memory-object-store';
import type { Desk } from '../../../shared/desk/desk';
import { evidenceOf } from '../../../shared/desk/evidence';
import { compareWithCandidates, registerAndLookUp } from '../../../shared/desk/match-articles';
import { ALGORITHM } from '../../../shared/fingerprint/shingles';
import { align } from '../../../shared/match/align';
import { ulid } from '../corpus/corpus-fixtures';
import { noExclusions } from './no-exclusions';

const prose = (seed: number, words: number): string =>
  Array.from({ length: words }, (_, i) => `w${(seed * 7919 + i * 104_729) % 99_991}`).join(' ');
const FOOTER = prose(1, 40);

describe('words that stand on page after page', () => {
  let lastId = 0;
  const store = memoryObjectStore();
  const desk = {
    corpus: openCorpus(store, { algorithms: [ALGORITHM] }),
    ids: { ulid: () => ulid(++lastId) },
    now: () => instant(0),
    exclusions: noExclusions,
    // What a copy was sent as is asked for its site alone, for which nothing is excluded here.
    articles: { get: async () => undefined } as Partial<Desk['articles']> as Desk['articles'],
  } as Pick<Desk, 'articles' | 'corpus' | 'exclusions' | 'now'> & { ids: Desk['ids'] };
  const prepared = (number: number, text: string, submitter = `feed-${number}`) => ({
    row: {
      id: `art_01ARZ3NDEK000000000000000${number}`,
      submitter,
      url: `https://site-${number % 2}.example/${number}`,
      canonicalUrl: `https://site-${number % 2}.example/${number}`,
      acceptedAt: instant(number),
      original: true,
    } as ArticleRow,
    article: prepare({ text }),
  });

  it('are no candidate, count as boilerplate beside a real copy, and are explained by their spread', async () => {
    jest.spyOn(console, 'log').mockReturnValue();
    const pages = [1, 2, 3, 4, 5, 6, 7, 8].map((number) =>
      prepared(number, `${prose(10 + number, 300)} ${FOOTER}`),
    );
    await registerAndLookUp(desk, pages);
    await maintain(store, { newId: () => ulid(++lastId), now: instant(0), mayGoOn: () => true, minPacks: 1 });

    const copy = prepared(9, `${prose(50, 100)} ${prose(11, 60)} ${prose(51, 100)} ${FOOTER}`, 'scraper');
    const [answer] = await registerAndLookUp(desk, [copy]);
    expect(answer!.refs.map(({ articleId }) => articleId)).toEqual([pages[0]!.row.id]);
    const { copies, matches } = await compareWithCandidates(desk, copy, answer!);
    expect(copies).toEqual([]);
    // Which shingles are kept near the footer's beginning depends on the words before it: those stand on too few pages.
    expect(matches).toMatchObject([{ verdict: 'partial', ownWords: 70, boilerplateWords: 30 }]);

    const stopList = desk.corpus.stopList(ALGORITHM);
    const [article, original] = [copy, pages[0]!].map((side) => ({
      prepared: side.article,
      about: { source: side.row.id },
      dated: [],
    }));
    const alignment = align(copy.article, pages[0]!.article, stopList.has);
    const { passages, article: found } = evidenceOf(article!, original!, {
      alignment,
      comparedAt: instant(0),
      stopList,
    });
    expect(passages.map(({ kind, standsOn }) => [kind, standsOn])).toEqual([
      ['own', undefined],
      ['boilerplate', { pages: 8, sites: 2 }],
    ]);
    // As many as can be found, and no word of the footer that is known as one.
    expect([found.words, found.ownWords]).toEqual([300, 270]);
  });
});
