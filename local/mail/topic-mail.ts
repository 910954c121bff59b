import { DeleteMessageCommand, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { type Polling, startPolling } from '../event-sources/polling';
import type { Outbox } from './outbox';

/** A person who reads a topic by mail, through a hidden queue that is subscribed in their place. */
export interface MailSubscription {
  readonly topicArn: string;
  /** The topic's display name. */
  readonly sender: string;
  readonly address: string;
  readonly queueUrl: string;
}

/** Carries what is published to a topic into the outbox, as SNS mails it. */
export const startTopicMail = (
  { topicArn, sender, address, queueUrl }: MailSubscription,
  sqs: SQSClient,
  outbox: Outbox,
  log: (line: string) => void,
): Polling =>
  startPolling(
    topicArn,
    async (stopping) => {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 2 }),
        { abortSignal: stopping },
      );
      for (const { Body = '{}', ReceiptHandle } of Messages) {
        const { Subject, Message = '' } = JSON.parse(Body) as { Subject?: string; Message?: string };
        outbox.put({
          from: `${sender} <no-reply@sns.amazonaws.com>`,
          to: [address],
          subject: Subject ?? 'AWS Notification Message',
          text: Message,
          headers: { 'x-amz-sns-topic-arn': topicArn },
        });
        await sqs.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));
      }
    },
    log,
  );
