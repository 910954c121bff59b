import { randomBytes } from 'node:crypto';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { awsClients, type AwsClients } from './aws-clients';
import { openMovableClock } from './clock/movable-clock';
import { standstill } from './clock/standstill';
import { controlListener } from './control-api';
import { startKeeper, type Keeper } from './emulators/keeper-process';
import { startQueuePoller } from './event-sources/queue-poller';
import { startScheduler } from './event-sources/scheduler';
import { httpApiListener } from './http-api/http-api';
import { demoUsers } from './issuer/demo-users';
import { openLoopbackServer } from './loopback-server';
import { openOutbox } from './mail/outbox';
import { receiveMail } from './mail/receive-mail';
import { sesListener } from './mail/ses-endpoint';
import { startTopicMail } from './mail/topic-mail';
import { playAssembly } from './resources/play-assembly';
import type { World } from './resources/world';
import { stackFile, type StackDescription } from './stack-description';
import { takeStateFolder, type StateFolder } from './state-folder';
import { copydeskApp, synthesise, type App } from './synthesise';
import { readAssembly } from './template/assembly';
import { localUrls } from './template/local-urls';

export interface StackOptions {
  readonly stateDir: string;
  /** Forget what the folder holds. */
  readonly fresh?: boolean;
  /** Progress and what goes wrong while it runs, one line each. */
  readonly log?: (line: string) => void;
  /** The app to play; the one that deploys unless said. */
  readonly app?: App;
  /** Values of the template's parameters, before those of local/template/parameters.ts. */
  readonly parameters?: Readonly<Record<string, string>>;
}

export interface Stack {
  readonly description: StackDescription;
  /** The player's own SDK clients. */
  readonly clients: AwsClients;
  /** Milliseconds since the epoch, by the stack's clock. */
  readonly now: () => number;
  /** Moves the clock on between two pieces of work, then runs what has come due and waits for it. */
  advance(ms: number): Promise<void>;
  /** Writes more into stack.json: the demo tells where its site is. */
  describe(more: Pick<StackDescription, 'demoSiteUrl'>): void;
  /** Ends everything; settles when no process is left. May be called twice. */
  stop(): Promise<void>;
  /** Settles once the stack has stopped: with the reason if nobody asked for it. */
  readonly stopped: Promise<string | undefined>;
}

/** A batch in hand is waited for this long before the clock moves over it. */
const patienceMs = 15_000;

/** A batch in hand may end within this time when the stack stops. */
const graceMs = 3_000;

