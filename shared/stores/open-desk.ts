import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { prepare } from '../article/prepare';
import { SECOND } from '../clock/instant';
import { readConfig } from '../config';
import { openCorpus } from '../corpus/corpus';
import type { ObjectStore } from '../corpus/object-store';
import type { Desk, WorkQueue } from '../desk/desk';
import { ALGORITHM, everyShingle } from '../fingerprint/shingles';
import { openAlertBook } from './alert-book';
import { openArticleStore } from './article-store';
import { openCaseStore } from './case-store';
import { openCmsClient } from './cms-client';
import { openDeliveryGates } from './delivery-gates';
import { openDueIndex } from './due-index';
import { openExclusionStore } from './exclusion-store';
import { openFigureStore } from './figure-store';
import { openMailboxes } from './mailboxes';
import { openMatchDigests } from './match-digests';
import { openNames } from './names';
import { openOutboxStore } from './outbox-store';
import { openPageProbe } from './page-probe';
import { randomIds } from './random-ids';
import { openPulseStore } from './pulse-store';
import { openQueueAges } from './queue-ages';
import { openRateCounter } from './rate-counter';
import { openReplyStore } from './reply-store';
import { openRegistry } from './registry';
import { openSessionStore } from './session-store';
import { openS3ObjectStore } from './s3-object-store';
import { openSesMail } from './ses-mail';
import { openSnsAlerts } from './sns-alerts';
import { systemClock } from './system-clock';
import { openTable } from './table';
import { openWeb } from './web';
import { openWorkQueue } from './work-queues';

type Environment = Readonly<Record<string, string | undefined>>;

/** Made when first asked for, then kept: one of each SDK client per process. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** Without these a connection that hangs holds a function until its own timeout. */
const settings = {
  requestHandler: {
    connectionTimeout: 3 * SECOND,
    requestTimeout: 20 * SECOND,
    throwOnRequestTimeout: true,
  },
};

const dynamo = once(() =>
  DynamoDBDocumentClient.from(new DynamoDBClient(settings), {
    marshallOptions: { removeUndefinedValues: true },
  }),
);
const s3 = once(() => new S3Client(settings));
const sqs = once(() => new SQSClient(settings));
const sns = once(() => new SNSClient(settings));
const cloudWatch = once(() => new CloudWatchClient(settings));
const ses = once(() => new SESv2Client(settings));

const deskTable = (env: Environment) => openTable(dynamo(), readConfig(['DESK_TABLE'], env).DESK_TABLE);

function workQueue(name: 'SUBMISSIONS' | 'NOTICES' | 'FETCHES' | 'DELIVERY', env: Environment): WorkQueue {
  const [main, dead] = [`${name}_QUEUE_URL`, `${name}_DLQ_URL`] as const;
  const url = readConfig([main], env)[main];
  return openWorkQueue(sqs(), url, () => readConfig([dead], env)[dead]);
}

/** The corpus as objects, for the upkeep of its packs and runs. */
export const openCorpusStore = (env: Environment = process.env): ObjectStore =>
  openS3ObjectStore(s3(), readConfig(['CORPUS_BUCKET'], env).CORPUS_BUCKET);

const openers: { readonly [Part in keyof Desk]: (env: Environment) => Desk[Part] } = {
  now: () => systemClock,
  ids: randomIds,
  articles: (env) => openArticleStore(deskTable(env)),
  cases: (env) => openCaseStore(deskTable(env)),
  exclusions: (env) => openExclusionStore(deskTable(env)),
  outbox: (env) => openOutboxStore(deskTable(env)),
  due: (env) => openDueIndex(deskTable(env)),
  gates: (env) => openDeliveryGates(deskTable(env)),
  replies: (env) => openReplyStore(deskTable(env)),
  figures: (env) => openFigureStore(deskTable(env)),
  pulses: (env) => openPulseStore(deskTable(env)),
  rates: (env) => openRateCounter(deskTable(env)),
  alertBook: (env) => openAlertBook(deskTable(env)),
  matchDigests: (env) => openMatchDigests(deskTable(env)),
  mailboxes: (env) => openMailboxes(deskTable(env)),
  sessions: (env) => openSessionStore(deskTable(env)),
  registry: (env) =>
    openRegistry(openTable(dynamo(), readConfig(['REGISTRY_TABLE'], env).REGISTRY_TABLE), systemClock),
  records: (env) => openS3ObjectStore(s3(), readConfig(['RECORDS_BUCKET'], env).RECORDS_BUCKET),
  corpus: (env) =>
    openCorpus(openCorpusStore(env), {
      algorithms: [ALGORITHM],
      shinglesOf: (text) => everyShingle(prepare({ text }).words).hashes,
    }),
  // A function is told only of the queues it sends to; asking for another one names the missing variable.
  work: (env) => {
    const submissions = once(() => workQueue('SUBMISSIONS', env));
    const notices = once(() => workQueue('NOTICES', env));
    const fetches = once(() => workQueue('FETCHES', env));
    const delivery = once(() => workQueue('DELIVERY', env));
    return {
      get submissions() {
        return submissions();
      },
      get notices() {
        return notices();
      },
      get fetches() {
        return fetches();
      },
      get delivery() {
        return delivery();
      },
    };
  },
  queueAges: (env) => {
    const urls = readConfig(
      ['SUBMISSIONS_QUEUE_URL', 'NOTICES_QUEUE_URL', 'FETCHES_QUEUE_URL', 'DELIVERY_QUEUE_URL'],
      env,
    );
    const named = {
      submissions: urls.SUBMISSIONS_QUEUE_URL,
      notices: urls.NOTICES_QUEUE_URL,
      fetches: urls.FETCHES_QUEUE_URL,
      delivery: urls.DELIVERY_QUEUE_URL,
    };
    return openQueueAges(cloudWatch(), named, systemClock);
  },
  mail: (env) => {
    const { MAIL_FROM, MAIL_CONFIGURATION_SET } = readConfig(['MAIL_FROM', 'MAIL_CONFIGURATION_SET'], env);
    return openSesMail(ses(), MAIL_FROM, MAIL_CONFIGURATION_SET);
  },
  // Set by the local stack alone, whose CMS is on this machine; infra/ gives it to no function.
  cms: (env) => openCmsClient({ now: systemClock, allowLoopback: env['CMS_ALLOW_LOOPBACK'] === '1' }),
  pages: (env) => openPageProbe({ allowLoopback: env['CMS_ALLOW_LOOPBACK'] === '1' }),
  web: (env) => openWeb({ now: systemClock, allowLoopback: env['CMS_ALLOW_LOOPBACK'] === '1' }),
  // Set by the local stack alone, which has names of its own.
  names: (env) => openNames(env['NAME_SERVER']),
  alerts: (env) => openSnsAlerts(sns(), readConfig(['ALERTS_TOPIC_ARN'], env).ALERTS_TOPIC_ARN),
};

/**
 * The parts of the desk that a function works with, over the resources its environment names:
 * `openDesk(['now', 'ids', 'articles', 'records', 'work'])`.
 * @throws Error naming the variable that infra/ should have given.
 */
export function openDesk<Part extends keyof Desk>(
  parts: readonly Part[],
  env: Environment = process.env,
): Pick<Desk, Part> {
  return Object.fromEntries(parts.map((part) => [part, openers[part](env)])) as unknown as Pick<Desk, Part>;
}
