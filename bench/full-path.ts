import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDynamoDb } from '../local/emulators/dynamodb';
import { freePort } from '../local/emulators/free-port';
import { startS3Emulator } from '../local/s3/s3-emulator';
import { openCorpus } from '../shared/corpus/corpus';
import { workDelivery } from '../shared/desk/work-delivery';
import type { Desk, WorkQueue } from '../shared/desk/desk';
import { processArticles } from '../shared/desk/process-articles';
import { submitArticle } from '../shared/desk/submit-article';
import { ALGORITHM } from '../shared/fingerprint/shingles';
import type { PublisherId } from '../shared/ids';
import { openArticleStore } from '../shared/stores/article-store';
import { openCaseStore } from '../shared/stores/case-store';
import { openExclusionStore } from '../shared/stores/exclusion-store';
import { openAlertBook } from '../shared/stores/alert-book';
import { openDeliveryGates } from '../shared/stores/delivery-gates';
import { openDueIndex } from '../shared/stores/due-index';
import { openMailboxes } from '../shared/stores/mailboxes';
import { openMatchDigests } from '../shared/stores/match-digests';
import { openOutboxStore } from '../shared/stores/outbox-store';
import { openPageProbe } from '../shared/stores/page-probe';
import { randomIds } from '../shared/stores/random-ids';
import { openFigureStore } from '../shared/stores/figure-store';
import { openPulseStore } from '../shared/stores/pulse-store';
import { openRateCounter } from '../shared/stores/rate-counter';
import { openReplyStore } from '../shared/stores/reply-store';
import { openRegistry } from '../shared/stores/registry';
import { openSessionStore } from '../shared/stores/session-store';
import { openS3ObjectStore } from '../shared/stores/s3-object-store';
import { systemClock } from '../shared/stores/system-clock';
import { openWeb } from '../shared/stores/web';
import { openTable } from '../shared/stores/table';
import { deliveryMessage } from '../shared/wire/messages';
import { benchSite } from './bench-site';

/** What one article takes from its submission to the CMS's acknowledgement, beyond the corpus; means over a batch. */
export interface FullPathRequests {
  readonly articles: number;
  /** Capacity units as the emulator bills them. */
  readonly dynamoWrites: number;
  readonly dynamoReads: number;
  /** Of the records bucket. */
  readonly s3Puts: number;
  readonly s3Gets: number;
  /** Messages that we send; receiving and deleting them comes on top. */
  readonly submissionsMessages: number;
  readonly deliveryMessages: number;
}

const local = { region: 'us-east-1', credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' } };
const plenty = () => 600_000;

export interface Capacity {
  requests: number;
  reads: number;
  writes: number;
}

interface Consumed {
  readonly CapacityUnits?: number;
}

/** Asks for the consumed capacity of every request, and adds both up. */
export function countCapacity(client: DynamoDBClient, capacity: Capacity): void {
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const result = await next({
        ...args,
        input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' },
      });
      const { ConsumedCapacity: consumed } = result.output as {
        ConsumedCapacity?: Consumed | readonly Consumed[];
      };
      capacity.requests += 1;
      let units = 0;
      for (const one of [consumed].flat()) units += one?.CapacityUnits ?? 0;
      const reading = /Get|Query|Scan/.test(context.commandName ?? '');
      capacity[reading ? 'reads' : 'writes'] += units;
      return result;
    },
    { step: 'initialize', name: 'countCapacity' },
  );
}

export async function createTable(client: DynamoDBClient, name: string): Promise<void> {
  const keys = (hash: string, range: string) => [
    { AttributeName: hash, KeyType: 'HASH' as const },
    { AttributeName: range, KeyType: 'RANGE' as const },
  ];
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: keys('pk', 'sk'),
      AttributeDefinitions: ['pk', 'sk', 'duePk', 'dueSk', 'queuePk', 'queueSk'].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S' as const,
      })),
      GlobalSecondaryIndexes: [
        { IndexName: 'due', KeySchema: keys('duePk', 'dueSk'), Projection: { ProjectionType: 'KEYS_ONLY' } },
        { IndexName: 'queue', KeySchema: keys('queuePk', 'queueSk'), Projection: { ProjectionType: 'ALL' } },
      ],
    }),
  );
}

/** Sends nothing: what is sent is counted and worked by the measurement itself. */
export function recordingQueue(): WorkQueue & { readonly sent: string[] } {
  const sent: string[] = [];
  return {
    sent,
    send: async (bodies) => void sent.push(...bodies),
    reject: async () => undefined,
    deadLetters: async () => [],
    redrive: async () => 0,
    deadLetterCount: async () => 0,
    depth: async () => ({ waiting: 0, inWork: 0, delayed: 0 }),
  };
}

