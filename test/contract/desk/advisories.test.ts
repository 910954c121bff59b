import { HOUR } from '../../../shared/clock/instant';
import { takeAdvisory } from '../../../shared/desk/advise-article';
import { claimCase } from '../../../shared/desk/claim-case';
import { decideItems } from '../../../shared/desk/decide-items';
import { deliver } from '../../../shared/desk/deliver';
import type { Desk } from '../../../shared/desk/desk';
import { fileNotice } from '../../../shared/desk/file-notice';
import { processArticles } from '../../../shared/desk/process-articles';
import { readCase } from '../../../shared/desk/read-case';
import { registerLicence } from '../../../shared/desk/register-licence';
import { submitArticle } from '../../../shared/desk/submit-article';
import { sweepClocks } from '../../../shared/desk/sweep-clocks';
import { withdrawItems } from '../../../shared/desk/withdraw-items';
import { type Instant, parseInstant, plus } from '../../../shared/clock/instant';
import type { ArticleId, PublisherId, SiteId } from '../../../shared/ids';
import type { ArticleAdvisory } from '../../../shared/wire/article-submission';
import type { SubmissionsMessage } from '../../../shared/wire/messages';
import {
  completeNotice,
  copyUrl,
  feed,
  harbour,
  harbourUrl,
  plenty,
  processMessage,
  publisher,
  words,
} from '../support/submissions';
import { noon, type TestDesk, useTestDesk } from '../support/test-desk';

const openTestDesk = useTestDesk();
const gazette = publisher('gazette');
const scraper = feed('scraper');
const partner = feed('partner');

async function submit(desk: Desk, from: typeof scraper, url: string, text: string, more: object = {}) {
  const { row } = await submitArticle(desk, { url, text, ...more }, from, undefined);
  return row.id;
}
const work = (desk: Desk, ...ids: readonly ArticleId[]) =>
  processArticles(
    desk,
    ids.map((id) => processMessage(id)),
    plenty,
  );
async function workOne(desk: Desk, from: typeof scraper, url: string, text: string, more: object = {}) {
  const id = await submit(desk, from, url, text, more);
  await work(desk, id);
  return id;
}
const dispositionOf = async (desk: Desk, id: ArticleId) => (await desk.articles.get(id))!.disposition;
const advise = (desk: Desk, advisory: ArticleAdvisory, from = gazette) =>
  takeAdvisory(desk, advisory, from, desk.now());
const withdrawn = (more: object = { url: harbourUrl }): ArticleAdvisory => ({
  kind: 'article.withdrawn',
  ...more,
});

/** Every message that waits for the article worker, worked. */
async function workAll({ desk, take }: TestDesk): Promise<void> {
  for (let round = 0; round < 10; round++) {
    const messages = (await take('submissions')) as SubmissionsMessage[];
    if (messages.length === 0) return;
    const batch = messages.map((message, i) => ({ id: `${round}-${i}`, message, receiveCount: 1 }));
    await processArticles(desk, batch, plenty);
  }
}
async function tellAll({ desk, take }: TestDesk): Promise<void> {
  for (const message of await take('delivery')) await deliver(desk, message as never, 'https://api.example');
}
const licensed = (desk: Desk) =>
  registerLicence(desk, 'gazette' as PublisherId, {
    partner: 'partner',
    scope: { kind: 'all' },
    from: parseInstant('2020-01-01T00:00:00Z')!,
    terms: {},
  });

