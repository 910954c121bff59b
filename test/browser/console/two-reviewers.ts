import type { ConsoleDesk, Reader } from '../support/console-desk';

/** Who has a case, and what becomes of a decision that comes second. */
export function twoReviewers(at: () => ConsoleDesk): void {
  let rita: Reader;
  let mona: Reader;
  let caseId: string;

  beforeAll(async () => {
    caseId = await at().file(['two-people']);
    [rita, mona] = await Promise.all([
      at().reader('rita', `/cases/${caseId}`),
      at().reader('mona', `/cases/${caseId}`),
    ]);
    await Promise.all([rita, mona].map(({ page }) => page.waitForSelector('.lease')));
  });
  afterAll(async () => {
    await rita?.context.close();
    await mona?.context.close();
  });

  it('says who has it, and offers it to nobody else', async () => {
    await rita.page.keyboard.press('c');
    await rita.page.waitForSelector('.lease[data-mine=true]');
    await mona.page.reload();
    await mona.page.waitForSelector('.lease');
    expect(await mona.page.textContent('.lease p')).toMatch(/^rita is working on it, for \d\d:\d\d\.$/);
    expect(await mona.page.textContent('.decide')).toContain('rita has this case. You can read along.');
    expect(await mona.page.locator('.decide .actions').count()).toBe(0);
    await mona.page.keyboard.press('q');
    await mona.page.waitForSelector(`[data-case="${caseId}"]`);
    expect(await mona.page.textContent(`[data-case="${caseId}"] [data-label=With]`)).toBe('rita');
    await mona.page.goBack();
  });

  it('shows who was too late what has changed, and keeps what they wrote', async () => {
    const { page } = rita;
    await page.keyboard.press('7');
    await page.keyboard.press('r');
    await page.keyboard.type('no such');
    await page.keyboard.press('Tab');
    await page.keyboard.type('I looked, and nothing is there.');
    // What rita has on screen is from before mona came.
    let letThrough: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (letThrough = resolve));
    await page.route(`**/cases/${caseId}`, async (route) => {
      if (route.request().resourceType() === 'fetch') await held;
      await route.continue();
    });
    await mona.page.waitForSelector('.lease');
    await mona.page.getByRole('button', { name: 'Take over' }).click();
    await mona.page.keyboard.type('rita is at lunch');
    await mona.page.keyboard.press('Tab');
    await mona.page.keyboard.press('Enter');
    await mona.page.waitForSelector('.lease[data-mine=true]');

    const answer = page.waitForResponse((response) => response.url().endsWith('/decisions'));
    await page.keyboard.press('Control+Shift+Enter');
    expect((await answer).status()).toBe(409);
    letThrough();
    await page.waitForSelector('.lease[data-mine=false]');
    expect(await page.textContent('.decide .trouble')).toMatch(/mona/);
    expect(await page.textContent('.decide')).toContain('What you wrote is kept');
    await page.locator('.news', { hasText: 'mona' }).waitFor();
    expect(await page.textContent('.news')).toMatch(/Since you read this case:.*mona: .*“rita is at lunch”/);
    await page.unroute(`**/cases/${caseId}`);

    await mona.page.keyboard.press('c');
    await mona.page.waitForSelector('.lease[data-mine=false]');
    await page.getByRole('button', { name: 'I have seen it' }).click();
    await page.reload();
    await page.waitForSelector('.lease');
    await page.keyboard.press('c');
    await page.waitForSelector('.decide .actions');
    expect(await page.inputValue('.decide textarea')).toBe('I looked, and nothing is there.');
    // Told no is what the browser itself complains of, and nothing else is.
    expect(rita.heard.filter((line) => !line.includes('409'))).toEqual([]);
    expect(mona.heard).toEqual([]);
  });

  it('says when the connection is lost that nothing renews the claim, and renews it when it is back', async () => {
    const { page, context } = rita;
    await page.waitForSelector('.lease[data-mine=true]');
    await context.setOffline(true);
    await page.waitForSelector('.lease[data-offline=true]');
    expect(await page.textContent('.lease p')).toMatch(
      /^Yours, for \d\d:\d\d\. The connection is lost: nothing renews it\.$/,
    );
    await rita.hears('The connection is lost');
    await page.keyboard.press('Control+Shift+Enter');
    await page.waitForSelector('.decide .trouble:has-text("The desk does not answer")');
    expect(await page.textContent('.decide')).toContain('What you wrote is kept. Decide again when');
    expect(await page.locator('.decide textarea').first().inputValue()).toBe(
      'I looked, and nothing is there.',
    );
    await page.clock.install();
    await page.clock.fastForward('10:01');
    await page.waitForSelector('.remaining:text-is("run out.")');
    await context.setOffline(false);
    await page.waitForSelector('.lease[data-offline=false]');
    await rita.hears('The connection is back');
  });
}
