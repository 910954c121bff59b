import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { FromWorker, ToWorker, WorkerSettings } from './worker-messages';

export type InvocationResult =
  /** `payload` is what the handler returned, through JSON. */
  | { readonly ok: true; readonly payload: unknown }
  | {
      readonly ok: false;
      readonly errorType: string;
      readonly errorMessage: string;
      readonly trace?: string;
    };

/** One warm worker: runs one event at a time. */
export interface ExecutionEnvironment {
  run(message: ToWorker): Promise<InvocationResult>;
  /** False once it crashed, ran out of time or was closed: it takes no further event. */
  readonly alive: boolean;
  close(): Promise<void>;
}

export interface EnvironmentOptions {
  readonly settings: WorkerSettings;
  readonly env: Readonly<Record<string, string>>;
  readonly log: (text: string) => void;
}

/** Generous against Lambda's ten seconds: the machine may be busy with the rest of the stack. */
const initMs = 60_000;
const preload = pathToFileURL(join(__dirname, '..', 'clock', 'moved-date.mts')).href;

/** A worker thread with the function's environment and nothing of ours. @throws Error when the bundle does not load. */
export async function startExecutionEnvironment(options: EnvironmentOptions): Promise<ExecutionEnvironment> {
  const { settings, env, log } = options;
  const worker = new Worker(join(__dirname, 'worker.mts'), {
    workerData: settings,
    env: { ...env },
    execArgv: ['--enable-source-maps', '--import', preload],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: settings.memoryMb },
  });
  worker.stdout.setEncoding('utf8').on('data', log);
  worker.stderr.setEncoding('utf8').on('data', log);

  let alive = true;
  let settle: ((outcome: InvocationResult | 'ready') => void) | undefined;
  const end = (errorType: string, errorMessage: string, trace?: string) => {
    alive = false;
    settle?.({ ok: false, errorType, errorMessage, ...(trace === undefined ? {} : { trace }) });
  };
  worker.on('error', (error: unknown) =>
    error instanceof Error
      ? end('Runtime.ExitError', `${error.name}: ${error.message}`, error.stack)
      : end('Runtime.ExitError', String(error)),
  );
  worker.on('exit', (code) => end('Runtime.ExitError', `the runtime ended with code ${code}`));
  worker.on('message', (message: FromWorker) => {
    if (message.kind === 'ready') settle?.('ready');
    else if (message.kind === 'result')
      settle?.({ ok: true, payload: JSON.parse(message.result) as unknown });
    else settle?.({ ok: false, ...message });
  });

  const outcome = async (timeoutMs: number, timedOut: string): Promise<InvocationResult | 'ready'> => {
    const result = await new Promise<InvocationResult | 'ready'>((resolve) => {
      const timer = setTimeout(() => end('Sandbox.Timedout', timedOut), timeoutMs);
      settle = (value) => {
        clearTimeout(timer);
        settle = undefined;
        resolve(value);
      };
    });
    if (!alive) await worker.terminate();
    return result;
  };

  const started = await outcome(initMs, `the bundle did not load within ${initMs / 1000} seconds`);
  if (started !== 'ready' && !started.ok)
    throw Object.assign(new Error(started.errorMessage), { name: started.errorType, stack: started.trace });
  return {
    get alive() {
      return alive;
    },
    async run(message) {
      const done = outcome(
        message.timeoutMs,
        `${message.requestId} Task timed out after ${(message.timeoutMs / 1000).toFixed(2)} seconds`,
      );
      worker.postMessage(message, []);
      const result = await done;
      return result === 'ready'
        ? { ok: false, errorType: 'Runtime.Unknown', errorMessage: 'ready twice' }
        : result;
    },
    async close() {
      alive = false;
      await worker.terminate();
    },
  };
}