describe('a source withdraws an article', () => {
  it('stops copies that come afterwards, also licensed ones, and says why', async () => {
    const { desk } = await openTestDesk();
    await licensed(desk);
    await workOne(desk, gazette, harbourUrl, harbour);
    await advise(desk, withdrawn({ url: harbourUrl, reason: 'a court order' }));
    const copy = await workOne(desk, partner, copyUrl, harbour);
    expect(await dispositionOf(desk, copy)).toMatchObject({
      kind: 'hold',
      reasons: expect.arrayContaining([
        expect.stringContaining('The source withdrew this article (a court order).'),
      ]),
    });
  });

  it('finds the copies that are out and those that are held; a person gets a case, nothing is taken down', async () => {
    const tested = await openTestDesk();
    const { desk, alerts, webhooks } = tested;
    await licensed(desk);
    const original = await workOne(desk, gazette, harbourUrl, harbour);
    const out = await workOne(desk, partner, copyUrl, harbour);
    const held = await workOne(desk, scraper, `${copyUrl}/2`, harbour);
    const other = await workOne(desk, scraper, `${copyUrl}/3`, words('other', 200));
    await tellAll(tested);
    const before = webhooks.length;

    await advise(desk, withdrawn());
    await workAll(tested);
    await tellAll(tested);
    expect(await desk.articles.holds(out)).toEqual([]);
    const { caseId, kind } = (await dispositionOf(desk, out))!;
    expect(kind).toBe('label');
    expect(await readCase(desk, caseId!)).toMatchObject({
      kind: 'recalled_copy',
      itemViews: [{ articleId: out, comparison: { outcome: 'compared' } }],
    });
    expect((await dispositionOf(desk, held))?.reasons[0]).toMatch(/The source withdrew this article/);
    expect(await desk.articles.casesOf(held)).toHaveLength(1);
    const file = await desk.cases.load((await dispositionOf(desk, held))!.caseId!);
    expect(file?.items[0]?.recalled).toMatchObject({ originalId: original });
    expect((await dispositionOf(desk, other))?.kind).toBe('publish');
    expect(webhooks.length).toBe(before);
    expect(alerts).toMatchObject([
      {
        severity: 'critical',
        runbook: 'copies-of-a-recalled-article',
        data: { owner: original, out: [copyUrl], held: 1 },
      },
    ]);

    // Said again, and its message delivered again: once.
    await advise(desk, withdrawn());
    await work(desk, original);
    await tellAll(tested);
    expect(await desk.articles.casesOf(out)).toHaveLength(1);
    expect(alerts).toHaveLength(1);
  });

  it('reports a copy that a person had released', async () => {
    const tested = await openTestDesk();
    const { desk, alerts } = tested;
    await workOne(desk, gazette, harbourUrl, harbour);
    const copy = await workOne(desk, scraper, copyUrl, harbour);
    const { caseId } = (await dispositionOf(desk, copy))!;
    const rita = { role: 'REV', id: 'rita' } as const;
    const claim = await claimCase(desk, caseId!, rita);
    await decideItems(desk, caseId!, rita, {
      leaseToken: claim.lease.token,
      version: claim.version,
      decisions: [
        { item: 1, actions: ['keep'], reasonCode: 'KEPT_LICENSED', reason: 'They have a licence.' },
      ],
    });
    await advise(desk, withdrawn());
    await workAll(tested);
    await tellAll(tested);
    expect(alerts).toMatchObject([{ severity: 'critical', data: { out: [copyUrl] } }]);
    expect(await desk.articles.casesOf(copy)).toHaveLength(2);
  });

  it('stops its copies though the withdrawal came before the article, by whatever name', async () => {
    for (const name of [{ externalId: 'harbour-1' }, { url: harbourUrl }]) {
      const { desk } = await openTestDesk();
      expect(await advise(desk, withdrawn(name))).toEqual({ articleIds: [] });
      await workOne(desk, gazette, harbourUrl, harbour, { externalId: 'harbour-1' });
      const copy = await workOne(desk, scraper, copyUrl, harbour);
      expect((await dispositionOf(desk, copy))?.reasons[0]).toMatch(/The source withdrew this article/);
    }
  });

  // Killed by its address, which a rival had registered, too, or where the source had sent a newer text: nobody heard it.
  it('is about every text that the source sent for an address, whoever sent one for it since', async () => {
    const { desk } = await openTestDesk();
    const first = await workOne(desk, gazette, harbourUrl, harbour);
    const second = await workOne(desk, gazette, harbourUrl, `${words('new', 40)} ${words('kept', 160)}`);
    await workOne(desk, publisher('rival'), harbourUrl, words('rival', 100));
    const { articleIds } = await advise(desk, withdrawn());
    expect(articleIds.toSorted()).toEqual([first, second].toSorted());
    const copy = await workOne(desk, scraper, copyUrl, harbour);
    expect((await dispositionOf(desk, copy))?.reasons[0]).toMatch(/The source withdrew this article/);
  });

  // A worker that ran out of time on a story with many copies came back every five minutes, and their rows grew.
  it('is followed up again after a worker died, and what is known of a copy by then is not written again', async () => {
    const tested = await openTestDesk();
    const { desk } = tested;
    await licensed(desk);
    const original = await workOne(desk, gazette, harbourUrl, harbour);
    const out = await workOne(desk, partner, copyUrl, harbour);
    const held = await workOne(desk, scraper, `${copyUrl}/2`, harbour);
    await advise(desk, withdrawn());
    const dying: Desk = {
      ...desk,
      articles: {
        ...desk.articles,
        update: async (row, ...more) => {
          if (row.id === original) throw new Error('the worker died');
          return desk.articles.update(row, ...more);
        },
      },
    };
    const versions = async () =>
      Promise.all([out, held].map(async (id) => (await desk.articles.get(id))!.version));
    await work(dying, original);
    const after = await versions();
    await work(dying, original);
    await workAll(tested);
    expect(await versions()).toEqual(after);
    expect((await desk.articles.get(original))!.followUpOwed).toBeUndefined();
  });

  it('is heard by a copy whose worker had looked up already, and by one that was registered meanwhile', async () => {
    const tested = await openTestDesk();
    const { desk, another } = tested;
    await licensed(desk);
    await workOne(desk, gazette, harbourUrl, harbour);
    const copy = await submit(desk, partner, copyUrl, harbour);
    await tested.take('submissions');
    const slow = another();
    const reading: Desk = {
      ...slow,
      registry: {
        ...slow.registry,
        // The last thing that is asked before the copy is judged: by now it has read the original's row.
        licencesOf: async (id) => {
          await advise(desk, withdrawn());
          await workAll(tested);
          return slow.registry.licencesOf(id);
        },
      },
    };
    await work(reading, copy);
    expect(await dispositionOf(desk, copy)).toMatchObject({
      kind: 'hold',
      reasons: expect.arrayContaining([expect.stringContaining('The source withdrew this article')]),
    });
  });

  it('is not for others to say', async () => {
    const { desk } = await openTestDesk();
    const original = await workOne(desk, gazette, harbourUrl, harbour);
    await expect(advise(desk, withdrawn({ articleId: original }), publisher('rival'))).rejects.toMatchObject({
      kind: 'forbidden',
    });
    // Under a name of their own it is about nothing of ours.
    expect(await advise(desk, withdrawn(), publisher('rival'))).toEqual({ articleIds: [] });
    const copy = await workOne(desk, scraper, copyUrl, harbour);
    expect((await dispositionOf(desk, copy))?.reasons.join()).not.toMatch(/withdrew/);
    const message = { ...withdrawn({ articleId: original }), siteId: 'demo' as SiteId, submitter: 'rival' };
    const outcomes = await processArticles(desk, [{ id: 'm', message, receiveCount: 1 }], plenty);
    expect(outcomes.get('m')).toMatchObject({ outcome: 'reject' });
  });

  it('holds back its own page where that is not out, and gives a person a case where it is', async () => {
    const tested = await openTestDesk();
    const { desk } = tested;
    const out = await workOne(desk, scraper, copyUrl, harbour, { externalId: 'one' });
    await advise(desk, withdrawn({ externalId: 'one' }), scraper);
    await advise(desk, withdrawn({ externalId: 'two' }), scraper);
    const late = await workOne(desk, scraper, `${copyUrl}/2`, words('late', 100), { externalId: 'two' });
    await workAll(tested);
    const { caseId } = (await dispositionOf(desk, out))!;
    expect(await readCase(desk, caseId!)).toMatchObject({ kind: 'recalled_copy' });
    expect(await dispositionOf(desk, late)).toMatchObject({ kind: 'hold' });
    expect(await desk.articles.casesOf(late)).toEqual([]);
  });

  it('does not stop what its own text was copied from', async () => {
    const tested = await openTestDesk();
    const { desk, alerts } = tested;
    await licensed(desk);
    await workOne(desk, gazette, harbourUrl, harbour);
    await workOne(desk, scraper, copyUrl, harbour, { externalId: 'stolen' });
    const rightful = await workOne(desk, partner, `${copyUrl}/2`, harbour);
    await advise(desk, withdrawn({ externalId: 'stolen' }), scraper);
    await workAll(tested);
    await tellAll(tested);
    expect(await dispositionOf(desk, rightful)).toMatchObject({ kind: 'label' });
    expect(await desk.articles.casesOf(rightful)).toEqual([]);
    expect(alerts).toMatchObject([{ severity: 'info', data: { out: [] } }]);
  });

  it('only ends its registration where it leaves the copies alone', async () => {
    const tested = await openTestDesk();
    const { desk, alerts } = tested;
    const original = await workOne(desk, gazette, harbourUrl, harbour);
    await advise(desk, withdrawn({ articleId: original, copies: 'leave' }));
    const soon = await workOne(desk, scraper, copyUrl, harbour);
    expect((await dispositionOf(desk, soon))?.kind).toBe('publish');
    await workAll(tested);
    await tellAll(tested);
    const copy = await workOne(desk, feed('other'), `${copyUrl}/2`, harbour);
    expect((await desk.articles.get(copy))?.matches?.map(({ originalId }) => originalId)).toEqual([soon]);
    expect(alerts).toEqual([]);
  });
});

