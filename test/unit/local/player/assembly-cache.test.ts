import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forgetOldest, holdAssembly } from '../../../../local/assembly-cache';

const MINUTE_S = 60;
let cache: string;
let other: ChildProcess | undefined;
beforeEach(() => (cache = mkdtempSync(join(tmpdir(), 'copydesk-cache-'))));
afterEach(() => {
  other?.kill('SIGKILL');
  rmSync(cache, { recursive: true });
});

/** @param minutesAgo when it was last used. */
function assembly(name: string, minutesAgo: number): string {
  const dir = join(cache, `assembly-${name}`);
  mkdirSync(dir);
  writeFileSync(join(dir, 'manifest.json'), '{}');
  const at = Date.now() / 1_000 - minutesAgo * MINUTE_S;
  utimesSync(dir, at, at);
  return dir;
}
const left = () => readdirSync(cache).filter((name) => /^assembly-\w+$/.test(name));

/** Another process that runs a stack on an assembly until it is killed. */
async function holdElsewhere(dir: string): Promise<void> {
  const holds = `require('tsx/cjs'); require('./local/assembly-cache').holdAssembly(${JSON.stringify(dir)});
    console.log('held'); setInterval(() => {}, 1_000);`;
  const child = spawn(process.execPath, ['-e', holds], { stdio: ['ignore', 'pipe', 'inherit'] });
  other = child;
  await once(child.stdout, 'data');
}

describe('the assemblies that were synthesised', () => {
  it('are forgotten but for those used last, and a broken-off one after an hour', () => {
    for (const [name, minutesAgo] of [
      ['oldest', 50],
      ['newest', 1],
      ['middle', 20],
    ] as const)
      assembly(name, minutesAgo);
    mkdirSync(join(cache, 'assembly-slow.part'));
    mkdirSync(join(cache, 'assembly-dead.part'));
    const long = Date.now() / 1_000 - 61 * MINUTE_S;
    utimesSync(join(cache, 'assembly-dead.part'), long, long);
    forgetOldest(cache, 2);
    expect(readdirSync(cache)).toEqual(['assembly-middle', 'assembly-newest', 'assembly-slow.part']);
  });

  // A stack answered 500 to everything after five other changes had been synthesised: its functions were gone.
  it('stay as long as a process that runs on them lives, however old, and no longer', async () => {
    await holdElsewhere(assembly('theirs', 600));
    const own = assembly('own', 500);
    holdAssembly(own);
    // It is held for hours, and a hold says nothing of its age.
    const long = Date.now() / 1_000 - 300 * MINUTE_S;
    for (const name of readdirSync(cache))
      if (name.includes('held')) utimesSync(join(cache, name), long, long);
    assembly('old', 400);
    assembly('new', 1);
    forgetOldest(cache, 1);
    expect(left()).toEqual(['assembly-new', 'assembly-own', 'assembly-theirs']);
    other!.kill('SIGKILL');
    await once(other!, 'exit');
    forgetOldest(cache, 1);
    expect(left()).toEqual(['assembly-new', 'assembly-own']);
    expect(readdirSync(cache).filter((name) => name.startsWith('assembly-theirs'))).toEqual([]);
  });
});
