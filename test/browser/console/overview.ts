import { barriersAtEveryWidth } from '../support/barriers';
import type { ConsoleDesk, Reader } from '../support/console-desk';
import type { Statistics } from '../../../shared/desk/statistics';
import type { AnswerOf } from '../../../shared/wire/contracts';

const HOUR = 3_600_000;

/** What a manager sees of the desk. The clock is moved by a day, so nothing that counts on it comes after. */
export function overview(at: () => ConsoleDesk): void {
  let mona: Reader;
  const statistics = async () => (await at().desk.callAs<Statistics>('mona', 'statistics')).body;
  const figure = (title: string) => mona.page.locator('figure', { hasText: title });

  beforeAll(async () => {
    mona = await at().reader('mona');
    await mona.page.waitForSelector('main.queue');
  });
  afterAll(() => mona?.context.close());

  it('counts every open case, by what it is and by where it stands', async () => {
    await mona.page.keyboard.press('o');
    await mona.page.waitForSelector('.happened');
    const { open } = await statistics();
    expect(open.counted).toBeGreaterThan(0);
    expect(await mona.page.textContent('main .count')).toMatch(new RegExp(`^${open.counted} open, counted `));
    for (const name of ['Open cases by what they are', 'And by where they stand']) {
      const counts = await mona.page.getByRole('table', { name }).locator('td').allInnerTexts();
      expect(counts.reduce((sum, count) => sum + Number(count), 0)).toBe(open.counted);
    }
  });

  it('looks back as far as is chosen, and keeps it in the address', async () => {
    const { page } = mona;
    const rows = figure('Mails to complainants').locator('tbody tr');
    expect(await rows.count()).toBe(7);
    for (const [words, search, columns] of [
      ['30 days', '?days=30', 30],
      ['13 weeks', '?days=91', 13],
    ] as const) {
      await page.getByRole('link', { name: words }).click();
      await page.waitForSelector(`h2:has-text("The last ${words}")`);
      await page.waitForSelector('.happened[aria-busy=false]');
      expect(new URL(page.url()).search).toBe(search);
      expect(await rows.count()).toBe(columns);
    }
    await page.reload();
    await page.waitForSelector('h2:has-text("The last 13 weeks")');
    expect(await page.getByRole('link', { name: '13 weeks' }).getAttribute('aria-current')).toBe('true');
    await page.evaluate('document.querySelectorAll("main details").forEach((each) => (each.open = true))');
    expect(await barriersAtEveryWidth(page)).toEqual([]);
  });

  it('says which promises were broken and why, and leads to the case', async () => {
    // A token does not last so long: a page that is still open then may ask in vain, and complain.
    expect(mona.heard).toEqual([]);
    await mona.context.close();
    await at().desk.advance(25 * HOUR);
    const { broken } = await statistics();
    expect(broken.map(({ waitedFor }) => waitedFor)).toContain('unclaimed');
    mona = await at().reader('mona', '/overview');
    const { page } = mona;
    await figure('Promises broken').locator('summary').click();
    const told = await figure('Promises broken').locator('tbody tr:has(a)').allInnerTexts();
    expect(told).toHaveLength(broken.length);
    expect(told.join()).toContain('nobody had claimed it');
    const late = broken[0]!.caseId;
    await figure('Promises broken').getByRole('link', { name: late }).first().click();
    await page.waitForSelector(`h1:text-is("${late}")`);
    expect(mona.heard).toEqual([]);
  });
  it('takes what people are told of in hand on the case, where the link of a page leads: it could be done on the overview alone', async () => {
    const { alerts } = (await at().desk.callAs<AnswerOf<'listAlerts'>>('mona', 'listAlerts')).body;
    const { id } = alerts.find((each) => each.id.startsWith('CD-'))!;
    const { page } = mona;
    await page.goto(`/console/cases/${id}`);
    const alert = page.getByRole('region', { name: 'Alert' });
    await alert.getByRole('button', { name: /^I have it in hand/ }).click();
    await alert.getByText('mona has it in hand').waitFor();
    expect(await barriersAtEveryWidth(page)).toEqual([]);
    expect(mona.heard).toEqual([]);
  });
}
