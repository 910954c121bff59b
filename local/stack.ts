import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AwsClients, ServiceEndpoints } from './aws-clients';
import { openMovableClock, type MovableClock } from './clock/movable-clock';
import { standstill } from './clock/standstill';
import { withConsoleTools } from './console-tools';
import { controlListener, type Controls } from './control-api';
import { startKeeper, type Keeper } from './emulators/keeper-process';
import { startQueuePoller } from './event-sources/queue-poller';
import { startScheduler } from './event-sources/scheduler';
import { openNameServer } from './dns/name-server';
import { DEMO_SITE_HOST } from './demo/demo-articles';
import { withDemoLinks } from './demo/demo-links';
import { distributionListener } from './distribution/distribution';
import { httpApiAnswers, httpApiListener } from './http-api/http-api';
import { demoUsers } from './issuer/demo-users';
import { type Listener, openLoopbackServer } from './loopback-server';
import { openOutbox, type Outbox } from './mail/outbox';
import { receiveMail } from './mail/receive-mail';
import { returnMail } from './mail/return-mail';
import { sesListener } from './mail/ses-endpoint';
import { startTopicMail } from './mail/topic-mail';
import { cloudWatchListener } from './metrics/cloudwatch-endpoint';
import { playAssembly } from './resources/play-assembly';
import { emptyWorld, type World } from './resources/world';
import { writeStackDescription, type StackDescription } from './stack-description';
import { takeStateFolder, type StateFolder } from './state-folder';
import { copydeskApp, synthesise, type App } from './synthesise';
import { readAssembly } from './template/assembly';

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

/** How something that was started ends. */
type End = () => unknown;

/** A batch in hand is waited for this long before the clock moves over it. */
const patienceMs = 15_000;

/** A batch in hand may end within this time when the stack stops. */
const graceMs = 3_000;

/** Plays the template on this machine. @throws Error that says what is wrong; nothing is left running then. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { log = () => undefined, app = copydeskApp } = options;
  const state = takeStateFolder(options.stateDir, options.fresh ?? false);
  const ends: End[] = [() => state.release()];
  try {
    return await build(options, app, state, log, ends);
  } catch (error) {
    await endAll(ends, log);
    throw error;
  }
}

/** Newest first. One that fails does not keep the others from ending. */
async function endAll(ends: readonly End[], log: (line: string) => void): Promise<void> {
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
  ends: End[],
): Promise<Stack> {
  const assemblyDir = await synthesise(app, log);
  const stacks = readAssembly(assemblyDir);
  const logsDir = state.path('logs');
  mkdirSync(logsDir, { recursive: true });
  const clock = openMovableClock(state.path('clock.json'));
  const { api, ses, cloudwatch, control } = await openServers(state, log, ends);
  log('Starting the emulators ...');
  const keeper = await openKeeper(state, clock, ends);
  state.rememberPorts({
    ...keeper.ports,
    api: api.port,
    ses: ses.port,
    cloudwatch: cloudwatch.port,
    control: control.port,
  });
  const names = await openNameServer(state.path('names.json'));
  ends.push(() => names.close());
  const outbox = openOutbox(state.path('outbox'), clock.now);
  ses.serve(sesListener(outbox, log));
  const endpoints = endpointsOf(keeper, { ses: ses.url, cloudwatch: cloudwatch.url });
  cloudwatch.serve(cloudWatchListener(endpoints.sqs, clock.now, log));

  log(`Playing ${stacks.map(({ name }) => name).join(' and ')} ...`);
  const world = emptyWorld({
    assemblyDir,
    logsDir,
    clock,
    log,
    endpoints,
    nameServer: names.address,
    apiUrl: api.url,
    issuerUrl: `http://127.0.0.1:${keeper.ports.issuer}`,
  });
  ends.push(() => world.clients.destroy());
  ends.push(() => Promise.all([...world.functions.values()].map((fn) => fn.close())));
  const outputs = await playAssembly(stacks, options.parameters ?? {}, world);
  await keeper.openIssuer({ clients: world.issuerClients, users: usersIn(world) });
  const { advance, runSchedule } = runWorld(world, keeper, outbox, ends);

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
  const tokens = { control: newToken(), outbox: newToken() };
  const controls: Controls = {
    now: clock.now,
    offsetMs: clock.offsetMs,
    advance,
    schedules: world.schedules.map(({ logicalId }) => logicalId),
    runSchedule,
    receive: (mail) => receiveMail(mail, world.receiptRules, world.clients, clock.now),
    returnMail: (mail, fate) => returnMail(mail, fate, world.mailEvents, world.clients, clock.now),
    invocations: () => Object.fromEntries([...world.functions.values()].map((fn) => [fn.name, fn.counts()])),
    publishName: (name, text) => names.publish(name, text),
    stop: () => stop(),
    outbox,
  };
  control.serve(controlListener(controls, tokens));

  let description = describeStack(state.dir, world, outputs, {
    controlUrl: control.url,
    controlToken: tokens.control,
    outboxUrl: `${control.url}/outbox?token=${tokens.outbox}`,
  });
  const links = () => ({
    outboxUrl: description.outboxUrl,
    ...(description.demoSiteUrl !== undefined && {
      demoSiteUrl: description.demoSiteUrl,
      demoSiteHost: DEMO_SITE_HOST,
    }),
  });
  const door = frontDoor(world, () => description.demoSiteUrl);
  if (door) api.serve(withConsoleTools(door, { links, advance }));
  writeStackDescription(description);
  log(`The stack runs: API ${api.url}, outbox ${description.outboxUrl}`);
  return {
    get description() {
      return description;
    },
    clients: world.clients,
    now: clock.now,
    advance,
    describe(more) {
      description = { ...description, ...more };
      writeStackDescription(description);
    },
    stop: () => stop(),
    stopped: stopped.promise,
  };
}

