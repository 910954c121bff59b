import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { openLoopbackServer } from '../../../local/loopback-server';
import { cloudWatchListener } from '../../../local/metrics/cloudwatch-endpoint';
import { DAY, instant, MINUTE } from '../../../shared/clock/instant';
import { memoryObjectStore } from '../../../shared/corpus/memory-object-store';
import { fileNotice } from '../../../shared/desk/file-notice';
import { type Check, selfCheck } from '../../../shared/desk/self-check';
import { sweepClocks } from '../../../shared/desk/sweep-clocks';
import { openQueueAges } from '../../../shared/stores/queue-ages';
import { local } from '../support/desk-tables';
import { useTestDesk, type TestDesk } from '../support/test-desk';

const openTestDesk = useTestDesk();

async function checked({ desk }: TestDesk): Promise<Readonly<Record<Check['name'], Check>>> {
  const { checks } = await selfCheck(desk, memoryObjectStore());
  return Object.fromEntries(checks.map((check) => [check.name, check])) as Record<Check['name'], Check>;
}
const states = async (test: TestDesk) =>
  Object.fromEntries(Object.values(await checked(test)).map(({ name, state }) => [name, state]));

/** The desk as it runs: ages are read by the SDK from CloudWatch, which the player plays over the SQS emulator. */
async function withAges(test: TestDesk, movedBy: () => number): Promise<TestDesk> {
  const now = () => Date.now() + movedBy();
  const server = await openLoopbackServer(undefined, () => undefined);
  const client = new CloudWatchClient({ ...local, endpoint: server.url });
  server.serve(cloudWatchListener(test.messagingUrl, now, () => undefined));
  ends.push(
    () => server.close(),
    async () => client.destroy(),
  );
  const queueAges = openQueueAges(client, test.queueUrls, () => instant(now()));
  return { ...test, desk: { ...test.desk, queueAges } };
}
const ends: (() => Promise<void>)[] = [];
afterAll(() => Promise.all(ends.map((end) => end())));

describe('how long messages have waited', () => {
  // 'work queues: green, notices 2 and 0 in work' for a whole night: the worker had stopped, and two complaints were no backlog.
  it('grows while the worker stands still, until it is as red as the alarm, and is gone with the messages', async () => {
    let moved = 0;
    const test = await withAges(await openTestDesk(), () => moved);
    const said = async () => {
      const { state, says, runbook, facts } = (await checked(test))['work queues'];
      return { state, says, runbook, notices: facts['notices'] };
    };
    expect(await said()).toMatchObject({ state: 'green', says: 'empty', notices: { oldest: { ageMs: 0 } } });
    await test.desk.work.notices.send(['{"kind":"first"}']);
    expect((await said()).state).toBe('green');
    moved = 6 * MINUTE;
    await test.desk.work.notices.send(['{"kind":"second"}']);
    expect(await said()).toMatchObject({
      state: 'amber',
      says: 'notices 2 and 0 in work, the oldest for 6 min',
    });
    moved = 11 * MINUTE;
    expect(await said()).toMatchObject({
      state: 'red',
      says: 'notices 2 and 0 in work, the oldest for 11 min',
      runbook: 'complaints-wait-to-be-opened',
    });
    expect(await test.take('notices')).toHaveLength(2);
    expect(await said()).toMatchObject({
      state: 'green',
      says: 'empty',
      notices: { waiting: 0, oldest: { ageMs: 0 } },
    });
  });

  it('counts those in work, too: a worker that hangs has taken its message out of sight', async () => {
    let moved = 0;
    const test = await withAges(await openTestDesk(), () => moved);
    await test.desk.work.delivery.send(['{"kind":"deliver"}']);
    const sqs = new SQSClient({ ...local, endpoint: test.messagingUrl });
    ends.push(async () => sqs.destroy());
    await sqs.send(new ReceiveMessageCommand({ QueueUrl: test.queueUrls.delivery, VisibilityTimeout: 600 }));
    moved = 9 * MINUTE;
    expect((await checked(test))['work queues']).toMatchObject({
      state: 'amber',
      says: 'delivery 0 and 1 in work, the oldest for 9 min',
      runbook: 'decisions-wait-to-be-delivered',
    });
  });

  it('is not known, and never 0, of what SQS no longer counts: a message that was tried three times', async () => {
    const test = await withAges(await openTestDesk(), () => 0);
    await test.desk.work.submissions.send(['{"kind":"poison"}']);
    const sqs = new SQSClient({ ...local, endpoint: test.messagingUrl });
    ends.push(async () => sqs.destroy());
    const QueueUrl = test.queueUrls.submissions;
    for (const VisibilityTimeout of [0, 0, 600])
      await sqs.send(new ReceiveMessageCommand({ QueueUrl, VisibilityTimeout, WaitTimeSeconds: 5 }));
    expect((await checked(test))['work queues']).toMatchObject({
      state: 'amber',
      says: 'submissions 0 and 1 in work, for how long is not known',
    });
  });

  it('is not known, and never 0, where CloudWatch does not answer', async () => {
    const test = await openTestDesk();
    const client = new CloudWatchClient({ ...local, endpoint: 'http://127.0.0.1:9', maxAttempts: 1 });
    ends.push(async () => client.destroy());
    const queueAges = openQueueAges(client, test.queueUrls, test.desk.now);
    await test.desk.work.fetches.send(['{"kind":"fetch"}']);
    expect((await checked({ ...test, desk: { ...test.desk, queueAges } }))['work queues']).toMatchObject({
      state: 'amber',
      says: 'fetches 1 and 0 in work, for how long is not known',
      facts: { fetches: { waiting: 1, oldest: null } },
    });
  });
});

