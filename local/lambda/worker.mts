/** The inside of one execution environment of a function: loads the bundled handler once, then runs one event after another. */
import { registerHooks } from 'node:module';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import type { FromWorker, ToWorker, WorkerSettings } from './worker-messages.js';

const { handlerFile, handlerName, functionName, functionArn, memoryMb, logGroup } =
  workerData as WorkerSettings;
const tell = (message: FromWorker) => parentPort!.postMessage(message, []);

function described(error: unknown): { errorType: string; errorMessage: string; trace: string } {
  if (!(error instanceof Error)) return { errorType: 'Error', errorMessage: String(error), trace: '' };
  return { errorType: error.name, errorMessage: error.message, trace: error.stack ?? '' };
}

// Deployed, there is nothing but the bundle: a package that was left out of it must not be found in this project either.
const taskRoot = `${pathToFileURL(dirname(handlerFile)).href}/`;
registerHooks({
  resolve(specifier, context, nextResolve) {
    const resolved = nextResolve(specifier, context);
    if (resolved.url.startsWith('file:') && !resolved.url.startsWith(taskRoot))
      throw new Error(`Cannot find '${specifier}': it is not in the bundle`);
    return resolved;
  },
});

const loaded: Record<string, unknown> = await import(pathToFileURL(handlerFile).href);
const handler = loaded[handlerName];
if (typeof handler !== 'function') throw new TypeError(`${handlerFile} exports no function ${handlerName}`);

parentPort!.on('message', ({ requestId, event, timeoutMs }: ToWorker) => {
  const deadline = performance.now() + timeoutMs;
  const context = {
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: functionArn,
    memoryLimitInMB: String(memoryMb),
    awsRequestId: requestId,
    logGroupName: logGroup,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: false,
    // Measured on the machine's clock: a moved stack clock takes no time away from a running invocation.
    getRemainingTimeInMillis: () => Math.max(0, Math.round(deadline - performance.now())),
  };
  void (async () => {
    try {
      const result: unknown = await handler(JSON.parse(event), context);
      tell({ kind: 'result', requestId, result: JSON.stringify(result) ?? 'null' });
    } catch (error) {
      tell({ kind: 'error', requestId, ...described(error) });
    }
  })();
});
tell({ kind: 'ready' });
