import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readStackDescription, type StackDescription } from '../../../local/stack-description';

/** A stack in a process of its own, as `npm start` runs it: jest cannot load what only exists as ECMAScript modules. */
export interface PlayedStack {
  readonly stateDir: string;
  description(): StackDescription;
  /** What the stack has printed so far. */
  printed(): string;
  /** Calls the control API. @throws Error with its answer unless it is 2xx. */
  control(method: string, path: string, body?: string | Buffer): Promise<unknown>;
  advance(ms: number): Promise<void>;
  /** Ends the stack as Ctrl-C would, or kills it; settles when it is gone. @returns its exit code. */
  end(signal: 'SIGINT' | 'SIGKILL'): Promise<number | null>;
  /** Its exit code, once it has ended for whatever reason. */
  readonly ended: Promise<number | null>;
}

export interface PlayedStackOptions {
  readonly stateDir?: string;
  /** Another CDK app than the one that deploys. */
  readonly app?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const running = new Set<PlayedStack>();

/** For afterAll: ends what a failed test has left running and removes its folder. */
export async function endEveryStack(): Promise<void> {
  for (const stack of running) {
    await stack.end('SIGINT');
    removeStateDir(stack.stateDir);
  }
}

const root = join(__dirname, '..', '..', '..');

export const temporaryStateDir = (): string => mkdtempSync(join(tmpdir(), 'copydesk-'));
export const removeStateDir = (dir: string): void => rmSync(dir, { recursive: true, force: true });

/** Starts a stack without waiting for anything. */
export function startPlaying({
  stateDir = temporaryStateDir(),
  app,
  env = {},
}: PlayedStackOptions): ChildProcess {
  const tsx = pathToFileURL(createRequire(__filename).resolve('tsx')).href;
  const main = join(root, 'local', 'main.ts');
  return spawn(
    process.execPath,
    ['--import', tsx, main, '--state', stateDir, ...(app === undefined ? [] : ['--app', app])],
    { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'] },
  );
}

/** Starts a stack and waits until it serves. @throws Error with what it printed when it ends instead. */
export async function playStack(options: PlayedStackOptions = {}): Promise<PlayedStack> {
  const { stateDir = temporaryStateDir() } = options;
  const child = startPlaying({ ...options, stateDir });
  let printed = '';
  child.stderr!.setEncoding('utf8');
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  await new Promise<void>((resolve, reject) => {
    child.stderr!.on('data', (text: string) => {
      printed += text;
      if (printed.includes('The stack runs')) resolve();
    });
    void exited.then((code) => reject(new Error(`the stack ended with code ${code}:\n${printed}`)));
  });
  const description = readStackDescription(stateDir)!;
  async function control(method: string, path: string, body?: string | Buffer): Promise<unknown> {
    const response = await fetch(`${description.controlUrl}${path}`, {
      method,
      headers: { authorization: `Bearer ${description.controlToken}` },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : new Uint8Array(body) }),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
    return answer;
  }
  const stack: PlayedStack = {
    stateDir,
    ended: exited,
    description: () => description,
    printed: () => printed,
    control,
    advance: async (ms) => void (await control('POST', '/clock/advance', JSON.stringify({ ms }))),
    async end(signal) {
      child.kill(signal);
      running.delete(stack);
      return exited;
    },
  };
  running.add(stack);
  return stack;
}

/** Asks again until `look` finds something; for what happens when the stack gets to it. @throws Error naming what never came. */
export async function eventually<T>(
  what: string,
  look: () => T | undefined | Promise<T | undefined>,
  withinMs = 90_000,
): Promise<T> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > deadline) throw new Error(`within ${withinMs / 1000} s there was no ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
