import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDynamoDb } from '../../../local/emulators/dynamodb';
import { freePort } from '../../../local/emulators/free-port';
import { openTable, type Table } from '../../../shared/stores/table';

export const local = { region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };

const marshalling = { marshallOptions: { removeUndefinedValues: true } };

export type DynamoDb = Awaited<ReturnType<typeof openDynamoDb>>;

/** A DynamoDB emulator; every call of `newTable` makes an empty desk table. */
export async function openDynamoDb() {
  const dir = await mkdtemp(join(tmpdir(), 'copydesk-dynamodb-'));
  const port = await freePort();
  const emulator = await startDynamoDb(dir, port);
  const endpoint = `http://127.0.0.1:${port}`;
  const client = new DynamoDBClient({ ...local, endpoint });
  let tables = 0;

  const documents = (over: DynamoDBClient = client) => DynamoDBDocumentClient.from(over, marshalling);

  return {
    endpoint,
    client,
    documents,
    tableOf: (name: string): { readonly table: Table } => ({ table: openTable(documents(), name) }),
    async newTable(): Promise<{ readonly name: string; readonly table: Table }> {
      const name = `desk-${++tables}`;
      await client.send(
        new CreateTableCommand({
          TableName: name,
          BillingMode: 'PAY_PER_REQUEST',
          KeySchema: keys('pk', 'sk'),
          AttributeDefinitions: ['pk', 'sk', 'duePk', 'dueSk', 'queuePk', 'queueSk'].map((AttributeName) => ({
            AttributeName,
            AttributeType: 'S',
          })),
          GlobalSecondaryIndexes: [
            {
              IndexName: 'due',
              KeySchema: keys('duePk', 'dueSk'),
              Projection: { ProjectionType: 'KEYS_ONLY' },
            },
            {
              IndexName: 'queue',
              KeySchema: keys('queuePk', 'queueSk'),
              Projection: { ProjectionType: 'ALL' },
            },
          ],
        }),
      );
      return { name, table: openTable(documents(), name) };
    },
    async close(): Promise<void> {
      client.destroy();
      await emulator.stop();
      await rm(dir, { recursive: true });
    },
  };
}

/** One DynamoDB emulator for the tests of a file. */
export function useDynamoDb() {
  let opened: DynamoDb;
  beforeAll(async () => {
    opened = await openDynamoDb();
  });
  afterAll(() => opened.close());
  return {
    endpoint: () => opened.endpoint,
    documents: (over?: DynamoDBClient) => opened.documents(over),
    tableOf: (name: string) => opened.tableOf(name),
    newTable: () => opened.newTable(),
  };
}

const keys = (hash: string, range: string) => [
  { AttributeName: hash, KeyType: 'HASH' as const },
  { AttributeName: range, KeyType: 'RANGE' as const },
];
