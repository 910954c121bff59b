import { MINUTE, plus } from '../../../shared/clock/instant';
import { authenticate } from '../../../shared/desk/authenticate';
import { importOriginals, readImport, sendImportAgain } from '../../../shared/desk/import-originals';
import { processArticles } from '../../../shared/desk/process-articles';
import type { CatalogueEntry } from '../../../shared/wire/back-catalogue/entry';
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
import { registerLicence } from '../../../shared/desk/register-licence';
import { submitArticle } from '../../../shared/desk/submit-article';
import { sha256 } from '../../../shared/desk/digest';
import { renewProofs } from '../../../shared/desk/renew-proofs';
import { settledDomains } from '../../../shared/desk/settle-proof';
import type { Desk } from '../../../shared/desk/desk';
import { workDelivery } from '../../../shared/desk/work-delivery';
import { workFetch } from '../../../shared/desk/work-fetch';
import type { PublisherId } from '../../../shared/ids';
import { type DeliveryMessage, type FetchesMessage, submissionsMessage } from '../../../shared/wire/messages';
import { admit, RATE_LIMITS } from '../../../shared/desk/rate-limits';
import { functionsOf } from '../support/functions';
import { PUBLIC_URL, pagesBrowser, type PagesBrowser } from '../support/pages-browser';
import { type TestDesk, useTestDesk } from '../support/test-desk';

const openTestDesk = useTestDesk();
const gazette = 'gazette' as PublisherId;

async function withGazette(): Promise<TestDesk> {
  const opened = await openTestDesk();
  await opened.desk.registry.putPublisher({
    id: gazette,
    name: 'The Gazette',
    email: 'desk@gazette.example',
    domains: ['gazette.example'],
  });
  return opened;
}

async function deliverAll({ desk, take }: TestDesk): Promise<void> {
  for (const message of await take('delivery'))
    await workDelivery(desk, message as DeliveryMessage, PUBLIC_URL);
}

const ticketIn = (text = ''): string => /\/account\/sign-in\/([\w-]{43})/.exec(text)?.[1] ?? 'no link';

async function signedIn(opened: TestDesk, email: string): Promise<PagesBrowser> {
  const browser = pagesBrowser(opened.desk);
  await browser.get('/account/sign-in');
  await browser.post('/account/sign-in', { email });
  await deliverAll(opened);
  const ticket = ticketIn(opened.mails.findLast(({ to }) => to === email)?.text);
  await browser.get(`/account/sign-in/${ticket}`);
  await browser.post(`/account/sign-in/${ticket}`, {});
  return browser;
}

