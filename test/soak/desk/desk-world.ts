import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startS3Emulator } from '../../../local/s3/s3-emulator';
import { type Instant, MINUTE, plus, SECOND } from '../../../shared/clock/instant';
import { openCorpus } from '../../../shared/corpus/corpus';
import type { Desk, Mail } from '../../../shared/desk/desk';
import type { WebAnswer } from '../../../shared/desk/fetched-page';
import type { SiteSettings } from '../../../shared/desk/site';
import { LAST_RECEIVE } from '../../../shared/desk/work-message';
import { ALGORITHM } from '../../../shared/fingerprint/shingles';
import type { PublisherId, SiteId } from '../../../shared/ids';
import { openCmsClient } from '../../../shared/stores/cms-client';
import { openPageProbe } from '../../../shared/stores/page-probe';
import { randomIds } from '../../../shared/stores/random-ids';
import { openS3ObjectStore } from '../../../shared/stores/s3-object-store';
import { openTable, type Table } from '../../../shared/stores/table';
import { openWorkQueue } from '../../../shared/stores/work-queues';
import { type DynamoDb, local, openDynamoDb } from '../../contract/support/desk-tables';
import {
  type Ask,
  asStaff,
  batchOf,
  eventOf,
  functionsOf,
  invocation,
  WORK_QUEUES,
  type WorkQueueName,
} from '../../contract/support/functions';
import { type Messaging, openMessaging } from '../../contract/support/messaging';
import { tableStores } from '../../contract/support/table-stores';
import type { Actor } from '../../../shared/case/case';
import { issueKey } from '../../../shared/desk/publishers';
import { type FaultyCalls, faultyCalls } from './faulty-calls';
import { targetOf } from './request-target';

export interface DeskEmulators {
  readonly dynamo: DynamoDb;
  readonly messaging: Messaging;
  readonly s3: string;
  readonly newBucket: () => Promise<string>;
  close(): Promise<void>;
}

/** A table, queue and object emulator, for one world after another. */
export async function openDeskEmulators(): Promise<DeskEmulators> {
  const dir = await mkdtemp(join(tmpdir(), 'copydesk-soak-'));
  const [dynamo, messaging, s3] = await Promise.all([
    openDynamoDb(),
    openMessaging(),
    startS3Emulator({ dir }),
  ]);
  const client = new S3Client({ ...local, endpoint: s3.endpoint, forcePathStyle: true });
  let buckets = 0;
  return {
    dynamo,
    messaging,
    s3: s3.endpoint,
    async newBucket() {
      const Bucket = `bucket-${++buckets}`;
      await client.send(new CreateBucketCommand({ Bucket }));
      return Bucket;
    },
    async close() {
      client.destroy();
      await Promise.all([dynamo.close(), messaging.close(), s3.close()]);
      await rm(dir, { recursive: true });
    },
  };
}

/** An order as a CMS got it. */
export interface Order {
  readonly id: string;
  readonly body: string;
}

export const SITE = 'demo' as SiteId;
const START = '2026-03-02T12:00:00.000Z' as Instant;

export const UNDO_MINUTES = 8;

/** What a message is: its own kind, or a service's report. */
function kindOf(body: string): string {
  const { kind, notificationType, eventType } = JSON.parse(body) as Readonly<Record<string, unknown>>;
  return String(kind ?? notificationType ?? eventType);
}

/** Gives up where people would call somebody. */
const TRIES = 6;

interface Watched {
  readonly middlewareStack: {
    add(
      middleware: (
        next: (args: { input: object }) => Promise<unknown>,
        context: { readonly commandName?: string },
      ) => (args: { input: object }) => Promise<unknown>,
      options: { readonly step: 'initialize'; readonly name: string; readonly priority: 'high' },
    ): void;
  };
}

/** Every command of an SDK client, its own repeats included, is one call. */
function watch(client: unknown, calls: FaultyCalls, nameOf: (queueUrl: string) => string): void {
  (client as Watched).middlewareStack.add(
    (next, context) => (args) =>
      calls.call(context.commandName ?? 'unknown', targetOf(args.input, nameOf), () => next(args)),
    { step: 'initialize', name: 'faultyCalls', priority: 'high' },
  );
}

