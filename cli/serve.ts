import type { Stack, StackOptions } from '../local/stack';
import type { Io } from './io';
import { stateDir } from './stack-file';

/** Starts the local stack with its progress on stderr. Ctrl-C and SIGTERM end it, also while it starts. */
export async function startedStack(io: Io, options: Partial<StackOptions> = {}): Promise<Stack> {
  const { startStack } = await import('../local/stack');
  const starting = new AbortController();
  const ended = () => starting.abort();
  for (const signal of SIGNALS) process.once(signal, ended);
  const stack = await startStack({
    stateDir: stateDir(io),
    log: (line) => io.stderr.write(`  ${line}\n`),
    ...options,
  });
  for (const signal of SIGNALS) {
    process.removeListener(signal, ended);
    process.once(signal, () => void stack.stop());
  }
  if (starting.signal.aborted) await stack.stop();
  return stack;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Waits until the stack has stopped. Exit code 1 if nobody asked it to. */
export async function serveUntilStopped(io: Io, stack: Stack): Promise<void> {
  const reason = await stack.stopped;
  if (reason !== undefined) io.exitWith(1);
}
