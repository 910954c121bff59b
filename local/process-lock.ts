import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

/** The process that holds a lock. */
export interface Owner {
  readonly pid: number;
  /** Tells a process from a later one with the same number. */
  readonly startedAt: string | undefined;
}

/**
 * Takes the lock for this process, for as long as it lives: a lock whose owner is gone, killed perhaps, is free.
 * @returns the live owner if there is one, undefined once it is ours.
 */
export function takeLock(file: string): Owner | undefined {
  const mine: Owner = { pid: process.pid, startedAt: processStart(process.pid) };
  for (;;) {
    const written = `${file}.${process.pid}`;
    writeFileSync(written, JSON.stringify(mine));
    try {
      // Written beforehand and linked: nobody can read half a lock and take it for a dead one.
      linkSync(written, file);
      return undefined;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(written, { force: true });
    }
    const owner = liveOwner(file);
    if (owner !== undefined) return owner;
    rmSync(file, { force: true });
  }
}

/** Who holds a lock now. */
export function liveOwner(file: string): Owner | undefined {
  const owner = readOwner(file);
  return owner !== undefined && isAlive(owner) ? owner : undefined;
}

export const releaseLock = (file: string): void => rmSync(file, { force: true });

function readOwner(file: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Owner;
  } catch {
    return undefined;
  }
}

function isAlive({ pid, startedAt }: Owner): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return processStart(pid) === startedAt;
}

/** Field 22 of /proc/<pid>/stat: clock ticks since boot. Undefined where there is no /proc. */
function processStart(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}