describe('signing in by a mailed link', () => {
  it('lets in who holds the mailbox, once, and out again everywhere', async () => {
    const opened = await withGazette();
    const browser = await signedIn(opened, 'desk@gazette.example');
    expect((await browser.get('/account')).body).toContain('The Gazette');
    const ticket = ticketIn(opened.mails[0]?.text);
    expect(JSON.stringify(opened.log)).not.toContain(ticket);
    const second = pagesBrowser(opened.desk);
    await second.get('/account/sign-in');
    expect((await second.post(`/account/sign-in/${ticket}`, {})).status).toBe(404);

    const copied = new Map(browser.cookies);
    expect(await browser.post('/account/sign-out', {})).toMatchObject({
      status: 303,
      cookies: [
        expect.stringMatching(/^__Host-session=; Path=\/; HttpOnly; SameSite=Lax; Secure; Max-Age=0$/),
      ],
    });
    for (const [name, value] of copied) second.cookies.set(name, value);
    expect((await second.get('/account')).status).toBe(401);
  });

  it('has one address for who is signed in and who is not: the front page led strangers to "you are not signed in"', async () => {
    const opened = await withGazette();
    const browser = pagesBrowser(opened.desk);
    expect((await browser.get('/account/sign-in')).body).toContain('Mail me a link');
    const signed = await signedIn(opened, 'desk@gazette.example');
    expect(await signed.get('/account/sign-in')).toMatchObject({
      status: 303,
      location: '/account/copies',
    });
  });

  it('answers the same for an address that nobody has, and sends it nothing', async () => {
    const opened = await withGazette();
    const browser = pagesBrowser(opened.desk);
    await browser.get('/account/sign-in');
    const [known, unknown] = [
      await browser.post('/account/sign-in', { email: 'Desk@Gazette.example ' }),
      await browser.post('/account/sign-in', { email: 'nobody@gazette.example' }),
    ];
    expect({ ...unknown, cookies: [] }).toEqual({ ...known, cookies: [] });
    await deliverAll(opened);
    expect(opened.mails.map(({ to }) => to)).toEqual(['desk@gazette.example']);
  });

  it('takes no link after a quarter of an hour, and none from another site', async () => {
    const opened = await withGazette();
    const browser = pagesBrowser(opened.desk);
    await browser.get('/account/sign-in');
    await browser.post('/account/sign-in', { email: 'desk@gazette.example' });
    await deliverAll(opened);
    const ticket = ticketIn(opened.mails[0]?.text);
    const forged = await browser.post(`/account/sign-in/${ticket}`, { guard: 'x'.repeat(43) });
    expect([forged.status, browser.cookies.has('__Host-session')]).toEqual([422, false]);
    opened.advance(15 * MINUTE);
    expect((await browser.post(`/account/sign-in/${ticket}`, {})).status).toBe(404);
  });

  // Five requests of a stranger for somebody's mailbox, and its owner was told to come back in an hour.
  it('locks nobody out whose mailbox others ask for, and fills no mailbox', async () => {
    const opened = await withGazette();
    const askedBy = async (browser: PagesBrowser) => {
      await browser.get('/account/sign-in');
      const { status } = await browser.post('/account/sign-in', { email: 'desk@gazette.example' });
      await deliverAll(opened);
      return status;
    };
    for (let n = 0; n < 9; n++) await askedBy(pagesBrowser(opened.desk));
    expect(opened.mails).toHaveLength(1);
    opened.advance(9 * MINUTE);
    const owner = pagesBrowser(opened.desk);
    expect(await askedBy(owner)).toBe(303);
    expect(opened.mails).toHaveLength(1);
    const [first] = opened.mails.map(({ text }) => ticketIn(text));
    expect((await owner.post(`/account/sign-in/${first}`, {})).status).toBe(303);
    // It is used up, so the next one goes out at once; so it does where the last one is old.
    expect(await askedBy(pagesBrowser(opened.desk))).toBe(303);
    expect(opened.mails).toHaveLength(2);
    opened.advance(10 * MINUTE);
    await askedBy(pagesBrowser(opened.desk));
    expect(opened.mails).toHaveLength(3);
  });

  it('ends by itself after twelve hours', async () => {
    const opened = await withGazette();
    const browser = await signedIn(opened, 'desk@gazette.example');
    opened.advance(12 * 60 * MINUTE);
    expect((await browser.get('/account')).status).toBe(401);
  });
});

const TOKEN = /copydesk-verification=[\w-]{43}/;

async function registeredAs(
  opened: TestDesk,
  email: string,
  name: string,
  domains = 'https://www.Nord.example/x',
): Promise<PagesBrowser> {
  const stranger = pagesBrowser(opened.desk);
  await stranger.get('/account/register');
  const fields = { name, email, siteHost: 'news.demo.example', domains };
  expect(await stranger.post('/account/register', fields)).toMatchObject({ status: 303 });
  return signedIn(opened, email);
}

async function registered(opened: TestDesk): Promise<{ browser: PagesBrowser; id: PublisherId }> {
  const browser = await registeredAs(opened, 'r@nord.example', 'Zeitung Nord');
  const page = (await browser.get('/account')).body;
  return { browser, id: /<code>(zeitung-nord-\w+)<\/code>/.exec(page)?.[1] as PublisherId };
}

async function look({ desk, take }: TestDesk): Promise<void> {
  for (const message of await take('fetches')) await workFetch(desk, message as FetchesMessage);
}

/** The line stands there from now on, alone. */
async function prove(opened: TestDesk, browser: PagesBrowser, domain: string): Promise<string> {
  const body = (await browser.get('/account')).body;
  const token = TOKEN.exec(body.slice(body.indexOf(`<h3 class="url">${domain}</h3>`)))![0];
  opened.texts.set(`_copydesk.${domain}`, [token]);
  await browser.post('/account/domains/check', { domain });
  await look(opened);
  opened.advance(1_000);
  return token;
}

/** How the first domain of an account stands. */
const standing = async (browser: PagesBrowser) =>
  /<strong>([^<]+)<\/strong>/.exec((await browser.get('/account')).body)?.[1];

