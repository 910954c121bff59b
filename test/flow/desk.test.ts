import { Readable, Writable } from 'node:stream';
import { run } from '../../cli/main';
import {
  copies,
  copyUrl,
  DEMO_FEED,
  DEMO_PUBLISHER,
  originals,
  originalUrl,
} from '../../local/demo/demo-articles';
import { completeComplaint } from '../../local/demo/demo-complaint';
import type { DeadLetterView } from '../../shared/desk/dead-letters';
import type { Claim } from '../../shared/desk/claim-case';
import type { QueueLine } from '../../shared/desk/list-queue';
import type { CaseView } from '../../shared/desk/read-case';
import type { StatusView } from '../../shared/desk/read-status';
import type { Trace } from '../../shared/desk/trace';
import { stateReasons } from '../../shared/transparency/state-reasons';
import { openDemoDesk, submitted, type DemoDesk } from './support/demo-desk';
import { eventually } from './support/played-stack';

const hour = 3_600_000;
jest.setTimeout(120_000);

let desk: DemoDesk;
beforeAll(async () => {
  desk = await openDemoDesk();
});
afterAll(() => desk.close());

/** What the CMS was told about a page. */
const disposition = (slug: string) =>
  eventually(`disposition of ${slug}`, () =>
    desk.cms.orders().find(({ type, data }) => type === 'article.disposition' && data.url === copyUrl(slug)),
  );

const caseView = async (caseId: string) =>
  (await desk.callAs<CaseView>('rita', 'readCase', { params: { caseId } })).body;
const queue = async () => (await desk.callAs<{ cases: QueueLine[] }>('rita', 'listQueue')).body.cases;
const pageOf = async (slug: string) => (await fetch(`${desk.cms.url}/${slug}`)).status;

/** What the command line prints to rita. */
async function copydesk(...args: readonly string[]): Promise<string> {
  const printed: Buffer[] = [];
  const out = () =>
    new Writable({ write: (chunk: Buffer, _, done) => (printed.push(Buffer.from(chunk)), done()) });
  let code = 0;
  await run([...args, '--as', 'rita'], {
    cwd: process.cwd(),
    stdin: Readable.from([]),
    stdout: out(),
    stderr: out(),
    isTty: false,
    stderrIsTty: false,
    columns: 120,
    env: { COPYDESK_STATE: desk.stack.stateDir },
    exitWith: (given) => (code = given),
  });
  const text = Buffer.concat(printed).toString();
  expect([code, text]).toEqual([0, text]);
  return text;
}

