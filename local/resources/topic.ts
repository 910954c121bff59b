import { CreateTopicCommand, ListSubscriptionsByTopicCommand, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand } from '@aws-sdk/client-sqs';
import { z } from 'zod';
import { queueArn, queueUrl } from '../aws-clients';
import { flag, ignored, played } from './played';
import { physicalName, type World } from './world';

const topicProperties = z.strictObject({
  TopicName: z.string().optional(),
  DisplayName: z.string().optional(),
  ...ignored('KmsMasterKeyId', 'SignatureVersion', 'Tags', 'TracingConfig'),
});

export const topic = played(topicProperties, async ({ TopicName, DisplayName }, resource, world) => {
  const name = TopicName ?? physicalName(resource, 256);
  const { TopicArn } = await world.clients.sns.send(new CreateTopicCommand({ Name: name }));
  world.topicSenders.set(TopicArn!, DisplayName ?? name);
  return { ref: TopicArn!, attributes: { TopicArn: TopicArn!, TopicName: name } };
});

const subscriptionProperties = z.strictObject({
  TopicArn: z.string(),
  Protocol: z.enum(['sqs', 'email', 'email-json']),
  Endpoint: z.string(),
  RawMessageDelivery: flag.default(false),
  FilterPolicy: z.record(z.string(), z.unknown()).optional(),
  FilterPolicyScope: z.string().optional(),
  ...ignored('Region'),
});

/** Queues are served by the emulator; mail goes through a hidden queue into the outbox, as if it had been confirmed. */
export const subscription = played(subscriptionProperties, async (properties, resource, world) => {
  const { TopicArn, Protocol, Endpoint } = properties;
  const mail = Protocol !== 'sqs';
  const hidden = `${physicalName(resource, 75)}-mail`;
  if (mail) {
    await world.clients.sqs.send(new CreateQueueCommand({ QueueName: hidden }));
    world.mailSubscriptions.push({
      topicArn: TopicArn,
      sender: world.topicSenders.get(TopicArn) ?? TopicArn,
      address: Endpoint,
      queueUrl: queueUrl(world.endpoints, hidden),
    });
  }
  const arn = await subscribeOnce(world, TopicArn, mail ? queueArn(hidden) : Endpoint, {
    RawMessageDelivery: String(!mail && properties.RawMessageDelivery),
    ...(properties.FilterPolicy === undefined
      ? {}
      : { FilterPolicy: JSON.stringify(properties.FilterPolicy) }),
    ...(properties.FilterPolicyScope === undefined
      ? {}
      : { FilterPolicyScope: properties.FilterPolicyScope }),
  });
  return { ref: arn, attributes: { Arn: arn } };
});

async function subscribeOnce(
  { clients: { sns } }: World,
  topicArn: string,
  endpoint: string,
  attributes: Record<string, string>,
): Promise<string> {
  const { Subscriptions = [] } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn: topicArn }));
  const there = Subscriptions.find((one) => one.Endpoint === endpoint)?.SubscriptionArn;
  if (there !== undefined) return there;
  const { SubscriptionArn } = await sns.send(
    new SubscribeCommand({
      TopicArn: topicArn,
      Protocol: 'sqs',
      Endpoint: endpoint,
      Attributes: attributes,
      ReturnSubscriptionArn: true,
    }),
  );
  return SubscriptionArn!;
}
