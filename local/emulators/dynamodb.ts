import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A loaded machine takes its time; one that ends instead of answering is noticed at once. */
const PATIENCE_MS = 60_000;
const LOOK_EVERY_MS = 25;

const databaseIn = (dir: string): string => join(dir, 'dynamodb.db');
const pidFileIn = (dir: string): string => join(dir, 'dynamodb.pid');

const unsupported =
  'The DynamoDB emulator (dynoxide) exists for Linux on x64 only; on other machines deploy to AWS instead.';

/** Starts dynoxide on 127.0.0.1 over `<dir>/dynamodb.db`; `exited` settles when it ends for whatever reason. */
export async function startDynamoDb(
  dir: string,
  port: number,
): Promise<{ exited: Promise<void>; stop(): Promise<void> }> {
  const binary = dynoxide();
  const database = databaseIn(dir);
  endOrphanedDynamoDb(dir);
  // Detached: a Ctrl-C in the terminal goes to the stack, which then stops its emulators in order.
  const child = spawn(
    binary,
    ['serve', '--host', '127.0.0.1', '--port', String(port), '--db-path', database],
    {
      stdio: 'ignore',
      detached: true,
      env: {},
    },
  );
  // Also when this process has to end before the database has answered.
  process.once('exit', () => child.kill('SIGKILL'));
  let exit: number | null | undefined;
  const exited = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('exit', (code) => {
      exit = code;
      resolve();
    });
  });
  if (child.pid !== undefined) writeFileSync(pidFileIn(dir), String(child.pid));
  // Waited for, so that it is gone and not left to an init process that may not exist.
  const stop = async () => {
    child.kill('SIGTERM');
    await exited;
  };
  for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_EVERY_MS) {
    if (exit !== undefined) throw new Error(`dynoxide ended with code ${exit} before it answered.`);
    if (await answers(port)) return { exited, stop };
    await sleep(LOOK_EVERY_MS);
  }
  child.kill('SIGKILL');
  throw new Error(`dynoxide did not answer on port ${port} within a minute.`);
}

function dynoxide(): string {
  try {
    const binary = createRequire(__filename)
      .resolve('@dynoxide/linux-x64/package.json')
      .replace(/package\.json$/, 'dynoxide');
    if (existsSync(binary)) return binary;
  } catch (error) {
    throw new Error(unsupported, { cause: error });
  }
  throw new Error(unsupported);
}

/** A dynoxide whose keeper was killed with it still running keeps the database open: end that one, and only that one. */
export function endOrphanedDynamoDb(dir: string): void {
  const pidFile = pidFileIn(dir);
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8'));
  rmSync(pidFile);
  try {
    if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(databaseIn(dir))) process.kill(pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}

async function answers(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': 'DynamoDB_20120810.ListTables',
      },
      body: '{}',
    });
    return response.status > 0;
  } catch {
    return false;
  }
}
