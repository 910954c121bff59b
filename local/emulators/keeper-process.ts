import { fork } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { endOrphanedDynamoDb } from './dynamodb';
import type { IssuerSettings } from '../issuer/issuer';
import type { FromKeeper, KeeperPorts, KeeperSettings, ToKeeper } from './keeper-messages';

/** The running keeper, seen from the stack. */
export interface Keeper {
  readonly ports: KeeperPorts;
  moveClock(offsetMs: number): Promise<void>;
  openIssuer(settings: IssuerSettings): Promise<void>;
  /** Settles when the keeper has ended; the reason when nobody asked it to. */
  readonly ended: Promise<string | undefined>;
  stop(): Promise<void>;
}

/** Starts the emulators in a process of their own. @throws Error with the keeper's reason when one does not start. */
export async function startKeeper(settings: KeeperSettings, logFile: string): Promise<Keeper> {
  const log = openSync(logFile, 'a');
  const tsx = pathToFileURL(createRequire(__filename).resolve('tsx')).href;
  const child = fork(join(__dirname, 'keeper.ts'), [JSON.stringify(settings)], {
    execArgv: ['--disable-warning=ExperimentalWarning', '--import', tsx],
    stdio: ['ignore', log, log, 'ipc'],
    detached: true,
  });
  const answers: ((answer: FromKeeper) => void)[] = [];
  let stopping = false;
  const ended = once(child, 'exit').then(([code]) => {
    // Killed, it took nobody along: its database would live on.
    endOrphanedDynamoDb(join(settings.stateDir, 'dynamodb'));
    const reason = `the emulators ended (code ${String(code)}); see ${logFile}`;
    for (const answer of answers.splice(0)) answer({ kind: 'failed', reason });
    return stopping ? undefined : reason;
  });
  child.on('message', (message: FromKeeper) => answers.shift()?.(message));
  const answer = async (): Promise<FromKeeper> => {
    const message = await new Promise<FromKeeper>((resolve) => answers.push(resolve));
    if (message.kind === 'failed') throw new Error(message.reason);
    return message;
  };
  const ask = async (message: ToKeeper): Promise<void> => {
    const answered = answer();
    child.send(message);
    await answered;
  };
  const ready = await answer();
  if (ready.kind !== 'ready') throw new Error(`the keeper answered ${ready.kind} before it was ready`);
  return {
    ports: ready.ports,
    moveClock: (offsetMs) => ask({ kind: 'move_clock', offsetMs }),
    openIssuer: (issuer) => ask({ kind: 'open_issuer', settings: issuer }),
    ended,
    async stop() {
      stopping = true;
      if (child.connected) child.send({ kind: 'stop' } satisfies ToKeeper);
      await ended;
    },
  };
}
