import type { Browser, BrowserContext, Page } from 'playwright-core';
import { MINUTE } from '../../shared/clock/instant';
import { claimCase } from '../../shared/desk/claim-case';
import { decideItems } from '../../shared/desk/decide-items';
import { deliver } from '../../shared/desk/deliver';
import { gatherEvidence } from '../../shared/desk/gather-evidence';
import { moveCase } from '../../shared/desk/move-case';
import { processArticles } from '../../shared/desk/process-articles';
import { readCase } from '../../shared/desk/read-case';
import { readOutbox } from '../../shared/desk/read-outbox';
import { submitArticle } from '../../shared/desk/submit-article';
import type { CaseId } from '../../shared/ids';
import { copyUrl, feed, harbour, plenty, processMessage } from '../contract/support/submissions';
import { type TestDesk, useTestDesk } from '../contract/support/test-desk';
import { barriersAtEveryWidth } from './support/barriers';
import { launchBrowser } from './support/browser';
import { tabTo } from './support/keyboard';
import { type PageServer, servePages } from './support/page-server';

const openTestDesk = useTestDesk();
const rita = { role: 'REV', id: 'rita' } as const;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

interface Opened extends TestDesk {
  readonly server: PageServer;
  readonly context: BrowserContext;
  readonly page: Page;
}

const open: Opened[] = [];
afterEach(async () => {
  for (const { context, server } of open.splice(0)) {
    await context.close();
    await server.close();
  }
});

/** A desk with one page of ours in it, and a browser before it that runs no script. */
async function opened(): Promise<Opened> {
  const desk = await openTestDesk();
  const { row } = await submitArticle(desk.desk, { url: copyUrl, text: harbour }, feed('scraper'), undefined);
  await processArticles(desk.desk, [processMessage(row.id)], plenty);
  const server = await servePages(desk.desk);
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: server.url });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  const one = { ...desk, server, context, page };
  open.push(one);
  return one;
}

const deliverAll = async ({ desk }: Opened, id: CaseId) => {
  for (const entry of await readOutbox(desk, id))
    if (entry.deliveredAt === undefined)
      await deliver(desk, { owner: id, id: entry.id }, 'https://desk.example');
};

const caseIn = async (page: Page): Promise<CaseId> =>
  (await page.locator('.case').first().innerText()) as CaseId;

async function fill(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label).fill(value);
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

const STATEMENTS = [/good-faith belief/, /accurate and complete/, /Under penalty of perjury/];

async function fileOne(page: Page, more: Readonly<Record<string, string>> = {}): Promise<CaseId> {
  await page.goto('/complaints/new');
  await fill(page, {
    'Title of your work': 'The harbour reopens',
    'Pages on our site that copy this work': copyUrl,
    'Your name': 'Jane Roe',
    'E-mail address': 'jane.roe@gazette.example',
    'Signature: your full name': 'Jane Roe',
    ...more,
  });
  for (const statement of STATEMENTS) await page.getByLabel(statement).check();
  await press(page, 'Send the complaint');
  return caseIn(page);
}

/** A page as a browser saves it, in an encoding of its own. */
const savedPage = (text: string) =>
  `<!doctype html><html><head><meta charset="iso-8859-1"><title>The harbour</title></head><body><nav>Home · News</nav><article><h1>The harbour</h1><p>${text}</p></article></body></html>`;

