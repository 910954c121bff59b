/** Makes the README's pictures of the console: plays the stack, tells the demo up to where a person is asked, and looks. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../../test/browser/support/browser';
import { tellDemo } from '../../cli/demo';

const here = resolve(__dirname);

interface View {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly dark?: true;
  /** Brings the page to what is to be seen. */
  readonly show: (page: Page, caseId: string) => Promise<unknown>;
}

const openCase = async (page: Page, caseId: string) => {
  await page.goto(`/console/cases/${caseId}?login_hint=rita`);
  await page.waitForSelector('.aligned');
  if ((await page.locator('.decide .actions').count()) === 0) await page.keyboard.press('c');
  await page.waitForSelector('.decide .actions');
};

const views: readonly View[] = [
  { name: 'console-case', width: 1440, height: 1000, show: openCase },
  { name: 'console-case-dark', width: 1440, height: 1000, dark: true, show: openCase },
  { name: 'console-case-narrow', width: 390, height: 1200, show: openCase },
  {
    name: 'console-queue',
    width: 1200,
    height: 480,
    async show(page) {
      await page.goto('/console/?login_hint=rita');
      await page.waitForSelector('[data-case]');
    },
  },
];

async function main(): Promise<void> {
  const stateDir = mkdtempSync(join(tmpdir(), 'copydesk-pictures-'));
  const browser = await launchBrowser();
  try {
    await tellDemo(stateDir, async ({ apiUrl, caseId }) => {
      for (const { name, width, height, dark, show } of views) {
        const context = await browser.newContext({
          baseURL: apiUrl,
          viewport: { width, height },
          colorScheme: dark ? 'dark' : 'light',
          reducedMotion: 'reduce',
          timezoneId: 'UTC',
          locale: 'en-GB',
        });
        const page = await context.newPage();
        await show(page, caseId);
        await page.waitForLoadState('networkidle');
        await page.screenshot({ path: join(here, `${name}.png`) });
        await context.close();
        process.stderr.write(`docs/pictures/${name}.png\n`);
      }
    });
  } finally {
    await browser.close();
    rmSync(stateDir, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
