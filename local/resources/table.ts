import {
  CreateTableCommand,
  DescribeTableCommand,
  ResourceNotFoundException,
  type GlobalSecondaryIndexDescription,
  type KeySchemaElement,
} from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import { account, region } from '../aws-clients';
import { ignored, played } from './played';
import { physicalName } from './world';

const keySchema = z.array(z.strictObject({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));
const properties = z.strictObject({
  TableName: z.string().optional(),
  KeySchema: keySchema,
  AttributeDefinitions: z.array(
    z.strictObject({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }),
  ),
  GlobalSecondaryIndexes: z
    .array(
      z.strictObject({
        IndexName: z.string(),
        KeySchema: keySchema,
        Projection: z.strictObject({
          ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
          NonKeyAttributes: z.array(z.string()).optional(),
        }),
        ...ignored('ContributorInsightsSpecification', 'OnDemandThroughput', 'WarmThroughput'),
      }),
    )
    .optional(),
  BillingMode: z.literal('PAY_PER_REQUEST', 'the local stack plays on-demand tables'),
  ...ignored(
    'DeletionProtectionEnabled',
    'PointInTimeRecoverySpecification',
    'SSESpecification',
    'Tags',
    'TimeToLiveSpecification',
  ),
});

export const table = played(properties, async (wanted, resource, world) => {
  const name = wanted.TableName ?? physicalName(resource, 255);
  const { dynamodb } = world.clients;
  const existing = await dynamodb
    .send(new DescribeTableCommand({ TableName: name }))
    .catch((error: unknown) => {
      if (error instanceof ResourceNotFoundException) return undefined;
      throw error;
    });
  if (existing?.Table === undefined)
    await dynamodb.send(
      new CreateTableCommand({
        TableName: name,
        KeySchema: wanted.KeySchema,
        AttributeDefinitions: wanted.AttributeDefinitions,
        BillingMode: wanted.BillingMode,
        ...(wanted.GlobalSecondaryIndexes === undefined
          ? {}
          : {
              GlobalSecondaryIndexes: wanted.GlobalSecondaryIndexes.map(
                ({ IndexName, KeySchema, Projection }) => ({
                  IndexName,
                  KeySchema,
                  Projection: {
                    ProjectionType: Projection.ProjectionType,
                    ...(Projection.NonKeyAttributes && { NonKeyAttributes: Projection.NonKeyAttributes }),
                  },
                }),
              ),
            }),
      }),
    );
  else if (shape(existing.Table) !== shape(wanted))
    throw new Error(`the table in the state folder has other keys or indexes; begin anew with --fresh`);
  world.tables.set(resource.logicalId, name);
  return { ref: name, attributes: { Arn: `arn:aws:dynamodb:${region}:${account}:table/${name}` } };
});

interface Shaped {
  readonly KeySchema?: readonly KeySchemaElement[] | undefined;
  readonly GlobalSecondaryIndexes?:
    readonly Pick<GlobalSecondaryIndexDescription, 'IndexName' | 'KeySchema' | 'Projection'>[] | undefined;
}

/** What cannot be changed in place: keys and indexes, in a fixed order. */
function shape(described: Shaped): string {
  const keys = (schema: readonly KeySchemaElement[] = []) =>
    schema.map((key) => `${key.AttributeName} ${key.KeyType}`);
  const indexes = (described.GlobalSecondaryIndexes ?? []).map((index) => [
    index.IndexName,
    ...keys(index.KeySchema),
    index.Projection?.ProjectionType,
    ...(index.Projection?.NonKeyAttributes ?? []).toSorted(),
  ]);
  return JSON.stringify([keys(described.KeySchema), indexes.map(String).sort()]);
}
