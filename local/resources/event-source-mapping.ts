import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { z } from 'zod';
import { account, queueUrl } from '../aws-clients';
import { flag, ignored, played } from './played';
import { functionByArn, physicalName, type World } from './world';
import type { LocalFunction } from '../lambda/local-function';

const properties = z
  .strictObject({
    EventSourceArn: z.string().regex(/^arn:aws:sqs:/, 'the local stack plays event sources on SQS'),
    FunctionName: z.string(),
    BatchSize: z.coerce.number().default(10),
    /** Seconds. */
    MaximumBatchingWindowInSeconds: z.coerce.number().default(0),
    ScalingConfig: z.strictObject({ MaximumConcurrency: z.coerce.number() }).optional(),
    FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
    Enabled: flag.default(true),
    ...ignored('KmsKeyArn', 'MetricsConfig', 'Tags'),
  })
  .refine(
    ({ BatchSize, MaximumBatchingWindowInSeconds }) => BatchSize <= 10 || MaximumBatchingWindowInSeconds >= 1,
    'AWS takes a batch of more than ten only with a window of at least a second',
  );

/** Pollers at the same time: a second one gathers while the first one's batch is in work. */
const localPollers = 2;

export const eventSourceMapping = played(properties, async (wanted, resource, world) => {
  const target = functionNamed(world, wanted.FunctionName);
  const url = queueUrl(world.endpoints, wanted.EventSourceArn.split(':').at(-1)!);
  await assertOutlasts(world, url, target);
  if (wanted.Enabled)
    world.eventSources.push({
      sqs: world.clients.sqs,
      queueUrl: url,
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

/** AWS refuses such a mapping too: a message would come back while its function still works on it. */
async function assertOutlasts({ clients }: World, url: string, target: LocalFunction): Promise<void> {
  const { Attributes } = await clients.sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['VisibilityTimeout'] }),
  );
  const visibilityMs = Number(Attributes?.VisibilityTimeout) * 1000;
  if (visibilityMs < target.timeoutMs)
    throw new Error(
      `the queue's visibility timeout of ${visibilityMs / 1000} s is shorter than the function's timeout of ${target.timeoutMs / 1000} s`,
    );
}

/** `FunctionName` may be a name or an ARN. */
function functionNamed(world: World, nameOrArn: string): LocalFunction {
  if (nameOrArn.startsWith('arn:')) return functionByArn(world, nameOrArn);
  const found = [...world.functions.values()].find(({ name }) => name === nameOrArn);
  if (found === undefined)
    throw new Error(`${nameOrArn} is no function of this template (account ${account})`);
  return found;
}