const subjects = ({ mails }: TestDesk) => mails.map(({ to, subject }) => `${to}: ${subject}`);

/** Twice a day, where the keeper of proofs runs each hour. */
async function keepProofs(opened: TestDesk, days: number): Promise<void> {
  for (let run = 0; run < 2 * days; run++) {
    opened.advance(12 * 60 * MINUTE);
    await renewProofs(opened.desk);
    await look(opened);
  }
}

describe('a proof of a domain', () => {
  const domain = 'www.nord.example';

  it('is looked for each week, and is gone after three looks without it, of which its publisher hears twice', async () => {
    const opened = await openTestDesk();
    const { browser, id } = await registered(opened);
    const token = await prove(opened, browser, domain);
    expect(await standing(browser)).toBe('Proven');
    await keepProofs(opened, 6);
    expect(await opened.desk.registry.domain(id, domain)).not.toHaveProperty('missed');
    opened.texts.delete(`_copydesk.${domain}`);
    opened.mails.length = 0;
    await keepProofs(opened, 1.5);
    expect(await opened.desk.registry.domain(id, domain)).toMatchObject({
      proven: { by: 'dns' },
      missed: { times: 1, texts: 0, file: 'no_such_host' },
    });
    // It comes back: what was missed does not count any more.
    opened.texts.set(`_copydesk.${domain}`, [token]);
    await keepProofs(opened, 1.5);
    expect(await opened.desk.registry.domain(id, domain)).not.toHaveProperty('missed');
    opened.texts.delete(`_copydesk.${domain}`);
    await keepProofs(opened, 7.5);
    expect(await opened.desk.registry.domain(id, domain)).toMatchObject({ proven: {}, missed: { times: 2 } });
    await keepProofs(opened, 1.5);
    const lapsed = (await opened.desk.registry.domain(id, domain))!;
    expect([lapsed.proven, lapsed.lapsedAt !== undefined]).toEqual([undefined, true]);
    expect(await opened.desk.registry.heldDomains()).toEqual([]);
    await deliverAll(opened);
    expect(subjects(opened)).toEqual([
      'r@nord.example: The proof of www.nord.example is missing',
      'r@nord.example: The proof of www.nord.example is missing',
      'r@nord.example: www.nord.example does not count as yours any more',
    ]);
    expect(opened.mails.at(-1)?.text).toContain(token);
  });

  it('is one account’s at a time: the older one stands while its line does, and staff hear of it', async () => {
    const opened = await openTestDesk();
    const { browser: first, id } = await registered(opened);
    const older = await prove(opened, first, domain);
    await first.get('/account');
    const second = await registeredAs(opened, 'a@agency.example', 'Agency');
    const newer = await prove(opened, second, domain);
    opened.texts.set(`_copydesk.${domain}`, [older, newer]);
    expect(await standing(second)).toBe('Another account’s');
    expect((await second.get('/account')).body).toContain('have the other one taken away');
    await look(opened);
    expect(await standing(first)).toBe('Proven');
    expect(opened.log.filter((line) => line.includes('domain_contested'))).toHaveLength(1);

    opened.advance(60_000);
    opened.texts.set(`_copydesk.${domain}`, [newer]);
    const again = async () => {
      await second.post('/account/domains/check', { domain });
      await look(opened);
      opened.advance(1_000);
      return standing(second);
    };
    // The older one is looked at once more; what was seen of it decides when the newer asks again.
    expect(await again()).toBe('Another account’s');
    await look(opened);
    expect(await again()).toBe('Proven');
    expect(await standing(first)).toBe('Lapsed');
    const held = await opened.desk.registry.heldDomains();
    expect(held).toEqual([{ domain, publisherId: expect.not.stringContaining(id) as string }]);
  });

  it('is given up by removing the domain, and nobody else can', async () => {
    const opened = await openTestDesk();
    const { browser: first, id } = await registered(opened);
    const token = await prove(opened, first, domain);
    await first.get('/account');
    const second = await registeredAs(opened, 'a@agency.example', 'Agency', 'agency.example');
    expect((await second.post('/account/domains/remove', { domain })).status).toBe(422);
    expect(await opened.desk.registry.holderOf(domain)).toBe(id);
    expect((await first.post('/account/domains/remove', { domain })).status).toBe(303);
    expect(await opened.desk.registry.holderOf(domain)).toBeUndefined();
    expect((await first.get('/account')).body).not.toContain(domain);
    for (const act of ['check', 'remove'])
      expect((await first.post(`/account/domains/${act}`, { domain })).status).toBe(422);
    // Named again, it has another line to prove it by.
    await first.post('/account/domains', { domain });
    await first.post('/account/domains/check', { domain });
    await look(opened);
    const page = (await first.get('/account')).body;
    expect([page.includes(token), page.includes('No proof found')]).toEqual([false, true]);
  });
});

