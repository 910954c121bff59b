import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../../..');

const COMMAND = ['--import', 'tsx', join(root, 'cli/main.ts'), 'scan', '--json'];
const FILES = ['--originals', 'originals.jsonl', '--articles', 'articles.jsonl', '--out', 'found.jsonl'];

const scan = (folder: string, stderr: 'ignore' | 'pipe') =>
  spawn(process.execPath, [...COMMAND, ...FILES], {
    cwd: root,
    env: { ...process.env, INIT_CWD: folder },
    stdio: ['ignore', 'ignore', stderr],
  });

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
    const child = scan(folder, 'ignore');
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

// Whoever read only the first complaints, `2>&1 >/dev/null | head -1`, got no result and exit code 1, as if it were done.
it('goes on to the result when nobody hears its complaints any more', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-unheard-'));
  try {
    writeFileSync(join(folder, 'originals.jsonl'), 'nonsense\n'.repeat(20_000));
    writeFileSync(join(folder, 'articles.jsonl'), '{"id":"a","text":"Nothing of it stands anywhere."}');
    const child = scan(folder, 'pipe');
    child.stderr!.destroy();
    expect(await once(child, 'exit')).toEqual([1, null]);
    expect(readFileSync(join(folder, 'found.jsonl'), 'utf8')).toContain('"verdict":"original"');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