describe('a complaint on paper that runs no script', () => {
  it('is put right without losing a word, filed once, and followed until the page is seen gone', async () => {
    const all = await opened();
    const { page, desk, advance, servePagesWith } = all;
    await page.goto(`/complaints/new?page=${encodeURIComponent(copyUrl)}&goodFaith=on&signature=Jane`);
    expect(await page.getByLabel('Pages on our site that copy this work').inputValue()).toBe(copyUrl);
    await page.goto('/');
    await page.getByRole('link', { name: 'File a complaint' }).click();
    expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(0);
    await fill(page, { 'Your name': 'Jane Roe', 'E-mail address': 'jane.roe at gazette' });
    await press(page, 'Send the complaint');
    const summary = page.getByRole('alert');
    await summary.getByRole('link', { name: /mail address/ }).click();
    expect(new URL(page.url()).hash).toBe('#email');
    expect(await page.getByLabel('Your name').inputValue()).toBe('Jane Roe');
    expect(await page.getByLabel('E-mail address').inputValue()).toBe('jane.roe at gazette');

    await page.getByLabel('Or read the addresses from a file').setInputFiles({
      name: 'pages.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        `url,title\r\n${copyUrl},The harbour reopens\r\nhttps://elsewhere.example/x,"Another, work"\r\n`,
      ),
    });
    await fill(page, { 'E-mail address': 'jane.roe@gazette.example' });
    await press(page, 'Send the complaint');
    expect(await summary.innerText()).toContain('this address is not on a site we run');
    expect(await page.getByLabel('Title of your work').first().inputValue()).toBe('The harbour reopens');
    expect(await page.getByLabel('Title of your work').last().inputValue()).toBe('Another, work');
    await press(page, 'Remove work 2');
    for (const statement of STATEMENTS) await page.getByLabel(statement).check();
    await press(page, 'Send the complaint');
    expect(await summary.innerText()).toContain('Your signature');
    await fill(page, { 'Signature: your full name': 'Jane Roe' });
    await press(page, 'Send the complaint');

    const id = await caseIn(page);
    expect(page.url()).toMatch(/\/follow\/CD-.*\/receipt$/);

    const { notice } = await readCase(desk, id);
    expect(notice?.goodFaith).toEqual({
      textId: 'good-faith-2026-11',
      text: expect.stringMatching(/^I have a good-faith belief/),
    });

    await page
      .getByRole('link', { name: /\/follow\/CD-/ })
      .first()
      .click();
    expect(await page.locator('main').innerText()).toContain(
      '24 hours left: we decide by 3 Mar 2026, 07:00 GMT-5 (12:00 UTC)',
    );
    await gatherEvidence(desk, id, plenty);
    const { lease } = await claimCase(desk, id, rita);
    const { version } = await readCase(desk, id);
    advance(70 * MINUTE);
    await claimCase(desk, id, rita);
    const again = await claimCase(desk, id, rita);
    await decideItems(desk, id, rita, {
      leaseToken: Math.max(lease.token, again.lease.token),
      version,
      decisions: [{ item: 1, actions: ['disable'], reasonCode: 'UPHELD_FULL_COPY', reason: '<b>Whole</b>.' }],
    });
    await page.reload();
    expect(await page.locator('.items > li').innerText()).toMatch(/Not decided yet/);
    expect(await page.locator('main').innerText()).not.toMatch(/Whole|decision was made|To be taken down/);
    servePagesWith(410);
    for (let round = 0; round < 3; round++) {
      advance(MINUTE);
      await deliverAll(all, id);
    }
    await page.reload();
    const item = await page.locator('.items > li').innerText();
    expect(item).toMatch(
      /Gone[\s\S]*decided 2 Mar 2026, 08:10 GMT-5 \(13:10 UTC\)[\s\S]*confirmed gone .*13:1\d UTC/,
    );
    expect(item).toContain('<b>Whole</b>.');
    // Taken back, it would come back: that is still offered.
    expect(await page.getByRole('link', { name: 'Withdraw address 1' }).count()).toBe(1);
    expect(await page.locator('main').innerText()).not.toContain('rita');
  });

  it('is answered with what it lacked, given its text and another address, and withdrawn after a question', async () => {
    const all = await opened();
    const { page, desk } = all;
    await page.goto('/complaints/new');
    await fill(page, {
      'Title of your work': 'The harbour reopens',
      'Pages on our site that copy this work': copyUrl,
      'E-mail address': 'jane.roe@gazette.example',
    });
    await press(page, 'Send the complaint');
    await press(page, 'Send it as it stands');
    const id = await caseIn(page);
    await deliverAll(all, id);
    await page
      .getByRole('link', { name: /\/follow\/CD-/ })
      .first()
      .click();
    expect(await page.locator('.clock').innerText()).toContain('it stands still until we have your answer');
    await fill(page, { 'Signature: your full name': 'Jane Roe' });
    await press(page, 'Send the answer');
    expect(await page.getByRole('alert').innerText()).toContain('Tick the statement');
    expect(await page.getByLabel('Signature: your full name').inputValue()).toBe('Jane Roe');
    for (const statement of STATEMENTS) await page.getByLabel(statement).check();
    await press(page, 'Send the answer');
    expect(await page.getByRole('status').innerText()).toBe('Thank you, your answer has arrived.');
    expect((await readCase(desk, id)).state).toBe('IN_REVIEW');

    const { lease } = await claimCase(desk, id, rita);
    await moveCase(desk, id, rita, {
      type: 'information_requested',
      leaseToken: lease.token,
      missing: ['WORK'],
      note: 'Which of your two harbour stories?',
    });
    await deliverAll(all, id);
    await page.reload();
    expect(await page.locator('.asked').first().innerText()).toMatch(
      /Which work was[\s\S]*Which of your two/,
    );
    await press(page, 'Send the answer');
    expect(await page.getByRole('alert').innerText()).toContain('in your own words');
    await fill(page, { 'Your answer': 'The one of 2 March.' });
    await press(page, 'Send the answer');
    expect((await readCase(desk, id)).notice?.explanation).toContain('The one of 2 March.');

    await gatherEvidence(desk, id, plenty);
    await page.reload();
    const sends = async (name: string, file: string) => {
      const buffer = Buffer.from(file, 'latin1');
      await page
        .getByLabel('Or a file')
        .setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
      await press(page, 'Send the text');
    };
    await sends('harbour.pdf', '%PDF-1.7 …');
    expect(await page.getByRole('alert').innerText()).toContain('PDF and Word files are not read here');
    await sends('harbour.html', savedPage(harbour));
    await gatherEvidence(desk, id, plenty);
    expect((await desk.cases.load(id))?.items[0]?.comparison.outcome).toBe('compared');

    await page.getByText('Add addresses').click();
    await page.getByLabel(/Further pages/).fill(`${copyUrl}\nhttps://news.demo.example/2026/second`);
    await press(page, 'Add the addresses');
    expect(await page.locator('.items > li').count()).toBe(2);

    await page.getByRole('link', { name: 'Withdraw address 2' }).click();
    await page.getByRole('link', { name: 'No, go back' }).click();
    expect(await page.locator('.items').innerText()).not.toContain('Withdrawn');
    await page.getByRole('link', { name: 'Withdraw address 2' }).click();
    await press(page, 'Withdraw this address');
    expect(await page.locator('.items > li').last().innerText()).toContain('Withdrawn by you');
    await page.getByRole('link', { name: 'Withdraw the whole complaint' }).click();
    await press(page, 'Withdraw everything');
    expect((await readCase(desk, id)).state).toBe('WITHDRAWN');
  });

  it('is gone through by keyboard alone: two works and 300 addresses, by paste and by file, answered, one withdrawn', async () => {
    const all = await opened();
    const { page, context, desk } = all;
    const { keyboard } = page;
    const enter = async (name: string) => {
      await tabTo(page, name);
      await keyboard.press('Enter');
    };
    const type = async (name: string, text: string) => {
      await tabTo(page, name);
      await keyboard.insertText(text);
    };
    const addresses = Array.from({ length: 300 }, (_none, no) => `https://news.demo.example/2026/${no}`);
    const rows = addresses.slice(150).map((address) => `${address},The ferry`);
    // Listened for from the beginning: only then does the browser surely hand over its dialog.
    const chosen = new Promise<void>((resolve, reject) => {
      page.on('filechooser', (dialog) => {
        const buffer = Buffer.from(`url,title\n${rows.join('\n')}`);
        dialog.setFiles({ name: 'pages.csv', mimeType: 'text/csv', buffer }).then(resolve, reject);
      });
    });
    await page.goto('/');
    await enter('File a complaint');
    await page.waitForURL('**/complaints/new');
    await type('Title of your work', 'The harbour reopens');
    // It checks, and sends nothing.
    await keyboard.press('Enter');
    const summary = page.getByRole('alert');
    await page.locator('[role=alert]:focus', { hasText: 'Nothing was sent yet' }).waitFor();
    await enter('A way to reach you');
    await page.locator('#email:focus').waitFor();
    await keyboard.insertText('jane.roe@gazette.example');
    expect(await page.getByLabel('E-mail address').inputValue()).toBe('jane.roe@gazette.example');

    // Round the page's end to its beginning.
    await type('Pages on our site', addresses.slice(0, 150).join('\n'));
    await enter('Add another work');
    await page.getByRole('group', { name: 'Work 2 of 2' }).waitFor();
    await tabTo(page, 'Or read the addresses from a file');
    await keyboard.press('Enter');
    await chosen;
    await enter('Read the file');
    await page.getByText('150 addresses were read from the file.').waitFor();
    expect(await page.getByLabel('Title of your work').last().inputValue()).toBe('The ferry');
    expect(await page.getByLabel('E-mail address').inputValue()).toBe('jane.roe@gazette.example');
    for (const statement of ['I have a good-faith', 'I believe in good faith', 'Under penalty']) {
      await tabTo(page, statement);
      await keyboard.press('Space');
    }
    await type('Signature', 'Jane Roe');

    // The session is over, then the desk stumbles: nothing typed is lost by either.
    await context.clearCookies();
    await enter('Send the complaint');
    await summary.getByText('did not send our cookie').waitFor();
    const fault = jest.spyOn(desk.records, 'put').mockRejectedValueOnce(new Error('S3 is away'));
    await enter('Send the complaint');
    await summary.getByText('Something went wrong on our side').waitFor();
    fault.mockRestore();
    await enter('Send the complaint');
    await page.waitForURL('**/receipt');
    const id = await caseIn(page);
    expect((await desk.cases.reviewQueue({ limit: 5 })).cases).toHaveLength(1);
    expect(await page.getByRole('heading', { name: 'The 300 addresses you named' }).isVisible()).toBe(true);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('link', { name: 'Deutsch' }).isVisible()).toBe(false);
    expect(await page.getByText(/\/follow\/CD-/).isVisible()).toBe(true);
    await page.emulateMedia({ media: 'screen' });

    // Time for all addresses to be stored, and for few of them to be compared.
    let turns = 20;
    await gatherEvidence(desk, id, () => turns--);
    const { lease } = await claimCase(desk, id, rita);
    await moveCase(desk, id, rita, {
      type: 'information_requested',
      leaseToken: lease.token,
      missing: ['WORK'],
      note: 'Which harbour?',
    });
    await deliverAll(all, id);
    await enter('http');
    await page.waitForURL(/\/follow\/[^/]+$/);
    expect(await page.locator('.items .url').allInnerTexts()).toEqual(addresses);
    expect(await page.locator('.counts').innerText()).toContain('300 not decided yet');
    await type('Your answer', 'The old one.');
    await enter('Send the answer');
    await page.getByText('Thank you, your answer has arrived.').waitFor();
    await enter('Withdraw address 2');
    await page.waitForURL('**/withdraw?item=2');
    await enter('Withdraw this address');
    await page.getByText('It is withdrawn.').waitFor();
    expect(await page.locator('.items > li').nth(1).innerText()).toContain('Withdrawn by you');
    expect(await page.locator('.counts').innerText()).toMatch(/299 not decided yet[^]*1 withdrawn by you/);
  });

  it('is one case however often its button is pressed', async () => {
    const { server } = await opened();
    const given = await fetch(`${server.url}/complaints/new`);
    const html = await given.text();
    const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(html)![1]!;
    const send = async () => {
      const body = new FormData();
      for (const name of ['guard', 'idempotencyKey']) body.set(name, hidden(name));
      body.set('works.0.addresses', copyUrl);
      body.set('action', 'send-anyway');
      const { headers } = await fetch(`${server.url}/complaints`, {
        method: 'POST',
        headers: { cookie: given.headers.getSetCookie()[0]!.split(';')[0]! },
        body,
        redirect: 'manual',
      });
      return headers.get('location');
    };
    const [first, ...others] = await Promise.all([send(), send(), send()]);
    expect(first).toMatch(/^\/follow\/CD-.*\/receipt$/);
    expect(others).toEqual([first, first]);
  });

  it('is kept under a link of its own to go on later', async () => {
    const { page, context } = await opened();
    await page.goto('/complaints/new');
    const said = 'a "quote" <i>\n\nand more\n';
    await page.getByLabel(/Why this is not allowed/).fill(said);
    await page.getByLabel(/good-faith belief/).check();
    await press(page, 'Save and go on later');
    const link = await page.getByRole('link', { name: /drafts/ }).getAttribute('href');
    await context.clearCookies();
    await page.goto(link!);
    expect(await page.getByLabel(/Why this is not allowed/).inputValue()).toBe(said);
    expect(await page.getByLabel(/good-faith belief/).isChecked()).toBe(true);
    expect(await page.locator('.done').innerText()).toContain(
      'until 16 Mar 2026, 12:00 UTC and then deleted',
    );
    await page.getByLabel('Your name').fill('Jane');
    await press(page, 'Save and go on later');
    expect(page.url()).toBe(link);
    expect(await page.getByLabel('Your name').inputValue()).toBe('Jane');
    await press(page, 'Throw the kept page away');
    expect(await page.getByRole('status').innerText()).toContain('thrown away');
    expect((await page.goto(link!))?.status()).toBe(404);
  });

  it('is read in the language of the browser or another one, which keeps what was typed and is that of our letters', async () => {
    const all = await opened();
    const { desk, server, mails } = all;
    const context = await browser.newContext({
      javaScriptEnabled: false,
      baseURL: server.url,
      locale: 'de-AT',
    });
    const page = await context.newPage();
    await page.goto('/complaints/new');
    expect(await page.locator('html').getAttribute('lang')).toBe('de');
    await fill(page, {
      'Seiten unserer Website, die dieses Werk kopieren': `${copyUrl}\nnirgends`,
      'E-Mail-Adresse': 'jane.roe at gazette',
    });
    await page.getByLabel(/Unter Strafe des Meineids/).check();
    await press(page, 'Beschwerde senden');
    expect(await page.getByRole('alert').innerText()).toMatch(
      /Zeile 2: Das ist keine Internetadresse[^]*Das ist keine E-Mail-Adresse/,
    );
    await press(page, 'Français');
    expect(await page.locator('html').getAttribute('lang')).toBe('fr');
    expect(await page.getByLabel('Adresse électronique').inputValue()).toBe('jane.roe at gazette');
    expect(await page.getByLabel(/Sous peine de parjure/).isChecked()).toBe(true);
    await fill(page, {
      'Adresse électronique': 'jane.roe@gazette.example',
      'Pages de notre site qui copient cette œuvre': copyUrl,
    });
    await press(page, 'Envoyer la réclamation');
    await press(page, 'L’envoyer en l’état');
    const id = await caseIn(page);
    expect((await readCase(desk, id)).notice).toMatchObject({
      language: 'fr',
      authority: { textId: 'authority-2026-11.fr', text: expect.stringMatching(/^Under penalty.*parjure/) },
    });
    await deliverAll(all, id);
    expect(mails.at(-1)?.text).toContain('Veuillez ajouter');
    // The choice stands for the pages that follow.
    expect(await page.locator('h1').innerText()).toBe('Nous avons votre réclamation');
    await page
      .getByRole('link', { name: /\/follow\/CD-/ })
      .first()
      .click();
    await page.getByLabel('Signature : votre nom complet').fill('Jane Roe');
    await press(page, 'English');
    expect(await page.getByLabel('Signature: your full name').inputValue()).toBe('Jane Roe');
    await page.getByText('Add addresses').click();
    await page.getByLabel(/Further pages/).fill('https://news.demo.example/2026/second');
    await press(page, 'Add the addresses');
    expect(await page.locator('.items > li').count()).toBe(2);
    expect(await page.getByLabel('Signature: your full name').inputValue()).toBe('Jane Roe');
    await context.close();
  });
});

