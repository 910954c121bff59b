import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Instant, SECOND, toMs } from '../clock/instant';
import { Problem } from '../problem';
import { calling } from './sdk-problem';
import { sha256 } from '../desk/digest';

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** The envelope of every row; what the domain knows is the body. The index keys are absent where nothing is due or open. */
export interface Row extends Key {
  readonly format: number;
  readonly body: object;
  readonly duePk?: string;
  readonly dueSk?: string;
  readonly queuePk?: string;
  readonly queueSk?: string;
  /** Seconds since 1970 after which it may be cleared away; absent: never. */
  readonly expiresAt?: number;
}

export interface Condition {
  readonly expression: string;
  readonly names?: Readonly<Record<string, string>>;
  readonly values?: Readonly<Record<string, unknown>>;
}

export type Write =
  { readonly put: Row; readonly if?: Condition } | { readonly delete: Key; readonly if?: Condition };

/** Sort keys from `from` to `to`, both inclusive; strongly consistent unless an index is named. */
export interface Range {
  readonly index?: 'due' | 'queue';
  readonly pk: string;
  readonly from: string;
  readonly to: string;
  readonly limit?: number;
  /** From the last to the first. */
  readonly backwards?: true;
  readonly after?: Readonly<Record<string, unknown>>;
  /** Of the body only these: a row costs as much to read, and far less to take in. */
  readonly fields?: readonly string[];
}

export interface Page {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly next?: Readonly<Record<string, unknown>>;
}

export interface Table {
  /** Strongly consistent. */
  get<T>(key: Key): Promise<T | undefined>;
  /** Every body in the range, over as many pages as it takes. */
  all<T>(range: Range): Promise<readonly T[]>;
  /** One page as stored, for indexes. */
  page(range: Range): Promise<Page>;
  /** Rows of the whole table in no order that means anything; for upkeep, never on the way of a request. */
  scan(part: { readonly limit: number; readonly after?: Readonly<Record<string, unknown>> }): Promise<Page>;
  /** False if the condition did not hold. */
  put(row: Row, condition?: Condition): Promise<boolean>;
  /** One more in a row of its own, which may be gone after `keptUntil`. @returns how many now. */
  count(key: Key, keptUntil: Instant): Promise<number>;
  /** All or nothing; false if a condition did not hold. Sending equal writes again within ten minutes answers as the first time. */
  transact(writes: readonly Write[]): Promise<boolean>;
}

/** Of the row shape `{ format, body }`. Golden rows in test/contract hold each number for ever. */
export const FORMAT = 1;
/** DynamoDB refuses a row over 400 KB; some room is left for how it counts. */
const ROW_LIMIT_BYTES = 380_000;
const TRANSACTION_LIMIT_ROWS = 100;
const RACE_RETRIES = 8;

export const absent: Condition = { expression: 'attribute_not_exists(pk)' };

export const atVersion = (version: number): Condition => ({
  expression: '#body.#version = :version',
  names: { '#body': 'body', '#version': 'version' },
  values: { ':version': version },
});

/** @throws Problem `corrupt` if the row is not of a format this code writes. */
export function bodyOf(row: Readonly<Record<string, unknown>>): object {
  const { pk, sk, format, body } = row;
  if (format !== FORMAT || typeof body !== 'object' || body === null)
    throw new Problem(
      'corrupt',
      `row ${String(pk)}/${String(sk)} has format ${String(format)}, not ${FORMAT}; it was written by other code`,
    );
  return body;
}

const keyNames = {
  table: { pk: 'pk', sk: 'sk' },
  due: { pk: 'duePk', sk: 'dueSk' },
  queue: { pk: 'queuePk', sk: 'queueSk' },
} as const;

function fitting(row: Row): Row {
  const bytes = Buffer.byteLength(JSON.stringify(row));
  if (bytes > ROW_LIMIT_BYTES)
    throw new Problem(
      'invalid',
      `row ${row.pk}/${row.sk} would take ${bytes} bytes of at most ${ROW_LIMIT_BYTES}; keep its bulk in the records bucket`,
    );
  return row;
}

const conditionInput = (condition: Condition | undefined) =>
  condition
    ? {
        ConditionExpression: condition.expression,
        ...(condition.names ? { ExpressionAttributeNames: { ...condition.names } } : {}),
        ...(condition.values ? { ExpressionAttributeValues: { ...condition.values } } : {}),
      }
    : {};

function projection(fields: readonly string[] | undefined) {
  if (fields === undefined) return { names: {}, expression: {} };
  return {
    names: {
      '#format': 'format',
      '#body': 'body',
      ...Object.fromEntries(fields.map((field, i) => [`#f${i}`, field])),
    },
    expression: {
      ProjectionExpression: ['#format', ...fields.map((_, i) => `#body.#f${i}`)].join(', '),
    },
  };
}

