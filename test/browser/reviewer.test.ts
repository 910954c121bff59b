import type { Browser, Page } from 'playwright-core';
import { copies, copyUrl, originals } from '../../local/demo/demo-articles';
import type { QueuePage } from '../../shared/desk/list-queue';
import type { CaseView } from '../../shared/desk/read-case';
import { complaint, type DemoDesk, openDemoDesk, submitted } from '../flow/support/demo-desk';
import { eventually } from '../flow/support/played-stack';
import { barriers, complaintsOf } from './support/barriers';
import { launchBrowser } from './support/browser';

jest.setTimeout(120_000);

let desk: DemoDesk;
let browser: Browser;
let page: Page;
let heard: readonly string[];
let caseId: string;

const readCase = async () => (await desk.callAs<CaseView>('rita', 'readCase', { params: { caseId } })).body;
const pageOnSite = async () => (await fetch(`${desk.cms.url}/${copies.ferry.slug}`)).status;

/** What has the focus, by its accessible text. */
const focused = async () => (await page.textContent(':focus'))?.trim();

beforeAll(async () => {
  browser = await launchBrowser();
  desk = await openDemoDesk();
  // The page stood here before anybody registered its original, so it is out.
  await desk.send('SubmissionsQueue', [submitted(copies.ferry)]);
  await eventually('the page of the ferry', async () => ((await pageOnSite()) === 200 ? true : undefined));
  const filed = await desk.call<{ caseId: string }>('submitNotice', {
    body: {
      ...complaint(originals.ferry, copies.ferry),
      works: [{ title: originals.ferry.title, text: originals.ferry.text }],
    },
  });
  ({ caseId } = filed.body);
  await eventually('the evidence', async () =>
    (await readCase()).itemViews[0]?.comparison.outcome === 'compared' ? true : undefined,
  );
  page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  heard = complaintsOf(page);
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
});

describe('a reviewer, by keyboard alone', () => {
  it('is signed in, and finds the queue', async () => {
    await page.goto(`${desk.stack.description().apiUrl}/console/?login_hint=rita`);
    await page.waitForSelector(`[data-case="${caseId}"]`);
    expect(new URL(page.url()).search).toBe('');
    expect(await focused()).toBe('Queue');
    expect(await barriers(page)).toEqual([]);
  });

  it('takes the next case, which is the one that is due', async () => {
    await page.keyboard.press('n');
    await page.waitForSelector('.decide .actions');
    expect(await focused()).toBe(caseId);
    expect((await readCase()).lease?.holder).toBe('rita');
  });

  it('reads the two texts, passage by passage', async () => {
    await page.waitForSelector('.aligned');
    await page.keyboard.press('j');
    expect(await focused()).toBe('1 own words');
    await page.keyboard.press('j');
    expect(await focused()).toBe('2 quotation');
    await page.keyboard.press('k');
    expect(await focused()).toBe('1 own words');
    const facts = await page.textContent('.facts');
    expect(facts).toContain('Most is shared');
    expect(facts).toContain('U+0412');
    // What the page shows of a passage is what stands there, word for word.
    const shown = await page.textContent('.aligned .passage td');
    expect(copies.ferry.text).toContain(shown!.replace(/ \(mixes scripts: .*?\)/, ''));
    expect(await barriers(page)).toEqual([]);
  });

  it('finds nothing chosen, and is told what is still to be said', async () => {
    expect(await page.locator('.actions input:checked').count()).toBe(0);
    expect(await page.locator('.decide .field select').inputValue()).toBe('');
    expect(await page.textContent('.gap')).toBe('Choose what is to be done.');
  });

  it('decides, sees that it waits, and takes it back', async () => {
    await decide('Nearly the whole article stands on the page.');
    await page.waitForSelector('.undo');
    expect((await readCase()).itemViews[0]?.state).toBe('DISABLED');
    expect(await pageOnSite()).toBe(200);
    await page.keyboard.press('z');
    await page.waitForSelector('.decide .actions');
    expect((await readCase()).itemViews[0]?.state).toBe('PENDING');
    expect(page.url()).toContain(caseId);
  });

  it('decides again, and when the time to undo is over the page vanishes and is confirmed gone', async () => {
    await decide('Nearly the whole article stands on the page, and no licence covers it.');
    await page.waitForSelector('.undo');
    await desk.advance(31_000);
    await eventually('the page to vanish', async () => ((await pageOnSite()) === 410 ? true : undefined));
    await eventually('the page to be seen gone', async () =>
      (await readCase()).itemViews[0]?.confirmedGoneAt === undefined ? undefined : true,
    );
    const { body } = await desk.callAs<QueuePage>('rita', 'listQueue');
    expect(body.cases.filter((line) => line.caseId === caseId && line.pending > 0)).toEqual([]);
    await page.goto(`${desk.stack.description().apiUrl}/console/cases/${caseId}`);
    await page.waitForSelector('.gone');
    expect(await page.textContent('.decided')).toContain('no licence covers it');
    expect(await page.textContent('.evidence h2')).toContain(copyUrl(copies.ferry.slug));
    expect(await barriers(page)).toEqual([]);
  });

  it('looks at the overview and at the keys, and meets no barrier there', async () => {
    await page.keyboard.press('o');
    await page.waitForSelector('.chart');
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('?');
    await page.waitForSelector('dialog.help[open]');
    expect(await barriers(page)).toEqual([]);
  });

  it('sees no script refused and no error', () => {
    expect(heard).toEqual([]);
  });
});

/** Disable, for a full copy, in these words: by keys alone. */
async function decide(words: string): Promise<void> {
  await page.keyboard.press('1');
  await page.keyboard.press('r');
  await page.keyboard.type('a full');
  await page.keyboard.press('Tab');
  await page.keyboard.type(words);
  await page.keyboard.press('Control+Enter');
}