describe('hostile text', () => {
  const hostile = '<script>document.title="owned"</script><img src=x onerror="document.title=1">';
  const turned = 'https://news.demo.example/\u202Egpj.exe"><svg/onload=1>';

  it('stays text in every page it comes back in, and a line of a megabyte comes back whole', async () => {
    const { page, context, server } = await opened();
    const scripted = await (await context.browser()!.newContext({ baseURL: server.url })).newPage();
    const long = 'x'.repeat(1_000_000);
    await scripted.goto('/complaints/new');
    await fill(scripted, {
      'Your name': hostile,
      'Title of your work': hostile,
      'Pages on our site that copy this work': `${long}\n${turned}`,
    });
    await press(scripted, 'Send the complaint');
    expect(await scripted.getByLabel('Pages on our site that copy this work').inputValue()).toBe(
      `${long}\n${turned}`,
    );
    expect(await scripted.getByLabel('Your name').inputValue()).toBe(hostile);
    await fill(scripted, { 'Pages on our site that copy this work': turned });
    await press(scripted, 'Send the complaint');
    await press(scripted, 'Send it as it stands');
    expect(await scripted.locator('.items bdi').innerText()).toBe(turned);
    await scripted
      .getByRole('link', { name: /\/follow\/CD-/ })
      .first()
      .click();
    expect(await scripted.title()).toMatch(/^Complaint CD-/);
    expect(await scripted.locator('script, img, svg').count()).toBe(0);
    await scripted.context().close();
    await page.close();
  });
});

