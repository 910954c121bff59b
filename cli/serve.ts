import type { Stack, StackOptions } from '../local/stack';
import { type Io, Refusal } from './io';
import { readStackFile, stateDir } from './stack-file';

export interface Started {
  readonly stack: Stack;
  /** Aborted by Ctrl-C or SIGTERM: whatever fails from then on fails because the stack is stopping. */
  readonly interrupted: AbortSignal;
}

/** @throws Refusal where a stack runs on the state folder already. */
export function refuseSecondStack(io: Io): void {
  const running = readStackFile(io);
  if (running)
    throw new Refusal(
      `a stack (process ${running.pid}, ${running.apiUrl}) already runs on ${stateDir(io)}: copydesk local stop ends it, and COPYDESK_STATE names another folder`,
    );
}

/** Starts the local stack with its progress on stderr. Ctrl-C and SIGTERM end it, also while it starts. */
export async function startedStack(io: Io, options: Partial<StackOptions> = {}): Promise<Started> {
  refuseSecondStack(io);
  const { startStack } = await import('../local/stack');
  const interruption = new AbortController();
  for (const signal of SIGNALS) process.once(signal, () => interruption.abort());
  const stack = await startStack({
    stateDir: stateDir(io),
    log: (line) => io.stderr.write(`  ${line}\n`),
    ...options,
  });
  const { signal: interrupted } = interruption;
  interrupted.addEventListener('abort', () => void stack.stop());
  if (interrupted.aborted) await stack.stop();
  return { stack, interrupted };
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Waits until the stack has stopped. Exit code 1 if nobody asked it to. */
export async function serveUntilStopped(io: Io, stack: Stack): Promise<void> {
  const reason = await stack.stopped;
  if (reason !== undefined) io.exitWith(1);
}
