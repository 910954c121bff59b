import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Document } from '../cli/evaluate-data';
import type { ScanFigures } from '../cli/scan-figures';

const CHECKED = 5_000;

/**
 * `copydesk scan` as a person calls it: all of the background as originals, and so many of them, evenly taken, as the
 * articles to check. None is compared with itself; what it meets are the background's own near-duplicates.
 */
export async function scanFigures(background: readonly Document[]): Promise<ScanFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-scan-'));
  const write = (name: string, documents: readonly Document[]) =>
    writeFileSync(
      join(folder, name),
      documents.map(({ id, text }) => `${JSON.stringify({ id, text })}\n`).join(''),
    );
  try {
    const every = background.length / Math.min(CHECKED, background.length);
    write('originals.jsonl', background);
    write(
      'articles.jsonl',
      background.filter((_, i) => Math.floor((i + 1) / every) > Math.floor(i / every)),
    );
    const files = ['--originals', 'originals.jsonl', '--articles', 'articles.jsonl', '--out', 'found'];
    const child = spawn(
      process.execPath,
      [
        '--import',
        'tsx',
        join(__dirname, '..', 'cli', 'main.ts'),
        'scan',
        ...files,
        '--figures',
        'figures.json',
      ],
      {
        cwd: join(__dirname, '..'),
        env: { ...process.env, INIT_CWD: folder },
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
    const [code] = (await once(child, 'close')) as [number | null];
    if (code !== 0) throw new Error(`the scan ended with ${code}`);
    return JSON.parse(readFileSync(join(folder, 'figures.json'), 'utf8')) as ScanFigures;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
