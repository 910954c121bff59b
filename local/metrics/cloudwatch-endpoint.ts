import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { readBody } from '../read-body';

const getMetricData = z.object({
  /** Seconds since the epoch. */
  StartTime: z.number(),
  EndTime: z.number(),
  // There is one datapoint: it stands in any order.
  ScanBy: z.enum(['TimestampAscending', 'TimestampDescending']).optional(),
  MetricDataQueries: z.array(
    z.strictObject({
      Id: z.string(),
      MetricStat: z.strictObject({
        Metric: z.strictObject({
          Namespace: z.literal('AWS/SQS'),
          MetricName: z.literal('ApproximateAgeOfOldestMessage'),
          Dimensions: z.tuple([z.strictObject({ Name: z.literal('QueueName'), Value: z.string() })]),
        }),
        Period: z.literal(60),
        Stat: z.literal('Maximum'),
      }),
    }),
  ),
});

const message = z.object({ sentTimestamp: z.number(), approximateReceiveCount: z.number() });
const inspectedQueue = z.object({
  messages: z.object({ ready: z.array(message), inflight: z.array(z.object({ message })) }),
});

/** CloudWatch's own name for the service in its JSON protocol. */
const TARGET = 'GraniteServiceVersion20100801.GetMetricData';
const maxRequestBytes = 1024 * 1024;
const MINUTE_MS = 60_000;
/** A message that was received this often is no part of the age (AWS, 'Available CloudWatch metrics for Amazon SQS'). */
const RECEIVED_TOO_OFTEN = 3;

/**
 * Plays `GetMetricData` of Amazon CloudWatch for the one metric that is read from it, the age of a queue's oldest message: of the
 * messages that the SQS emulator holds at this moment, told as the datapoint of this minute: 0 of an empty queue, which its worker polls,
 * and none where all that is left was tried too often.
 * @param messaging where fauxqs answers.
 */
export function cloudWatchListener(messaging: string, now: () => number, log: (line: string) => void) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const answer = (status: number, body: object) => {
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(JSON.stringify(body));
    };
    const refuse = (status: number, type: string, why: string) => {
      log(`refused: ${why}`);
      answer(status, { __type: type, message: why });
    };
    const target = String(request.headers['x-amz-target']);
    const body = await readBody(request, maxRequestBytes);
    if (target !== TARGET) return refuse(501, 'NotImplemented', `${target} is not played by the local stack`);
    if (body === 'too large') return refuse(400, 'InvalidParameterValue', 'the request is over 1 MB');
    const parsed = getMetricData.safeParse(JSON.parse(body.toString('utf8')));
    if (!parsed.success) return refuse(400, 'InvalidParameterValue', z.prettifyError(parsed.error));
    const at = now();
    const minute = Math.floor(at / MINUTE_MS) * 60;
    const { StartTime, EndTime, MetricDataQueries } = parsed.data;
    const isAskedFor = minute >= StartTime && minute < EndTime;
    const results = MetricDataQueries.map(async ({ Id, MetricStat }) => {
      const sentAt = await oldestSentAt(messaging, MetricStat.Metric.Dimensions[0].Value, at);
      const datapoint =
        sentAt === undefined || !isAskedFor
          ? { Timestamps: [], Values: [] }
          : { Timestamps: [minute], Values: [Math.max(0, Math.floor((at - sentAt) / 1_000))] };
      return { Id, Label: Id, StatusCode: 'Complete', ...datapoint };
    });
    answer(200, { MetricDataResults: await Promise.all(results), Messages: [] });
  };
}

/** In milliseconds since the epoch by the emulator's clock, which is the stack's; `at` of an empty queue, undefined where there is nothing to measure. */
async function oldestSentAt(messaging: string, queue: string, at: number): Promise<number | undefined> {
  const answer = await fetch(`${messaging}/_fauxqs/queues/${encodeURIComponent(queue)}`);
  if (answer.status === 404) return undefined;
  if (!answer.ok) throw new Error(`the SQS emulator answers ${answer.status} of ${queue}`);
  const { messages } = inspectedQueue.parse(await answer.json());
  const all = [...messages.ready, ...messages.inflight.map((inFlight) => inFlight.message)];
  if (all.length === 0) return at;
  const counted = all.filter(({ approximateReceiveCount }) => approximateReceiveCount < RECEIVED_TOO_OFTEN);
  return counted.length === 0
    ? undefined
    : counted.reduce((oldest, { sentTimestamp }) => Math.min(oldest, sentTimestamp), Infinity);
}