describe('the contact of an account', () => {
  const ask = (browser: PagesBrowser, email = 'new@gazette.example') =>
    browser.post('/account/contact', { email });
  const linkTo = ({ mails }: TestDesk, to: string) =>
    ticketIn(mails.findLast((mail) => mail.to === to)?.text);

  it('changes once the new mailbox has agreed; the old one is told, signed out and opens nothing more', async () => {
    const opened = await withGazette();
    const { desk } = opened;
    const old = await signedIn(opened, 'desk@gazette.example');
    expect((await ask(old, 'Desk@gazette.example')).status).toBe(422);
    expect((await ask(old)).status).toBe(303);
    await deliverAll(opened);
    expect((await desk.registry.publisher(gazette))?.email).toBe('desk@gazette.example');
    const ticket = linkTo(opened, 'new@gazette.example');
    // A link that was mailed to the old one before it was replaced.
    await old.post('/account/sign-in', { email: 'desk@gazette.example' });
    await deliverAll(opened);
    const stale = linkTo(opened, 'desk@gazette.example');
    opened.advance(1_000);

    // Time passes while the link is used: whoever agrees was signed out again by what signed the others out.
    let moments = 0;
    const fresh = pagesBrowser({ ...desk, now: () => plus(desk.now(), ++moments) });
    const page = (await fresh.get(`/account/sign-in/${ticket}`)).body;
    expect(page).toContain('Become the contact of The Gazette');
    expect((await desk.registry.publisher(gazette))?.email).toBe('desk@gazette.example');
    expect((await fresh.post(`/account/sign-in/${ticket}`, {})).status).toBe(303);
    expect((await fresh.get('/account')).body).toContain('new@gazette.example');
    expect((await old.get('/account')).status).toBe(401);
    expect((await old.post(`/account/sign-in/${stale}`, {})).status).toBe(404);
    opened.mails.length = 0;
    await deliverAll(opened);
    expect(subjects(opened)).toEqual([
      'desk@gazette.example: You are not the contact of The Gazette any more',
    ]);
    await old.post('/account/sign-in', { email: 'desk@gazette.example' });
    await deliverAll(opened);
    expect(opened.mails).toHaveLength(1);
    expect(JSON.stringify(opened.log)).not.toContain('@gazette.example');
  });

  it('stays where the present one says so, or nobody opens the link in time', async () => {
    const opened = await withGazette();
    const old = await signedIn(opened, 'desk@gazette.example');
    await ask(old);
    await deliverAll(opened);
    expect(subjects(opened).slice(-2)).toEqual([
      'new@gazette.example: Become the contact of The Gazette',
      'desk@gazette.example: Another contact for The Gazette',
    ]);
    const ticket = linkTo(opened, 'new@gazette.example');
    expect((await old.post('/account/contact/keep', {})).status).toBe(303);
    const fresh = pagesBrowser(opened.desk);
    expect((await fresh.get(`/account/sign-in/${ticket}`)).status).toBe(404);
    await ask(old);
    await deliverAll(opened);
    opened.advance(15 * MINUTE);
    const late = linkTo(opened, 'new@gazette.example');
    await fresh.get('/account/sign-in');
    expect((await fresh.post(`/account/sign-in/${late}`, {})).status).toBe(404);
    expect((await opened.desk.registry.publisher(gazette))?.email).toBe('desk@gazette.example');
  });

  it('is asked of few mailboxes an hour', async () => {
    const opened = await withGazette();
    const browser = await signedIn(opened, 'desk@gazette.example');
    const statuses: (number | undefined)[] = [];
    for (let n = 0; n < 6; n++) statuses.push((await ask(browser, `n${n}@gazette.example`)).status);
    expect(statuses).toEqual([303, 303, 303, 303, 303, 429]);
  });
});

