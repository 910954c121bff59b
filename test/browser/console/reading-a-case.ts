import { copies, copyUrl } from '../../../local/demo/demo-articles';
import type { QueuePage } from '../../../shared/desk/list-queue';
import { eventually } from '../../flow/support/played-stack';
import type { ConsoleDesk, Reader } from '../support/console-desk';

const { slug, text } = copies.ferry;

/** From the queue to a page that is seen gone, with a decision taken back on the way. */
export function readingACase(at: () => ConsoleDesk): void {
  let rita: Reader;
  let caseId: string;
  const item = async () => (await at().read(caseId)).itemViews[0]!;
  const pageOnSite = async () => (await fetch(`${at().desk.cms.url}/${slug}`)).status;

  beforeAll(async () => {
    await at().publish([slug]);
    caseId = await at().file([slug]);
    rita = await at().reader('rita');
  });
  afterAll(() => rita?.context.close());

  /** Disable, for a full copy, in these words: by keys alone. */
  async function decide(words: string): Promise<void> {
    const { keyboard } = rita.page;
    await keyboard.press('1');
    await keyboard.press('r');
    await keyboard.type('a full');
    await keyboard.press('Tab');
    await keyboard.type(words);
    await keyboard.press('Control+Enter');
    await rita.page.waitForSelector('.undo');
  }

  it('is signed in, and finds the queue', async () => {
    await rita.page.waitForSelector(`[data-case="${caseId}"]`);
    expect(new URL(rita.page.url()).search).toBe('');
    expect(await rita.focused()).toBe('Queue');
  });

  it('takes the next case, which is the one that is due', async () => {
    await rita.page.keyboard.press('n');
    await rita.page.waitForSelector('.decide .actions');
    expect(await rita.focused()).toBe(caseId);
    expect((await at().read(caseId)).lease?.holder).toBe('rita');
  });

  it('reads the two texts, passage by passage', async () => {
    const { page, focused } = rita;
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
    expect(text).toContain(shown!.replace(/ \(mixes scripts: .*?\)/, ''));
  });

  it('finds nothing chosen, and is told what is still to be said', async () => {
    const { page } = rita;
    expect(await page.locator('.actions input:checked').count()).toBe(0);
    expect(await page.locator('.decide .field select').inputValue()).toBe('');
    expect(await page.textContent('.gap')).toBe('Choose what is to be done.');
  });

  it('decides, sees that it waits, and takes it back', async () => {
    await decide('Nearly the whole article stands on the page.');
    expect((await item()).state).toBe('DISABLED');
    expect(await pageOnSite()).toBe(200);
    await rita.page.keyboard.press('z');
    await rita.page.waitForSelector('.decide .actions');
    expect((await item()).state).toBe('PENDING');
    expect(rita.page.url()).toContain(caseId);
  });

  it('decides again, and when the time to undo is over the page vanishes and is confirmed gone', async () => {
    await decide('Nearly the whole article stands on the page, and no licence covers it.');
    await at().desk.advance(31_000);
    await eventually('the page to vanish', async () => ((await pageOnSite()) === 410 ? true : undefined));
    await eventually('the page to be seen gone', async () => (await item()).confirmedGoneAt);
    const { body } = await at().desk.callAs<QueuePage>('rita', 'listQueue');
    expect(body.cases.filter((line) => line.caseId === caseId && line.pending > 0)).toEqual([]);
    await rita.page.goto(`/console/cases/${caseId}`);
    await rita.page.waitForSelector('.gone');
    expect(await rita.page.textContent('.decided')).toContain('no licence covers it');
    expect(await rita.page.textContent('.evidence h2')).toContain(copyUrl(slug));
  });

  it('sees no script refused and no error', () => {
    expect(rita.heard).toEqual([]);
  });
}
