import {
  type BatchResultErrorEntry,
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  type MessageAttributeValue,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { setTimeout as sleep } from 'node:timers/promises';
import { instant, SECOND } from '../clock/instant';
import type { DeadLetter, QueueDepth, WorkQueue } from '../desk/desk';
import { Problem } from '../problem';
import { calling } from './sdk-problem';

/** Of SQS: messages and bytes of one batch; one message may be as large as a batch. */
const BATCH_MESSAGES = 10;
const BATCH_BYTES = 1_048_576;
const SEND_RETRIES = 4;
/** Longer than reading and re-sending a page of dead letters takes. */
const HIDDEN_SECONDS = 30;
/** Long enough for a sentence and its field; a dead letter is read by a person. */
const REASON_UNITS = 500;

/** U+FFFE and U+FFFF are no characters to SQS; as escapes inside JSON text they are. */
const sendable = (json: string): string =>
  json.replace(/[\uFFFE\uFFFF]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`);

/** Reasons may quote what was sent: cut, and without what SQS does not take, half a surrogate pair among it. */
const readable = (reason: string): string =>
  reason
    .slice(0, REASON_UNITS)
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD') || 'no reason given';

/** The reason beside a body: SQS counts name, type and value into the message's size, and the body comes first. */
function reasonBeside(body: string, reason: string): Record<string, MessageAttributeValue> {
  const room = BATCH_BYTES - Buffer.byteLength(body) - Buffer.byteLength('reasonString');
  // Cut between characters; a cut one would be sent as a longer replacement.
  const { read } = new TextEncoder().encodeInto(readable(reason), new Uint8Array(Math.max(0, room)));
  const StringValue = readable(reason).slice(0, read);
  return StringValue === '' ? {} : { reason: { DataType: 'String', StringValue } };
}

/** Bodies in order, in batches of at most ten messages and 1 MiB. @throws Problem `invalid` for one that no batch can hold. */
export function batchesOf(bodies: readonly string[]): readonly (readonly string[])[] {
  const batches: string[][] = [];
  let bytes = Infinity;
  for (const body of bodies) {
    const size = Buffer.byteLength(body);
    if (size > BATCH_BYTES)
      throw new Problem(
        'invalid',
        `a message of ${size} bytes is over the ${BATCH_BYTES} that SQS takes; put its body in the records bucket`,
      );
    if (bytes + size > BATCH_BYTES || batches.at(-1)?.length === BATCH_MESSAGES) {
      batches.push([]);
      bytes = 0;
    }
    batches.at(-1)?.push(body);
    bytes += size;
  }
  return batches;
}

const deadLetter = ({ MessageId, Body, Attributes, MessageAttributes }: Message): DeadLetter => {
  const reason = MessageAttributes?.['reason']?.StringValue;
  return {
    id: MessageId ?? '',
    body: Body ?? '',
    ...(reason !== undefined && { reason }),
    sentAt: instant(Number(Attributes?.SentTimestamp ?? 0)),
  };
};

/** One SQS queue and its dead-letter queue. Bodies are JSON text. */
export function openWorkQueue(
  client: SQSClient,
  queueUrl: string,
  /** Asked for only by who rejects or redrives: not every sender is told of the dead letters. */
  deadLetterUrlOf: () => string,
): WorkQueue {
  /** Dead letters, hidden from others for a moment, until there are no more or `limit` are at hand. */
  async function takeDead(limit: number): Promise<readonly Message[]> {
    const taken = new Map<string, Message>();
    while (taken.size < limit) {
      const { Messages = [] } = await calling('reading dead letters', () =>
        client.send(
          new ReceiveMessageCommand({
            QueueUrl: deadLetterUrlOf(),
            MaxNumberOfMessages: Math.min(BATCH_MESSAGES, limit - taken.size),
            VisibilityTimeout: HIDDEN_SECONDS,
            // A short poll asks some servers only and may find nothing where there is something.
            WaitTimeSeconds: 1,
            MessageSystemAttributeNames: ['SentTimestamp'],
            MessageAttributeNames: ['reason'],
          }),
        ),
      );
      if (Messages.length === 0) break;
      for (const message of Messages) taken.set(message.MessageId ?? '', message);
    }
    return [...taken.values()];
  }

  async function depthOf(QueueUrl: string): Promise<QueueDepth> {
    const { Attributes } = await calling('counting messages', () =>
      client.send(
        new GetQueueAttributesCommand({
          QueueUrl,
          AttributeNames: [
            'ApproximateNumberOfMessages',
            'ApproximateNumberOfMessagesNotVisible',
            'ApproximateNumberOfMessagesDelayed',
          ],
        }),
      ),
    );
    return {
      waiting: Number(Attributes?.ApproximateNumberOfMessages ?? 0),
      inWork: Number(Attributes?.ApproximateNumberOfMessagesNotVisible ?? 0),
      delayed: Number(Attributes?.ApproximateNumberOfMessagesDelayed ?? 0),
    };
  }

  /** What SQS did not take, in order. @throws Problem `invalid` if it never will. */
  async function sendBatch(bodies: readonly string[], DelaySeconds: number): Promise<readonly string[]> {
    const { Failed = [] } = await client.send(
      new SendMessageBatchCommand({
        QueueUrl: queueUrl,
        Entries: bodies.map((MessageBody, i) => ({ Id: String(i), MessageBody, DelaySeconds })),
      }),
    );
    const senderFault: BatchResultErrorEntry | undefined = Failed.find((entry) => entry.SenderFault);
    if (senderFault)
      throw new Problem(
        'invalid',
        `SQS refuses the message: ${senderFault.Message ?? senderFault.Code ?? ''}`,
      );
    const failed = new Set(Failed.map(({ Id }) => Id));
    return bodies.filter((_, i) => failed.has(String(i)));
  }

  async function send(bodies: readonly string[], delayMs = 0): Promise<void> {
    for (const batch of batchesOf(bodies.map(sendable))) {
      let left = batch;
      for (let tries = 0; left.length > 0; tries++) {
        if (tries === SEND_RETRIES)
          throw new Problem('unavailable', `SQS did not take ${left.length} messages; try again`);
        if (tries > 0) await sleep(Math.random() * 50 * 2 ** tries);
        const rest = left;
        left = await calling('sending messages', () => sendBatch(rest, Math.ceil(delayMs / SECOND)));
      }
    }
  }

  return {
    send,

    async reject(body, reason) {
      await calling('sending a message to the dead letters', () =>
        client.send(
          new SendMessageCommand({
            QueueUrl: deadLetterUrlOf(),
            MessageBody: body,
            MessageAttributes: reasonBeside(body, reason),
          }),
        ),
      );
    },

    async deadLetters(limit) {
      const messages = await takeDead(limit);
      await Promise.all(
        messages.map(({ ReceiptHandle }) =>
          calling('putting a dead letter back', () =>
            client.send(
              new ChangeMessageVisibilityCommand({
                QueueUrl: deadLetterUrlOf(),
                ReceiptHandle,
                VisibilityTimeout: 0,
              }),
            ),
          ),
        ),
      );
      return messages.map(deadLetter);
    },

    async redrive(limit) {
      const messages = await takeDead(limit);
      for (const { Body, ReceiptHandle } of messages) {
        await send([Body ?? '']);
        await calling('removing a dead letter that went back to work', () =>
          client.send(new DeleteMessageCommand({ QueueUrl: deadLetterUrlOf(), ReceiptHandle })),
        );
      }
      return messages.length;
    },

    deadLetterCount: async () => (await depthOf(deadLetterUrlOf())).waiting,
    depth: () => depthOf(queueUrl),
  };
}
