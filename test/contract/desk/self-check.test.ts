import { DAY, MINUTE } from '../../../shared/clock/instant';
import { memoryObjectStore } from '../../../shared/corpus/memory-object-store';
import { fileNotice } from '../../../shared/desk/file-notice';
import { type Check, selfCheck } from '../../../shared/desk/self-check';
import { sweepClocks } from '../../../shared/desk/sweep-clocks';
import { useTestDesk, type TestDesk } from '../support/test-desk';

const openTestDesk = useTestDesk();

async function checked({ desk }: TestDesk): Promise<Readonly<Record<Check['name'], Check>>> {
  const { checks } = await selfCheck(desk, memoryObjectStore());
  return Object.fromEntries(checks.map((check) => [check.name, check])) as Record<Check['name'], Check>;
}
const states = async (test: TestDesk) =>
  Object.fromEntries(Object.values(await checked(test)).map(({ name, state }) => [name, state]));

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
    expect(found['clock sweep']).toMatchObject({ state: 'red', says: 'ran 1440 min ago' });
    expect(found.timers.state).toBe('red');
    expect(found.deliveries).toMatchObject({ state: 'red', runbook: 'decisions-wait-to-be-delivered' });
    expect((await selfCheck(test.desk, memoryObjectStore())).state).toBe('red');
  });

  it('counts what waits in the work queues and among the dead letters', async () => {
    const test = await openTestDesk();
    await test.desk.work.submissions.send(['{"kind":"x"}', '{"kind":"y"}']);
    await test.desk.work.notices.reject('{"kind":"z"}', 'never');
    const found = await checked(test);
    expect(found['work queues']).toMatchObject({ state: 'green', says: 'submissions 2 and 0 in work' });
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
