import type { Page } from 'playwright-core';

const FOCUSED = `(() => {
  const at = document.activeElement;
  if (at === null || at === document.body) return '';
  const named = at.getAttribute('aria-label') ?? at.labels?.[0]?.textContent ?? at.textContent;
  return (named || at.tagName).replaceAll(/\\s+/g, ' ').trim();
})()`;

/** What has the focus, by its accessible text. */
export const focused = (page: Page): Promise<string> => page.evaluate<string>(FOCUSED);

/** Presses Tab until that has the focus. @throws Error if it never comes by. */
export async function tabTo(page: Page, name: string): Promise<void> {
  const passed: string[] = [];
  for (let step = 0; step < 200; step++) {
    await page.keyboard.press('Tab');
    const reached = await focused(page);
    if (reached.startsWith(name)) return;
    passed.push(reached);
  }
  throw new Error(`Tab does not come to “${name}”, but to: ${passed.join(' / ')}`);
}
