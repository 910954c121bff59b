import { CreateQueueCommand, SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { z } from 'zod';
import { queueArn, queueUrl } from '../aws-clients';
import { ignored, played } from './played';
import { physicalName } from './world';

const properties = z.strictObject({
  QueueName: z.string().optional(),
  VisibilityTimeout: z.coerce.string().optional(),
  MessageRetentionPeriod: z.coerce.string().optional(),
  MaximumMessageSize: z.coerce.string().optional(),
  DelaySeconds: z.coerce.string().optional(),
  ReceiveMessageWaitTimeSeconds: z.coerce.string().optional(),
  FifoQueue: z.coerce.string().optional(),
  ContentBasedDeduplication: z.coerce.string().optional(),
  RedrivePolicy: z
    .strictObject({ deadLetterTargetArn: z.string(), maxReceiveCount: z.coerce.number() })
    .optional(),
  ...ignored(
    'KmsDataKeyReusePeriodSeconds',
    'KmsMasterKeyId',
    'RedriveAllowPolicy',
    'SqsManagedSseEnabled',
    'Tags',
  ),
});

export const queue = played(
  properties,
  async ({ QueueName, RedrivePolicy, ...settings }, resource, world) => {
    const fifo = settings.FifoQueue === 'true';
    const name = QueueName ?? `${physicalName(resource, fifo ? 75 : 80)}${fifo ? '.fifo' : ''}`;
    const attributes = {
      ...Object.fromEntries(
        Object.entries(settings).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
      ),
      ...(RedrivePolicy === undefined ? {} : { RedrivePolicy: JSON.stringify(RedrivePolicy) }),
    };
    const { sqs } = world.clients;
    const url = queueUrl(world.endpoints, name);
    await createOrUpdate();
    world.queues.set(resource.logicalId, url);
    return { ref: url, attributes: { Arn: queueArn(name), QueueName: name, QueueUrl: url } };

    /** A queue of an earlier start may have had other settings: CreateQueue refuses, then they are set. */
    async function createOrUpdate(): Promise<void> {
      try {
        await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes: attributes }));
      } catch (error) {
        if (!(error instanceof Error) || !/AlreadyExists|NameExists/.test(error.name)) throw error;
        await sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: attributes }));
      }
    }
  },
);
