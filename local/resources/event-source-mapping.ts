import { z } from 'zod';
import { account, queueUrl } from '../aws-clients';
import { flag, ignored, played } from './played';
import { functionByArn, physicalName, type World } from './world';
import type { LocalFunction } from '../lambda/local-function';

const properties = z.strictObject({
  EventSourceArn: z.string().regex(/^arn:aws:sqs:/, 'the local stack plays event sources on SQS'),
  FunctionName: z.string(),
  BatchSize: z.coerce.number().default(10),
  /** Seconds. */
  MaximumBatchingWindowInSeconds: z.coerce.number().default(0),
  ScalingConfig: z.strictObject({ MaximumConcurrency: z.coerce.number() }).optional(),
  FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
  Enabled: flag.default(true),
  ...ignored('KmsKeyArn', 'MetricsConfig', 'Tags'),
});

/** Pollers at the same time: a second one gathers while the first one's batch is in work. */
const localPollers = 2;

export const eventSourceMapping = played(properties, (wanted, resource, world) => {
  const target = functionNamed(world, wanted.FunctionName);
  if (wanted.Enabled)
    world.eventSources.push({
      sqs: world.clients.sqs,
      queueUrl: queueUrl(world.endpoints, wanted.EventSourceArn.split(':').at(-1)!),
      queueArn: wanted.EventSourceArn,
      batchSize: wanted.BatchSize,
      windowMs: wanted.MaximumBatchingWindowInSeconds * 1000,
      concurrency: Math.min(wanted.ScalingConfig?.MaximumConcurrency ?? localPollers, localPollers),
      reportBatchItemFailures: wanted.FunctionResponseTypes.includes('ReportBatchItemFailures'),
      invoke: (event) => target.invoke(event),
      log: world.log,
    });
  return { ref: physicalName(resource, 64), attributes: {} };
});

/** `FunctionName` may be a name or an ARN. */
function functionNamed(world: World, nameOrArn: string): LocalFunction {
  if (nameOrArn.startsWith('arn:')) return functionByArn(world, nameOrArn);
  const found = [...world.functions.values()].find(({ name }) => name === nameOrArn);
  if (found === undefined)
    throw new Error(`${nameOrArn} is no function of this template (account ${account})`);
  return found;
}
