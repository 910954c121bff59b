/** Makes the README's pictures of the console: plays the stack, tells the demo up to where a person is asked, and looks. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../../test/browser/support/browser';
import { tellDemo } from '../../cli/demo';
import { DEMO_PUBLISHER } from '../../local/demo/demo-articles';
import { readStackDescription } from '../../local/stack-description';

const here = resolve(__dirname);

interface View {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly dark?: true;
  /** Brings the page to what is to be seen. */
  readonly show: (page: Page, caseId: string, mailedLink: () => Promise<string>) => Promise<unknown>;
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
  {
    name: 'account-copies',
    width: 800,
    height: 560,
    async show(page, _caseId, mailedLink) {
      await page.goto('/account/sign-in');
      await page.getByLabel('E-mail address').fill(DEMO_PUBLISHER.email);
      await page.getByRole('button', { name: 'Mail me a link' }).click();
      await page.goto(await mailedLink());
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.goto('/account/copies');
    },
  },
];

/** Out of the newest mail of the stack that has one. */
async function mailedLinkOf(stateDir: string): Promise<string> {
  const { controlUrl, controlToken } = readStackDescription(stateDir)!;
  for (;;) {
    const answer = await fetch(`${controlUrl}/mails`, {
      headers: { authorization: `Bearer ${controlToken}` },
    });
    const mails = (await answer.json()) as readonly { readonly at: string; readonly text: string }[];
    const links = mails
      .toSorted((a, b) => (a.at < b.at ? 1 : -1))
      .flatMap(({ text }) => /http\S+\/account\/sign-in\/\S+/.exec(text)?.[0] ?? []);
    if (links[0] !== undefined) return links[0];
    await sleep(200);
  }
}

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
        await show(page, caseId, () => mailedLinkOf(stateDir));
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
