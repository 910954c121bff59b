import { fetchPage } from '../../../shared/desk/fetch-page';
import { fileNotice } from '../../../shared/desk/file-notice';
import { processArticles } from '../../../shared/desk/process-articles';
import { readCase } from '../../../shared/desk/read-case';
import { readFetchRecord } from '../../../shared/desk/fetched-page';
import { submitArticle } from '../../../shared/desk/submit-article';
import { workNotice } from '../../../shared/desk/work-notices';
import { noticesMessage, pageFetch } from '../../../shared/wire/messages';
import { untilStill, webPage } from '../support/fetches';
import {
  completeNotice,
  copyUrl,
  feed,
  harbour,
  harbourUrl,
  nobody,
  plenty,
  processMessage,
  publish,
} from '../support/submissions';
import { useTestDesk } from '../support/test-desk';

const openTestDesk = useTestDesk();

const article = (text: string, head = '') =>
  `<!doctype html><html><head><title>The harbour</title>${head}</head><body><article><h1>The harbour</h1><p>${text}</p></article></body></html>`;

describe('an original that nobody registered', () => {
  it('is fetched, kept with its hash, hour and headers, and compared', async () => {
    const opened = await openTestDesk();
    const { desk, web } = opened;
    await publish(desk, feed('scraper'), { url: copyUrl });
    const moved = 'https://www.gazette.example/2026/harbour';
    web.set(harbourUrl, webPage(article(harbour), { addresses: [harbourUrl, moved] }));
    const { caseId } = await fileNotice(desk, completeNotice(), nobody);
    expect(await untilStill(opened)).toBe(1);

    const { itemViews, timeline } = await readCase(desk, caseId);
    expect(itemViews[0]).toMatchObject({
      comparison: { outcome: 'compared', summary: { verdict: 'copy' } },
      evidence: { original: { source: 'fetched', url: moved, fetchedAt: desk.now() } },
    });
    expect(timeline.map(({ event }) => event)).toContain('evidence_recorded');
    const record = await readFetchRecord(desk, caseId, { for: 'original', work: 0 });
    expect(record).toMatchObject({
      url: harbourUrl,
      fetchedAt: desk.now(),
      addresses: [harbourUrl, moved],
      headers: { 'last-modified': 'Mon, 02 Mar 2026 08:00:00 GMT' },
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('that can not be read is asked for, and the case says why it was not compared', async () => {
    const opened = await openTestDesk();
    const { desk, mails: _mails } = opened;
    await publish(desk, feed('scraper'), { url: copyUrl });
    const { caseId } = await fileNotice(desk, completeNotice(), nobody);
    await untilStill(opened);
    const [item] = (await readCase(desk, caseId)).itemViews;
    expect(item?.comparison).toEqual({
      outcome: 'not_compared',
      why: 'no_original_text',
      fetch: 'no_such_host',
    });
    const outbox = await desk.outbox.listOf(caseId);
    expect(outbox.map(({ effect }) => effect.kind === 'mail' && effect.template)).toContain(
      'original_text_requested',
    );
  });

  it('named for thirty pages is fetched once', async () => {
    const opened = await openTestDesk();
    const { desk, web } = opened;
    web.set(harbourUrl, webPage(article(harbour)));
    const targets = Array.from({ length: 30 }, (_, i) => ({ url: `${copyUrl}?utm_source=${i}`, work: 0 }));
    await publish(desk, feed('scraper'), { url: copyUrl });
    await fileNotice(desk, completeNotice({ targets }), nobody);
    expect(await untilStill(opened)).toBe(1);
  });

  it('of which a complaint names hundreds is fetched fifty times, and the rest says so', async () => {
    const opened = await openTestDesk();
    const { desk } = opened;
    await publish(desk, feed('scraper'), { url: copyUrl });
    const works = Array.from({ length: 52 }, (_, i) => ({ originalUrl: `https://victim.example/${i}` }));
    const targets = works.map((_, work) => ({ url: `${copyUrl}?utm_source=${work}`, work }));
    const { caseId } = await fileNotice(desk, completeNotice({ works, targets }), nobody);
    expect(await untilStill(opened)).toBe(50);
    const { itemViews } = await readCase(desk, caseId);
    expect(itemViews[51]?.comparison).toMatchObject({ fetch: 'too_many_pages' });
  });

  // Each page that came had all of the case looked at again: 24 pages took 1,272 reads of what was kept, not 120.
  it('has only what waited for it looked at again', async () => {
    const opened = await openTestDesk();
    const { desk } = opened;
    await publish(desk, feed('scraper'), { url: copyUrl });
    const readsFor = async (count: number) => {
      const works = Array.from({ length: count }, (_, i) => ({
        originalUrl: `https://victim.example/${count}/${i}`,
      }));
      const targets = works.map((_, work) => ({ url: `${copyUrl}?utm_source=${work}`, work }));
      await fileNotice(desk, completeNotice({ works, targets }), nobody);
      const [asked] = await opened.take('notices');
      await workNotice(desk, { id: 'm', message: noticesMessage.parse(asked), receiveCount: 1 }, plenty);
      const reads = jest.spyOn(desk.records, 'get');
      // As they come: one after the other.
      const pages = await opened.take('fetches');
      for (const page of pages) {
        await fetchPage(desk, pageFetch.parse(page));
        await untilStill(opened);
      }
      const { length } = reads.mock.calls;
      reads.mockRestore();
      expect(pages).toHaveLength(count);
      return length;
    };
    const [few, many] = [await readsFor(6), await readsFor(24)];
    // Four times the pages, not sixteen times the reads.
    expect(many).toBeLessThan(5 * few);
  });

  it('is never our own page: a page does not prove a copy of itself', async () => {
    const opened = await openTestDesk();
    const { desk, web } = opened;
    await publish(desk, feed('scraper'), { url: copyUrl });
    const elsewhere = 'https://gazette.example/moved';
    web.set(elsewhere, webPage(article(harbour), { addresses: [elsewhere, copyUrl] }));
    for (const originalUrl of ['https://news.demo.example/unknown', elsewhere]) {
      const notice = completeNotice({ works: [{ originalUrl }] });
      const { caseId } = await fileNotice(desk, notice, nobody);
      await untilStill(opened);
      const [item] = (await readCase(desk, caseId)).itemViews;
      expect(item?.comparison).toEqual({ outcome: 'not_compared', why: 'no_original_text' });
    }
  });
});

describe('an address of ours that names no article by itself', () => {
  const short = 'https://news.demo.example/go/x7';

  it.each([
    ['a redirect', 'redirect', webPage(article(harbour), { addresses: [short, copyUrl] })],
    [
      'its own canonical link',
      'canonical_link',
      webPage(article(harbour, `<link rel="canonical" href="${copyUrl}">`), { addresses: [short] }),
    ],
  ])('leads to it by %s', async (_what, by, answer) => {
    const opened = await openTestDesk();
    const { desk, web } = opened;
    const row = await publish(desk, feed('scraper'), { url: copyUrl });
    web.set(short, answer);
    web.set(harbourUrl, webPage(article(harbour)));
    const { caseId } = await fileNotice(desk, completeNotice({ targets: [{ url: short }] }), nobody);
    await untilStill(opened);
    const { itemViews, timeline } = await readCase(desk, caseId);
    expect(itemViews[0]).toMatchObject({
      url: short,
      articleId: row.id,
      respondent: 'scraper',
      comparison: { outcome: 'compared', summary: { verdict: 'copy' } },
      snapshotSha256: row.contentSha256,
    });
    expect(timeline.find(({ event }) => event === 'item_located')?.facts).toMatchObject({ item: 1, by });
  });

  it('leads nowhere by the word of a page that is not ours', async () => {
    const opened = await openTestDesk();
    const { desk, web } = opened;
    await publish(desk, feed('scraper'), { url: copyUrl });
    const link = `<link rel="canonical" href="${copyUrl}">`;
    web.set(short, webPage(article(harbour, link), { addresses: [short, 'https://elsewhere.example/'] }));
    const { caseId } = await fileNotice(desk, completeNotice({ targets: [{ url: short }] }), nobody);
    await untilStill(opened);
    const [item] = (await readCase(desk, caseId)).itemViews;
    expect(item?.comparison).toEqual({ outcome: 'not_compared', why: 'not_found' });
  });

  it('is dead, and the case says so; a home page is not even asked for', async () => {
    const opened = await openTestDesk();
    const { desk, web } = opened;
    web.set(short, { outcome: 'refused', why: 'not_found', status: 404, addresses: [short] });
    const targets = [{ url: short }, { url: 'https://news.demo.example/' }];
    const { caseId } = await fileNotice(desk, completeNotice({ targets }), nobody);
    expect(await untilStill(opened)).toBe(1);
    const { itemViews } = await readCase(desk, caseId);
    expect(itemViews.map(({ comparison }) => comparison)).toEqual([
      { outcome: 'not_compared', why: 'not_found', fetch: 'not_found' },
      { outcome: 'not_compared', why: 'not_found' },
    ]);
  });
});

describe('an article whose page names another address of its own as canonical', () => {
  it('is found under that one too, and under none on another host', async () => {
    const opened = await openTestDesk();
    const { desk } = opened;
    const taken = 'https://news.demo.example/taken';
    const at = async (path: string, canonical: string) => {
      const html = article(`${harbour} ${path}`, `<link rel="canonical" href="${canonical}">`);
      const url = `https://news.demo.example/${path}`;
      const { row } = await submitArticle(desk, { url, html }, feed('scraper'), undefined);
      await processArticles(desk, [processMessage(row.id)], plenty);
      return row;
    };
    const first = await at('story-7-print', '/2026/story');
    await at('other', 'https://gazette.example/story');
    const owner = await at('taken', taken);
    await at('pretender', taken);
    const find = async (url: string) => (await desk.articles.findByUrl(url))?.id;
    expect(await find('https://news.demo.example/2026/story')).toBe(first.id);
    expect(await find('https://gazette.example/story')).toBeUndefined();
    expect(await find(taken)).toBe(owner.id);
    const targets = [{ url: 'https://www.news.demo.example/2026/story?fbclid=1' }];
    const { caseId } = await fileNotice(desk, completeNotice({ targets }), nobody);
    expect((await readCase(desk, caseId)).itemViews[0]?.articleId).toBe(first.id);
  });
});
