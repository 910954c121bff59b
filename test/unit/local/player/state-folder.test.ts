import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeStateFolder } from '../../../../local/state-folder';

let dir: string;
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'copydesk-state-'))));
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const lock = () => join(dir, 'lock.json');

describe('the state folder', () => {
  it('belongs to one process at a time', () => {
    const mine = takeStateFolder(dir, false);
    expect(() => takeStateFolder(dir, false)).toThrow(
      `A stack (process ${process.pid}) already runs on ${dir}`,
    );
    mine.release();
    takeStateFolder(dir, false).release();
    expect(existsSync(lock())).toBe(false);
  });

  it('is free again when its owner is gone without a word', () => {
    const { pid } = spawnSync('true');
    writeFileSync(lock(), JSON.stringify({ pid, startedAt: '1' }));
    expect(takeStateFolder(dir, false).dir).toBe(dir);
  });

  it('is free again when another process has meanwhile got the number of its owner', () => {
    writeFileSync(lock(), JSON.stringify({ pid: process.pid, startedAt: '1' }));
    expect(takeStateFolder(dir, false).dir).toBe(dir);
  });

  it('is free again when the owner was killed while it wrote its lock', () => {
    writeFileSync(lock(), '{"pid":');
    expect(takeStateFolder(dir, false).dir).toBe(dir);
  });

  // It holds the names and addresses of complainants, and others could list and read it.
  it('is for its owner only, also when others could read it before', () => {
    chmodSync(dir, 0o755);
    takeStateFolder(dir, false).release();
    expect(statSync(dir).mode & 0o777).toBe(0o700);
  });

  it('forgets what a stack wrote when begun afresh, and nothing else', () => {
    writeFileSync(join(dir, 'clock.json'), '{"offsetMs":1}');
    writeFileSync(join(dir, 'thesis.txt'), 'years of work');
    takeStateFolder(dir, true).release();
    expect(existsSync(join(dir, 'clock.json'))).toBe(false);
    expect(readFileSync(join(dir, 'thesis.txt'), 'utf8')).toBe('years of work');
  });
});