const newToken = () => randomBytes(24).toString('base64url');

async function openServers(state: StateFolder, log: (line: string) => void, ends: End[]) {
  const open = async (name: string) => {
    const server = await openLoopbackServer(state.ports[name], log);
    ends.push(() => server.close());
    return server;
  };
  return {
    api: await open('api'),
    ses: await open('ses'),
    cloudwatch: await open('cloudwatch'),
    control: await open('control'),
  };
}

async function openKeeper(state: StateFolder, clock: MovableClock, ends: End[]): Promise<Keeper> {
  const keeper = await startKeeper(
    { stateDir: state.dir, clockOffsetMs: clock.offsetMs(), ports: state.ports },
    state.path('logs/emulators.log'),
  );
  ends.push(() => keeper.stop());
  return keeper;
}

function endpointsOf({ ports }: Keeper, own: Pick<ServiceEndpoints, 'ses' | 'cloudwatch'>): ServiceEndpoints {
  const at = (port: number) => `http://127.0.0.1:${port}`;
  return {
    s3: at(ports.s3),
    sqs: at(ports.messaging),
    sns: at(ports.messaging),
    dynamodb: at(ports.dynamodb),
    ...own,
  };
}

/** What answers on the one port: the distribution, or an API that none stands before. */
function frontDoor(
  { apis, distribution, clock, clients, log }: World,
  demoSiteUrl: () => string | undefined,
): Listener | undefined {
  if (distribution.behaviors.length > 0)
    return distributionListener(distribution, {
      s3: clients.s3,
      api: (id) => async (request) => {
        const answer = await httpApiAnswers(apis.get(id)!, clock.now, log)(request);
        const demo = demoSiteUrl();
        return demo === undefined ? answer : withDemoLinks(answer, demo);
      },
    });
  const [api] = apis.values();
  return api && httpApiListener(api, clock.now, log);
}

/** Sets going what was played: event sources, schedules and mail of topics. */
function runWorld(world: World, keeper: Keeper, outbox: Outbox, ends: End[]) {
  const { clock, log } = world;
  const still = standstill();
  for (const subscription of world.mailSubscriptions) {
    const mail = startTopicMail(subscription, world.clients.sqs, outbox, log);
    ends.push(() => mail.stop());
  }
  const scheduler = startScheduler({ schedules: world.schedules, clock, log });
  ends.push(() => Promise.race([scheduler.stop(), sleep(graceMs)]));
  const pollers = world.eventSources.map((source) => startQueuePoller({ ...source, deliver: still.during }));
  // What is still in hand then is broken off: its messages are ready again at the next start.
  ends.push(() => Promise.race([Promise.all(pollers.map((poller) => poller.stop())), sleep(graceMs)]));
  return {
    async advance(this: void, ms: number): Promise<void> {
      await still.whenStill(async () => {
        clock.advance(ms);
        await keeper.moveClock(clock.offsetMs());
      }, patienceMs);
      await scheduler.runDue();
    },
    runSchedule: (logicalId: string) => scheduler.run(logicalId),
  };
}

/** The demo users whose groups the template has: a group that infra/ renames shows here, as a person who is missing. */
const usersIn = ({ groups }: World) =>
  demoUsers.filter((user) => user.groups.every((group) => groups.has(group)));

function describeStack(
  stateDir: string,
  world: World,
  outputs: Readonly<Record<string, string>>,
  control: Pick<StackDescription, 'controlUrl' | 'controlToken' | 'outboxUrl'>,
): StackDescription {
  const [client] = world.issuerClients;
  return {
    pid: process.pid,
    stateDir,
    apiUrl: world.apiUrl,
    issuer: world.issuerUrl,
    clientId: client?.clientId ?? '',
    callbackUrl: client?.callbackUrls[0] ?? '',
    ...control,
    endpoints: world.endpoints,
    buckets: Object.fromEntries(world.buckets),
    queues: Object.fromEntries(world.queues),
    tables: Object.fromEntries(world.tables),
    functions: [...world.functions.values()].map((fn) => fn.name),
    schedules: world.schedules.map((schedule) => schedule.logicalId),
    outputs,
    users: usersIn(world),
  };
}
