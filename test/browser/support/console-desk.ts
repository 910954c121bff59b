import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { copies, copyUrl, originals } from '../../../local/demo/demo-articles';
import { completeComplaint } from '../../../local/demo/demo-complaint';
import type { CaseView } from '../../../shared/desk/read-case';
import { type DemoDesk, openDemoDesk, submitted } from '../../flow/support/demo-desk';
import { eventually } from '../../flow/support/played-stack';
import { complaintsOf } from './barriers';
import { launchBrowser } from './browser';
import { focused, tabTo } from './keyboard';

/** Somebody before the console, in a browser context of their own. */
export interface Reader {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the browser complained of. */
  readonly heard: readonly string[];
  /** What has the focus, by its accessible text. */
  readonly focused: () => Promise<string>;
  /** Waits until the live region has said it. */
  readonly hears: (words: string) => Promise<void>;
  /** Presses Tab until that has the focus. @throws Error if it never comes by. */
  readonly tabTo: (name: string) => Promise<void>;
}

/** One played stack and one browser, for every suite of the console. */
export interface ConsoleDesk {
  readonly desk: DemoDesk;
  readonly browser: Browser;
  /** Opens the console at a path under `/console`, signed in as that person. */
  readonly reader: (username: string, path?: string, options?: BrowserContextOptions) => Promise<Reader>;
  /** A browser that nobody has signed in with. */
  readonly stranger: (path: string, options?: BrowserContextOptions) => Promise<Reader>;
  /** Puts pages of one text onto the site. */
  readonly publish: (slugs: readonly string[], text?: string) => Promise<void>;
  /** A complaint about these pages of the site, compared as far as they can be. @returns its case. */
  readonly file: (slugs: readonly string[], original?: string) => Promise<string>;
  readonly read: (caseId: string) => Promise<CaseView>;
  readonly close: () => Promise<void>;
}

export async function openConsoleDesk(): Promise<ConsoleDesk> {
  const browser = await launchBrowser();
  // Three removals in one case are more than one person decides.
  const desk = await openDemoDesk({
    secondPerson: { removalsAbove: 2, authorityOrders: true, pressFreedom: true },
  }).catch(async (error: unknown) => {
    await browser.close();
    throw error;
  });
  const { apiUrl } = desk.stack.description();
  const read = async (caseId: string) =>
    (await desk.callAs<CaseView>('rita', 'readCase', { params: { caseId } })).body;

  async function stranger(path: string, options: BrowserContextOptions = {}): Promise<Reader> {
    const context = await browser.newContext({
      baseURL: apiUrl,
      viewport: { width: 1440, height: 900 },
      reducedMotion: 'reduce',
      ...options,
    });
    context.setDefaultTimeout(30_000);
    const page = await context.newPage();
    const heard = complaintsOf(page);
    await page.goto(path);
    return {
      context,
      page,
      heard,
      focused: () => focused(page),
      hears: (words) => page.locator('[role=status]', { hasText: words }).waitFor({ state: 'attached' }),
      tabTo: (name) => tabTo(page, name),
    };
  }

  return {
    desk,
    browser,
    stranger,
    reader: (username, path = '/', options = {}) =>
      stranger(`/console${path}${path.includes('?') ? '&' : '?'}login_hint=${username}`, options),
    async publish(slugs, text = copies.ferry.text) {
      await desk.send(
        'SubmissionsQueue',
        slugs.map((slug) => submitted({ slug, title: 'A page', text })),
      );
      for (const slug of slugs)
        await eventually(`the page ${slug}`, () =>
          desk.cms
            .orders()
            .find(({ data }) => data['url'] === copyUrl(slug) && data['disposition'] === 'publish'),
        );
    },
    async file(slugs, original = originals.ferry.text) {
      const { targets, works, ...rest } = completeComplaint(originals.ferry, copies.ferry);
      const filed = await desk.call<{ caseId: string }>(
        'submitNotice',
        {
          body: {
            ...rest,
            works: works.map(({ title }) => ({ title, text: original })),
            targets: slugs.map((slug) => ({ ...targets[0], url: copyUrl(slug) })),
          },
        },
        desk.keys.publisher,
      );
      const { caseId } = filed.body;
      await eventually('the evidence', async () =>
        (await read(caseId)).itemViews.every(({ comparison }) => comparison.outcome !== 'pending')
          ? true
          : undefined,
      );
      return caseId;
    },
    read,
    async close() {
      await browser.close();
      await desk.close();
    },
  };
}
