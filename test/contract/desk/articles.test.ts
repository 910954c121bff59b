import { parseInstant } from '../../../shared/clock/instant';
import { deliver } from '../../../shared/desk/deliver';
import { processArticles } from '../../../shared/desk/process-articles';
import { listQueue } from '../../../shared/desk/list-queue';
import { readCase } from '../../../shared/desk/read-case';
import { registerLicence } from '../../../shared/desk/register-licence';
import { submitArticle } from '../../../shared/desk/submit-article';
import { sweepClocks } from '../../../shared/desk/sweep-clocks';
import type { Desk } from '../../../shared/desk/desk';
import type { ArticleId, PublisherId, SiteId } from '../../../shared/ids';
import { Problem } from '../../../shared/problem';
import {
  copyUrl,
  feed,
  harbour,
  harbourUrl,
  plenty,
  processMessage,
  publisher,
  words,
} from '../support/submissions';
import { useTestDesk } from '../support/test-desk';

const openTestDesk = useTestDesk();

async function submit(
  desk: Desk,
  from: ReturnType<typeof feed>,
  url: string,
  text: string,
): Promise<ArticleId> {
  const { row } = await submitArticle(desk, { url, text }, from, undefined);
  return row.id;
}
const work = (desk: Desk, ...ids: readonly ArticleId[]) =>
  processArticles(
    desk,
    ids.map((id) => processMessage(id)),
    plenty,
  );
async function workOne(desk: Desk, from: ReturnType<typeof feed>, url: string, text: string) {
  const id = await submit(desk, from, url, text);
  await work(desk, id);
  return (await desk.articles.get(id))!;
}
const disposition = async (desk: Desk, id: ArticleId) => (await desk.articles.get(id))?.disposition?.kind;

describe('submitting', () => {
  it('answers a repeated submission with the first, and refuses a key that stood for something else', async () => {
    const { desk, take } = await openTestDesk();
    const first = await submitArticle(desk, { url: copyUrl, text: harbour }, feed('scraper'), 'key-1');
    const again = await submitArticle(desk, { url: copyUrl, text: harbour }, feed('scraper'), 'key-1');
    expect(again).toMatchObject({ replayed: true, row: { id: first.row.id } });
    await expect(
      submitArticle(desk, { url: copyUrl, text: words('other', 50) }, feed('scraper'), 'key-1'),
    ).rejects.toMatchObject({ kind: 'refused', details: { facts: { articleId: first.row.id } } });
    // Twice for one article: what was answered and never processed is sent again.
    expect(await take('submissions')).toEqual(
      Array.from({ length: 2 }, () => ({ kind: 'article.process', articleId: first.row.id })),
    );
  });

  it('takes the equal text of another source as a new article: that is what is looked for', async () => {
    const { desk } = await openTestDesk();
    const one = await submit(desk, feed('scraper'), copyUrl, harbour);
    expect(await submit(desk, feed('other'), 'https://news.demo.example/2', harbour)).not.toBe(one);
  });

  it('accepts while the work queue is down, and the sweep sends it later', async () => {
    const { desk, take, advance } = await openTestDesk();
    const down = { ...desk.work.submissions, send: () => Promise.reject(new Error('down')) };
    const { row } = await submitArticle(
      { ...desk, work: { ...desk.work, submissions: down } },
      { url: copyUrl, text: harbour },
      feed('scraper'),
      undefined,
    );
    await sweepClocks(desk, plenty);
    expect(await take('submissions')).toEqual([]);
    advance(6 * 60_000);
    await sweepClocks(desk, plenty);
    await sweepClocks(desk, plenty);
    expect(await take('submissions')).toEqual([{ kind: 'article.process', articleId: row.id }]);
  });

  it('copies a large body from where it was uploaded, and says where there is none', async () => {
    const { desk } = await openTestDesk();
    await desk.records.put('uploads/big', Buffer.from(harbour));
    const bodyRef = { key: 'uploads/big', type: 'text' } as const;
    const { row } = await submitArticle(desk, { bodyRef }, feed('scraper'), undefined);
    expect((await desk.records.get(row.bodyKey))?.body).toEqual(new Uint8Array(Buffer.from(harbour)));
    await expect(
      submitArticle(desk, { bodyRef: { ...bodyRef, key: 'uploads/none' } }, feed('scraper'), undefined),
    ).rejects.toMatchObject({ kind: 'invalid', details: { errors: [{ pointer: '/bodyRef/key' }] } });
  });
});

