import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readStackDescription, stackFile } from './stack-description';

/** Where one stack keeps everything. */
export interface StateFolder {
  readonly dir: string;
  path(name: string): string;
  /** Ports of the last start, by what listens there. */
  readonly ports: Readonly<Record<string, number>>;
  rememberPorts(ports: Readonly<Record<string, number>>): void;
  release(): void;
}

const lockName = 'lock.json';
const portsName = 'ports.json';

/** `COPYDESK_STATE`, else `.copydesk` in the current folder. */
export const defaultStateDir = (env: Readonly<Record<string, string | undefined>>): string =>
  resolve(env['COPYDESK_STATE'] ?? '.copydesk');

/**
 * Takes the folder for this process. A lock whose owner is gone, killed perhaps, counts as released.
 * @param fresh empties the folder first.
 * @throws Error when another live stack has it.
 */
export function takeStateFolder(stateDir: string, fresh: boolean): StateFolder {
  const dir = resolve(stateDir);
  const path = (name: string) => join(dir, name);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  takeLock(path(lockName), dir);
  if (fresh) removeState(path);
  return {
    dir,
    path,
    ports: readPorts(path(portsName)),
    rememberPorts: (ports) => writeFileSync(path(portsName), JSON.stringify(ports)),
    release() {
      rmSync(path(stackFile), { force: true });
      rmSync(path(lockName), { force: true });
    },
  };
}

/** Everything a stack writes, by name: a folder given by mistake loses nothing else. The ports stay. */
const stateNames = ['clock.json', 'dynamodb', 'messaging', 's3', 'issuer', 'outbox', 'logs', 'demo-site'];

function removeState(path: (name: string) => string): void {
  for (const name of stateNames) rmSync(path(name), { recursive: true, force: true });
}

interface Owner {
  readonly pid: number;
  /** Tells a process from a later one with the same number. */
  readonly startedAt: string | undefined;
}

function takeLock(file: string, dir: string): void {
  const mine: Owner = { pid: process.pid, startedAt: processStart(process.pid) };
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      writeFileSync(file, JSON.stringify(mine), { flag: 'wx' });
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const owner = readOwner(file);
    if (owner !== undefined && isAlive(owner)) {
      const api = readStackDescription(dir)?.apiUrl;
      throw new Error(
        `A stack (process ${owner.pid}${api === undefined ? '' : `, ${api}`}) already runs on ${dir}. Stop it first, or set COPYDESK_STATE to another folder.`,
      );
    }
    rmSync(file, { force: true });
  }
  throw new Error(`${file} could not be taken: another stack is starting on the same folder.`);
}

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

function readPorts(file: string): Readonly<Record<string, number>> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>;
  } catch {
    return {};
  }
}
