import { STATEMENT_NAMES } from '../../../pages/statements';
import { HOUR, MINUTE } from '../../../shared/clock/instant';
import type { ApiKey, Desk } from '../../../shared/desk/desk';
import { claimCase } from '../../../shared/desk/claim-case';
import { decideItems } from '../../../shared/desk/decide-items';
import { fileNotice } from '../../../shared/desk/file-notice';
import { gatherEvidence } from '../../../shared/desk/gather-evidence';
import { listOwnComplaints } from '../../../shared/desk/own-complaints';
import { readCase } from '../../../shared/desk/read-case';
import type { KeyId, PublisherId } from '../../../shared/ids';
import { pagesBrowser } from '../support/pages-browser';
import {
  completeNotice,
  copyUrl,
  feed,
  harbourUrl,
  plenty,
  publish,
  publisher,
  words,
} from '../support/submissions';
import { type TestDesk, useTestDesk } from '../support/test-desk';

const openTestDesk = useTestDesk();
const gazette = 'gazette' as PublisherId;
const nord = 'nord' as PublisherId;
const rita = { role: 'REV', id: 'rita' } as const;

const work = async (desk: Desk, from: ReturnType<typeof feed>, url: string, title: string) =>
  (await publish(desk, from, { url, title })).id;

/** A published copy of the Gazette's original, and the browser of its desk. */
async function withCopy() {
  const opened: TestDesk = await openTestDesk();
  const { desk } = opened;
  for (const [id, name] of [
    [gazette, 'The <b>Gazette</b>'],
    [nord, 'Nord'],
  ] as const)
    await desk.registry.putPublisher({ id, name, email: `desk@${id}.example`, domains: [] });
  const copy = await work(desk, feed('scraper'), copyUrl, 'Taken');
  const original = await work(desk, publisher('gazette'), harbourUrl, 'The harbour & the sea');
  const browser = pagesBrowser(desk);
  await browser.signIn(gazette);
  await browser.get('/account/copies');
  return { ...opened, copy, original, browser };
}

type Opened = Awaited<ReturnType<typeof withCopy>>;

/** From the copy found to the page of the complaint; what its fields hold. */
async function started({ browser, copy, original }: Opened): Promise<Record<string, string>> {
  const { status, location } = await browser.post('/account/complaints', { article: copy, original });
  expect([status, location]).toEqual([303, expect.stringMatching(/^\/complaints\/drafts\/[\w-]{43}$/)]);
  return browser.fieldsOf((await browser.get(location)).body);
}

const stated = {
  name: 'Nadia Brandt',
  signature: 'Nadia Brandt',
  ...Object.fromEntries(STATEMENT_NAMES.map((name) => [name, 'ticked'])),
};

const numbersOf = async (desk: Desk, id: PublisherId) =>
  (await listOwnComplaints(desk, id)).complaints.map(({ caseId }) => caseId);