describe('a publisher who registered by themselves', () => {
  it('proves a domain by a file or a record, and only then may register what stands there', async () => {
    const opened = await openTestDesk();
    const { browser, id } = await registered(opened);
    const { desk } = opened;
    const domain = 'www.nord.example';
    const token = TOKEN.exec((await browser.get('/account')).body)![0];
    const state = async () => {
      await browser.post('/account/domains/check', { domain });
      await look(opened);
      opened.advance(1_000);
      return /<strong>([^<]+)<\/strong>/.exec((await browser.get('/account')).body)?.[1];
    };
    expect(await state()).toBe('No proof found');
    opened.texts.set(`_copydesk.${domain}`, [`${token}x`]);
    expect(await state()).toBe('No proof found');
    opened.web.set(`https://${domain}/.well-known/copydesk.txt`, {
      outcome: 'fetched',
      addresses: [],
      headers: {},
      body: Buffer.from(`# ours\r\n${token}\r\n`),
    });
    expect(await state()).toBe('Proven');
    expect((await settledDomains(desk, id))[0]?.proven?.by).toBe('file');
  });

  it('is refused at the door of the API as well, until then', async () => {
    const opened = await openTestDesk();
    const { id, browser } = await registered(opened);
    const { desk } = opened;
    const secret = 's'.repeat(43);
    const keyId = desk.ids.key();
    await desk.registry.putKey({
      id: keyId,
      name: 'k',
      publisherId: id,
      siteId: opened.site.siteId,
      scopes: ['originals:write'],
      secretSha256: sha256(secret),
    });
    const api = functionsOf(desk, desk.records)['intake-api'];
    const register = async (url: string | undefined) =>
      (
        await api(
          {
            routeKey: 'POST /originals',
            rawPath: '/originals',
            headers: { 'x-api-key': `cdk_${keyId}_${secret}` },
            body: JSON.stringify({ url, text: 'A text of our own.' }),
            requestContext: { http: { sourceIp: '127.0.0.1' } },
          } as never,
          { awsRequestId: 'r', getRemainingTimeInMillis: () => 9_000 },
        )
      ).statusCode;
    expect(await register('https://www.nord.example/a')).toBe(403);
    const token = TOKEN.exec((await browser.get('/account')).body)![0];
    opened.texts.set('_copydesk.www.nord.example', [token]);
    await browser.post('/account/domains/check', { domain: 'www.nord.example' });
    await look(opened);
    await browser.get('/account');
    expect(await register('https://www.nord.example/a')).toBe(202);
    expect(await register('https://a.www.nord.example/a')).toBe(202);
    expect(await register('https://nord.example/a')).toBe(403);
    expect(await register('https://evilwww.nord.example/a')).toBe(403);
    expect(await register(undefined)).toBe(403);
  });

  it('opens no second account for a mailbox that has one, and says nothing of it', async () => {
    const opened = await withGazette();
    const browser = pagesBrowser(opened.desk);
    await browser.get('/account/register');
    const fields = { name: 'Not the Gazette', siteHost: 'news.demo.example', domains: 'x.example' };
    const [taken, free] = [
      await browser.post('/account/register', { ...fields, email: 'desk@gazette.example' }),
      await browser.post('/account/register', { ...fields, email: 'new@x.example' }),
    ];
    expect({ ...taken, cookies: [] }).toEqual({ ...free, cookies: [] });
    await deliverAll(opened);
    expect(opened.mails.map(({ to, subject }) => [to, subject])).toEqual([
      ['desk@gazette.example', 'Sign in for The Gazette'],
      // A stranger's words do not go to whatever mailbox the stranger names.
      ['new@x.example', 'Sign in for a new account'],
    ]);
    expect(JSON.stringify(opened.mails[1])).not.toContain('Not the Gazette');
  });

  it('is told what is wrong with what they typed, and types nothing twice', async () => {
    const opened = await openTestDesk();
    const browser = pagesBrowser(opened.desk);
    await browser.get('/account/register');
    const answer = await browser.post('/account/register', {
      name: 'A "quoted" <name>',
      email: 'nobody',
      siteHost: 'elsewhere.example',
      domains: '127.0.0.1',
    });
    expect(answer.status).toBe(422);
    expect(answer.body).toContain('value="A &quot;quoted&quot; &lt;name&gt;"');
    expect(answer.body).toContain('Expected a mail address');
    expect(answer.body).toContain('Expected a domain');
  });
});

