import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Template } from 'aws-cdk-lib/assertions';
import { rightsOfFunctions, type Rights } from './policies';
import { isCopiers, resourcesOf, synthesise } from './synthesised';

const { services } = synthesise();
const rights = rightsOfFunctions(services);

const ownLog = ['logs:CreateLogStream', 'logs:PutLogEvents'];
const list = ['s3:ListBucket'];
const read = ['s3:GetObject'];
const write = ['s3:GetObject', 's3:PutObject'];
const look = ['dynamodb:GetItem', 'dynamodb:Query'];
const put = ['dynamodb:PutItem'];
const lookAndPut = ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'];
const count = ['dynamodb:UpdateItem'];
const query = ['dynamodb:Query'];
const send = ['sqs:SendMessage'];
const handle = ['sqs:ChangeMessageVisibility', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
const redrive = [...handle, 'sqs:ReceiveMessage'];
const consume = [...handle, 'sqs:GetQueueUrl', 'sqs:ReceiveMessage'];
const alerts: Rights = { AlertsTopic: ['sns:Publish'], TopicKey: ['kms:Decrypt', 'kms:GenerateDataKey'] };

/** Every right of every function: to widen one is to change this table. */
const table: Readonly<Record<string, Rights>> = {
  ArticleIntakeArticleWorker: {
    ArticleIntakeArticleWorkerLog: ownLog,
    CorpusBucket: list,
    'CorpusBucket/*': write,
    RecordsBucket: list,
    'RecordsBucket/bodies/*': write,
    'RecordsBucket/evidence/*': write,
    'RecordsBucket/uploads/*': read,
    DeskTable: lookAndPut,
    'RegistryTable PUBLISHER#': look,
    'RegistryTable SITE#': look,
    SubmissionsQueue: consume,
    SubmissionsDeadLetters: send,
    DeliveryQueue: send,
    ...alerts,
  },
  NoticeIntakeNoticeWorker: {
    NoticeIntakeNoticeWorkerLog: ownLog,
    CorpusBucket: list,
    'CorpusBucket/manifest': read,
    'CorpusBucket/stop/*': read,
    RecordsBucket: list,
    'RecordsBucket/bodies/*': read,
    'RecordsBucket/mail/*': read,
    'RecordsBucket/originals/*': read,
    'RecordsBucket/fetched/*': read,
    'RecordsBucket/notices/*': write,
    'RecordsBucket/evidence/*': write,
    'RecordsBucket/snapshots/*': write,
    DeskTable: lookAndPut,
    'RegistryTable PUBLISHER#': look,
    'RegistryTable SITE#': look,
    'RegistryTable HOST#': look,
    NoticesQueue: [...consume, ...send],
    NoticesDeadLetters: send,
    FetchesQueue: send,
    DeliveryQueue: send,
    ...alerts,
  },
  PageFetchesFetcher: {
    PageFetchesFetcherLog: ownLog,
    'RecordsBucket/fetched/*': ['s3:PutObject'],
    'RecordsBucket/proofs/*': ['s3:PutObject'],
    FetchesQueue: consume,
    FetchesDeadLetters: send,
    NoticesQueue: send,
    ...alerts,
  },
  DeliveriesDeliverer: {
    DeliveriesDelivererLog: ownLog,
    RecordsBucket: list,
    'RecordsBucket/notices/*': read,
    'RecordsBucket/contacts/*': read,
    DeskTable: lookAndPut,
    'RegistryTable PUBLISHER#': look,
    'RegistryTable CONTACT#': look,
    'RegistryTable SITE#': look,
    'RegistryTable SECRET#': look,
    DeliveryQueue: [...consume, ...send],
    DeliveryDeadLetters: send,
    'arn:AWS::Partition:ses:AWS::Region:AWS::AccountId:identity/MailFrom[1]': ['ses:SendEmail'],
    'arn:AWS::Partition:ses:AWS::Region:AWS::AccountId:configuration-set/MailEventsSending': [
      'ses:SendEmail',
    ],
    ...alerts,
  },
  ClockClockSweep: {
    ClockClockSweepLog: ownLog,
    DeskTable: lookAndPut,
    'DeskTable/index/due': query,
    'DeskTable/index/queue': query,
    SubmissionsQueue: send,
    NoticesQueue: send,
    DeliveryQueue: send,
  },
  CompactionCompactor: {
    CompactionCompactorLog: ownLog,
    CorpusBucket: list,
    'CorpusBucket/*': ['s3:DeleteObject', ...write],
    ...alerts,
  },
  IntakeApiFunction: {
    'DeskTable RATE#': count,
    IntakeApiFunctionLog: ownLog,
    RecordsBucket: list,
    'RecordsBucket/bodies/*': write,
    'RecordsBucket/notices/*': write,
    'RecordsBucket/originals/*': write,
    'RecordsBucket/uploads/*': read,
    DeskTable: lookAndPut,
    'RegistryTable PUBLISHER#': lookAndPut,
    'RegistryTable KEY#': look,
    'RegistryTable SITE#': look,
    'RegistryTable HOST#': look,
    SubmissionsQueue: send,
    NoticesQueue: send,
    DeliveryQueue: send,
  },
  PublicPagesFunction: {
    'DeskTable RATE#': count,
    PublicPagesFunctionLog: ownLog,
    RecordsBucket: list,
    'RecordsBucket/notices/*': write,
    'RecordsBucket/originals/*': write,
    'RecordsBucket/drafts/*': ['s3:DeleteObject', ...write],
    DeskTable: lookAndPut,
    'DeskTable/index/queue SENDER#': query,
    'RegistryTable SITE#': look,
    'RegistryTable HOST#': look,
    NoticesQueue: send,
    DeliveryQueue: send,
  },
  PublisherPagesFunction: {
    'DeskTable RATE#': count,
    'DeskTable TICKET#': lookAndPut,
    'DeskTable SESSION#': lookAndPut,
    'DeskTable IDEMPOTENCY#': look,
    'DeskTable PUBLISHER#': look,
    'DeskTable ARTICLE#': look,
    PublisherPagesFunctionLog: ownLog,
    RecordsBucket: list,
    'RecordsBucket/proofs/*': read,
    'RecordsBucket/imports/*': write,
    'RecordsBucket/uploads/*': write,
    'RecordsBucket/drafts/*': write,
    'RegistryTable SECRET#PUBLISHER#': put,
    'RegistryTable PUBLISHER#': lookAndPut,
    'RegistryTable CONTACT#': ['dynamodb:DeleteItem', ...lookAndPut],
    'RegistryTable DOMAIN': ['dynamodb:DeleteItem', ...lookAndPut],
    'RegistryTable KEY#': lookAndPut,
    'RegistryTable SITE#': look,
    'RegistryTable HOST#': look,
    SubmissionsQueue: send,
    FetchesQueue: send,
    DeliveryQueue: send,
  },
  ProofRenewalProofKeeper: {
    ProofRenewalProofKeeperLog: ownLog,
    RecordsBucket: list,
    'RecordsBucket/proofs/*': read,
    'RegistryTable PUBLISHER#': lookAndPut,
    'RegistryTable DOMAIN': ['dynamodb:DeleteItem', ...lookAndPut],
    FetchesQueue: send,
    DeliveryQueue: send,
  },
  CanaryFunction: {
    CanaryFunctionLog: ownLog,
    'DeskTable URL#https://copydesk-canary.invalid/': look,
    'DeskTable ARTICLE#': look,
    'DeskTable PULSE': put,
    'RegistryTable SITE#copydesk-canary': lookAndPut,
    'RegistryTable HOST#copydesk-canary.invalid': put,
    'RegistryTable SECRET#copydesk-canary': put,
    'RegistryTable PUBLISHER#copydesk-canary': lookAndPut,
    SubmissionsQueue: send,
  },
  DeskApiFunction: {
    'DeskTable RATE#': count,
    DeskApiFunctionLog: ownLog,
    RecordsBucket: list,
    'RecordsBucket/notices/*': write,
    'RecordsBucket/evidence/*': read,
    'RecordsBucket/originals/*': write,
    'RecordsBucket/contacts/*': write,
    // The queue is rebuilt from the cases.
    DeskTable: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query', 'dynamodb:Scan'],
    'DeskTable/index/queue': query,
    'DeskTable/index/due': query,
    CorpusBucket: list,
    // The ages of messages; the action takes no narrower resource.
    '*': ['cloudwatch:GetMetricData'],
    'RegistryTable PUBLISHER#': lookAndPut,
    'RegistryTable KEY#': lookAndPut,
    'RegistryTable CONTACT#': put,
    'RegistryTable SITE#': lookAndPut,
    'RegistryTable HOST#': ['dynamodb:DeleteItem', ...lookAndPut],
    'RegistryTable SECRET#': put,
    SubmissionsQueue: ['sqs:GetQueueAttributes', ...send],
    SubmissionsDeadLetters: redrive,
    NoticesQueue: ['sqs:GetQueueAttributes', ...send],
    NoticesDeadLetters: redrive,
    FetchesQueue: ['sqs:GetQueueAttributes', ...send],
    FetchesDeadLetters: redrive,
    DeliveryQueue: ['sqs:GetQueueAttributes', ...send],
    DeliveryDeadLetters: redrive,
  },
};

const stores = join(__dirname, '../../shared/stores');

/** What IAM asks for each call of the SDK. */
const actionsOfCall: Readonly<Record<string, readonly string[]>> = {
  Get: ['dynamodb:GetItem'],
  Put: ['dynamodb:PutItem'],
  Query: ['dynamodb:Query'],
  Update: ['dynamodb:UpdateItem'],
  Scan: ['dynamodb:Scan'],
  TransactWrite: ['dynamodb:PutItem', 'dynamodb:DeleteItem'],
  GetObject: ['s3:GetObject'],
  HeadObject: ['s3:GetObject'],
  PutObject: ['s3:PutObject'],
  DeleteObject: ['s3:DeleteObject'],
  ListObjectsV2: ['s3:ListBucket'],
  SendMessage: ['sqs:SendMessage'],
  SendMessageBatch: ['sqs:SendMessage'],
  ReceiveMessage: ['sqs:ReceiveMessage'],
  DeleteMessage: ['sqs:DeleteMessage'],
  ChangeMessageVisibility: ['sqs:ChangeMessageVisibility'],
  GetQueueAttributes: ['sqs:GetQueueAttributes'],
  GetMetricData: ['cloudwatch:GetMetricData'],
  Publish: ['sns:Publish', 'kms:Decrypt', 'kms:GenerateDataKey'],
  SendEmail: ['ses:SendEmail'],
};

/** What Lambda itself does in a function's name: its log, and its event source. */
const ofPlatform = [...ownLog, ...consume];

/** The functions that may do something to resources whose name begins so. */
const holders = (prefix: string, allowed: (action: string) => boolean = () => true): readonly string[] =>
  Object.entries(rights)
    .filter(([, of]) =>
      Object.entries(of).some(([name, actions]) => name.startsWith(prefix) && actions.some(allowed)),
    )
    .map(([name]) => name)
    .toSorted();

describe('what each function may do', () => {
  it('covers every function of the template', () => {
    expect(Object.keys(rights).toSorted()).toEqual(Object.keys(table).toSorted());
  });

  it.each(Object.keys(table))('%s: exactly this', (name) => {
    expect(rights[name]).toEqual(table[name]);
  });

  it('lets only the deliverer read the keys that sign, and only the desk API set them', () => {
    const reads = (action: string) => /Get|Query|Scan/.test(action);
    expect(holders('RegistryTable SECRET#', reads)).toEqual(['DeliveriesDeliverer']);
    expect(holders('RegistryTable SECRET#', (action) => !reads(action))).toEqual([
      // Its own site's, and none beside it.
      'CanaryFunction',
      'DeskApiFunction',
      // Those of publishers' own webhooks, and no site's.
      'PublisherPagesFunction',
    ]);
    expect(holders('RegistryTable SECRET#PUBLISHER#')).toEqual(['PublisherPagesFunction']);
  });

  it('lets only the pages of accounts begin a session, and beside them only the deliverer make a link', () => {
    const writes = statementsOf(services).filter(({ Action }) =>
      [Action].flat().includes('dynamodb:PutItem'),
    );
    const elsewhere = writes.flatMap(
      ({ Condition: { 'ForAllValues:StringLike': within, ...conditions } = {} }) =>
        within === undefined
          ? [String(conditions['ForAllValues:StringNotLike']?.['dynamodb:LeadingKeys'])]
          : [],
    );
    expect(elsewhere.toSorted()).toEqual([
      'SESSION#*',
      ...Array.from({ length: 6 }, () => 'SESSION#*,TICKET#*'),
    ]);
    expect(holders('DeskTable SESSION#', (action) => action === 'dynamodb:PutItem')).toEqual([
      'PublisherPagesFunction',
    ]);
  });

  it('narrows every right on the registry to kinds of partition', () => {
    const unnarrowed = Object.values(rights).flatMap((of) =>
      Object.keys(of).filter((name) => name === 'RegistryTable' || name.startsWith('RegistryTable/')),
    );
    expect(unnarrowed).toEqual([]);
  });

  it('lets only the worker that matches and the compactor touch articles in the corpus, and the compactor nothing else', () => {
    expect(holders('CorpusBucket/*')).toEqual(['ArticleIntakeArticleWorker', 'CompactionCompactor']);
    const besides = Object.keys(rights['CompactionCompactor'] ?? {}).filter(
      (name) => !name.startsWith('Corpus'),
    );
    expect(besides.toSorted()).toEqual(['AlertsTopic', 'CompactionCompactorLog', 'TopicKey']);
    expect(holders('CorpusBucket', (action) => action === 's3:DeleteObject')).toEqual([
      'CompactionCompactor',
    ]);
  });

  it('is made of the calls that shared/stores makes: none too many, and none forgotten', () => {
    const called = readdirSync(stores)
      .flatMap((file) => [...readFileSync(join(stores, file), 'utf8').matchAll(/new (\w+)Command\(/g)])
      .map(([, call]) => call!);
    expect([...new Set(called)].toSorted()).toEqual(Object.keys(actionsOfCall).toSorted());
    const granted = new Set(Object.values(rights).flatMap((of) => Object.values(of).flat()));
    const ofCalls = Object.values(actionsOfCall).flat();
    expect([...granted].toSorted()).toEqual([...new Set([...ofCalls, ...ofPlatform])].toSorted());
  });

  it('lets mail go out from one address only', () => {
    const statements = statementsOf(services).filter(({ Action }) => Action === 'ses:SendEmail');
    expect(statements.map(({ Condition }) => Condition)).toEqual([
      { StringEquals: { 'ses:FromAddress': { Ref: 'MailFrom' } } },
    ]);
  });

  it('names no action by a pattern, and a bare resource only for the action that IAM narrows to none', () => {
    const statements = statementsOf(services);
    expect(statements.length).toBeGreaterThan(30);
    const [bare, narrowed] = [true, false].map((is) =>
      statements.filter(({ Action }) => (Action === 'cloudwatch:GetMetricData') === is),
    );
    expect(bare).toEqual([{ Effect: 'Allow', Action: 'cloudwatch:GetMetricData', Resource: '*' }]);
    const patterns = narrowed!.flatMap(({ Action, Resource }) =>
      [Action, Resource]
        .flat()
        .filter((text) => text === '*' || (typeof text === 'string' && text.endsWith('*'))),
    );
    expect(patterns).toEqual([]);
  });
});

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

function statementsOf(template: Template): readonly Statement[] {
  return resourcesOf(template, 'AWS::IAM::Policy')
    .filter(({ id }) => !isCopiers(id))
    .flatMap(
      ({ properties }) => (properties['PolicyDocument'] as unknown as { Statement: Statement[] }).Statement,
    );
}
