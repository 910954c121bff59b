import { copyUrl, originalUrl } from '../../../local/demo/demo-articles';
import { completeComplaint } from '../../../local/demo/demo-complaint';
import { submitted } from '../../flow/support/demo-desk';
import { copies, originals } from '../../../local/demo/demo-articles';
import { eventually } from '../../flow/support/played-stack';
import type { ConsoleDesk, Reader } from '../support/console-desk';

const told = (what: string, from: number, count: number) =>
  Array.from({ length: count }, (_, i) => `The ${what} of day ${from + i} came to ${(from + i) * 37}.`).join(
    ' ',
  );
const disclaimer =
  'These tables are printed as they were handed to us; the lighthouse board answers for no loss or damage that comes of ' +
  'trusting them, and every master is asked to look at the signal mast before a vessel leaves the quay.';
const story = (slug: string, text: string) => ({ slug, title: `Lights: ${slug}`, text });
const original = story('lights', `${told('light', 100, 30)}\n\n${disclaimer}`);
const own = (slug: string) => story(slug, `${told(slug, 1, 15)}\n\n${disclaimer}`);

/** An article is held for a disclaimer that all print: a reviewer lets it go, and no other is held for it. */
export function excludingAPassage(at: () => ConsoleDesk): void {
  let rita: Reader;
  let caseId: string;

  const disposition = (slug: string) =>
    eventually(`what becomes of ${slug}`, () =>
      at()
        .desk.cms.orders()
        .find(({ type, data }) => type === 'article.disposition' && data['url'] === copyUrl(slug)),
    );

  beforeAll(async () => {
    const { desk } = at();
    await desk.register(original);
    await desk.send('SubmissionsQueue', [submitted(own('market'))]);
    const held = await disposition('market');
    expect(held.data['disposition']).toBe('hold');
    caseId = held.data['caseId'] as string;
    rita = await at().reader('rita', `/cases/${caseId}`);
    await rita.page.waitForSelector('.aligned');
  });
  afterAll(() => rita?.context.close());

  it('lets the article go, and excludes the passage in one go', async () => {
    const { page } = rita;
    await page.keyboard.press('c');
    await page.waitForSelector('.decide .actions');
    await page.keyboard.press('7');
    await page.locator('.decide select').first().selectOption('KEPT_SHORT_EXTRACT');
    await page.keyboard.press('w');
    await page.locator('.decide textarea').fill('Every harbour prints this.');
    await page.getByText('Passages that are nobody’s own words').click();
    const choices = page.locator('.decide fieldset .choice');
    expect(await choices.allInnerTexts()).toEqual([
      expect.stringContaining('1. own words: These tables are'),
    ]);
    await choices.first().click();
    await page.keyboard.press('Control+Shift+Enter');
    await page.waitForSelector('.undo');
    expect(await page.locator('.trouble').allInnerTexts()).toEqual([]);
    await page.getByText('Excluded passages').click();
    await page.getByText('Address 1, passage 1, against this original').waitFor();
  });

  it('has no other article held for it, and shows in the next comparison by whose decision', async () => {
    const { desk } = at();
    await desk.send('SubmissionsQueue', [submitted(own('school'))]);
    expect((await disposition('school')).data['disposition']).toBe('publish');
    const { targets, ...rest } = completeComplaint(originals.ferry, copies.ferry);
    const { body } = await desk.call<{ caseId: string }>(
      'submitNotice',
      {
        body: {
          ...rest,
          works: [{ title: original.title, originalUrl: originalUrl(original.slug) }],
          targets: [{ ...targets[0], url: copyUrl('school') }],
        },
      },
      desk.keys.publisher,
    );
    const compared = await eventually('the evidence', async () => {
      const [item] = (await at().read(body.caseId)).itemViews;
      return item?.evidence;
    });
    expect(compared.comparison).toMatchObject({ verdict: 'boilerplate' });
    const { page } = rita;
    await page.goto(`/console/cases/${body.caseId}`);
    await page.waitForSelector('.facts');
    await page.locator('.facts summary', { hasText: /^\d+ words?$/ }).click();
    expect(await page.textContent('.facts')).toContain(`words that a person excluded with ${caseId}`);
    await page.locator('.facts').getByRole('link', { name: caseId }).click();
    await page.waitForSelector(`h1:text-is("${caseId}")`);
  });

  it('lets the passage count again', async () => {
    const { page } = rita;
    await page.getByText('Excluded passages').click();
    await page.getByRole('button', { name: 'Let it count again' }).click();
    await rita.hears('The passage counts again.');
    await page.getByText('counts again since').waitFor();
    await at().desk.send('SubmissionsQueue', [submitted(own('fair'))]);
    expect((await disposition('fair')).data['disposition']).toBe('hold');
    expect(rita.heard).toEqual([]);
  });
}