interface Sent {
  readonly QueueUrl?: string;
  readonly Entries?: readonly { DelaySeconds?: number }[];
}

/** A queue of the emulator waits in real time, this world's clock does not: what is sent for later comes early, and the sweep brings it again. */
function sendAtOnce(client: unknown, onSend: (queueUrl: string) => void): void {
  (client as Watched).middlewareStack.add(
    (next, context) => (args) => {
      const { Entries, QueueUrl } = args.input as Sent;
      for (const entry of Entries ?? []) delete entry.DelaySeconds;
      if (QueueUrl !== undefined && context.commandName?.startsWith('SendMessage')) onSend(QueueUrl);
      return next(args);
    },
    { step: 'initialize', name: 'sendAtOnce', priority: 'high' },
  );
}

/**
 * A whole desk on emulators in which every run of a function is a process of its own that may die at any request; work
 * queues deliver again, the sweep runs, people send again what was not answered.
 */
export class DeskWorld {
  readonly calls = faultyCalls();
  readonly mails: Mail[] = [];
  readonly orders: Order[] = [];
  readonly web = new Map<string, WebAnswer>();
  /** Cases, articles and all else, read by nobody's process. */
  readonly desk: Desk;
  key = '';
  private now: Instant = START;
  /** Queues to which something was sent since they were found empty. */
  private readonly unread = new Set<string>();
  private readonly begun = new Map<string, number>();
  private readonly ends: (() => void)[] = [];

  private constructor(
    private readonly emulators: DeskEmulators,
    private readonly open: (world: DeskWorld) => Desk,
    private readonly urls: Readonly<Record<WorkQueueName | 'dead', string>>,
    private readonly batch: number,
  ) {
    this.desk = open(this);
  }

  /** @param batch messages that a function is given at once, at most. */
  static async open(emulators: DeskEmulators, batch = 10): Promise<DeskWorld> {
    const { dynamo, messaging } = emulators;
    const [deskTable, registryTable, records, corpus, dead, submissions, notices, fetches, delivery] =
      await Promise.all([
        dynamo.newTable(),
        dynamo.newTable(),
        emulators.newBucket(),
        emulators.newBucket(),
        ...Array.from({ length: 5 }, () => messaging.newQueue()),
      ]);
    const urls = { submissions, notices, fetches, delivery, dead } as Record<WorkQueueName | 'dead', string>;
    const nameOf = new Map(Object.entries(urls).map(([name, url]) => [url, name]));
    const clients = {
      dynamo: new DynamoDBClient({ ...local, endpoint: dynamo.endpoint }),
      sqs: new SQSClient({ ...local, endpoint: messaging.endpoint }),
      s3: new S3Client({ ...local, endpoint: emulators.s3, forcePathStyle: true }),
    };
    const documents = dynamo.documents(clients.dynamo);
    const ids = randomIds();
    const open = (world: DeskWorld): Desk => {
      const { calls } = world;
      const now = () => world.now;
      const table = (name: string): Table => openTable(documents, name);
      const queue = (name: WorkQueueName) => openWorkQueue(clients.sqs, urls[name], () => urls.dead);
      const cms = openCmsClient({ now, allowLoopback: true });
      const probe = openPageProbe({ allowLoopback: true });
      return {
        now,
        ids,
        ...tableStores(table(deskTable.name), table(registryTable.name), now),
        records: openS3ObjectStore(clients.s3, records),
        corpus: openCorpus(openS3ObjectStore(clients.s3, corpus), { algorithms: [ALGORITHM] }),
        work: {
          submissions: queue('submissions'),
          notices: queue('notices'),
          fetches: queue('fetches'),
          delivery: queue('delivery'),
        },
        queueAges: { read: async () => ({}) },
        mail: { send: (mail) => calls.call('SendMail', '', async () => void world.mails.push(mail)) },
        cms: { ...cms, send: (order) => calls.call('CallCms', '', () => cms.send(order)) },
        pages: { statusOf: (url, at) => calls.call('ProbePage', '', () => probe.statusOf(url, at)) },
        web: {
          read: (address) =>
            calls.call(
              'ReadWeb',
              '',
              async () =>
                world.web.get(address) ?? { outcome: 'refused', why: 'no_such_host', addresses: [address] },
            ),
        },
        names: { texts: async () => [] },
        alerts: { publish: () => calls.call('PublishAlert', '', async () => undefined) },
      };
    };
    const world = new DeskWorld(emulators, open, urls, batch);
    for (const client of Object.values(clients)) {
      watch(client, world.calls, (url) => nameOf.get(url) ?? 'unknown');
      world.ends.push(() => client.destroy());
    }
    sendAtOnce(clients.sqs, (url) => world.unread.add(url));
    await world.settle();
    return world;
  }

