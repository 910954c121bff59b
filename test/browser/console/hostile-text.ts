import { completeComplaint } from '../../../local/demo/demo-complaint';
import { copies, copyUrl, originals } from '../../../local/demo/demo-articles';
import { eventually } from '../../flow/support/played-stack';
import { barriersAtEveryWidth } from '../support/barriers';
import type { ConsoleDesk, Reader } from '../support/console-desk';

/** Each would leave its mark on the window if it were anything but text. */
const hostile = [
  '<script>window.owned = 1</script>',
  '<img src=x onerror="window.owned = 2">',
  '"><svg/onload="window.owned = 3">',
  '<a href="javascript:window.owned = 4">read on</a>',
  'javascript:window.owned=5',
  '</textarea></title></style><iframe srcdoc="<script>parent.owned = 6</script>">',
];
const turned = 'The file is called \u202Efdp.exe and no text at all, said the harbour master on Monday.';
const spaced =
  'Nobody in the har\u200Bbour had ever sent for it, and nobody in the town would open it either.';
const plain =
  'The clerk printed every line of it, pinned the sheets to the board outside the office and went to lunch.';
/** Long enough that it is a passage of its own. */
const shared = `${plain} ${turned} ${hostile.join(' and then ')} ${spaced}`;
const line = 'x'.repeat(900_000);
const slug = 'hostile-page';

export function hostileText(at: () => ConsoleDesk): void {
  let rita: Reader;
  let caseId: string;
  let follow: string;

  beforeAll(async () => {
    const { desk } = at();
    const text = `${shared}\n\n${line}`;
    const sent = await desk.call<{ articleId: string }>(
      'submitArticle',
      { body: { externalId: slug, url: copyUrl(slug), title: hostile[0], text } },
      desk.keys.feed,
    );
    await desk.finished(sent.body.articleId);
    const { targets, works, contact, ...rest } = completeComplaint(originals.ferry, copies.ferry);
    const filed = await desk.call<{ caseId: string; statusToken: string }>(
      'submitNotice',
      {
        body: {
          ...rest,
          contact: { ...contact, name: `\u202E${hostile[1]}`, organisation: hostile[2] },
          works: [{ ...works[0], title: hostile[0], originalUrl: hostile[4], text: shared }],
          targets: [{ ...targets[0], url: copyUrl(slug) }],
          explanation: [turned, ...hostile].join('\n'),
        },
      },
      desk.keys.publisher,
    );
    expect([filed.status, filed.body]).toEqual([201, filed.body]);
    ({ caseId } = filed.body);
    follow = `/follow/${filed.body.statusToken}`;
    await eventually('the evidence', async () =>
      (await at().read(caseId)).itemViews[0]?.comparison.outcome === 'compared' ? true : undefined,
    );
    rita = await at().reader('rita', `/cases/${caseId}`);
    await rita.page.waitForSelector('.aligned');
  });
  afterAll(() => rita?.context.close());

  const marks = () => rita.page.evaluate('window.owned');

  it('says in the queue what it is about, as text', async () => {
    const { page } = rita;
    await page.keyboard.press('q');
    const about = page.locator(`[data-case="${caseId}"] .about + .about`);
    expect(await about.textContent()).toBe(`${hostile[0]}by ${hostile[2]}`);
    expect(await marks()).toBeUndefined();
    await page.goBack();
    await page.waitForSelector('.aligned');
  });

  it('stays text, word for word', async () => {
    const { page } = rita;
    const shown = await page.textContent('.aligned');
    for (const each of hostile) expect(shown).toContain(each);
    await page.locator('summary', { hasText: 'The letter' }).click();
    expect(await page.innerText('.letter')).toContain(hostile[0]);
    expect(await page.locator('#console :is(script, iframe, img, [onerror], [onload])').count()).toBe(0);
    expect(await page.locator('a[href^="javascript:" i]').count()).toBe(0);
    expect(await marks()).toBeUndefined();
  });

  it('turns no line round, and hides no sign', async () => {
    const signs = await rita.page.locator('.aligned .invisible').allInnerTexts();
    // In the page and in the original that faces it.
    expect(signs.toSorted()).toEqual(['U+200B', 'U+200B', 'U+202E', 'U+202E']);
    const override = await rita.page.evaluate<boolean>(
      `document.querySelector('.aligned').textContent.includes('\\u202E')`,
    );
    expect(override).toBe(false);
  });

  it('turns no quotation mark of ours round what somebody noted', async () => {
    const { page } = rita;
    await page.getByRole('button', { name: 'Note …' }).click();
    await page.waitForSelector('dialog[open]');
    await page.keyboard.type(turned);
    await page.locator('dialog[open] .primary').click();
    const noted = page.locator('.timeline li', { hasText: 'noted' });
    await noted.waitFor();
    expect(await noted.locator('bdi').textContent()).toBe(turned);
    await page.locator('dialog[open]').waitFor({ state: 'hidden' });
  });

  it('leaves the page usable beside a line of a megabyte', async () => {
    const { page } = rita;
    const folded = page.locator('.aligned details', { hasText: 'only on the page' });
    expect(await folded.textContent()).toContain(line);
    expect(await folded.getAttribute('open')).toBeNull();
    await page.keyboard.press('c');
    await page.waitForSelector('.decide .actions');
    await page.keyboard.press('j');
    expect(await rita.focused()).toMatch(/^1 /);
    await page.keyboard.press('w');
    const words = `${hostile[0]} \u202E ${'word for word '.repeat(10)}`;
    await page.keyboard.type(words);
    expect(await page.inputValue('.decide textarea')).toBe(words);
    expect(await barriersAtEveryWidth(page)).toEqual([]);
    expect(await marks()).toBeUndefined();
    expect(rita.heard).toEqual([]);
  });

  it('is text on the complainant’s page too', async () => {
    const reader = await at().stranger(follow);
    expect(await reader.page.textContent('main')).toContain(caseId);
    expect(await reader.page.locator('main :is(script, iframe, img, svg)').count()).toBe(0);
    expect(await reader.page.evaluate('window.owned')).toBeUndefined();
    expect(await barriersAtEveryWidth(reader.page)).toEqual([]);
    expect(reader.heard).toEqual([]);
    await reader.context.close();
  });
}