describe('what others may not', () => {
  it('a form that another site sends is not taken, and nothing that it holds is lost', async () => {
    const { server, desk } = await opened();
    const body = new URLSearchParams({
      'works.0.title': 'Stays',
      action: 'send-anyway',
      guard: 'x'.repeat(43),
    });
    const response = await fetch(`${server.url}/complaints`, {
      method: 'POST',
      headers: { cookie: `guard=${'y'.repeat(43)}` },
      body,
    });
    const text = await response.text();
    expect(response.status).toBe(422);
    expect(text).toContain('did not send our cookie');
    expect(text).toContain('value="Stays"');
    expect((await desk.cases.reviewQueue({ limit: 5 })).cases).toEqual([]);
  });

  it('who sends too often is told when to come back, and loses nothing', async () => {
    const { page } = await opened();
    await page.goto('/complaints/new');
    await fill(page, { 'Your name': 'Jane Roe' });
    for (let time = 0; time < 11; time++) await press(page, 'Save and go on later');
    expect(await page.getByRole('alert').innerText()).toMatch(/Too many requests: try again in \d+ seconds/);
    expect(await page.getByLabel('Your name').inputValue()).toBe('Jane Roe');
  });

  it("a link with another case's number, or no case's, leads to the same page as a mistyped one", async () => {
    const { server, page } = await opened();
    const id = await fileOne(page);
    const answers = await Promise.all(
      [`${id}.${'A'.repeat(43)}`, `CD-00000-00000.${'A'.repeat(43)}`, 'nothing'].map(async (token) => {
        const response = await fetch(`${server.url}/follow/${token}`);
        return [response.status, await response.text()];
      }),
    );
    expect(new Set(answers.map(([status, text]) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]![0]).toBe(404);
  });

  it('no page is stored, framed or searched, and none says where one came from', async () => {
    const { server, page } = await opened();
    await fileOne(page);
    const { headers } = await fetch(page.url().replace(/\/receipt$/, ''));
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex, nofollow, noarchive',
      'content-security-policy': expect.stringMatching(/^default-src 'none';.*frame-ancestors 'none'/),
    });
    expect((await fetch(`${server.url}/complaints/new`)).headers.get('set-cookie')).toMatch(
      /HttpOnly; SameSite=Lax/,
    );
  });
});

describe('for everybody', () => {
  it('axe finds nothing on any page, light or dark, and none is wider than 320 pixels', async () => {
    const { page, server } = await opened();
    await page.goto('/complaints/new');
    await fill(page, { 'Pages on our site that copy this work': copyUrl });
    await press(page, 'Send the complaint');
    await press(page, 'Send it as it stands');
    const follow = page.url().replace(/\/receipt$/, '');
    const context = await browser.newContext({
      baseURL: server.url,
      viewport: { width: 1280, height: 800 },
      reducedMotion: 'reduce',
    });
    const seen = await context.newPage();
    for (const address of [
      '/',
      '/complaints/new',
      follow,
      `${follow}/receipt`,
      `${follow}/withdraw?item=1`,
      '/follow/x',
      '/too-large',
      '/nowhere',
      '/complaints/new?language=de',
    ]) {
      await seen.goto(address);
      if (address === '/complaints/new') await press(seen, 'Send the complaint');
      expect([address, await barriersAtEveryWidth(seen)]).toEqual([address, []]);
    }
    await context.close();
  });
});