describe('the keys of an account', () => {
  const issue = { name: 'CMS', siteHost: 'news.demo.example', scopes: 'originals:write', days: '90' };
  const keyIn = (body = ''): string => /cdk_[a-z0-9]{12}_[\w-]{43}/.exec(body)?.[0] ?? 'no key';
  const isGood = (desk: Desk, key: string) =>
    authenticate(desk, key, 'originals:write').then(
      () => true,
      () => false,
    );

  it('are shown once, replaced with a day of overlap, and revoked at once', async () => {
    const opened = await withGazette();
    const { desk } = opened;
    const browser = await signedIn(opened, 'desk@gazette.example');
    const first = keyIn((await browser.post('/account/keys', issue)).body);
    expect(await isGood(desk, first)).toBe(true);
    expect((await browser.get('/account/keys')).body).not.toContain(first);
    const [, keyId = ''] = first.split('_');
    const second = keyIn((await browser.post(`/account/keys/${keyId}/rotate`, {})).body);
    expect([await isGood(desk, first), await isGood(desk, second)]).toEqual([true, true]);
    opened.advance(24 * 60 * MINUTE);
    expect([await isGood(desk, first), await isGood(desk, second)]).toEqual([false, true]);
    const again = await signedIn(opened, 'desk@gazette.example');
    await again.post(`/account/keys/${second.split('_')[1]}/revoke`, {});
    expect(await isGood(desk, second)).toBe(false);
  });

  it('are nobody else’s to see, replace or revoke, and none lets articles in', async () => {
    const opened = await withGazette();
    const { browser: nord } = await registered(opened);
    const ours = await signedIn(opened, 'desk@gazette.example');
    const key = keyIn((await ours.post('/account/keys', issue)).body);
    const keyId = key.split('_')[1]!;
    expect((await nord.get('/account/keys')).body).not.toContain(keyId);
    for (const act of ['rotate', 'revoke'])
      expect((await nord.post(`/account/keys/${keyId}/${act}`, {})).status).toBe(422);
    expect(await isGood(opened.desk, key)).toBe(true);
    const wide = await ours.post('/account/keys', { ...issue, scopes: 'articles:write' });
    expect([wide.status, keyIn(wide.body)]).toEqual([422, 'no key']);
    const unproven = await nord.post('/account/keys', issue);
    expect([unproven.status, keyIn(unproven.body)]).toEqual([422, 'no key']);
    expect(unproven.body).toContain('Prove a domain first');
  });
});

describe('originals of an account', () => {
  const entry = (row: number, more: Readonly<Record<string, unknown>>): CatalogueEntry => ({
    row,
    fields: {
      url: `https://gazette.example/${row}`,
      title: `No ${row}`,
      text: words(`row${row}`, 120),
      ...more,
    },
  });

  it('are registered row by row; what cannot be is kept with its reason, and nothing is taken twice', async () => {
    const opened = await withGazette();
    const { desk, site } = opened;
    const { id: nord } = await registered(opened);
    const [own, stranger] = [
      (await desk.registry.publisher(gazette))!,
      (await desk.registry.publisher(nord))!,
    ];
    const source = { format: 'csv', name: 'all.csv', siteId: site.siteId } as const;
    const entries = [entry(2, {}), entry(3, { url: 'no address' }), entry(4, { text: '' })];
    const importId = await importOriginals(desk, own, entries, source);
    const states = async () =>
      (await readImport(desk, gazette, importId)).rows.map(({ row, state, refused = [] }) => [
        row,
        state,
        refused.length,
      ]);
    expect(await states()).toEqual([
      [2, 'waiting', 0],
      [3, 'refused', 1],
      [4, 'refused', 1],
    ]);
    await sendImportAgain(desk, gazette, importId);
    const sent = await opened.take('submissions');
    expect(sent).toHaveLength(2);
    let messages = 0;
    await processArticles(
      desk,
      sent.map((message) => ({
        id: `m${++messages}`,
        message: submissionsMessage.parse(message),
        receiveCount: 1,
      })),
      () => 60_000,
    );
    expect((await states())[0]).toEqual([2, 'registered', 0]);
    const found = await desk.articles.findByUrl('https://gazette.example/2', 'original');
    expect(found).toMatchObject({ original: true, publisherId: gazette });

    await expect(readImport(desk, nord, importId)).rejects.toMatchObject({ kind: 'not_found' });
    const theirs = await importOriginals(desk, stranger, [entry(2, {})], source);
    expect((await readImport(desk, nord, theirs)).rows[0]?.refused).toEqual([
      expect.stringContaining('you have not proven that gazette.example is yours'),
    ]);
  });
});

