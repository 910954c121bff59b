import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { StackDescription } from '../local/stack-description';
import type { Io } from './io';

/** `.copydesk` in the project's folder, unless COPYDESK_STATE names another. */
export const stateDir = (io: Io): string =>
  io.env['COPYDESK_STATE'] ? resolve(io.cwd, io.env['COPYDESK_STATE']) : resolve(__dirname, '../.copydesk');

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** The local stack that runs on this machine, if one does. */
export function readStackFile(io: Io): StackDescription | undefined {
  const path = resolve(stateDir(io), 'stack.json');
  if (!existsSync(path)) return undefined;
  const stack = JSON.parse(readFileSync(path, 'utf8')) as StackDescription;
  return alive(stack.pid) ? stack : undefined;
}
