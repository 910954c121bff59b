import { readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { liveOwner, releaseLock, takeLock } from './process-lock';

/** A stack reads its assembly for as long as it runs, so one that a live process holds is not forgotten. */

const HOLD = /^(assembly-\w+)\.held-by-\d+$/;
const HOUR_MS = 3_600_000;

/** Holds an assembly for as long as this process lives. */
export const holdAssembly = (dir: string): void => void takeLock(`${dir}.held-by-${process.pid}`);

/**
 * Removes the assemblies used longest ago that no live process holds, and what a broken-off synthesis has left after an hour.
 * @param cache their folder. @param kept how many are kept besides those that are held.
 */
export function forgetOldest(cache: string, kept: number): void {
  const entries = readdirSync(cache).flatMap((name) => {
    // Somebody else may be tidying up, too.
    const usedAt = statSync(join(cache, name), { throwIfNoEntry: false })?.mtimeMs;
    return usedAt === undefined || HOLD.test(name) ? [] : [{ name, usedAt }];
  });
  const made = entries.filter(({ name }) => /^assembly-\w+$/.test(name));
  const old = made.toSorted((a, b) => b.usedAt - a.usedAt).slice(kept);
  for (const { name } of old) forget(cache, name);
  const brokenOff = entries.filter((entry) => !made.includes(entry) && Date.now() - entry.usedAt > HOUR_MS);
  for (const { name } of brokenOff) rmSync(join(cache, name), { recursive: true, force: true });
}

/** Under the lock under which it is taken, so that nobody takes it half gone. */
function forget(cache: string, name: string): void {
  const dir = join(cache, name);
  const lock = `${dir}.lock`;
  if (takeLock(lock) !== undefined) return;
  try {
    if (isHeld(cache, name)) return;
    const gone = `${dir}.gone-${process.pid}`;
    renameSync(dir, gone);
    rmSync(gone, { recursive: true, force: true });
  } finally {
    releaseLock(lock);
  }
}

function isHeld(cache: string, assembly: string): boolean {
  let held = false;
  for (const name of readdirSync(cache)) {
    if (HOLD.exec(name)?.[1] !== assembly) continue;
    const path = join(cache, name);
    if (liveOwner(path) === undefined) rmSync(path, { force: true });
    else held = true;
  }
  return held;
}
