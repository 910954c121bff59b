import type { SQSEvent } from 'aws-lambda';
import { z } from 'zod';
import { type BatchVerb, oneByOne, workBatches } from '../../../functions/work-batch';
import { parseInstant } from '../../../shared/clock/instant';
import type { WorkQueue } from '../../../shared/desk/desk';
import { Problem } from '../../../shared/problem';

const noon = parseInstant('2026-03-02T12:00:00Z')!;
const schema = z.strictObject({ n: z.int() });
type Message = z.infer<typeof schema>;

const batch = (...bodies: readonly (readonly [body: string, receives?: number])[]): SQSEvent =>
  ({
    Records: bodies.map(([body, receives = 1], i) => ({
      messageId: `m${i}`,
      body,
      attributes: { ApproximateReceiveCount: String(receives) },
    })),
  }) as SQSEvent;

/** The function around a verb, and what it did to the queue. */
function around(verb: BatchVerb<Message>, remaining = 60_000) {
  const rejected: { body: string; reason: string }[] = [];
  const alerts: unknown[] = [];
  const handler = workBatches({
    function: 'test-worker',
    schema,
    workQueue: {
      reject: async (body: string, reason: string) => void rejected.push({ body, reason }),
    } as WorkQueue,
    desk: { now: () => noon, alerts: { publish: async (alert) => void alerts.push(alert) } },
    verb,
  });
  return {
    rejected,
    alerts,
    run: async (event: SQSEvent) => {
      const { batchItemFailures } = await handler(event, {
        awsRequestId: 'req-1',
        getRemainingTimeInMillis: () => remaining,
      });
      return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
    },
  };
}

describe('a batch', () => {
  let spy: jest.SpyInstance;
  beforeEach(() => (spy = jest.spyOn(console, 'log').mockImplementation(() => undefined)));
  afterEach(() => spy.mockRestore());

  it('loses nothing: bad messages end among the dead letters with reason and alert, their neighbours are done', async () => {
    const done: number[] = [];
    const worker = around(oneByOne(async ({ message }) => void done.push(message.n)));
    expect(await worker.run(batch(['{"n":1}'], ['not json'], ['{"n":"x"}'], ['{"n":2}']))).toEqual([]);
    expect(done).toEqual([1, 2]);
    expect(worker.rejected).toEqual([
      { body: 'not json', reason: expect.stringMatching(/not valid JSON/) },
      { body: '{"n":"x"}', reason: expect.stringMatching(/^one field needs to be corrected; \/n /) },
    ]);
    expect(worker.alerts).toHaveLength(2);
  });

  it('returns what may pass another time, and gives it up with its own reason on its last delivery', async () => {
    const worker = around(
      oneByOne(async ({ message }) => {
        if (message.n === 1) throw new Problem('unavailable', 'the table is busy');
        if (message.n === 2) throw new TypeError("with somebody's words in it");
        if (message.n === 3) throw new Problem('not_found', 'there is no article 3');
      }),
    );
    expect(await worker.run(batch(['{"n":1}'], ['{"n":2}'], ['{"n":3}'], ['{"n":4}']))).toEqual(['m0', 'm1']);
    expect(worker.rejected).toEqual([{ body: '{"n":3}', reason: 'there is no article 3' }]);
    expect(await worker.run(batch(['{"n":1}', 5], ['{"n":2}', 5]))).toEqual([]);
    expect(worker.rejected.slice(1)).toEqual([
      { body: '{"n":1}', reason: 'the table is busy' },
      { body: '{"n":2}', reason: expect.stringMatching(/^unexpected: TypeError \| at /) },
    ]);
    expect(worker.rejected[2]?.reason).not.toContain('somebody');
  });

  it('stops in time and hands the rest back, without counting it against them', async () => {
    const worker = around(
      oneByOne(async () => undefined),
      9_000,
    );
    expect(await worker.run(batch(['{"n":1}', 5], ['{"n":2}']))).toEqual(['m0', 'm1']);
    expect(worker.rejected).toEqual([]);
  });

  // One message too large for the dead letters took nine good ones there with it.
  it('gives back alone a message that can neither be worked nor rejected; its neighbours are done', async () => {
    const done: number[] = [];
    const worker = around(oneByOne(async ({ message }) => void done.push(message.n)));
    worker.rejected.push = () => {
      throw new Problem('unavailable', 'SQS is down');
    };
    expect(await worker.run(batch(['{"n":1}'], ['not json', 5], ['{"n":2}']))).toEqual(['m1']);
    expect(done).toEqual([1, 2]);
  });

  // One dead letter stood there five times: each time its alert could not be sent.
  it('rejects a message once, though its alert cannot be sent, and says so in the log', async () => {
    const worker = around(oneByOne(async () => undefined));
    worker.alerts.push = () => {
      throw new Problem('unavailable', 'SNS is down');
    };
    expect(await worker.run(batch(['not json']))).toEqual([]);
    expect(worker.rejected).toHaveLength(1);
    expect(spy.mock.calls.flat().join()).toMatch(/"event":"alert_failed".*"messageId":"m0"/);
  });
});