describe('articles', () => {
  it('come from SQS and by API, get verdicts with passages, and the CMS is told what to do with each', async () => {
    const originalId = await desk.register(originals.observatory);
    const { slug, title, text } = copies.orchard;
    const own = await desk.call<{ articleId: string }>(
      'submitArticle',
      { body: { externalId: slug, url: copyUrl(slug), title, text } },
      desk.keys.feed,
    );
    expect(own.status).toBe(202);
    await desk.send('SubmissionsQueue', [submitted(copies.observatory)]);

    expect(await disposition(copies.orchard.slug)).toMatchObject({
      data: { disposition: 'publish', matches: [] },
    });
    expect((await desk.finished(own.body.articleId)).stages.map(({ stage }) => stage)).toEqual(
      expect.arrayContaining(['accepted', 'matched', 'disposed']),
    );
    const held = await disposition(copies.observatory.slug);
    expect(held).toMatchObject({
      data: { disposition: 'hold', matches: [{ originalId, licence: 'unlicensed' }] },
    });
    const { matches } = await desk.finished(held.data['articleId'] as string);
    const [match] = matches;
    const body = copies.observatory.text;
    // The passage is where it says it is: the same words stand in both texts.
    const [{ article, original }] = match!.passages as [(typeof match & object)['passages'][number]];
    expect(body.slice(...article).length).toBeGreaterThan(100);
    expect(originals.observatory.text).toContain(body.slice(article[0], article[0] + 40));
    expect(original[1]).toBeLessThanOrEqual(originals.observatory.text.length);

    // A held article stands in the review queue with a clock of its own, and its page is not out.
    expect((await queue()).find(({ caseId }) => caseId === held.data.caseId)).toMatchObject({
      kind: 'held_article',
      state: 'IN_REVIEW',
    });
    expect(await pageOf(copies.observatory.slug)).toBe(404);
    expect(await pageOf(copies.orchard.slug)).toBe(200);
    const { body: trace } = await desk.callAs<Trace>('otto', 'trace', {
      params: { id: held.data['articleId'] as string },
    });
    expect(trace.steps.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['accepted', 'matched', 'disposed', 'held', 'effect_delivered']),
    );
  });

  it('that are sent again are taken once', async () => {
    const before = desk.cms.orders().length;
    await desk.send('SubmissionsQueue', [submitted(copies.observatory), submitted(copies.observatory)]);
    await desk.send('SubmissionsQueue', [submitted(copies.bakery)]);
    await disposition(copies.bakery.slug);
    expect(desk.cms.orders().length).toBe(before + 1);
  });

  it('that are invalid end among the dead letters with their reason and an alert; their neighbours are unharmed', async () => {
    await desk.send('SubmissionsQueue', [
      { kind: 'article.submitted', siteId: 'newsriver', text: 'nobody sent this' },
      'no JSON at all',
      { ...submitted(copies.orchard), externalId: 'neighbour', url: copyUrl('neighbour') },
    ]);
    const letters = await eventually('two dead letters', async () => {
      const { body } = await desk.callAs<{ deadLetters: DeadLetterView[] }>('mona', 'listDeadLetters');
      return body.deadLetters.length === 2 ? body.deadLetters : undefined;
    });
    expect(letters.map(({ reason }) => reason).sort()).toEqual([
      expect.stringContaining('/submitter'),
      expect.stringContaining('not valid JSON'),
    ]);
    await eventually('alert for each', async () =>
      (await desk.mails('dead-letter queue')).length === 2 ? true : undefined,
    );
    await eventually('the neighbour', () =>
      desk.cms.orders().find(({ data }) => data['externalId'] === 'neighbour'),
    );
  });

  it('need a key that is allowed to send them, and hear what is wrong with them', async () => {
    expect((await desk.call('submitArticle', { body: { text: 'x' } })).status).toBe(401);
    expect((await desk.call('submitArticle', { body: { text: 'x' } }, desk.keys.publisher)).status).toBe(403);
    const wrong = await desk.call<{ errors: unknown[] }>(
      'submitArticle',
      { body: { url: 'no address' } },
      desk.keys.feed,
    );
    expect([wrong.status, wrong.body.errors]).toEqual([
      422,
      expect.arrayContaining([expect.objectContaining({ pointer: '/url' })]),
    ]);
  });
});

describe('a late original', () => {
  it('finds the copy that came before it, and a person is asked', async () => {
    await desk.send('SubmissionsQueue', [submitted(copies.ferry)]);
    const { data } = await disposition(copies.ferry.slug);
    expect(data).toMatchObject({ disposition: 'publish' });
    const originalId = await desk.register(originals.ferry);
    const line = await eventually('case of a found copy', async () =>
      (await queue()).find(({ kind }) => kind === 'found_copy'),
    );
    const [item] = (await caseView(line.caseId)).itemViews;
    expect(item).toMatchObject({ url: copyUrl(copies.ferry.slug), articleId: data['articleId'] });
    const { matches } = await desk.finished(data['articleId'] as string);
    expect(matches).toMatchObject([{ originalId, verdict: 'copy' }]);
    // It is out already, and stays until a person has decided.
    expect(await pageOf(copies.ferry.slug)).toBe(200);
  });
});

describe('a source that withdraws an article', () => {
  const story = (slug: string) => ({ slug, title: 'The lighthouse', text: lighthouse });
  const lighthouse = Array.from(
    { length: 12 },
    (_, i) =>
      `On night ${i} the keeper of lamp ${i * 7} wrote down what passed, ship ${i * 31} first, and then the wind.`,
  ).join(' ');

  it('stops its copies: who comes later waits, of who is out a person hears, and no page is taken down', async () => {
    await desk.send('SubmissionsQueue', [submitted(story('lighthouse-early'))]);
    await disposition('lighthouse-early');
    const articleId = await desk.register(story('lighthouse'));
    const said = { kind: 'article.withdrawn', articleId, reason: 'it names a witness' };
    expect((await desk.call('adviseArticle', { body: said }, desk.keys.feed)).status).toBe(403);
    const advised = await desk.call('adviseArticle', { body: said }, desk.keys.publisher);
    expect(advised).toMatchObject({ status: 202, body: { articleIds: [articleId] } });

    await desk.send('SubmissionsQueue', [submitted(story('lighthouse-late'))]);
    const late = await disposition('lighthouse-late');
    expect(late.data['disposition']).toBe('hold');
    expect(String(late.data['reasons'])).toContain('The source withdrew this article (it names a witness).');
    const [mail] = await eventually('alert that names the page that is out', async () => {
      const found = (await desk.mails('The source withdrew this article')).filter(({ text }) =>
        text.includes(copyUrl('lighthouse-early')),
      );
      return found.length > 0 ? found : undefined;
    });
    expect(mail!.subject).toContain('[critical]');
    const recalled = (await queue()).filter(({ kind }) => kind === 'recalled_copy');
    expect(recalled).toHaveLength(1);
    expect(await caseView(recalled[0]!.caseId)).toMatchObject({
      itemViews: [{ url: copyUrl('lighthouse-early') }],
    });
    expect(desk.cms.orders().filter(({ type }) => type === 'item.takedown')).toEqual([]);
  });
});

