import { gzipSync } from 'node:zlib';
import { openConsoleDesk, type Reader } from '../test/browser/support/console-desk';
import { keyToPaint } from '../test/browser/support/key-to-paint';

/** Milliseconds, in the page's own clock. */
export interface ConsoleSpeed {
  readonly decisions: number;
  /** From the key that decides to the frame that shows the next case with its two texts. */
  readonly decisionToNext: { readonly p50: number; readonly max: number };
  /** From a key that only moves the focus to the frame that shows it: what any gesture costs in this browser. */
  readonly floor: { readonly p50: number; readonly max: number };
  /** Bytes, gzipped, of the scripts that the page names: what is loaded before the first view. */
  readonly firstViewScript: number;
}

const DECISIONS = 8;

const NEXT_CASE = `document.querySelector('h1')?.textContent !== from && document.querySelector('.aligned .passage') !== null`;
const FOCUS_MOVED = `document.activeElement?.closest('.aligned') !== null`;

/** The console over a played stack, with as many cases in the queue as are decided. */
export async function consoleSpeed(): Promise<ConsoleSpeed> {
  const played = await openConsoleDesk();
  try {
    const slugs = Array.from({ length: DECISIONS + 2 }, (_, no) => `speed-${no}`);
    await played.publish(slugs);
    for (const slug of slugs) await played.file([slug]);
    const reader = await played.reader('rita');
    await reader.page.waitForSelector('[data-case]');
    await reader.page.keyboard.press('n');
    const decisionToNext: number[] = [];
    const floor: number[] = [];
    for (let no = 0; no < DECISIONS; no++) {
      await reader.page.waitForSelector('.decide .actions');
      await reader.page.waitForSelector('.aligned .passage');
      floor.push(await keyToPaint(reader.page, 'j', FOCUS_MOVED));
      await decideToKeep(reader);
      await reader.page.waitForLoadState('networkidle');
      decisionToNext.push(await keyToPaint(reader.page, 'Control+Enter', NEXT_CASE));
    }
    return {
      decisions: DECISIONS,
      decisionToNext: spread(decisionToNext),
      floor: spread(floor),
      firstViewScript: await firstViewScript(played.desk.stack.description().apiUrl),
    };
  } finally {
    await played.close();
  }
}

async function firstViewScript(origin: string): Promise<number> {
  const page = await (await fetch(new URL('/console/', origin))).text();
  const paths = [...page.matchAll(/(?:src|href)="([^"]+\.js)"/g)].map(([, path]) => path!);
  const scripts = paths.map(async (path) => (await fetch(new URL(path, origin))).arrayBuffer());
  return (await Promise.all(scripts)).reduce(
    (sum, script) => sum + gzipSync(new Uint8Array(script)).length,
    0,
  );
}

async function decideToKeep({ page: { keyboard } }: Reader): Promise<void> {
  await keyboard.press('7');
  await keyboard.press('r');
  await keyboard.type('a quotation');
  await keyboard.press('Tab');
  await keyboard.type('Measured.');
}

function spread(times: readonly number[]) {
  const sorted = times.toSorted((a, b) => a - b);
  const round = (ms: number) => Math.round(ms * 10) / 10;
  return { p50: round(sorted[Math.floor(sorted.length / 2)]!), max: round(sorted.at(-1)!) };
}