/** Plays the template on this machine. @throws Error that says what is wrong; nothing is left running then. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { log = () => undefined, app = copydeskApp } = options;
  const state = takeStateFolder(options.stateDir, options.fresh ?? false);
  const ends: (() => unknown)[] = [() => state.release()];
  try {
    return await build(options, app, state, log, ends);
  } catch (error) {
    await endAll(ends, log);
    throw error;
  }
}

/** Newest first. One that fails does not keep the others from ending. */
async function endAll(ends: readonly (() => unknown)[], log: (line: string) => void): Promise<void> {
  for (const end of ends.toReversed()) {
    try {
      await end();
    } catch (error) {
      log(`while stopping: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

async function build(
  options: StackOptions,
  app: App,
  state: StateFolder,
  log: (line: string) => void,
  ends: (() => unknown)[],
): Promise<Stack> {
  const assemblyDir = await synthesise(app, log);
  const stacks = readAssembly(assemblyDir);
  const logsDir = state.path('logs');
  mkdirSync(logsDir, { recursive: true });
  const clock = openMovableClock(state.path('clock.json'));
  const open = async (name: string) => {
    const server = await openLoopbackServer(state.ports[name], log);
    ends.push(() => server.close());
    return server;
  };
  const [api, ses, control] = [await open('api'), await open('ses'), await open('control')];

  log('Starting the emulators ...');
  const keeper = await startKeeper(
    {
      stateDir: state.dir,
      clockOffsetMs: clock.offsetMs(),
      ports: {
        s3: state.ports['s3'] ?? 0,
        messaging: state.ports['messaging'] ?? 0,
        dynamodb: state.ports['dynamodb'] ?? 0,
        issuer: state.ports['issuer'] ?? 0,
      },
    },
    state.path('logs/emulators.log'),
  );
  ends.push(() => keeper.stop());
  state.rememberPorts({ ...keeper.ports, api: api.port, ses: ses.port, control: control.port });
  const outbox = openOutbox(state.path('outbox'), clock.now);
  ses.serve(sesListener(outbox, log));

  const world = emptyWorld({ keeper, assemblyDir, logsDir, clock, log, apiUrl: api.url, sesUrl: ses.url });
  ends.push(() => world.clients.destroy());
  log(`Playing ${stacks.map(({ name }) => name).join(' and ')} ...`);
  const outputs = await playAssembly(stacks, options.parameters ?? {}, world);
  ends.push(() => Promise.all([...world.functions.values()].map((fn) => fn.close())));
  await keeper.openIssuer({ clients: world.issuerClients, users: usersIn(world) });
  for (const httpApi of world.apis.values()) api.serve(httpApiListener(httpApi, clock.now, log));

  const still = standstill();
  for (const subscription of world.mailSubscriptions) {
    const mail = startTopicMail(subscription, world.clients.sqs, outbox);
    ends.push(() => mail.stop());
  }
  const scheduler = startScheduler({ schedules: world.schedules, clock, log });
  ends.push(() => Promise.race([scheduler.stop(), sleep(graceMs)]));
  const pollers = world.eventSources.map((source) => startQueuePoller({ ...source, deliver: still.during }));
  // What is still in hand then is broken off: its messages are ready again at the next start.
  ends.push(() => Promise.race([Promise.all(pollers.map((poller) => poller.stop())), sleep(graceMs)]));

  const stopped = Promise.withResolvers<string | undefined>();
  let stopping: Promise<void> | undefined;
  const stop = (reason?: string) =>
    (stopping ??= (async () => {
      await endAll(ends, log);
      stopped.resolve(reason);
    })());
  void keeper.ended.then(async (reason) => {
    if (reason !== undefined) log(reason);
    return reason !== undefined && stop(reason);
  });
  const advance = async (ms: number) => {
    await still.whenStill(async () => {
      clock.advance(ms);
      await keeper.moveClock(clock.offsetMs());
    }, patienceMs);
    await scheduler.runDue();
  };

  const controlToken = randomBytes(24).toString('base64url');
  control.serve(
    controlListener(
      {
        now: clock.now,
        offsetMs: clock.offsetMs,
        advance,
        receive: (mail) => receiveMail(mail, world.receiptRules, world.clients, clock.now),
        runSchedule: (logicalId) => scheduler.run(logicalId),
        invocations: () =>
          Object.fromEntries([...world.functions.values()].map((fn) => [fn.name, fn.counts()])),
        stop: () => stop(),
        outbox,
      },
      controlToken,
    ),
  );
  const [client] = world.issuerClients;
  let description: StackDescription = {
    pid: process.pid,
    stateDir: state.dir,
    apiUrl: api.url,
    issuer: world.issuerUrl,
    clientId: client?.clientId ?? '',
    callbackUrl: client?.callbackUrls[0] ?? '',
    controlUrl: control.url,
    controlToken,
    endpoints: world.endpoints,
    buckets: Object.fromEntries(world.buckets),
    queues: Object.fromEntries(world.queues),
    tables: Object.fromEntries(world.tables),
    functions: [...world.functions.values()].map((fn) => fn.name),
    schedules: world.schedules.map((schedule) => schedule.logicalId),
    outputs,
    users: usersIn(world),
  };
  const write = () => {
    const file = state.path(stackFile);
    writeFileSync(`${file}.part`, JSON.stringify(description, null, 2), { mode: 0o600 });
    renameSync(`${file}.part`, file);
  };
  write();
  log(`The stack runs: API ${api.url}, outbox ${control.url}/outbox`);
  return {
    get description() {
      return description;
    },
    clients: world.clients,
    now: clock.now,
    advance,
    describe(more) {
      description = { ...description, ...more };
      write();
    },
    stop: () => stop(),
    stopped: stopped.promise,
  };
}

interface Ground {
  readonly keeper: Keeper;
  readonly assemblyDir: string;
  readonly logsDir: string;
  readonly clock: World['clock'];
  readonly log: (line: string) => void;
  readonly apiUrl: string;
  readonly sesUrl: string;
}

function emptyWorld({ keeper, sesUrl, ...ground }: Ground): World {
  const at = (port: number) => `http://127.0.0.1:${port}`;
  const { s3, messaging, dynamodb, issuer } = keeper.ports;
  const endpoints = {
    s3: at(s3),
    sqs: at(messaging),
    sns: at(messaging),
    dynamodb: at(dynamodb),
    ses: sesUrl,
  };
  return {
    ...ground,
    clients: awsClients(endpoints),
    endpoints,
    urls: localUrls(),
    issuerUrl: at(issuer),
    buckets: new Map(),
    queues: new Map(),
    tables: new Map(),
    functions: new Map(),
    eventSources: [],
    schedules: [],
    apis: new Map(),
    integrations: new Map(),
    authorizers: new Map(),
    receiptRules: [],
    topicSenders: new Map(),
    mailSubscriptions: [],
    issuerClients: [],
    groups: new Set(),
  };
}

/** The demo users whose groups the template has: a group that infra/ renames shows here, as a person who is missing. */
const usersIn = ({ groups }: World) =>
  demoUsers.filter((user) => user.groups.every((group) => groups.has(group)));