/** @param texts one batch of articles, none a copy of another. */
export async function fullPathRequests(texts: readonly string[]): Promise<FullPathRequests> {
  const dir = await mkdtemp(join(tmpdir(), 'copydesk-full-path-'));
  const port = await freePort();
  const dynamo = await startDynamoDb(dir, port);
  const emulator = await startS3Emulator({ dir: join(dir, 's3') });
  const client = new DynamoDBClient({ ...local, endpoint: `http://127.0.0.1:${port}` });
  const s3 = new S3Client({ ...local, endpoint: emulator.endpoint, forcePathStyle: true });
  const capacity: Capacity = { requests: 0, reads: 0, writes: 0 };
  // The desk's own events are no output of a benchmark.
  const { log } = console;
  console.log = () => undefined;
  try {
    for (const name of ['desk', 'registry']) await createTable(client, name);
    for (const Bucket of ['corpus', 'records']) await s3.send(new CreateBucketCommand({ Bucket }));
    countCapacity(client, capacity);
    const documents = DynamoDBDocumentClient.from(client, {
      marshallOptions: { removeUndefinedValues: true },
    });
    const deskTable = openTable(documents, 'desk');
    const work = {
      submissions: recordingQueue(),
      notices: recordingQueue(),
      fetches: recordingQueue(),
      delivery: recordingQueue(),
    };
    const corpus = openCorpus(openS3ObjectStore(s3, 'corpus'), { algorithms: [ALGORITHM] });
    const desk: Desk = {
      now: systemClock,
      ids: randomIds(),
      articles: openArticleStore(deskTable),
      cases: openCaseStore(deskTable),
      exclusions: openExclusionStore(deskTable),
      outbox: openOutboxStore(deskTable),
      due: openDueIndex(deskTable),
      gates: openDeliveryGates(deskTable),
      alertBook: openAlertBook(deskTable),
      rates: openRateCounter(deskTable),
      figures: openFigureStore(deskTable),
      pulses: openPulseStore(deskTable),
      replies: openReplyStore(deskTable),
      mailboxes: openMailboxes(deskTable),
      matchDigests: openMatchDigests(deskTable),
      sessions: openSessionStore(deskTable),
      registry: openRegistry(openTable(documents, 'registry'), systemClock),
      records: openS3ObjectStore(s3, 'records'),
      corpus,
      work,
      queueAges: { read: async () => ({}) },
      mail: { send: async () => undefined },
      cms: { refusalOf: () => undefined, send: async () => ({ status: 204 }) },
      pages: openPageProbe({ allowLoopback: true }),
      web: openWeb({ now: systemClock, allowLoopback: true }),
      names: { texts: async () => [] },
      alerts: { publish: async () => undefined },
    };
    await desk.registry.putSite(benchSite, `whsec_${Buffer.alloc(32, 7).toString('base64')}`);
    const feed = 'feed' as PublisherId;
    await desk.registry.putPublisher({ id: feed, name: 'Feed', email: 'feed@bench.example', domains: [] });
    capacity.reads = capacity.writes = 0;
    const before = emulator.counts();

    const from = { siteId: benchSite.siteId, submitter: 'feed', publisherId: feed, original: false };
    for (const [i, text] of texts.entries())
      await submitArticle(desk, { url: `https://news.bench.example/${i}`, text }, from, `key-${i}`);
    const messages = work.submissions.sent.map((body, i) => ({
      id: `message-${i}`,
      message: JSON.parse(body) as Parameters<typeof processArticles>[1][number]['message'],
      receiveCount: 1,
    }));
    const outcomes = await processArticles(desk, messages, plenty);
    for (const [id, { outcome }] of outcomes)
      if (outcome !== 'done') throw new Error(`article of ${id} was not done but ${outcome}`);
    const deliveries = work.delivery.sent.length;
    for (const body of work.delivery.sent)
      await workDelivery(desk, deliveryMessage.parse(JSON.parse(body)), 'https://api.bench.example');

    const counts = emulator.counts();
    const of = (name: string) => (counts[name] ?? 0) - (before[name] ?? 0);
    const each = (value: number) => value / texts.length;
    // The corpus's own: one pack, one listing, one manifest, for which the cost model has figures of their own.
    return {
      articles: texts.length,
      dynamoWrites: each(capacity.writes),
      dynamoReads: each(capacity.reads),
      s3Puts: each(of('PutObject') - 1),
      s3Gets: each(of('GetObject') - 1),
      submissionsMessages: each(work.submissions.sent.length),
      deliveryMessages: each(deliveries),
    };
  } finally {
    console.log = log;
    client.destroy();
    s3.destroy();
    await emulator.close();
    await dynamo.stop();
    await rm(dir, { recursive: true });
  }
}