describe('processing', () => {
  it('holds a copy of a registered original: a case with evidence, and the CMS told', async () => {
    const { desk, webhooks, take } = await openTestDesk();
    const original = await workOne(desk, publisher('gazette'), harbourUrl, harbour);
    const text = `${words('intro', 15)} ${harbour}`;
    const copy = await workOne(desk, feed('scraper'), copyUrl, text);
    expect(copy.disposition).toMatchObject({ kind: 'hold' });
    expect(copy.matches).toMatchObject([{ originalId: original.id, verdict: 'copy', ownWords: 200 }]);

    const view = await readCase(desk, copy.disposition!.caseId!);
    expect(view).toMatchObject({ kind: 'held_article', state: 'IN_REVIEW', timeLeft: '4 h left' });
    const { evidence } = view.itemViews[0]!;
    expect(evidence).toMatchObject({ article: { source: copy.id }, original: { source: original.id } });
    for (const passage of evidence!.passages) {
      expect(text.slice(...passage.article)).toBe(passage.articleText);
      expect(harbour.slice(...passage.original)).toBe(passage.originalText);
    }
    for (const message of await take('delivery'))
      await deliver(desk, message as never, 'https://api.example');
    expect(webhooks).toMatchObject([
      { type: 'article.disposition', data: { articleId: copy.id, disposition: 'hold', late: false } },
    ]);
  });

  it('publishes what matches nothing', async () => {
    const { desk } = await openTestDesk();
    await workOne(desk, publisher('gazette'), harbourUrl, harbour);
    expect((await workOne(desk, feed('scraper'), copyUrl, words('own', 200))).disposition).toMatchObject({
      kind: 'publish',
    });
  });

  it("labels a licensed copy, also where another's copy of the same original stands beside it", async () => {
    const { desk } = await openTestDesk();
    await workOne(desk, publisher('gazette'), harbourUrl, harbour);
    await registerLicence(desk, 'gazette' as PublisherId, {
      partner: 'partner',
      scope: { kind: 'all' },
      from: parseInstant('2020-01-01T00:00:00Z')!,
      terms: {},
    });
    await workOne(desk, feed('scraper'), copyUrl, harbour);
    const licensed = await workOne(desk, feed('partner'), 'https://news.demo.example/partner', harbour);
    expect(licensed.disposition).toMatchObject({ kind: 'label' });
    expect(licensed.disposition?.caseId).toBeUndefined();
    expect(await desk.articles.casesOf(licensed.id)).toEqual([]);
  });

  it('finds the copy that was published before its original was registered, once', async () => {
    const { desk, webhooks, take } = await openTestDesk();
    const copy = await workOne(desk, feed('scraper'), copyUrl, harbour);
    expect(copy.disposition?.kind).toBe('publish');
    const original = await submit(desk, publisher('gazette'), harbourUrl, harbour);
    await work(desk, original);
    await work(desk, original);
    const found = await desk.articles.get(copy.id);
    expect(found?.disposition).toMatchObject({ kind: 'publish', caseId: expect.stringMatching(/^CD-/) });
    expect(await desk.articles.casesOf(copy.id)).toHaveLength(1);
    expect(await desk.articles.holds(copy.id)).toEqual([]);
    expect((await listQueue(desk, { limit: 10 })).cases).toMatchObject([{ kind: 'found_copy' }]);
    for (const message of await take('delivery'))
      await deliver(desk, message as never, 'https://api.example');
    expect(webhooks.map(({ data }) => data['disposition'])).toEqual(['publish']);
  });

  it('judges a copy once, though the worker of its original died before it was done', async () => {
    const { desk } = await openTestDesk();
    const copy = await workOne(desk, feed('scraper'), copyUrl, harbour);
    const original = await submit(desk, publisher('gazette'), harbourUrl, harbour);
    const dying = {
      ...desk,
      articles: {
        ...desk.articles,
        update: async (...change: Parameters<Desk['articles']['update']>) => {
          if (change[0].id === original) throw new Error('the worker died');
          return desk.articles.update(...change);
        },
      },
    };
    await work(dying, original);
    const judged = await desk.articles.get(copy.id);
    expect(judged?.disposition?.caseId).toMatch(/^CD-/);
    await work(desk, original);
    expect(await desk.articles.get(copy.id)).toEqual(judged);
    expect((await desk.articles.get(original))?.stages.at(-1)?.stage).toBe('matched');
  });

  it('lets at least one of two copies that arrive at once, at two workers, see the other', async () => {
    const { desk, another } = await openTestDesk();
    for (let round = 0; round < 10; round++) {
      const text = words(`round${round}x`, 120);
      const one = await submit(desk, feed('one'), `https://news.demo.example/${round}/1`, text);
      const two = await submit(desk, feed('two'), `https://news.demo.example/${round}/2`, text);
      await Promise.all([work(another(), one), work(another(), two)]);
      // Held, or found a copy a moment after it was let out: a person sees one of them.
      const cases = await Promise.all([one, two].map((id) => desk.articles.casesOf(id)));
      expect(cases.flat()).toHaveLength(1);
    }
  });

  it('leaves out revisions of the same page and the same publisher', async () => {
    const { desk } = await openTestDesk();
    await workOne(desk, feed('scraper'), copyUrl, harbour);
    const revised = await workOne(desk, feed('scraper'), copyUrl, `${harbour} ${words('more', 20)}`);
    expect(revised).toMatchObject({ matches: [], disposition: { kind: 'publish' } });
    await workOne(desk, publisher('gazette'), harbourUrl, words('own', 100));
    const own = await workOne(desk, feed('gazette'), 'https://news.demo.example/g', words('own', 100));
    expect(own).toMatchObject({ matches: [] });
  });

  it('holds what the look-up could not see all of, but not what it saw too much of', async () => {
    const { desk } = await openTestDesk();
    const seeing = (answer: {
      readonly incomplete: readonly string[];
      readonly truncated: boolean;
    }): Desk => ({
      ...desk,
      corpus: {
        ...desk.corpus,
        lookUp: async (queries) => {
          const found = await desk.corpus.lookUp(queries);
          const answers = found.answers.map((each) => ({ ...each, truncated: answer.truncated }));
          return { ...found, answers, incomplete: answer.incomplete };
        },
      },
    });
    const blind = seeing({ incomplete: ['l0/x.pack: damaged'], truncated: false });
    const row = await workOne(blind, feed('scraper'), copyUrl, words('blind', 100));
    expect(row).toMatchObject({ disposition: { kind: 'hold' }, incomplete: ['l0/x.pack: damaged'] });
    const crowded = seeing({ incomplete: [], truncated: true });
    const common = await workOne(crowded, feed('scraper'), `${copyUrl}/2`, words('common', 100));
    expect(common.disposition).toMatchObject({ kind: 'publish' });
    expect(common.stages.find(({ stage }) => stage === 'matched')?.note).toMatch(/very many candidates/);
  });

  it('passes over a candidate that was withdrawn meanwhile, and holds where one is damaged', async () => {
    const { desk } = await openTestDesk();
    await workOne(desk, publisher('gazette'), harbourUrl, harbour);
    const failing = (kind: 'not_found' | 'corrupt'): Desk => ({
      ...desk,
      corpus: { ...desk.corpus, read: () => Promise.reject(new Problem(kind, 'as the test wants it')) },
    });
    const gone = await workOne(failing('not_found'), feed('scraper'), copyUrl, harbour);
    expect(gone).toMatchObject({ matches: [], disposition: { kind: 'publish' } });
    const damaged = await workOne(failing('corrupt'), feed('other'), `${copyUrl}/2`, harbour);
    expect(damaged).toMatchObject({
      disposition: { kind: 'hold' },
      incomplete: expect.arrayContaining([expect.stringMatching(/^the text of art_\w+ is damaged$/)]),
    });
  });

  it('makes one article of a keyless message that is delivered twice', async () => {
    const { desk, log } = await openTestDesk();
    const message = {
      kind: 'article.submitted',
      siteId: 'demo' as SiteId,
      submitter: 'feed',
      text: harbour,
    } as const;
    await processArticles(desk, [{ id: 'sqs-1', message, receiveCount: 1 }], plenty);
    await processArticles(desk, [{ id: 'sqs-1', message, receiveCount: 2 }], plenty);
    const accepted = log
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter(({ event }) => event === 'article_accepted');
    expect(accepted).toMatchObject([
      { replayed: false },
      { replayed: true, articleId: accepted[0]!['articleId'] },
    ]);
  });
});

