import { resolve } from 'node:path';
import { readStackDescription, type StackDescription } from '../local/stack-description';
import type { Io } from './io';

/** `.copydesk` in the project's folder, unless COPYDESK_STATE names another. */
export const stateDir = (io: Io): string =>
  io.env['COPYDESK_STATE'] ? resolve(io.cwd, io.env['COPYDESK_STATE']) : resolve(__dirname, '../.copydesk');

/** Says that what the state folder holds was made by the demo, which may make it anew. */
export const demoMark = (io: Io): string => resolve(stateDir(io), 'made-by-demo');

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
  const stack = readStackDescription(stateDir(io));
  return stack && alive(stack.pid) ? stack : undefined;
}
