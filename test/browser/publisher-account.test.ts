import type { Browser, Page } from 'playwright-core';
import { processArticles } from '../../shared/desk/process-articles';
import { workDelivery } from '../../shared/desk/work-delivery';
import { workFetch } from '../../shared/desk/work-fetch';
import { type DeliveryMessage, type FetchesMessage, submissionsMessage } from '../../shared/wire/messages';
import { harbour, plenty } from '../contract/support/submissions';
import { useTestDesk } from '../contract/support/test-desk';
import { barriers } from './support/barriers';
import { launchBrowser } from './support/browser';
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
  it('opens an account, proves a domain, issues a key, imports its articles and licenses them', async () => {
    const opened = await openTestDesk();
    const { desk, take, mails, texts } = opened;
    const server = await servePages(desk);
    const context = await browser.newContext({ javaScriptEnabled: false, baseURL: server.url });
    context.setDefaultTimeout(8_000);
    const page = await context.newPage();
    /** Axe runs a script of its own, which a page that forbids scripts does not. */
    const scripted = await browser.newContext({
      baseURL: server.url,
      bypassCSP: true,
      viewport: { width: 320, height: 800 },
    });
    const looked = await scripted.newPage();
    const looksGood = async () => {
      await scripted.addCookies(await context.cookies());
      await looked.goto(page.url());
      expect([page.url(), await barriers(looked)]).toEqual([page.url(), []]);
      expect([page.url(), await looked.evaluate('document.documentElement.scrollWidth')]).toEqual([
        page.url(),
        320,
      ]);
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
      expect(await page.getByRole('alert').innerText()).toContain('We run no site of this name');
      await fill(page, { 'Our site that it is about': 'news.demo.example' });
      await press(page, 'Open the account');
      for (const message of await take('delivery'))
        await workDelivery(desk, message as DeliveryMessage, server.url);
      const link = /http\S+\/account\/sign-in\/\S+/.exec(mails[0]?.text ?? '')?.[0];
      await page.goto(link!);
      await looksGood();
      await press(page, 'Sign in');
      expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Nord <b>Zeitung</b>');

      const token = await page.locator('code', { hasText: /^copydesk-verification=/ }).innerText();
      texts.set('_copydesk.nord.example', [token]);
      await press(page, /Look for it now/);
      expect(await page.locator('.items').innerText()).toContain('Being looked at');
      await looksGood();
      for (const message of await take('fetches')) await workFetch(desk, message as FetchesMessage);
      await page.reload();
      expect(await page.locator('.items').innerText()).toContain('Proven by the DNS record');

      await page.getByRole('link', { name: 'Keys' }).click();
      await fill(page, { 'What it is for': 'CMS' });
      await press(page, 'Issue the key');
      await page
        .getByRole('alert')
        .getByRole('link', { name: /tick at least one/i })
        .click();
      await page.getByLabel('register originals').check();
      await press(page, 'Issue the key');
      expect(await page.getByRole('status').innerText()).toMatch(/cdk_\w{12}_[\w-]{43}/);
      await page.getByRole('link', { name: 'Keys' }).click();
      expect(await page.locator('main').innerText()).not.toMatch(/cdk_\w{12}_[\w-]{43}/);
      await looksGood();

      await page.getByRole('link', { name: 'Originals' }).click();
      await looksGood();
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

      await page.getByRole('link', { name: 'Licences' }).click();
      await fill(page, { 'Who may republish': 'newsriver', From: '2026-03-01' });
      await press(page, 'Register the licence');
      await looksGood();
      await press(page, /End it now/);
      expect(await page.locator('.items').innerText()).toContain('Ended');

      await press(page, 'Sign out');
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
