import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SimText {
  /** The larger of the two percentages that sim_text gives for a pair, 0..100. */
  score(article: string, original: string): number;
  close(): void;
}

/** Debian's similarity-tester, a process a pair; undefined where it is not installed. */
export function openSimText(): SimText | undefined {
  const { error } = spawnSync('sim_text', ['-v']);
  if (error !== undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-sim-text-'));
  const names = ['article.txt', 'original.txt'].map((name) => join(folder, name));
  return {
    score: (article, original) => {
      writeFileSync(names[0]!, article);
      writeFileSync(names[1]!, original);
      // -p percentages, -a both ways, -t 1 from one per cent on.
      const { stdout } = spawnSync('sim_text', ['-p', '-a', '-T', '-t', '1', ...names], { encoding: 'utf8' });
      const shares = [...stdout.matchAll(/consists for (\d+) %/g)].map(([, share]) => Number(share));
      return Math.max(0, ...shares);
    },
    close: () => rmSync(folder, { recursive: true }),
  };
}
