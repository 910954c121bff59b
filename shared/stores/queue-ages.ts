import {
  type CloudWatchClient,
  GetMetricDataCommand,
  type MetricDataQuery,
} from '@aws-sdk/client-cloudwatch';
import { type Instant, instant, MINUTE, plus, SECOND, toMs } from '../clock/instant';
import type { QueueAge, QueueAges, WorkQueues } from '../desk/desk';
import { calling } from './sdk-problem';

/** SQS measures every minute, and what it measured is at hand a minute or two later; what is older than this says nothing of now. */
const LOOK_BACK = 5 * MINUTE;
const PERIOD_SECONDS = MINUTE / SECOND;

/**
 * What SQS itself measures: the desk cannot ask a queue how old its messages are without receiving them, and each receipt brings
 * them nearer to the dead letters. A message that was received three times already is left out of it (AWS, 'Available CloudWatch
 * metrics for Amazon SQS').
 */
export const openQueueAges = (
  client: CloudWatchClient,
  queueUrls: Readonly<Record<keyof WorkQueues, string>>,
  now: () => Instant,
): QueueAges => ({
  async read() {
    const until = now();
    const { MetricDataResults = [] } = await calling('reading the ages of messages', () =>
      client.send(
        new GetMetricDataCommand({
          StartTime: new Date(toMs(plus(until, -LOOK_BACK))),
          EndTime: new Date(toMs(until)),
          ScanBy: 'TimestampDescending',
          MetricDataQueries: Object.entries(queueUrls).map(oldestMessage),
        }),
      ),
    );
    return Object.fromEntries(
      MetricDataResults.flatMap(({ Id, Timestamps: [at] = [], Values: [seconds] = [] }) => {
        const age: QueueAge | undefined =
          at === undefined || seconds === undefined
            ? undefined
            : { ageMs: seconds * SECOND, measuredAt: instant(at.getTime()) };
        return Id !== undefined && age ? [[Id, age]] : [];
      }),
    );
  },
});

const oldestMessage = ([name, url]: [string, string]): MetricDataQuery => ({
  Id: name,
  MetricStat: {
    Metric: {
      Namespace: 'AWS/SQS',
      MetricName: 'ApproximateAgeOfOldestMessage',
      Dimensions: [{ Name: 'QueueName', Value: url.slice(url.lastIndexOf('/') + 1) }],
    },
    Period: PERIOD_SECONDS,
    Stat: 'Maximum',
  },
});