describe('what cannot be processed', () => {
  it('fails alone, with its reason, and its neighbours are done', async () => {
    const { desk } = await openTestDesk();
    const good = await submit(desk, feed('scraper'), copyUrl, harbour);
    const bad = await submit(desk, feed('scraper'), 'https://news.demo.example/bad', words('bad', 60));
    const gone = {
      ...desk.records,
      get: (key: string) => (key.endsWith(bad) ? Promise.resolve(undefined) : desk.records.get(key)),
    };
    const messages = [processMessage(bad, 5), processMessage(good)];
    const outcomes = await processArticles({ ...desk, records: gone }, messages, plenty);
    expect(outcomes.get(messages[0]!.id)).toEqual({
      outcome: 'retry',
      reason: `the body of ${bad} is not in the records bucket`,
    });
    expect(outcomes.get(messages[1]!.id)).toEqual({ outcome: 'done' });
    const row = await desk.articles.get(bad);
    // The site holds what cannot be checked; the case waits for a person.
    expect(row).toMatchObject({ disposition: { kind: 'hold', caseId: expect.any(String) } });
    expect(row?.stages.at(-1)).toMatchObject({ stage: 'failed' });
    expect(row?.retryAt).toBeUndefined();

    // Sent back to work once the cause is mended.
    await processArticles(desk, [processMessage(bad)], plenty);
    expect((await desk.articles.get(bad))?.disposition).toMatchObject({ kind: 'publish' });
  });

  it('is taken up alone from its second delivery on, last, and given up when two workers did not come back', async () => {
    const { desk } = await openTestDesk();
    const deadly = await submit(desk, feed('scraper'), copyUrl, words('deadly', 60));
    const good = await submit(desk, feed('scraper'), 'https://news.demo.example/good', harbour);
    const order: string[] = [];
    // A worker that dies never settles: the promise stands for the process that is gone.
    const dying: Desk = {
      ...desk,
      records: {
        ...desk.records,
        get: (key: string) => {
          order.push(key);
          return key.endsWith(deadly) ? new Promise(() => {}) : desk.records.get(key);
        },
      },
    };
    for (let receive = 2; receive <= 3; receive++) {
      const batch = [processMessage(deadly, receive), processMessage(good, receive)];
      void processArticles(dying, batch, plenty);
      while ((await desk.articles.get(deadly))?.attempts !== receive - 1) await new Promise(setImmediate);
    }
    expect(order.filter((key) => key.endsWith(good)).length).toBeGreaterThan(0);
    expect(await disposition(desk, good)).toBe('publish');
    const last = processMessage(deadly, 4);
    const outcomes = await processArticles(desk, [last], plenty);
    expect(outcomes.get(last.id)).toMatchObject({
      outcome: 'reject',
      reason: expect.stringMatching(/2 times/),
    });
  });

  it('is not taken for deadly because time ran out over it, or its store was down', async () => {
    const { desk } = await openTestDesk();
    const id = await submit(desk, feed('scraper'), copyUrl, harbour);
    for (let receive = 2; receive <= 4; receive++) {
      let asked = 0;
      const short = () => (++asked > 2 ? 0 : 60_000);
      expect(await processArticles(desk, [processMessage(id, receive)], short)).toEqual(new Map());
    }
    const register = () => Promise.reject(new Problem('unavailable', 'down'));
    const down = { ...desk, corpus: { ...desk.corpus, register } };
    for (let receive = 2; receive <= 4; receive++)
      await processArticles(down, [processMessage(id, receive)], plenty);
    await processArticles(desk, [processMessage(id, 5)], plenty);
    expect(await disposition(desk, id)).toBe('publish');
  });

  it('hands back what there is no time for', async () => {
    const { desk } = await openTestDesk();
    const id = await submit(desk, feed('scraper'), copyUrl, harbour);
    expect(await processArticles(desk, [processMessage(id)], () => 0)).toEqual(new Map());
  });
});