describe('the self-check', () => {
  it('is green where all runs and nothing waits, but for the canary that has not flown', async () => {
    const test = await openTestDesk();
    await sweepClocks(test.desk, () => 1_000);
    expect(await states(test)).toEqual({
      'clock sweep': 'green',
      timers: 'green',
      deliveries: 'green',
      'delivery gates': 'green',
      'work queues': 'green',
      'dead letters': 'green',
      index: 'green',
      canary: 'amber',
    });
    await test.desk.pulses.put({ name: 'canary', at: test.desk.now(), facts: { tookMs: 900 } });
    expect((await checked(test)).canary).toMatchObject({ state: 'green', facts: { tookMs: 900 } });
    expect((await selfCheck(test.desk, memoryObjectStore())).state).toBe('green');
  });

  // A stack of ten seconds said 'red: the clock sweep has never run', and whoever had just started it looked for a fault.
  it('is amber before the first sweep, and red where minutes later there still was none', async () => {
    const test = await openTestDesk();
    expect((await checked(test))['clock sweep']).toMatchObject({
      state: 'amber',
      says: expect.stringContaining('not yet due'),
    });
    test.advance(2 * MINUTE);
    expect((await checked(test))['clock sweep'].state).toBe('amber');
    test.advance(MINUTE);
    expect((await checked(test))['clock sweep']).toMatchObject({ state: 'red', says: 'has never run' });
    await sweepClocks(test.desk, () => 1_000);
    expect((await checked(test))['clock sweep'].state).toBe('green');
  });

  // For a night nothing was warned of and nothing went out: the schedule had been switched off.
  it('is red where the sweep has stopped: what is due waits, and so does what is owed', async () => {
    const test = await openTestDesk();
    await sweepClocks(test.desk, () => 1_000);
    const notice = { text: 'You copied us: https://news.demo.example/a', contact: { email: 'a@b.example' } };
    await fileNotice(
      test.desk,
      { ...notice, works: [], targets: [] },
      { key: undefined, idempotencyKey: undefined },
    );
    test.advance(DAY);
    const found = await checked(test);
    expect(found['clock sweep']).toMatchObject({ state: 'red', says: 'ran 1440 min ago, 0 fired of 0 due' });
    expect(found.timers.state).toBe('red');
    expect(found.deliveries).toMatchObject({ state: 'red', runbook: 'decisions-wait-to-be-delivered' });
    expect((await selfCheck(test.desk, memoryObjectStore())).state).toBe('red');
  });

  it('tells what the last sweep fired of what was due, and is amber where that was less', async () => {
    const test = await openTestDesk();
    const notice = { text: 'You copied us: https://news.demo.example/a', contact: { email: 'a@b.example' } };
    await fileNotice(
      test.desk,
      { ...notice, works: [], targets: [] },
      { key: undefined, idempotencyKey: undefined },
    );
    test.advance(DAY);
    await expect(
      sweepClocks(
        { ...test.desk, cases: { ...test.desk.cases, load: () => Promise.reject(new Error('broken')) } },
        () => 1_000,
      ),
    ).rejects.toThrow('1 due things');
    expect((await checked(test))['clock sweep']).toMatchObject({
      state: 'amber',
      says: expect.stringMatching(/^ran 0 s ago, (\d) fired of (?!\1)\d due$/) as string,
    });
    await sweepClocks(test.desk, () => 1_000);
    expect((await checked(test))['clock sweep']).toMatchObject({
      state: 'green',
      says: expect.stringMatching(/^ran 0 s ago, (\d) fired of \1 due$/) as string,
    });
  });

  it('counts what waits in the work queues and among the dead letters', async () => {
    const test = await openTestDesk();
    await test.desk.work.submissions.send(['{"kind":"x"}', '{"kind":"y"}']);
    await test.desk.work.notices.reject('{"kind":"z"}', 'never');
    const found = await checked(test);
    expect(found['work queues'].says).toContain('submissions 2 and 0 in work');
    expect(found['dead letters'].state).toBe('red');
    expect(found['dead letters'].says).toContain('notices 1');
  });

  it('is amber, then red, where the canary stays away', async () => {
    const test = await openTestDesk();
    await test.desk.pulses.put({ name: 'canary', at: test.desk.now(), facts: {} });
    const seen: string[] = [];
    for (const minutes of [5, 6, 5]) {
      test.advance(minutes * MINUTE);
      seen.push((await checked(test)).canary.state);
    }
    expect(seen).toEqual(['green', 'amber', 'red']);
  });

  it('counts the packs that are not merged, and says how old the newest is', async () => {
    const { desk } = await openTestDesk();
    const corpus = memoryObjectStore();
    for (let i = 0; i < 3; i++) await corpus.put(`l0/${desk.ids.ulid()}.pack`, new Uint8Array());
    const { checks } = await selfCheck(desk, corpus);
    const index = checks.find(({ name }) => name === 'index');
    expect(index).toMatchObject({ state: 'green', facts: { packsWaiting: 3 } });
    expect(index?.facts['newestPackAt']).toMatch(/^20\d\d-/);
  });
});