describe('a complaint from a match', () => {
  it('has everything filled in but who signs and what they state, can be altered, and stands in the account', async () => {
    const opened = await withCopy();
    const { desk, browser } = opened;
    const fields = await started(opened);
    expect(fields).toMatchObject({
      'works.0.title': 'The harbour & the sea',
      'works.0.originalUrl': harbourUrl,
      'works.0.addresses': copyUrl,
      'works.0.description': expect.stringMatching(
        /^200 of its words outside quotations stand in the page\. All that both share is 100 % of the article, in one passage/,
      ),
      'works.0.part': 'whole_text',
      organisation: 'The <b>Gazette</b>',
      email: 'desk@gazette.example',
      account: gazette,
      name: '',
      capacity: '',
      signature: '',
    });
    for (const statement of STATEMENT_NAMES) expect(fields).not.toHaveProperty(statement);

    const sent = await browser.post('/complaints', {
      ...fields,
      'works.0.title': 'The harbour',
      action: 'send',
      ...stated,
    });
    expect([sent.status, sent.location]).toEqual([303, expect.stringMatching(/^\/follow\/.+\/receipt$/)]);
    const [caseId] = await numbersOf(desk, gazette);
    expect(await desk.cases.head(caseId!)).toMatchObject({ state: 'IN_REVIEW', filedBy: gazette });

    const list = (await browser.get('/account/complaints')).body;
    expect(list).toContain(caseId);
    expect(list).toContain('It is complete, and a person decides on it.');
    expect(list).toContain('we decide by');
    const follow = await browser.get(`/account/complaints/${caseId}`);
    expect(follow.status).toBe(303);
    expect(`${follow.location}/receipt`).toBe(sent.location);
    expect((await browser.get(follow.location)).status).toBe(200);

    // Nothing said that there was a complaint already, and the copy offered a second one.
    const copies = (await browser.get('/account/copies')).body;
    expect(copies).toMatch(new RegExp(`href="/account/complaints/${caseId}"[^]*Not decided yet`));
    expect(copies).not.toMatch(/File a(nother)? complaint/);

    const theirs = pagesBrowser(desk);
    await theirs.signIn(nord);
    expect((await theirs.get('/account/complaints')).body).not.toContain(caseId);
    expect((await theirs.get(`/account/complaints/${caseId}`)).status).toBe(404);
    expect((await pagesBrowser(desk).get('/account/complaints')).status).toBe(401);
  });

  it('is filed from no account that is not signed in to, and loses nothing by that', async () => {
    const opened = await withCopy();
    const { desk, browser, advance } = opened;
    const fields: Record<string, string> = { ...(await started(opened)), action: 'send', ...stated };
    const stranger = pagesBrowser(desk);
    await stranger.get('/complaints/new');
    const { guard: _ours, ...unguarded } = fields;
    const named = await stranger.post('/complaints', unguarded);
    expect([named.status, named.body.includes('not signed in to this account')]).toEqual([422, true]);
    await stranger.signIn(nord);
    expect((await stranger.post('/complaints', unguarded)).status).toBe(422);
    advance(13 * HOUR);
    const late = await browser.post('/complaints', fields);
    expect(late.status).toBe(422);
    expect(browser.fieldsOf(late.body)).toMatchObject({ account: gazette, signature: 'Nadia Brandt' });
    expect(
      (await desk.cases.everyHead({ limit: 500 })).heads.filter(({ kind }) => kind === 'notice'),
    ).toEqual([]);

    const { account: _none, ...without } = fields;
    expect((await browser.post('/complaints', without)).status).toBe(303);
    expect(await numbersOf(desk, gazette)).toEqual([]);
  });

  it('is begun about no copy that is held, another’s, or none', async () => {
    const opened = await withCopy();
    const { desk, browser, copy, original } = opened;
    const held = await work(desk, feed('scraper'), 'https://news.demo.example/2026/held', 'Held');
    const alerts = (await browser.get('/account/alerts')).body;
    expect([alerts.includes(copyUrl), alerts.includes('/2026/held')]).toEqual([true, false]);
    const theirs = pagesBrowser(desk);
    await theirs.signIn(nord);
    await theirs.get('/account/copies');
    const begun = [
      await browser.post('/account/complaints', { article: held, original }),
      await browser.post('/account/complaints', { article: original, original: copy }),
      await browser.post('/account/complaints', { article: 'art_', original }),
      await theirs.post('/account/complaints', { article: copy, original }),
    ];
    expect(begun.map(({ status }) => status)).toEqual([422, 422, 422, 422]);
    const { status } = await pagesBrowser(desk).post('/account/complaints', { article: copy, original });
    expect(status).toBe(401);
  });
});

