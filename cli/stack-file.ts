import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import type { Io } from './io';

/** What the local stack says of itself while it runs; written by local/stack.ts. */
const stackFile = z.object({
  pid: z.number(),
  apiUrl: z.url(),
  issuer: z.url(),
  clientId: z.string(),
  controlUrl: z.url(),
  controlToken: z.string(),
  demoSiteUrl: z.url().optional(),
});
export type StackFile = z.infer<typeof stackFile>;

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
export function readStackFile(io: Io): StackFile | undefined {
  const path = resolve(stateDir(io), 'stack.json');
  if (!existsSync(path)) return undefined;
  const parsed = stackFile.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  return parsed.success && alive(parsed.data.pid) ? parsed.data : undefined;
}