/** One DynamoDB table of rows by (pk, sk). */
export function openTable(client: DynamoDBDocumentClient, TableName: string): Table {
  const itemOf = (write: Write) =>
    'put' in write
      ? { Put: { TableName, Item: fitting(write.put), ...conditionInput(write.if) } }
      : { Delete: { TableName, Key: write.delete, ...conditionInput(write.if) } };

  /** `raced`: another transaction held one of the rows, so no condition was looked at. */
  async function attempt(TransactItems: ReturnType<typeof itemOf>[], ClientRequestToken: string) {
    try {
      await client.send(new TransactWriteCommand({ TransactItems, ClientRequestToken }));
      return 'committed';
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const codes = (error.CancellationReasons ?? []).map((reason) => reason.Code);
      if (codes.includes('ConditionalCheckFailed')) return 'refused';
      if (codes.some((code) => code !== undefined && passing.has(code))) return 'raced';
      throw error;
    }
  }

  async function page({ index, pk, from, to, limit, backwards, after, fields }: Range): Promise<Page> {
    const names = keyNames[index ?? 'table'];
    const projected = projection(fields);
    const answer = await calling(`reading ${pk}`, () =>
      client.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: '#pk = :pk AND #sk BETWEEN :from AND :to',
          ExpressionAttributeNames: { '#pk': names.pk, '#sk': names.sk, ...projected.names },
          ...projected.expression,
          ExpressionAttributeValues: { ':pk': pk, ':from': from, ':to': to },
          ...(index ? { IndexName: index } : { ConsistentRead: true }),
          ...(limit === undefined ? {} : { Limit: limit }),
          ...(backwards ? { ScanIndexForward: false } : {}),
          ...(after ? { ExclusiveStartKey: { ...after } } : {}),
        }),
      ),
    );
    return {
      rows: answer.Items ?? [],
      ...(answer.LastEvaluatedKey ? { next: answer.LastEvaluatedKey } : {}),
    };
  }

  return {
    async get<T>(Key: Key) {
      const answer = await calling(`reading ${Key.pk}/${Key.sk}`, () =>
        client.send(new GetCommand({ TableName, Key, ConsistentRead: true })),
      );
      return answer.Item && (bodyOf(answer.Item) as T);
    },

    async all<T>(range: Range) {
      const bodies: T[] = [];
      let after = range.after;
      do {
        const { rows, next } = await page({ ...range, ...(after ? { after } : {}) });
        bodies.push(...rows.map((row) => bodyOf(row) as T));
        after = next;
      } while (after);
      return bodies;
    },

    page,

    async scan({ limit, after }) {
      const answer = await calling('reading the table', () =>
        client.send(
          new ScanCommand({
            TableName,
            ConsistentRead: true,
            Limit: limit,
            ...(after ? { ExclusiveStartKey: { ...after } } : {}),
          }),
        ),
      );
      return {
        rows: answer.Items ?? [],
        ...(answer.LastEvaluatedKey ? { next: answer.LastEvaluatedKey } : {}),
      };
    },

    async put(row, condition) {
      const Item = fitting(row);
      try {
        await client.send(new PutCommand({ TableName, Item, ...conditionInput(condition) }));
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        return await calling(`writing ${row.pk}/${row.sk}`, () => Promise.reject(error));
      }
    },

    async count(Key, keptUntil) {
      const { Attributes } = await calling(`counting in ${Key.pk}`, () =>
        client.send(
          new UpdateCommand({
            TableName,
            Key,
            UpdateExpression: 'ADD #count :one SET #expiresAt = :expiresAt',
            ExpressionAttributeNames: { '#count': 'count', '#expiresAt': 'expiresAt' },
            ExpressionAttributeValues: { ':one': 1, ':expiresAt': Math.ceil(toMs(keptUntil) / SECOND) },
            ReturnValues: 'UPDATED_NEW',
          }),
        ),
      );
      return Number(Attributes?.['count']);
    },

    async transact(writes) {
      if (writes.length > TRANSACTION_LIMIT_ROWS)
        throw new Problem(
          'invalid',
          `${writes.length} rows in one transaction of at most ${TRANSACTION_LIMIT_ROWS}; change at most 25 items at a time`,
        );
      const items = writes.map(itemOf);
      // Named after its content: a retry after a lost answer is recognised by DynamoDB and answered 'committed'.
      const token = sha256(JSON.stringify(items)).slice(0, 36);
      for (let tries = 0; tries < RACE_RETRIES; tries++) {
        const outcome = await calling('writing a transaction', () => attempt(items, token));
        if (outcome !== 'raced') return outcome === 'committed';
        await sleep(Math.random() * Math.min(1_000, 20 * 2 ** tries));
      }
      throw new Problem('conflict', `${RACE_RETRIES} tries each met another transaction; try again`);
    },
  };
}

const passing: ReadonlySet<string> = new Set([
  'TransactionConflict',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
]);
