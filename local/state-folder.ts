import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { releaseLock, takeLock } from './process-lock';
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
 * Takes the folder for this process.
 * @param fresh empties the folder first.
 * @throws Error when another live stack has it.
 */
export function takeStateFolder(stateDir: string, fresh: boolean): StateFolder {
  const dir = resolve(stateDir);
  const path = (name: string) => join(dir, name);
  mkdirSync(dir, { recursive: true });
  // Also one that was there: it holds the names and addresses of complainants.
  chmodSync(dir, 0o700);
  claim(path(lockName), dir);
  if (fresh) removeState(path);
  return {
    dir,
    path,
    ports: readPorts(path(portsName)),
    rememberPorts: (ports) => writeFileSync(path(portsName), JSON.stringify(ports)),
    release() {
      rmSync(path(stackFile), { force: true });
      releaseLock(path(lockName));
    },
  };
}

/** Everything a stack writes, by name: a folder given by mistake loses nothing else. The ports stay. */
const stateNames = ['clock.json', 'dynamodb', 'messaging', 's3', 'issuer', 'outbox', 'logs', 'demo-site'];

function removeState(path: (name: string) => string): void {
  for (const name of stateNames) rmSync(path(name), { recursive: true, force: true });
}

/** @throws Error that names the live stack which has the folder. */
function claim(file: string, dir: string): void {
  const owner = takeLock(file);
  if (owner === undefined) return;
  const api = readStackDescription(dir)?.apiUrl;
  throw new Error(
    `A stack (process ${owner.pid}${api === undefined ? '' : `, ${api}`}) already runs on ${dir}. Stop it first, or set COPYDESK_STATE to another folder.`,
  );
}

function readPorts(file: string): Readonly<Record<string, number>> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>;
  } catch {
    return {};
  }
}