describe('a passage that is excluded with a decision', () => {
  const told = (what: string, from: number, count: number) =>
    Array.from(
      { length: count },
      (_, i) => `The ${what} of day ${from + i} came to ${(from + i) * 37}.`,
    ).join(' ');
  const disclaimer =
    'This bulletin is provided as it is; the tide office takes no liability for loss or damage that arises from ' +
    'reliance on its tables, and skippers are reminded to consult the harbour master before they put to sea.';
  const story = (slug: string, text: string) => ({ slug, title: `Tides: ${slug}`, text });
  const own = (slug: string, what: string) => story(slug, `${told(what, 1, 15)}\n\n${disclaimer}`);
  const tides = `${told('tide', 100, 30)}\n\n${disclaimer}`;

  it('holds no article that has only that, from the next one on; a full copy is still held', async () => {
    const originalId = await desk.register(story('tides', tides));
    await desk.send('SubmissionsQueue', [submitted(own('market-day', 'market'))]);
    const held = await disposition('market-day');
    expect(held.data).toMatchObject({ disposition: 'hold', caseId: expect.any(String) });
    const caseId = held.data['caseId'] as string;

    await copydesk('claim', caseId);
    expect(await copydesk('claim', caseId, '--renew')).toContain(`${caseId} is yours until`);
    expect(await copydesk('texts', caseId)).toMatch(/Passage 1: .*[^]*This bulletin is provided/);
    expect(await copydesk('history', caseId)).toContain('complained of before');
    expect(await copydesk('readers', caseId)).toBe(`nobody else has ${caseId} open\n`);
    const keep = [
      '--item',
      '1',
      '--action',
      'keep',
      '--code',
      'KEPT_SHORT_EXTRACT',
      '--reason',
      'All print this.',
    ];
    await copydesk('decide', caseId, ...keep, '--exclude-passage', '1');
    const { body } = await desk.callAs<{ exclusions: unknown[] }>('rita', 'listExclusions', {
      params: { caseId },
    });
    expect(body.exclusions).toMatchObject([
      { item: 1, passage: 1, scope: { kind: 'original', originalId }, excludedBy: expect.any(String) },
    ]);
    const listed = await copydesk('exclusions', caseId);
    expect(listed).toContain('item 1, passage 1, for this original: "This bulletin is provided');

    await desk.send('SubmissionsQueue', [
      submitted(own('school-day', 'school')),
      submitted(story('tides-again', tides)),
    ]);
    const next = await disposition('school-day');
    expect(next.data['disposition']).toBe('publish');
    expect(String(next.data['reasons'])).toContain(
      `excluded by decision of case ${caseId}, item 1 (passage 1)`,
    );
    expect((await disposition('tides-again')).data['disposition']).toBe('hold');

    const wide = { item: 1, passages: [1], scope: 'corpus' };
    expect((await desk.callAs('rita', 'excludePassages', { params: { caseId }, body: wide })).status).toBe(
      403,
    );
    const id = /^exc\w+/m.exec(listed)?.[0];
    await copydesk('exclusions', caseId, '--revoke', id!);
    await desk.send('SubmissionsQueue', [submitted(own('fair-day', 'fair'))]);
    expect((await disposition('fair-day')).data['disposition']).toBe('hold');
  });
});

