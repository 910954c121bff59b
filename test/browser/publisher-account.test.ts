import type { Browser, Page } from 'playwright-core';
import { MINUTE } from '../../shared/clock/instant';
import { processArticles } from '../../shared/desk/process-articles';
import { submitArticle } from '../../shared/desk/submit-article';
import { workDelivery } from '../../shared/desk/work-delivery';
import { workFetch } from '../../shared/desk/work-fetch';
import { type DeliveryMessage, type FetchesMessage, submissionsMessage } from '../../shared/wire/messages';
import { copyUrl, feed, harbour, plenty, processMessage, words } from '../contract/support/submissions';
import { useTestDesk } from '../contract/support/test-desk';
import { barriers } from './support/barriers';
import { launchBrowser } from './support/browser';
import { copyToComplaint } from './support/copy-to-complaint';
import { servePages } from './support/page-server';

const openTestDesk = useTestDesk();

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();

async function fill(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label).first().fill(value);
}

describe('a publisher without a script', () => {
  it('opens an account, proves a domain, issues a key, imports its articles, licenses them and sees their copies', async () => {
    const opened = await openTestDesk();
    const { desk, take, mails, texts } = opened;
    const server = await servePages(desk);
    const context = await browser.newContext({ javaScriptEnabled: false, baseURL: server.url });
    context.setDefaultTimeout(30_000);
    const page = await context.newPage();
    /** Axe runs a script of its own, which a page that forbids scripts does not: it looks at what was answered, elsewhere. */
    const scripted = await browser.newContext({ baseURL: server.url, bypassCSP: true });
    const looked = await scripted.newPage();
    let answered = '';
    await looked.route('**/answered', (route) => route.fulfill({ contentType: 'text/html', body: answered }));
    const looksGood = async () => {
      answered = await page.content();
      await looked.setViewportSize({ width: 320, height: 800 });
      await looked.goto('/answered');
      const found = [...(await barriers(looked))];
      for (const width of [320, 768, 1280]) {
        await looked.setViewportSize({ width, height: 800 });
        const taken = await looked.evaluate<number>('document.documentElement.scrollWidth');
        if (taken > width) found.push(`${taken} pixels wide on a screen of ${width}`);
      }
      expect([page.url(), found]).toEqual([page.url(), []]);
    };
    const deliverMails = async () => {
      for (const message of await take('delivery'))
        await workDelivery(desk, message as DeliveryMessage, server.url);
    };
    const mailedLink = () => /http\S+\/account\/sign-in\/\S+/.exec(mails.at(-1)?.text ?? '')![0];
    const fetchAll = async () => {
      for (const message of await take('fetches')) await workFetch(desk, message as FetchesMessage);
    };
    try {
      await page.goto('/account');
      await page.getByRole('link', { name: 'Sign in' }).click();
      await looksGood();
      await page.getByRole('link', { name: 'Open one' }).click();
      await looksGood();
      await fill(page, {
        'Name of the publisher': 'Nord <b>Zeitung</b>',
        'E-mail address': 'redaktion@nord.example',
        'Our site that it is about': 'elsewhere.example',
        'Domains that you publish at': 'nord.example',
      });
      await press(page, 'Open the account');
      expect(await page.getByRole('alert').innerText()).toContain(
        'Our site that it is about: we run no site of this name',
      );
      await looksGood();
      await fill(page, { 'Our site that it is about': 'news.demo.example' });
      await press(page, 'Open the account');
      await looksGood();
      await deliverMails();
      await page.goto(mailedLink());
      await looksGood();
      await press(page, 'Sign in');
      expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Nord <b>Zeitung</b>');

      const token = await page.locator('code', { hasText: /^copydesk-verification=/ }).innerText();
      texts.set('_copydesk.nord.example', [token]);
      await press(page, /Look for it now/);
      expect(await page.locator('.items').innerText()).toContain('Being looked at');
      await looksGood();
      await fetchAll();
      await page.getByRole('link', { name: 'See what was found' }).click();
      expect(await page.locator('.items').innerText()).toContain('Proven by the DNS record');

      // By the keyboard alone: a domain too many is named, looked for in vain, and removed.
      await page.getByLabel('Another domain').focus();
      await page.keyboard.type('sued.example');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: /Look for it now.*sued/ }).focus();
      await page.keyboard.press('Enter');
      const again = page.getByRole('link', { name: 'See what was found' });
      await again.waitFor();
      await fetchAll();
      await again.press('Enter');
      await page.getByText('_copydesk.sued.example has no TXT record').waitFor();
      await page.locator('summary', { hasText: 'sued.example' }).press('Enter');
      await looksGood();
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.locator('summary', { hasText: 'sued.example' }).waitFor({ state: 'detached' });

      await fill(page, { 'Another contact': 'rechte@nord.example' });
      await press(page, 'Mail the link');
      expect(await page.locator('.warning').innerText()).toContain('rechte@nord.example was asked');
      await looksGood();
      await press(page, 'Keep the present contact');
      expect(await page.locator('.warning').count()).toBe(0);

      await page.getByRole('link', { name: 'Keys' }).click();
      await fill(page, { 'What it is for': 'CMS' });
      await press(page, 'Issue the key');
      await page
        .getByRole('alert')
        .getByRole('link', { name: /tick at least one/i })
        .click();
      await looksGood();
      await page.getByLabel('register originals').check();
      await press(page, 'Issue the key');
      await looksGood();
      expect(await page.getByRole('status').innerText()).toMatch(/cdk_\w{12}_[\w-]{43}/);
      await page.getByRole('link', { name: 'Keys' }).click();
      expect(await page.locator('main').innerText()).not.toMatch(/cdk_\w{12}_[\w-]{43}/);
      await looksGood();

      await page.getByRole('link', { name: 'Originals' }).click();
      await looksGood();
      await fill(page, { 'Where you published it': 'https://www.nord.example/1', Title: 'Ebbe' });
      await press(page, 'Register the original');
      expect(await page.getByRole('alert').innerText()).toContain('Its whole text: there is none');
      expect(await page.getByLabel('Title').inputValue()).toBe('Ebbe');
      await page.getByLabel('A file of your articles').setInputFiles({
        name: 'archive.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(
          `url,title,text\nhttps://www.nord.example/1,Harbour,${harbour}\nhttps://gazette.example/2,Not ours,${harbour}\n`,
        ),
      });
      await press(page, 'Import the file');
      expect(await page.locator('main').innerText()).toContain(
        'you have not proven that gazette.example is yours',
      );
      await looksGood();
      const messages = (await take('submissions')).map((message, index) => ({
        id: `m${index}`,
        message: submissionsMessage.parse(message),
        receiveCount: 1,
      }));
      await processArticles(desk, messages, plenty);
      await page.reload();
      expect(await page.locator('.figures').innerText()).toMatch(/Not taken\s+1\s+Registered\s+1/);

      await page.getByRole('link', { name: 'Originals', exact: true }).click();
      expect(await page.locator('main').innerText()).toContain('archive.csv: a table, 2 rows, 1 not taken');

      opened.advance(MINUTE);
      await page.getByRole('link', { name: 'Copies found' }).click();
      await looksGood();
      await page.getByRole('link', { name: 'Licences' }).click();
      await fill(page, {
        'Who may republish': 'scraper',
        From: '2026-03-01',
        'At most so many words': 'all',
      });
      await press(page, 'Register the licence');
      expect(await page.getByRole('alert').innerText()).toContain(
        'At most so many words: give a whole number',
      );
      await looksGood();
      await fill(page, { 'At most so many words': '' });
      await press(page, 'Register the licence');
      await looksGood();
      const copy = { url: copyUrl, title: '<i>Taken</i>', text: `${harbour} ${words('more', 30)}` };
      const { row } = await submitArticle(desk, copy, feed('scraper'), undefined);
      await processArticles(desk, [processMessage(row.id)], plenty);
      await page.getByRole('link', { name: 'Copies found' }).click();
      expect(await page.locator('.items').innerText()).toContain('Licensed by you');
      await looksGood();
      // People take longer than this; more than ten things a minute are not taken.
      opened.advance(MINUTE);
      await copyToComplaint(page, looksGood);
      await page.getByRole('link', { name: 'Licences' }).click();
      await press(page, /End it now/);
      expect(await page.locator('.items').innerText()).toContain('Ended');

      // Signed out meanwhile: what was typed is still there when they come back.
      await fill(page, { 'Who may republish': 'nobody loses this' });
      await context.clearCookies({ name: 'session' });
      await press(page, 'Register the licence');
      expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('You are not signed in');
      await page.goBack();
      expect(await page.getByLabel('Who may republish').inputValue()).toBe('nobody loses this');

      await page.goto('/account/sign-in');
      await fill(page, { 'E-mail address': 'redaktion@nord.example' });
      await press(page, 'Mail me a link');
      await deliverMails();
      await page.goto(mailedLink());
      await press(page, 'Sign in');
      await page.getByRole('link', { name: 'Keys' }).click();
      await press(page, 'Sign out');
      // Whoever comes next to this browser.
      await page.goBack();
      expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('You are not signed in');
      await page.goto('/account/keys');
      expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('You are not signed in');
      await looksGood();
    } finally {
      await context.close();
      await scripted.close();
      await server.close();
    }
  }, 60_000);
});