describe('an account that sends again and again', () => {
  // Each press sent up to a thousand messages, or made a key, 300 times a minute.
  it('is held to what one account may send, and to fewer files of articles', async () => {
    const opened = await withGazette();
    const ours = await signedIn(opened, 'desk@gazette.example');
    const { desk, site } = opened;
    const account = (await desk.registry.publisher(gazette))!;
    const none = { row: 1, fields: {}, wrong: 'nothing' };
    const source = { format: 'csv', name: 'a.csv', siteId: site.siteId } as const;
    const importId = await importOriginals(desk, account, [none], source);
    const statuses: (number | undefined)[] = [];
    for (let n = 0; n < 11; n++) statuses.push((await ours.post(`/account/imports/${importId}`, {})).status);
    expect([new Set(statuses.slice(0, -1)), statuses.at(-1)]).toEqual([new Set([303]), 429]);
    const [{ max }] = RATE_LIMITS.account;
    for (let n = 0; n < max; n++) await admit(desk, { kind: 'account', id: gazette });
    const key = { name: 'feed', siteHost: 'news.demo.example', scopes: 'originals:write' };
    expect((await ours.post('/account/keys', key)).status).toBe(429);
  });
});

describe('licences of an account', () => {
  it('are registered and ended by their publisher alone', async () => {
    const opened = await withGazette();
    const { desk } = opened;
    const { browser: nord } = await registered(opened);
    const ours = await signedIn(opened, 'desk@gazette.example');
    const terms = { partner: 'newsriver', prefixes: 'https://gazette.example/sport', maxWords: '300' };
    expect((await ours.post('/account/licences', { ...terms, maxWords: 'many' })).status).toBe(422);
    expect((await ours.post('/account/licences', terms)).status).toBe(303);
    const [licence] = await desk.registry.licencesOf(gazette);
    expect(licence).toMatchObject({ partner: 'newsriver', terms: { maxWords: 300 } });
    const licenceId = licence!.id;
    expect((await nord.post(`/account/licences/${licenceId}/end`, {})).status).toBe(422);
    expect((await desk.registry.licencesOf(gazette))[0]?.until).toBeUndefined();
    await ours.post(`/account/licences/${licenceId}/end`, {});
    expect((await desk.registry.licencesOf(gazette))[0]?.until).toBe(desk.now());
  });
});

describe('published copies of an account’s originals', () => {
  it('are shown to the publisher of the original alone, once the public can read them, with a complaint filled in', async () => {
    const opened = await withGazette();
    const { desk, site } = opened;
    const { browser: nord } = await registered(opened);
    const ours = await signedIn(opened, 'desk@gazette.example');
    const submit = async (from: ReturnType<typeof publisher>, url: string, text: string) => {
      const { row } = await submitArticle(desk, { url, title: 'Harbour & more', text }, from, undefined);
      await processArticles(desk, [processMessage(row.id)], plenty);
      return row.id;
    };
    await submit(publisher('gazette'), harbourUrl, harbour);
    // What is held is told to nobody.
    const heldId = await submit(feed('scraper'), copyUrl, harbour);
    expect((await desk.articles.get(heldId))?.disposition?.kind).toBe('hold');
    const held = (await ours.get('/account/copies')).body;
    expect(held).not.toContain(copyUrl);

    await desk.registry.putSite({ ...site, whenUnavailable: 'open' }, undefined);
    const licence = { partner: 'scraper', from: desk.now(), scope: { kind: 'all' }, terms: {} } as const;
    await registerLicence(desk, gazette, licence);
    const outUrl = 'https://news.demo.example/2026/out';
    await submit(feed('scraper'), outUrl, `${harbour} ${words('more', 30)}`);
    const page = (await ours.get('/account/copies')).body;
    expect(page).toContain(outUrl);
    expect(page).toContain('Licensed by you');
    expect(page).toContain('100 %');
    expect(page).toContain('action="/account/complaints"');
    const theirs = (await nord.get('/account/copies')).body;
    expect([theirs.includes(outUrl), theirs.includes('None, as far as was looked')]).toEqual([false, true]);
  });
});