describe('a complaint', () => {
  let caseId: string;

  it('is answered with a case number and a clock, and its evidence is gathered', async () => {
    const { status, body } = await desk.call<{
      caseId: string;
      statusToken: string;
      receivedAt: string;
      dueAt: string;
    }>('submitNotice', { body: completeComplaint(originals.ferry, copies.ferry) });
    expect(status).toBe(201);
    caseId = body.caseId;
    expect(Date.parse(body.dueAt) - Date.parse(body.receivedAt)).toBe(24 * hour);
    const [receipt] = await eventually('receipt', async () => {
      const found = await desk.mails(caseId);
      return found.length > 0 ? found : undefined;
    });
    expect(receipt).toMatchObject({
      to: [DEMO_PUBLISHER.email],
      subject: `[${caseId}] we have your complaint`,
    });
    const followUrl = `${desk.stack.description().apiUrl}/follow/${body.statusToken}`;
    expect(receipt!.text).toContain(followUrl);
    const page = await fetch(followUrl);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining(caseId)]);
    const item = await eventually('evidence', async () =>
      (await caseView(caseId)).itemViews.find(({ comparison }) => comparison.outcome === 'compared'),
    );
    expect(item.evidence).toBeDefined();
    const seen = await desk.call<StatusView>('readStatus', { params: { token: body.statusToken } });
    expect(seen.body).toMatchObject({ caseId, items: [{ state: 'PENDING', compared: 'compared' }] });
    expect((await desk.call('readStatus', { params: { token: `${caseId}.guessed` } })).status).toBe(404);
  });

  it('is decided by one person, once; then the page is gone and both sides know', async () => {
    const claimed = await desk.callAs<Claim>('rita', 'claimCase', { params: { caseId }, body: {} });
    expect(claimed.status).toBe(200);
    expect((await desk.callAs('mona', 'claimCase', { params: { caseId }, body: {} })).status).toBe(409);
    const { lease, version } = claimed.body;
    const decide = (leaseToken: number, reason = 'The whole text, and no licence.') =>
      desk.callAs('rita', 'decideItems', {
        params: { caseId },
        body: {
          leaseToken,
          version,
          decisions: [
            {
              item: 1,
              actions: ['disable'],
              reasonCode: 'UPHELD_FULL_COPY',
              reason,
            },
          ],
        },
      });
    expect((await decide(lease.token + 1)).status).toBe(409);
    expect((await decide(lease.token)).status).toBe(200);
    // The very same again is answered with what stands; anything else comes too late.
    expect((await decide(lease.token)).body).toMatchObject({ state: 'ACTIONED' });
    expect((await decide(lease.token, 'On second thoughts.')).status).toBe(409);

    // It can be undone for thirty seconds; only then is anybody told.
    await desk.advance(31_000);
    await eventually('taken down page', async () =>
      (await pageOf(copies.ferry.slug)) === 410 ? true : undefined,
    );
    const orders = desk.cms
      .orders()
      .filter(({ type, data }) => type === 'item.takedown' && data.caseId === caseId);
    expect(orders).toHaveLength(1);
    const told = await eventually('mail to both', async () => {
      const to = (await desk.mails(caseId)).flatMap((mail) => mail.to);
      return to.filter((address) => address === DEMO_PUBLISHER.email).length === 2 &&
        to.includes(DEMO_FEED.email)
        ? to
        : undefined;
    });
    expect(told).toHaveLength(3);

    // What its users put up a platform would have to state; this site takes its articles in itself.
    const carriedOut = await eventually('acknowledged order', async () => {
      const view = await caseView(caseId);
      return view.itemViews[0]?.acknowledgedAt === undefined ? undefined : view;
    });
    const grounds = { termsClause: 'Terms, clause 7' };
    expect(stateReasons({ ...carriedOut, contentOrigin: 'user_uploaded' }, () => grounds)).toMatchObject([
      {
        outcome: 'stated',
        statement: {
          source_type: 'SOURCE_ARTICLE_16',
          automated_decision: 'AUTOMATED_DECISION_PARTIALLY',
          puid: expect.stringContaining(`${caseId}-1-`) as string,
        },
      },
    ]);
    expect(await copydesk('transparency', caseId)).toContain(
      'none: a site that takes in its articles itself',
    );
  });

  it('without an original at hand is never called different: the text is asked for', async () => {
    await desk.send('SubmissionsQueue', [submitted(copies.bakery)]);
    await disposition(copies.bakery.slug);
    const unknown = {
      ...completeComplaint(originals.ferry, copies.bakery),
      works: [{ title: 'A book', originalUrl: 'https://elsewhere.example/book' }],
    };
    const { body } = await desk.call<{ caseId: string; statusToken: string }>('submitNotice', {
      body: unknown,
    });
    const status = await eventually('request for the text', async () => {
      const seen = await desk.call<StatusView>('readStatus', { params: { token: body.statusToken } });
      return seen.body.originalTextWanted.length > 0 ? seen.body : undefined;
    });
    expect(status.items[0]).toMatchObject({ compared: 'not_compared' });
    const supplied = await desk.call('supplyOriginalText', {
      params: { token: body.statusToken },
      body: { work: 0, text: originals.bakery.text },
    });
    expect(supplied.status).toBeLessThan(300);
    await eventually('comparison', async () =>
      (await caseView(body.caseId)).itemViews.find(({ comparison }) => comparison.outcome === 'compared'),
    );
  });
});

