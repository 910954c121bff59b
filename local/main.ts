/** Plays the stack in the foreground until Ctrl-C, SIGTERM or the control API's stop: `tsx local/main.ts [--fresh] [--state FOLDER]`. */
import { parseArgs } from 'node:util';
import { dirname, resolve } from 'node:path';
import { startStack } from './stack';
import { defaultStateDir } from './state-folder';

const { values } = parseArgs({
  options: {
    state: { type: 'string' },
    fresh: { type: 'boolean', default: false },
    /** Another CDK app instead of the one that deploys. */
    app: { type: 'string' },
  },
});

async function main(): Promise<number> {
  let stop = (): void => process.exit(130);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop());
  const app = values.app === undefined ? undefined : resolve(values.app);
  const stack = await startStack({
    stateDir: values.state ?? defaultStateDir(process.env),
    fresh: values.fresh,
    log: (line) => void process.stderr.write(`${line}\n`),
    ...(app === undefined ? {} : { app: { entry: app, sources: [dirname(app)] } }),
  });
  stop = () => void stack.stop();
  return (await stack.stopped) === undefined ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