describe('a source embargoes an article', () => {
  const until = plus(noon, 2 * HOUR);
  const embargoed = (end: Instant | undefined): ArticleAdvisory => ({
    kind: 'article.embargoed',
    url: harbourUrl,
    ...(end && { until: end }),
  });

  it('holds a licensed copy until its end and not longer, with nothing for a person to do', async () => {
    const tested = await openTestDesk();
    const { desk, advance, webhooks } = tested;
    await licensed(desk);
    await workOne(desk, gazette, harbourUrl, harbour, { embargoedUntil: until });
    const copy = await workOne(desk, partner, copyUrl, harbour);
    expect(await dispositionOf(desk, copy)).toMatchObject({ kind: 'hold', embargo: { until } });
    expect(await desk.articles.casesOf(copy)).toEqual([]);
    await tested.take('submissions');
    advance(2 * HOUR - 60_000);
    await sweepClocks(desk, plenty);
    await workAll(tested);
    expect(await dispositionOf(desk, copy)).toMatchObject({ kind: 'hold' });
    advance(60_000);
    for (let sweep = 0; sweep < 3; sweep++) await sweepClocks(desk, plenty);
    const sent = await tested.take('submissions');
    expect(sent).toEqual([{ kind: 'article.process', articleId: copy }]);
    await work(desk, copy);
    await tellAll(tested);
    expect(await dispositionOf(desk, copy)).toMatchObject({ kind: 'label' });
    expect((await dispositionOf(desk, copy))?.embargo).toBeUndefined();
    expect(webhooks.map(({ data }) => data['disposition'])).toEqual(['hold', 'label']);
    expect(webhooks[0]!.data['embargo']).toEqual({ until });
    advance(HOUR);
    await sweepClocks(desk, plenty);
    expect(await tested.take('submissions')).toEqual([]);
  });

  it('holds an unlicensed copy for a person, and lets one go when the source lifts it', async () => {
    const tested = await openTestDesk();
    const { desk } = tested;
    await licensed(desk);
    await workOne(desk, gazette, harbourUrl, harbour);
    await advise(desk, embargoed(undefined));
    const theft = await workOne(desk, scraper, copyUrl, harbour);
    expect(await desk.articles.casesOf(theft)).toHaveLength(1);
    const copy = await workOne(desk, partner, `${copyUrl}/2`, harbour);
    expect(await dispositionOf(desk, copy)).toMatchObject({ kind: 'hold', embargo: {} });
    tested.advance(60_000);
    await advise(desk, embargoed(desk.now()));
    await workAll(tested);
    expect(await dispositionOf(desk, copy)).toMatchObject({ kind: 'label' });
    expect(await dispositionOf(desk, theft)).toMatchObject({ kind: 'hold' });
  });

  // A complaint that was withdrawn gave back a page under embargo; and an embargo's end one that a complaint kept down.
  it('gives no page back before its end, nor at its end one that a case keeps down', async () => {
    for (const first of ['complaint', 'embargo'] as const) {
      const tested = await openTestDesk();
      const { desk, advance, webhooks } = tested;
      await licensed(desk);
      await workOne(desk, gazette, harbourUrl, harbour, { embargoedUntil: until });
      const copy = await workOne(desk, partner, copyUrl, harbour);
      const { caseId } = await fileNotice(desk, completeNotice(), {
        key: undefined,
        idempotencyKey: undefined,
      });
      const claim = await claimCase(desk, caseId, { role: 'REV', id: 'rita' });
      await decideItems(
        desk,
        caseId,
        { role: 'REV', id: 'rita' },
        {
          leaseToken: claim.lease.token,
          version: claim.version,
          decisions: [
            { item: 1, actions: ['disable'], reasonCode: 'UPHELD_VOLUNTARY', reason: 'By agreement.' },
          ],
        },
      );
      const pass = async (ms: number) => {
        advance(ms);
        await sweepClocks(desk, plenty);
        await workAll(tested);
        await sweepClocks(desk, plenty);
        await tellAll(tested);
      };
      const ends = {
        complaint: () => withdrawItems(desk, caseId, { role: 'CMP', id: 'complainant' }, undefined),
        embargo: () => pass(2 * HOUR),
      };
      await pass(1_000);
      await ends[first]();
      await pass(60_000);
      const shows = () =>
        webhooks.filter(
          ({ type, data }) =>
            type === 'item.restore' || ['publish', 'label'].includes(String(data['disposition'])),
        );
      expect(shows()).toEqual([]);
      await ends[first === 'complaint' ? 'embargo' : 'complaint']();
      await pass(60_000);
      expect(shows()).toMatchObject([{ data: { articleId: copy } }]);
    }
  });

  it('holds its own page as ninjs has it: withheld, then usable, then canceled', async () => {
    const tested = await openTestDesk();
    const { desk, advance } = tested;
    const send = async (pubStatus: string) => {
      advance(1_000);
      const id = await submit(desk, scraper, copyUrl, harbour, { externalId: 'n', pubStatus });
      await work(desk, id);
      await workAll(tested);
      return dispositionOf(desk, id);
    };
    expect(await send('withheld')).toMatchObject({ kind: 'hold', embargo: {} });
    expect(await send('usable')).toMatchObject({ kind: 'publish' });
    expect(await send('canceled')).toMatchObject({ kind: 'publish', caseId: expect.any(String) });
    expect(await send('usable')).toMatchObject({ kind: 'publish', caseId: expect.any(String) });
  });
});