describe('the complaints of an account', () => {
  it('are those of its keys too, newest first, a page at a time; a stranger’s in its name are not', async () => {
    const opened = await withCopy();
    const { desk, browser, advance, site } = opened;
    const key: ApiKey = {
      id: 'abcdefghijkl' as KeyId,
      name: 'CMS',
      publisherId: gazette,
      siteId: site.siteId,
      scopes: ['notices:write'],
      secretSha256: '0'.repeat(64),
    };
    const filed: string[] = [];
    for (let no = 0; no < 26; no++) {
      advance(1);
      const notice = completeNotice({ explanation: words(`n${no}`, 3) });
      filed.unshift((await fileNotice(desk, notice, { key, idempotencyKey: undefined })).caseId);
    }
    const stranger = await fileNotice(
      desk,
      completeNotice({ contact: { organisation: 'The Gazette', email: 'desk@gazette.example' } }),
      { key: undefined, idempotencyKey: undefined },
    );
    const first = (await browser.get('/account/complaints')).body;
    const older = /href="(\/account\/complaints\?before=[^"]+)"/.exec(first)?.[1] ?? '';
    const second = (await browser.get(older)).body;
    const shown = (page: string) => [...page.matchAll(/>(CD-[0-9A-Z]{5}-[0-9A-Z]{5})</g)].map(([, id]) => id);
    expect([...shown(first), ...shown(second)]).toEqual(filed);
    expect(shown(first)).toHaveLength(25);
    expect(filed).not.toContain(stranger.caseId);
  });

  it('name their pages and what has become of each, once that can not be taken back any more', async () => {
    const { desk, browser, advance, site } = await withCopy();
    const key: ApiKey = {
      id: 'abcdefghijkl' as KeyId,
      name: 'CMS',
      publisherId: gazette,
      siteId: site.siteId,
      scopes: ['notices:write'],
      secretSha256: '0'.repeat(64),
    };
    const urls = [copyUrl, `${copyUrl}/2`, `${copyUrl}/3`];
    const targets = urls.map((url) => ({ url, work: 0 }));
    const { caseId } = await fileNotice(desk, completeNotice({ targets }), {
      key,
      idempotencyKey: undefined,
    });
    await gatherEvidence(desk, caseId, plenty);
    const list = async () => (await browser.get('/account/complaints')).body.replaceAll(/<[^>]*>/g, ' ');
    expect(await list()).toMatch(new RegExp(`${copyUrl}\\s+and 2 more`));

    const { lease } = await claimCase(desk, caseId, rita);
    const { version } = await readCase(desk, caseId);
    const kept = { reasonCode: 'KEPT_QUOTATION', reason: 'A quotation.' } as const;
    await decideItems(desk, caseId, rita, {
      leaseToken: lease.token,
      version,
      decisions: [
        { item: 1, actions: ['disable'], reasonCode: 'UPHELD_FULL_COPY', reason: 'Whole.' },
        { item: 2, actions: ['keep'], ...kept },
        { item: 3, actions: ['keep'], ...kept },
      ],
    });
    const waiting = await list();
    expect(waiting).toContain('It is complete, and a person decides on it.');
    expect(waiting).not.toContain('stays');
    const { location } = await browser.get(`/account/complaints/${caseId}`);
    const withdrawable = async () =>
      [...(await browser.get(location)).body.matchAll(/withdraw\?item=(\d)/g)].map(([, no]) => no);
    expect(await withdrawable()).toEqual(['1', '2', '3']);
    advance(MINUTE);
    // What was kept offered to be withdrawn, which changed nothing.
    expect(await withdrawable()).toEqual(['1']);
    const told = await list();
    expect(told).toContain('It is decided.');
    expect(told).toContain('1: To be taken down');
    expect(told).toContain('2: Stays');
  });
});

describe('the page on which alerts are chosen', () => {
  it('shows the secret of a webhook once, keeps what was typed where it is refused, and stops', async () => {
    const { desk, browser } = await withCopy();
    const alerts = async () => (await desk.registry.publisher(gazette))?.matchAlerts;
    await browser.get('/account/alerts');
    const refused = await browser.post('/account/alerts', {
      by: 'webhook',
      endpoint: 'https://192.168.1.9/',
    });
    expect([refused.status, browser.fieldsOf(refused.body)['endpoint']]).toEqual([
      422,
      'https://192.168.1.9/',
    ]);
    expect(await alerts()).toBeUndefined();
    const endpoint = 'https://hooks.gazette.example/copies';
    const chosen = await browser.post('/account/alerts', { by: 'webhook', endpoint, language: 'de' });
    const secret = /whsec_[\w+/=]+/.exec(chosen.body)?.[0];
    expect([chosen.status, secret]).toEqual([200, expect.any(String)]);
    expect((await browser.get('/account/alerts')).body).not.toContain('whsec_');
    expect(await alerts()).toEqual({
      by: 'webhook',
      endpoint,
      language: 'de',
      secretSince: desk.now(),
    });
    const rotated = await browser.post('/account/alerts/secret', {});
    expect(/whsec_[\w+/=]+/.exec(rotated.body)?.[0]).not.toBe(secret);
    await browser.post('/account/alerts', { by: 'off', endpoint });
    expect(await alerts()).toMatchObject({ by: 'off', endpoint });
    browser.cookies.delete('__Host-guard');
    expect((await browser.post('/account/alerts', { by: 'digest' })).status).toBe(422);
    expect((await alerts())?.by).toBe('off');
  });
});