describe('a complaint by mail', () => {
  it('opens a case and is answered', async () => {
    const { slug } = copies.observatory;
    const raw = [
      'From: Nadia Brandt <rights@gazette.example>',
      'To: Copyright Agent <copyright@newsriver.example>',
      'Cc: desk@copydesk.example',
      'Subject: Copyright complaint',
      'Message-ID: <1@gazette.example>',
      'Content-Type: text/plain; charset=utf-8',
      '',
      `Our article ${originalUrl(originals.observatory.slug)} was copied at ${copyUrl(slug)}.`,
      'I have a good faith belief that this use is not authorized by the copyright owner, its agent, or the law.',
      'The information in this notice is accurate. I swear, under penalty of perjury, that I am authorized to act on behalf of the owner.',
      '',
      'Nadia Brandt, Harbour Gazette, 1 Quay Street, Brackwater',
    ].join('\r\n');
    await desk.stack.control('POST', '/mail/in', raw);
    const line = await eventually('case by mail', async () =>
      (await queue()).find(({ channel }) => channel === 'mail'),
    );
    const view = await caseView(line.caseId);
    expect(view.itemViews.map(({ url }) => url)).toEqual([copyUrl(slug)]);
    await eventually('receipt', async () =>
      (await desk.mails(line.caseId)).find(({ to }) => to.includes('rights@gazette.example')),
    );
  });
});

describe('a mail that comes back', () => {
  it('opens its duty again, stops more mail to that address, and is sent once more when somebody found a way', async () => {
    // Its original is registered: a request for its text would be one more mail that waits for the address.
    const { signature: _none, ...lacking } = completeComplaint(originals.ferry, copies.bakery);
    const contact = { ...lacking.contact, email: 'typo@gazette.example' };
    const filed = await desk.call<{ caseId: string }>('submitNotice', { body: { ...lacking, contact } });
    const { caseId } = filed.body;
    const sent = await eventually('a first mail', async () => (await desk.mails(caseId))[0]);
    await desk.stack.control('POST', `/mails/${sent.id}/return?as=bounced`);
    await eventually('the flag of a bounce', async () =>
      (await caseView(caseId)).flags.includes('COMPLAINANT_BOUNCED') ? true : undefined,
    );
    // The case hears first, so that a worker that dies in between is asked again; then the mail is marked.
    await eventually('the mark on the mail', async () => {
      const { body } = await desk.callAs<{ entries: { returned?: object }[] }>('rita', 'readOutbox', {
        params: { owner: caseId },
      });
      return body.entries.find(({ returned }) => returned !== undefined);
    });
    await eventually('an alert', async () => {
      const { body } = await desk.callAs<{ alerts: { id: string; runbook: string }[] }>('mona', 'listAlerts');
      return body.alerts.find(({ id, runbook }) => id === caseId && runbook === 'mail-bounced');
    });
    expect(
      await desk.callAs('mona', 'acknowledgeAlert', { params: { alertId: caseId }, body: { note: 'on it' } }),
    ).toMatchObject({ status: 200, body: { acknowledged: { by: 'mona', note: 'on it' } } });
    const corrected = await desk.callAs<{ sentAgain: number }>('rita', 'correctContact', {
      params: { caseId },
      body: { to: 'complainant', email: 'right@gazette.example', note: 'a typing error' },
    });
    expect(corrected).toMatchObject({ status: 200, body: { sentAgain: 1 } });
    await eventually('the mail once more', async () =>
      (await desk.mails(caseId)).find(({ to }) => to.includes('right@gazette.example')),
    );
    expect((await caseView(caseId)).flags).not.toContain('COMPLAINANT_BOUNCED');
  });
});
