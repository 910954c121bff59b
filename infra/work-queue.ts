import { Duration } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Alerts, Severity } from './alerts';
import type { CopydeskFunction } from './copydesk-function';
import { WAITS_TOO_LONG } from '../shared/desk/waits-too-long';

type QueueName = Uppercase<keyof typeof WAITS_TOO_LONG>;

export interface WorkQueueProps {
  /** Its settings are `<name>_QUEUE_URL` and `<name>_DLQ_URL`. */
  readonly name: QueueName;
  readonly consumerTimeout: Duration;
}

export interface ConsumptionProps {
  readonly batchSize: number;
  readonly window?: Duration;
  /** Batches in work at the same time, at least 2. */
  readonly maxConcurrency: number;
}

const encryption = QueueEncryption.SQS_MANAGED;
const maxMessageSizeBytes = 1_048_576;

/** Work on its way to one function, and the place where what can't be worked waits for a person. */
export class WorkQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;
  private readonly name: QueueName;
  private readonly consumerTimeout: Duration;

  constructor(scope: Construct, id: string, { name, consumerTimeout }: WorkQueueProps) {
    super(scope, id);
    this.name = name;
    this.consumerTimeout = consumerTimeout;
    this.deadLetters = new Queue(this, 'DeadLetters', {
      encryption,
      enforceSSL: true,
      maxMessageSizeBytes,
      // A dead letter keeps the age it had: this must be longer than the queue's own four days.
      retentionPeriod: Duration.days(14),
    });
    this.queue = new Queue(this, 'Queue', {
      encryption,
      enforceSSL: true,
      maxMessageSizeBytes,
      retentionPeriod: Duration.days(4),
      // Six times the consumer's timeout, so that Lambda's own retries of a throttled batch fit in (AWS, 'Using Lambda with SQS').
      visibilityTimeout: Duration.seconds(6 * consumerTimeout.toSeconds()),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 5 },
    });
  }

  consumedBy(fn: CopydeskFunction, { batchSize, window, maxConcurrency }: ConsumptionProps): void {
    if (fn.timeout?.toSeconds() !== this.consumerTimeout.toSeconds())
      throw new Error(`${this.node.path}: made for another timeout than that of ${fn.node.path}`);
    fn.addEventSource(
      new SqsEventSource(this.queue, {
        batchSize,
        ...(window ? { maxBatchingWindow: window } : {}),
        maxConcurrency,
        reportBatchItemFailures: true,
      }),
    );
  }

  allowSend(fn: CopydeskFunction): void {
    this.tellAddresses(fn);
    fn.allow(['sqs:SendMessage'], [this.queue.queueArn]);
  }

  /** To put what can never succeed straight among the dead letters, with its reason. */
  allowReject(fn: CopydeskFunction): void {
    this.tellAddresses(fn);
    fn.allow(['sqs:SendMessage'], [this.deadLetters.queueArn]);
  }

  /** To read dead letters and to send them round again. */
  allowRedrive(fn: CopydeskFunction): void {
    this.allowSend(fn);
    fn.allow(
      ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility', 'sqs:GetQueueAttributes'],
      [this.deadLetters.queueArn],
    );
  }

  /** To see how much there is to do. */
  allowWatch(fn: CopydeskFunction): void {
    this.tellAddresses(fn);
    fn.allow(['sqs:GetQueueAttributes'], [this.queue.queueArn]);
  }

  /** Always both, for shared/stores opens a queue together with its dead letters; the rights are apart. */
  private tellAddresses(fn: CopydeskFunction): void {
    fn.tell(`${this.name}_QUEUE_URL`, this.queue.queueUrl);
    fn.tell(`${this.name}_DLQ_URL`, this.deadLetters.queueUrl);
  }

  alarmOnDeadLetters(alerts: Alerts, props: { severity: Severity; says: string }): void {
    alerts.alarm(this, 'DeadLetters', {
      ...props,
      runbook: 'a-message-in-a-dead-letter-queue',
      metric: this.deadLetters.metricApproximateNumberOfMessagesVisible({
        period: Duration.minutes(1),
        statistic: 'Maximum',
      }),
      threshold: 1,
    });
  }

  alarmOnAge(alerts: Alerts, props: { severity: Severity; says: string }): void {
    const { afterMs, runbook } = WAITS_TOO_LONG[this.name.toLowerCase() as Lowercase<QueueName>];
    alerts.alarm(this, 'Age', {
      ...props,
      runbook,
      metric: this.queue.metricApproximateAgeOfOldestMessage({
        period: Duration.minutes(1),
        statistic: 'Maximum',
      }),
      threshold: Duration.millis(afterMs).toSeconds(),
      periods: 3,
    });
  }
}
