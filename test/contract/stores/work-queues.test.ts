import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { batchesOf, openWorkQueue } from '../../../shared/stores/work-queues';
import { local } from '../support/desk-tables';
import { startFaultyProxy } from '../support/faulty-proxy';
import { useMessaging } from '../support/messaging';

const messaging = useMessaging();
const open = async (sqs: SQSClient = messaging.sqs()) => {
  const [main, dead] = [await messaging.newQueue(), await messaging.newQueue()];
  return { queue: openWorkQueue(sqs, main, () => dead), main, dead };
};
const bodiesIn = async (url: string) => (await messaging.receiveAll(url)).map(({ Body }) => Body);

describe('sending to a work queue', () => {
  it('sends more than a batch holds, each once', async () => {
    const { queue, main } = await open();
    const bodies = Array.from({ length: 23 }, (_, i) => JSON.stringify({ i }));
    await queue.send(bodies);
    const received = await bodiesIn(main);
    expect(received).toHaveLength(23);
    expect(new Set(received)).toEqual(new Set(bodies));
  });

  it('splits what is too large for one batch, counted in bytes', async () => {
    const { queue, main } = await open();
    // Two bytes a letter: a count of letters would put all four into one batch.
    const bodies = Array.from({ length: 4 }, () => JSON.stringify('é'.repeat(200_000)));
    await queue.send(bodies);
    expect(await bodiesIn(main)).toHaveLength(4);
  });

  it('takes a message of exactly 1 MiB, and says what to do about one byte more', async () => {
    const { queue, main } = await open();
    await queue.send([JSON.stringify('x'.repeat(1_048_574))]);
    expect(await bodiesIn(main)).toHaveLength(1);
    await expect(queue.send([JSON.stringify('x'.repeat(1_048_575))])).rejects.toMatchObject({
      kind: 'invalid',
      message: expect.stringContaining('records bucket') as string,
    });
  });

  it('sends characters that SQS does not know as escapes of the same JSON', async () => {
    const { queue, main } = await open();
    await queue.send([JSON.stringify('a\uFFFFb\uFFFE')]);
    const [body] = await bodiesIn(main);
    expect(body).not.toContain('\uFFFF');
    expect(JSON.parse(body ?? '')).toBe('a\uFFFFb\uFFFE');
  });

  it('holds back what is not due yet, and counts it as delayed', async () => {
    const { queue, main } = await open();
    await queue.send(['"later"'], 600_000);
    expect(await bodiesIn(main)).toEqual([]);
    const counted = new GetQueueAttributesCommand({
      QueueUrl: main,
      AttributeNames: ['ApproximateNumberOfMessagesDelayed'],
    });
    const { Attributes } = await messaging.sqs().send(counted);
    expect(Attributes?.ApproximateNumberOfMessagesDelayed).toBe('1');
  });

  it('sends nothing for nothing', async () => {
    const { queue, main } = await open();
    await queue.send([]);
    expect(await bodiesIn(main)).toEqual([]);
  });

  it('sends again only what a batch left over', async () => {
    const leftOver = {
      Successful: [{ Id: '0', MessageId: 'm', MD5OfMessageBody: 'd41d8cd98f00b204e9800998ecf8427e' }],
      Failed: [{ Id: '1', SenderFault: false, Code: 'InternalError', Message: 'try again' }],
    };
    const proxy = await startFaultyProxy(messaging.endpoint(), (n) =>
      n === 1 ? { status: 200, body: leftOver } : 'passed',
    );
    const main = (await messaging.newQueue()).replace(messaging.endpoint(), proxy.endpoint);
    const sqs = new SQSClient({ ...local, endpoint: proxy.endpoint, md5: false });
    await openWorkQueue(sqs, main, () => main).send(['"taken"', '"left"']);
    expect(await bodiesIn(main.replace(proxy.endpoint, messaging.endpoint()))).toEqual(['"left"']);
    sqs.destroy();
  });
});

describe('batches', () => {
  it('keep the order and never exceed ten messages or 1 MiB', () => {
    const bodies = Array.from({ length: 57 }, (_, i) => `${i}:`.padEnd((i * 37_123) % 400_000, 'x'));
    const batches = batchesOf(bodies);
    expect(batches.flat()).toEqual(bodies);
    for (const batch of batches) {
      expect(batch.length).toBeLessThanOrEqual(10);
      expect(Buffer.byteLength(batch.join(''))).toBeLessThanOrEqual(1_048_576);
    }
  });
});

describe('rejecting a message', () => {
  it('puts it into the dead letters as it came, with the reason beside it', async () => {
    const { queue, main, dead } = await open();
    await queue.reject('{"kind":"unknown"', 'the body is not JSON');
    const [letter, ...more] = await messaging.receiveAll(dead);
    expect(letter?.Body).toBe('{"kind":"unknown"');
    expect(letter?.MessageAttributes?.['reason']?.StringValue).toBe('the body is not JSON');
    expect(more).toEqual([]);
    expect(await bodiesIn(main)).toEqual([]);
  });

  it('cuts a reason that quotes the whole message, without half a character', async () => {
    const { queue, dead } = await open();
    await queue.reject('{}', `${'x'.repeat(499)}😀${'y'.repeat(300_000)}\u0000`);
    await queue.reject('{}', 'nul \u0000 and \uFFFF');
    await queue.reject('{}', '');
    const reasons = (await messaging.receiveAll(dead)).map(
      ({ MessageAttributes }) => MessageAttributes?.['reason']?.StringValue,
    );
    expect(new Set(reasons)).toEqual(
      new Set(['no reason given', 'nul \uFFFD and \uFFFD', `${'x'.repeat(499)}\uFFFD`]),
    );
  });
});

describe('rejecting a message that leaves no room for its reason', () => {
  // One message of 1 MiB could not be rejected at all, and came back until the whole batch had failed with it.
  it.each([
    [1_048_576, undefined],
    [1_048_576 - 12 - 100, 'x'.repeat(100)],
  ])('keeps all %i bytes of it and as much of the reason as fits', async (bytes, reason) => {
    const { queue, dead } = await open();
    const body = 'é'.repeat(bytes / 2);
    await queue.reject(body, 'x'.repeat(400));
    const [letter] = await messaging.receiveAll(dead);
    expect(letter?.Body === body).toBe(true);
    expect(letter?.MessageAttributes?.['reason']?.StringValue).toBe(reason);
  });
});

describe('dead letters', () => {
  it('are read where they lie, and counted', async () => {
    const { queue } = await open();
    await queue.reject('{"i":1}', 'wrong');
    await queue.reject('{"i":2}', 'wrong too');
    const read = await queue.deadLetters(10);
    expect(read).toHaveLength(2);
    expect(new Set(read.map(({ body, reason }) => [body, reason].join()))).toEqual(
      new Set(['{"i":1},wrong', '{"i":2},wrong too']),
    );
    expect(await queue.deadLetterCount()).toBe(2);
    expect(await queue.deadLetters(1)).toHaveLength(1);
  });

  it('go back to work once each', async () => {
    const { queue, main } = await open();
    await queue.reject('{"i":1}', 'wrong');
    await queue.reject('{"i":2}', 'wrong too');
    expect(await queue.redrive(10)).toBe(2);
    expect(new Set(await bodiesIn(main))).toEqual(new Set(['{"i":1}', '{"i":2}']));
    expect(await queue.deadLetterCount()).toBe(0);
    expect(await queue.redrive(10)).toBe(0);
  });
});