  /** The site, its CMS, a publisher with a key, a feed. */
  private async settle(): Promise<void> {
    const cms = createServer((request, response) => {
      if (request.method === 'GET') return void response.writeHead(410).end();
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        this.orders.push({ id: String(request.headers['webhook-id']), body });
        response.writeHead(204).end();
      });
    }).listen(0, '127.0.0.1');
    this.ends.push(
      () => void cms.close(),
      () => cms.closeAllConnections(),
    );
    await once(cms, 'listening');
    const { port } = cms.address() as AddressInfo;
    const site: SiteSettings = {
      siteId: SITE,
      name: 'Demo News',
      hosts: ['news.demo.example'],
      contentOrigin: 'operator_ingested',
      cms: { endpoint: `http://127.0.0.1:${port}/hook` },
      designatedAgent: { name: 'Agent', email: 'agent@news.demo.example' },
      timeZone: 'America/New_York',
      escalationContacts: [{ name: 'Ed', email: 'ed@news.demo.example' }],
      whenUnavailable: 'closed',
      soloOperator: false,
      confirmGone: 'seen',
      secondPerson: { authorityOrders: true, pressFreedom: true },
      // Who sends again what was not answered must not be late for it.
      undoMs: UNDO_MINUTES * MINUTE,
    };
    const { registry } = this.desk;
    await registry.putSite(site, `whsec_${Buffer.alloc(32, 7).toString('base64')}`);
    for (const id of ['gazette', 'scraper'] as PublisherId[])
      await registry.putPublisher({ id, name: id, email: `editor@${id}.example`, domains: [] });
    const { key } = await issueKey(this.desk, 'gazette' as PublisherId, {
      name: 'k',
      siteId: SITE,
      scopes: ['articles:write', 'originals:write', 'notices:write'],
    });
    this.key = key;
  }

  close(): void {
    for (const end of this.ends) end();
  }

  at(): Instant {
    return this.now;
  }

  advance(ms: number): void {
    this.now = plus(this.now, ms);
  }

  /** A new process: nothing of an earlier one is known to it but what stands in the stores. */
  newDesk(): Desk {
    return this.open(this);
  }

  private functions() {
    return functionsOf(this.newDesk(), { list: async () => [] });
  }

  /**
   * Sends a request until it is answered, as people and programs do.
   * @param isDone whether an earlier try, whose answer did not come, has done it; asked where one is refused.
   */
  async ask(asked: Ask, isDone?: () => Promise<boolean>): Promise<Readonly<Record<string, unknown>>> {
    const { route, event } = eventOf(asked);
    let last = '';
    for (let tries = 0; tries < TRIES; tries++) {
      if (tries > 0) this.advance(61 * SECOND);
      const { [route.function as 'intake-api' | 'desk-api']: handler } = this.functions();
      const ended = await this.calls.run(route.name, () => handler(event, invocation), tries + 1);
      if (ended === 'died') continue;
      if ('threw' in ended) throw ended.threw;
      const { statusCode = 500, body = '{}' } = ended.answer;
      const answer = JSON.parse(body) as Readonly<Record<string, unknown>>;
      if (statusCode < 300) return answer;
      last = `${statusCode} ${body}`;
      if (tries > 0 && isDone && (await isDone())) return answer;
      if (tries === 0 && statusCode < 500 && statusCode !== 409) break;
    }
    throw new Error(`${route.name} was not done: ${last}`);
  }

  staff(
    actor: Actor,
    route: Ask['route'],
    params: Readonly<Record<string, string>>,
    body?: object,
    isDone?: () => Promise<boolean>,
  ) {
    return this.ask(
      { route, params, headers: asStaff(actor), ...(body && { body: JSON.stringify(body) }) },
      isDone,
    );
  }

  /** Puts a message on a work queue, as its sender does. */
  async send(name: WorkQueueName, message: object): Promise<void> {
    await this.desk.work[name].send([JSON.stringify(message)]);
  }

  /** Works the queues until they are empty; what is not done comes again. */
  async work(): Promise<void> {
    const unread = () => WORK_QUEUES.filter((name) => this.unread.has(this.urls[name]));
    for (let rounds = 0; unread().length > 0; rounds++) {
      if (rounds > 100) throw new Error('the work queues never become empty');
      for (const name of unread()) await this.workQueue(name);
    }
  }

  private async workQueue(name: WorkQueueName): Promise<void> {
    const QueueUrl = this.urls[name];
    const { sqs } = this.emulators.messaging;
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: this.batch,
        VisibilityTimeout: 600,
        MessageSystemAttributeNames: ['ApproximateReceiveCount'],
      }),
    );
    if (Messages.length === 0) return void this.unread.delete(QueueUrl);
    const handler = this.functions()[name];
    const records = Messages.map(({ MessageId = '', Body = '', Attributes }) => ({
      id: MessageId,
      body: Body,
      // A dead letter is sent back by people, who never tire of it: it is never delivered for the last time.
      receiveCount: Math.min(Number(Attributes?.ApproximateReceiveCount ?? 1), LAST_RECEIVE - 1),
    }));
    const kinds = new Set(records.map(({ body }) => kindOf(body)));
    const tries = Math.max(...records.map(({ body }) => this.begin(name + body)));
    const ended = await this.calls.run(
      [name, ...kinds].join(' '),
      () => handler(batchOf(records), invocation),
      tries,
    );
    const failed =
      ended === 'died' || 'threw' in ended
        ? new Set(records.map(({ id }) => id))
        : new Set(ended.answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    // What failed comes back when its visibility runs out.
    if (failed.size > 0) this.advance(2 * MINUTE);
    await Promise.all(Messages.map((message) => this.settleMessage(QueueUrl, message, failed)));
  }

  /** @returns how often an event was begun, this time counted. */
  private begin(event: string): number {
    const tries = (this.begun.get(event) ?? 0) + 1;
    this.begun.set(event, tries);
    return tries;
  }

  private async settleMessage(
    QueueUrl: string,
    message: Message,
    failed: ReadonlySet<string>,
  ): Promise<void> {
    const { sqs } = this.emulators.messaging;
    const { ReceiptHandle, MessageId = '' } = message;
    if (failed.has(MessageId))
      await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }));
    else await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  }

  /** The sweep runs and what it brings out is worked. One that fails runs again a minute later. */
  async sweep(): Promise<void> {
    for (let tries = 1; tries <= TRIES; tries++) {
      const ended = await this.calls.run('sweep', () => this.functions().sweep(), tries);
      await this.work();
      if (ended !== 'died' && 'answer' in ended) return;
      this.advance(MINUTE);
    }
  }

  /** Time passes in steps, in minutes; after each the sweep runs. */
  async pass(...steps: readonly number[]): Promise<void> {
    await this.work();
    for (const minutes of steps) {
      this.advance(minutes * MINUTE + SECOND);
      await this.sweep();
    }
  }

  async deadLetters(): Promise<readonly string[]> {
    const { Messages = [] } = await this.emulators.messaging.sqs.send(
      new ReceiveMessageCommand({ QueueUrl: this.urls.dead, MaxNumberOfMessages: 10 }),
    );
    return Messages.map(({ Body = '' }) => Body);
  }
}