describe('a source corrects an article', () => {
  it('knows of several texts under one name the latest as the one corrected', async () => {
    const { desk, advance } = await openTestDesk();
    let latest = await workOne(desk, gazette, harbourUrl, harbour, { externalId: 'harbour-1' });
    for (const seed of ['second', 'third']) {
      advance(1_000);
      const { correctedBy } = await advise(desk, {
        kind: 'article.corrected',
        externalId: 'harbour-1',
        text: words(seed, 100),
      });
      expect(correctedBy!.corrects).toBe(latest);
      latest = correctedBy!.id;
    }
  });

  it('registers the new text, knows the old one, and says which pages still carry it', async () => {
    const tested = await openTestDesk();
    const { desk, alerts } = tested;
    await licensed(desk);
    const first = await workOne(desk, gazette, harbourUrl, harbour);
    await workOne(desk, partner, copyUrl, harbour);
    const newer = words('newer', 150);
    const { articleIds, correctedBy } = await advise(desk, {
      kind: 'article.corrected',
      url: harbourUrl,
      text: newer,
    });
    expect(articleIds).toEqual([first]);
    await workAll(tested);
    await tellAll(tested);
    expect(await desk.articles.get(correctedBy!.id)).toMatchObject({ original: true, corrects: first });
    expect(alerts).toMatchObject([{ severity: 'warning', data: { owner: first, out: [copyUrl] } }]);

    const old = await workOne(desk, scraper, `${copyUrl}/2`, harbour);
    expect((await dispositionOf(desk, old))?.reasons.join()).toMatch(
      /has been corrected by its source since/,
    );
    const current = await workOne(desk, scraper, `${copyUrl}/3`, newer);
    expect(await dispositionOf(desk, current)).toMatchObject({ kind: 'hold' });
    expect((await dispositionOf(desk, current))?.reasons.join()).not.toMatch(/corrected/);
  });

  it('is taken for newer though it came first, and refused for what was withdrawn', async () => {
    const tested = await openTestDesk();
    const { desk } = tested;
    const corrected = (text: string): ArticleAdvisory => ({
      kind: 'article.corrected',
      externalId: 'h',
      text,
    });
    const { correctedBy } = await advise(desk, corrected(words('newer', 100)));
    const first = await workOne(desk, gazette, harbourUrl, harbour, { externalId: 'h' });
    expect((await desk.articles.get(first))?.advisories).toMatchObject({
      correction: { by: correctedBy!.id },
    });
    await advise(desk, withdrawn({ externalId: 'h' }));
    await expect(advise(desk, corrected(words('newest', 100)))).rejects.toMatchObject({ kind: 'refused' });
  });
});
