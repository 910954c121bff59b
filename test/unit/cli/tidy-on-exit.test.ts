import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../../..');

// Ctrl-C left 'found.jsonl.4711.part' behind.
it('leaves nothing half written when Ctrl-C ends it, and an earlier result as it was', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-tidy-'));
  try {
    writeFileSync(join(folder, 'found.jsonl'), 'earlier');
    writeFileSync(join(folder, 'articles.jsonl'), '');
    // Nobody ever writes to it: the scan waits for its originals.
    execFileSync('mkfifo', [join(folder, 'originals.jsonl')]);
    const watcher = watch(folder);
    const started = once(watcher, 'change');
    const args = ['--originals', 'originals.jsonl', '--articles', 'articles.jsonl', '--out', 'found.jsonl'];
    const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'cli/main.ts'), 'scan', ...args], {
      cwd: root,
      env: { ...process.env, INIT_CWD: folder },
      stdio: 'ignore',
    });
    await started;
    watcher.close();
    expect(readdirSync(folder).some((name) => name.endsWith('.part'))).toBe(true);
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([null, 'SIGINT']);
    expect(readdirSync(folder).toSorted()).toEqual(['articles.jsonl', 'found.jsonl', 'originals.jsonl']);
    expect(readFileSync(join(folder, 'found.jsonl'), 'utf8')).toBe('earlier');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
