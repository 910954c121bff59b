import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildConsole } from '../../../infra/console-bundle';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'copydesk-console-'));
  buildConsole(dir);
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** Bytes on the wire, of the files that a pattern names. */
const gzipped = (pattern: RegExp): number =>
  readdirSync(join(dir, 'assets'))
    .filter((name) => pattern.test(name))
    .reduce((sum, name) => sum + gzipSync(readFileSync(join(dir, 'assets', name))).length, 0);

const page = () => readFileSync(join(dir, 'index.html'), 'utf8');

describe('what the console weighs', () => {
  it('is at most 120 KB of script for the first view', () => {
    const named = [...page().matchAll(/(?:src|href)="\/console\/assets\/([^"]+\.js)"/g)].map(
      ([, name]) => name!,
    );
    expect(named.length).toBeGreaterThan(0);
    const bytes = named.reduce(
      (sum, name) => sum + gzipSync(readFileSync(join(dir, 'assets', name))).length,
      0,
    );
    expect(bytes).toBeLessThanOrEqual(120_000);
  });

  it('is at most 45 KB more for a case, with the engine that faces its texts', () => {
    expect(gzipped(/^(case-page|aligned-texts|prepare-text).*\.js$/)).toBeLessThanOrEqual(45_000);
  });

  it('is one stylesheet of at most 8 KB', () => {
    expect(readdirSync(join(dir, 'assets')).filter((name) => name.endsWith('.css'))).toHaveLength(1);
    expect(gzipped(/\.css$/)).toBeLessThanOrEqual(8_000);
  });

  it('holds nothing inline, which its headers would refuse', () => {
    expect(page()).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\bstyle=|\bon\w+=/);
  });
});
