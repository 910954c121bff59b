import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { tablesOf } from './readme-tables';
import { readResults, RESULTS, type Results } from './results';

const README = join(__dirname, '..', 'README.md');
const START = '<!-- results:start -->';
const END = '<!-- results:end -->';

/**
 * Writes docs/results.json and, from it, the README's tables. Replaces the parts given and leaves the others as they
 * were measured.
 */
export async function writeResults(parts: Results): Promise<void> {
  await writeFormatted(RESULTS, JSON.stringify({ ...readResults(), ...parts }, rounded));
  const text = readFileSync(README, 'utf8');
  const [start, end] = [text.indexOf(START), text.indexOf(END)];
  if (start < 0 || end < start) throw new Error(`README.md lacks ${START} or ${END}`);
  const before = text.slice(0, start + START.length);
  await writeFormatted(README, `${before}\n\n${tablesOf(readResults())}\n\n${text.slice(end)}`);
}

/** Four significant digits: more are noise, and make every run differ. */
const rounded = (_key: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value;

async function writeFormatted(path: string, text: string): Promise<void> {
  const options = await resolveConfig(path);
  writeFileSync(path, await format(text, { ...options, filepath: path }));
}
