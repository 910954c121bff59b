import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

/** WCAG 2.2 AA, and what axe holds to be good practice besides. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What changes between light and dark. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

const axe = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** Of a page as it stands: one line a finding. @param seen rules that a wider window was held to already. */
async function findings(
  page: Page,
  type: 'tag' | 'rule',
  values: readonly string[],
  seen: readonly string[] = [],
): Promise<string[]> {
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(`${axe};undefined`);
  const options = JSON.stringify({
    runOnly: { type, values },
    rules: Object.fromEntries(seen.map((rule) => [rule, { enabled: false }])),
    resultTypes: ['violations'],
  });
  const violations = await page.evaluate<readonly Violation[]>(
    `axe.run(document, ${options}).then(({ violations }) =>
      violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map(({ html }) => ({ html })) })))`,
  );
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' | ')}`,
  );
}

/** What axe finds wrong with a page as it stands, in light and in dark. */
export async function barriers(page: Page): Promise<readonly string[]> {
  const light = await findings(page, 'tag', RULES);
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await findings(page, 'rule', COLOURS);
  await page.emulateMedia({ colorScheme: 'light' });
  return [...light, ...dark.map((finding) => `dark: ${finding}`)];
}

/** CSS pixels: a telephone held upright (WCAG 2.2, 1.4.10), and a window of 1280 at 200 % (1.4.4). */
const NARROW = [320, 640];

/** What stands in anybody's way on a page: as wide as it is, on a narrow screen, and enlarged. */
export async function barriersAtEveryWidth(page: Page): Promise<readonly string[]> {
  const wide = page.viewportSize()!;
  const found = [...(await barriers(page))];
  for (const width of NARROW) {
    await page.setViewportSize({ width, height: 800 });
    const taken = await page.evaluate<number>('document.documentElement.scrollWidth');
    if (taken > width) found.push(`${taken} pixels wide on a screen of ${width}`);
  }
  await page.setViewportSize({ width: NARROW[0]!, height: 800 });
  found.push(...(await findings(page, 'tag', RULES, COLOURS)).map((finding) => `narrow: ${finding}`));
  await page.setViewportSize(wide);
  return found;
}

/** What a page complains of in its console, refused and broken scripts among it; it is to stay empty. */
export function complaintsOf(page: Page): readonly string[] {
  const heard: string[] = [];
  page.on('pageerror', (error) => heard.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') heard.push(message.text());
  });
  return heard;
}
