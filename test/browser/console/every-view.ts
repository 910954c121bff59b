import type { Page } from 'playwright-core';
import { barriers, barriersAtEveryWidth } from '../support/barriers';
import type { ConsoleDesk, Reader } from '../support/console-desk';

/** WCAG 2.2 AA in light and dark, no wider than a telephone, and readable at 200 %. */
export function everyView(at: () => ConsoleDesk): void {
  let rita: Reader;
  let open: string;
  let proposed: string;

  beforeAll(async () => {
    const { desk, publish, file, read } = at();
    const slugs = ['view-1', 'view-2', 'view-3'];
    await publish(slugs);
    open = await file(slugs.slice(0, 2));
    proposed = await file(slugs);
    const params = { caseId: proposed };
    const { body: claim } = await desk.callAs<{ lease: { token: number } }>('rita', 'claimCase', { params });
    const decisions = [1, 2, 3].map((item) => ({
      item,
      actions: ['disable'],
      reasonCode: 'UPHELD_FULL_COPY',
      reason: 'The whole of it.',
    }));
    const { version } = await read(proposed);
    const body = { leaseToken: claim.lease.token, version, decisions };
    const { status } = await desk.callAs('rita', 'decideItems', { params, body });
    expect(status).toBe(200);
    rita = await at().reader('rita');
    await rita.page.waitForSelector('[data-case]');
  });
  afterAll(() => rita?.context.close());

  const openCase = async (page: Page) => {
    await page.goto(`/console/cases/${open}`);
    await page.waitForSelector('.aligned');
    await page.waitForSelector('.lease');
  };
  const dialog = async (page: Page, button: string) => {
    await page.getByRole('button', { name: button }).click();
    await page.waitForSelector('dialog[open]');
  };
  const goTo = (path: string, selector: string) => async (page: Page) => {
    await page.goto(path);
    await page.waitForSelector(selector);
  };

  const views: Readonly<Record<string, (page: Page) => Promise<void>>> = {
    'the queue': goTo('/console/', '[data-case]'),
    'a queue with nothing in it': goTo('/console/?only=late', '.empty'),
    'why a case is due then': async (page) => {
      await goTo('/console/', '[data-case]')(page);
      await page.locator('.why summary').first().click();
      await page.waitForSelector('.why table');
    },
    'a case that is free': openCase,
    'a case that is mine': async (page) => {
      await openCase(page);
      await page.keyboard.press('c');
      await page.waitForSelector('.decide .actions');
    },
    'a case with everything unfolded': async (page) => {
      await page.evaluate('document.querySelectorAll("main details").forEach((each) => (each.open = true))');
    },
    'a note': (page) => dialog(page, 'Note …'),
    'what is missing': async (page) => {
      await page.keyboard.press('Escape');
      await dialog(page, 'Ask for missing parts …');
    },
    'passing a case on': async (page) => {
      await page.keyboard.press('Escape');
      await dialog(page, 'Escalate …');
    },
    'closing a complaint': async (page) => {
      await page.keyboard.press('Escape');
      await dialog(page, 'Close the whole complaint unjudged …');
    },
    'a preview': async (page) => {
      await page.keyboard.press('Escape');
      await page.keyboard.press('1');
      await page.keyboard.press('r');
      await page.keyboard.type('a full');
      await page.keyboard.press('Tab');
      await page.keyboard.type('The whole of it.');
      await dialog(page, 'Preview …');
      await page.waitForSelector('.preview[open] .mail');
    },
    'a case that was decided in part': async (page) => {
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+Shift+Enter');
      await page.waitForSelector('.undo');
      await page.waitForSelector('.decided');
    },
    'a case that waits for a second person': (page) => goTo(`/console/cases/${proposed}`, '#approval')(page),
    'what was closed last': async (page) => {
      await page.keyboard.press('f');
      await page.waitForSelector('.find');
      await page.waitForSelector('[data-case], .empty');
    },
    'what was found': async (page) => {
      await page.fill('.find input', 'news.demo.example');
      await page.keyboard.press('Enter');
      await page.waitForSelector(`[data-case="${proposed}"]`);
    },
    'all that can be done there': async (page) => {
      await page.keyboard.press('Control+k');
      await page.waitForSelector('.palette[open] [role=option]');
    },
    'the overview': goTo('/console/overview', '.chart'),
    'the keys': async (page) => {
      await page.keyboard.press('?');
      await page.waitForSelector('dialog.help[open]');
    },
    'a case that is not there': goTo('/console/cases/CD-00000-00000', '.trouble'),
    'no such page': goTo('/console/nothing/here', 'h1'),
    'signed out': goTo('/console/?signed-out', 'h1'),
    'the front page': goTo('/', 'h1'),
    'the form': goTo('/complaints/new', 'h1'),
    'a publisher’s sign-in': goTo('/account/sign-in', 'h1'),
  };

  it.each(Object.entries(views))('%s', async (_, show) => {
    await show(rita.page);
    expect(await barriersAtEveryWidth(rita.page)).toEqual([]);
  });

  it('what the API says of itself', async () => {
    const { page } = rita;
    // One long page, the same at every width.
    await page.setViewportSize({ width: 320, height: 800 });
    await goTo('/docs', 'h1')(page);
    expect(await barriers(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
  });

  it('a sign-in that fails', async () => {
    const stranger = await at().stranger('/console/signed-in?error=access_denied&state=none');
    await stranger.page.waitForSelector('h1');
    expect(await stranger.page.textContent('h1')).toBe('You could not be signed in');
    expect(await barriersAtEveryWidth(stranger.page)).toEqual([]);
    await stranger.context.close();
  });

  it('a link that names who reads it, followed again at once: “You could not be signed in” stood there', async () => {
    const link = `/console/cases/${open}?login_hint=rita`;
    const { context, page } = await at().stranger(link);
    await page.waitForSelector('.aligned');
    await page.goto(link);
    await page.waitForSelector('.aligned');
    await context.close();
  });

  it('what its manager sees besides: taking a case over', async () => {
    const mona = await at().reader('mona', `/cases/${open}`);
    await mona.page.waitForSelector('.lease');
    await dialog(mona.page, 'Take over …');
    expect(await barriersAtEveryWidth(mona.page)).toEqual([]);
    await mona.context.close();
  });

  it('none of them has made the browser complain, but of the case that is not there', () => {
    expect(rita.heard.filter((line) => !line.includes('404'))).toEqual([]);
  });
}
