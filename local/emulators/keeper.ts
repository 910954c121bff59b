/**
 * The keeper: a child process that holds the emulators and the token issuer, on 127.0.0.1 only and under the
 * stack's moved clock. It ends, and dynoxide with it, as soon as the stack does: the channel between them closes
 * even when the stack is killed.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { moveDate } from '../clock/moved-date.mjs';
import { startIssuer } from '../issuer/issuer';
import { startS3Emulator } from '../s3/s3-emulator';
import { startDynamoDb } from './dynamodb';
import { freePort } from './free-port';
import type { FromKeeper, KeeperSettings, ToKeeper } from './keeper-messages';
import { listenOnLoopbackOnly } from './loopback-only';
import { startMessaging } from './messaging';

const settings = JSON.parse(process.argv[2] ?? '') as KeeperSettings;
let offsetMs = settings.clockOffsetMs;
moveDate(() => offsetMs);
listenOnLoopbackOnly();

const tell = (message: FromKeeper) => void process.send?.(message);
const stops: (() => unknown)[] = [];

let stopping = false;

async function stop(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  // Newest first; an emulator that hangs must not keep the others alive.
  setTimeout(() => process.exit(code), 3_000).unref();
  for (const end of stops.toReversed()) await end();
  process.exit(code);
}

async function main(): Promise<void> {
  const ports = {
    dynamodb: await freePort(settings.ports.dynamodb),
    messaging: await freePort(settings.ports.messaging),
    s3: await freePort(settings.ports.s3),
    issuer: await freePort(settings.ports.issuer),
  };
  const dir = (name: string) => {
    const path = join(settings.stateDir, name);
    mkdirSync(path, { recursive: true });
    return path;
  };
  const dynamodb = await startDynamoDb(dir('dynamodb'), ports.dynamodb);
  stops.push(() => dynamodb.stop());
  void dynamodb.exited.then(() => {
    if (!stopping) process.stderr.write('dynoxide ended by itself\n');
    return stop(1);
  });
  const messaging = await startMessaging(dir('messaging'), ports.messaging);
  stops.push(() => messaging.stop());
  const s3 = await startS3Emulator({ dir: dir('s3'), port: ports.s3 });
  stops.push(() => s3.close());
  const issuer = await startIssuer(dir('issuer'), ports.issuer);
  stops.push(() => issuer.close());

  process.on('message', (message: ToKeeper) => {
    switch (message.kind) {
      case 'move_clock':
        offsetMs = message.offsetMs;
        tell({ kind: 'done' });
        break;
      case 'open_issuer':
        issuer.open(message.settings).then(
          () => tell({ kind: 'done' }),
          (error: unknown) => tell({ kind: 'failed', reason: String(error) }),
        );
        break;
      case 'stop':
        void stop(0);
        break;
    }
  });
  tell({ kind: 'ready', ports });
}

process.on('disconnect', () => void stop(0));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(0));
main().catch((error: unknown) => {
  tell({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
  void stop(1);
});
