import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import {
  startExecutionEnvironment,
  type ExecutionEnvironment,
  type InvocationResult,
} from './execution-environment';
import type { WorkerSettings } from './worker-messages';

export interface LocalFunctionOptions extends WorkerSettings {
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** Environments at the same time; further events wait for their turn. */
  readonly maxConcurrency: number;
  readonly logFile: string;
}

export interface InvocationCounts {
  readonly count: number;
  readonly errors: number;
  /** Workers running or idle now. */
  readonly warm: number;
  /** Milliseconds of the last invocation, start of its worker included. */
  readonly lastMs: number | undefined;
  readonly lastError: string | undefined;
}

/** A function of the template, with its pool of warm workers. */
export interface LocalFunction {
  readonly name: string;
  readonly arn: string;
  readonly timeoutMs: number;
  /** Never rejects: what goes wrong inside the function is a result. */
  invoke(event: unknown): Promise<InvocationResult>;
  counts(): InvocationCounts;
  close(): Promise<void>;
}

/** Lambda's limit for a synchronous payload, either way. */
const maxPayloadBytes = 6 * 1024 * 1024;

export function localFunction(options: LocalFunctionOptions): LocalFunction {
  const { functionName, functionArn, timeoutMs, maxConcurrency } = options;
  const log = createWriteStream(options.logFile, { flags: 'a' });
  // A request in hand when the stack stops ends after its log has.
  const write = (text: string) => void (log.writableEnded || log.write(text));
  const all = new Set<ExecutionEnvironment>();
  const idle: ExecutionEnvironment[] = [];
  const waiting: (() => void)[] = [];
  let busy = 0;
  let closed = false;
  let counts = {
    count: 0,
    errors: 0,
    lastMs: undefined as number | undefined,
    lastError: undefined as string | undefined,
  };

  async function takeTurn(): Promise<void> {
    // Handed on by `endTurn` without being given back, so that nobody slips in between.
    if (busy >= maxConcurrency) return new Promise((resolve) => waiting.push(resolve));
    busy++;
  }

  function endTurn(): void {
    const next = waiting.shift();
    if (next) next();
    else busy--;
  }

  async function environment(): Promise<ExecutionEnvironment> {
    const warm = idle.pop();
    if (warm?.alive) return warm;
    if (warm) {
      all.delete(warm);
      return environment();
    }
    const { env, timeoutMs: _timeout, maxConcurrency: _max, logFile: _file, ...settings } = options;
    const fresh = await startExecutionEnvironment({ settings, env, log: write });
    all.add(fresh);
    return fresh;
  }

  async function run(requestId: string, event: string): Promise<InvocationResult> {
    try {
      const chosen = await environment();
      const result = await chosen.run({ requestId, event, timeoutMs });
      if (chosen.alive && !closed) idle.push(chosen);
      else all.delete(chosen);
      return result;
    } catch (error) {
      const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
      return { ok: false, errorType: name, errorMessage: message, trace: stack ?? '' };
    }
  }

  return {
    name: functionName,
    arn: functionArn,
    timeoutMs,
    async invoke(event) {
      const payload = JSON.stringify(event);
      const bytes = Buffer.byteLength(payload);
      if (bytes > maxPayloadBytes)
        return {
          ok: false,
          errorType: 'RequestTooLargeException',
          errorMessage: `the event has ${bytes} bytes`,
        };
      await takeTurn();
      const requestId = randomUUID();
      const start = performance.now();
      write(`START RequestId: ${requestId}\n`);
      let result = closed
        ? ({ ok: false, errorType: 'ServiceException', errorMessage: 'the stack is stopping' } as const)
        : await run(requestId, payload);
      if (result.ok && Buffer.byteLength(JSON.stringify(result.payload)) > maxPayloadBytes)
        result = {
          ok: false,
          errorType: 'Function.ResponseSizeTooLarge',
          errorMessage: 'the answer is over 6 MB',
        };
      const lastMs = Math.round(performance.now() - start);
      if (!result.ok) write(`ERROR ${result.errorType}: ${result.errorMessage}\n${result.trace ?? ''}\n`);
      write(`END RequestId: ${requestId} Duration: ${lastMs} ms\n`);
      counts = {
        count: counts.count + 1,
        errors: counts.errors + (result.ok ? 0 : 1),
        lastMs,
        lastError: result.ok ? counts.lastError : `${result.errorType}: ${result.errorMessage}`,
      };
      endTurn();
      return result;
    },
    counts: () => ({ ...counts, warm: all.size }),
    async close() {
      closed = true;
      await Promise.all([...all].map((one) => one.close()));
      await new Promise<void>((resolve) => log.end(() => resolve()));
    },
  };
}
