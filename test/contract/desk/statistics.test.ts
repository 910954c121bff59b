import { DAY, HOUR, MINUTE } from '../../../shared/clock/instant';
import { parseDay } from '../../../shared/clock/day';
import { memoryObjectStore } from '../../../shared/corpus/memory-object-store';
import { CANARY_SITE_ID } from '../../../shared/desk/canary-site';
import { claimCase } from '../../../shared/desk/claim-case';
import { deskStatus } from '../../../shared/desk/desk-status';
import { decideItems } from '../../../shared/desk/decide-items';
import { fileNotice } from '../../../shared/desk/file-notice';
import { gatherEvidence } from '../../../shared/desk/gather-evidence';
import { readCase } from '../../../shared/desk/read-case';
import { rebuildStatistics, statistics } from '../../../shared/desk/statistics';
import { sweepClocks } from '../../../shared/desk/sweep-clocks';
import { undoDecision } from '../../../shared/desk/undo-decision';
import { workDelivery } from '../../../shared/desk/work-delivery';
import { type CaseId, parseOutboxId } from '../../../shared/ids';
import { caseHeadRow } from '../../../shared/stores/desk-rows';
import type { Table } from '../../../shared/stores/table';
import type { DeliveryMessage } from '../../../shared/wire/messages';
import { caseHead, entry, opening } from '../support/desk-fixtures';
import { completeNotice, plenty } from '../support/submissions';
import { type TestDesk, useTestDesk } from '../support/test-desk';

const openTestDesk = useTestDesk();
const rita = { role: 'REV', id: 'rita' } as const;
const corpus = memoryObjectStore();
const API = 'https://api.example';

const figuresOf = ({ desk }: TestDesk, window = {}) => statistics(desk, corpus, window);

async function filed({ desk }: TestDesk, title: string): Promise<CaseId> {
  const works = [{ title, originalUrl: `https://gazette.example/${title}` }];
  const { caseId } = await fileNotice(desk, completeNotice({ works }), {
    key: undefined,
    idempotencyKey: title,
  });
  await gatherEvidence(desk, caseId, plenty);
  return caseId;
}

async function takenDown({ desk }: TestDesk, id: CaseId): Promise<void> {
  const { lease } = await claimCase(desk, id, rita);
  const { version } = await readCase(desk, id);
  await decideItems(desk, id, rita, {
    leaseToken: lease.token,
    version,
    decisions: [{ item: 1, actions: ['disable'], reasonCode: 'UPHELD_VOLUNTARY', reason: 'It goes.' }],
  });
}

/** The sweep, then whatever it put before the deliverer. */
async function minute(opened: TestDesk): Promise<void> {
  opened.advance(MINUTE);
  await sweepClocks(opened.desk, plenty);
  for (const message of await opened.take('delivery'))
    await workDelivery(opened.desk, message as DeliveryMessage, API);
}

/** Three complaints: one decided and carried out at the second try, one decided and taken back, one that nobody took. */
async function busyDays(): Promise<TestDesk> {
  const opened = await openTestDesk();
  const done = await filed(opened, 'ferry');
  const back = await filed(opened, 'harbour');
  await filed(opened, 'tide');
  opened.advance(2 * HOUR);
  await takenDown(opened, done);
  await takenDown(opened, back);
  await undoDecision(opened.desk, back, rita);
  opened.answerCmsWith(503);
  opened.advance(HOUR);
  await minute(opened);
  opened.answerCmsWith(204);
  opened.advance(HOUR);
  await minute(opened);
  opened.advance(DAY);
  await minute(opened);
  return opened;
}

/** Every row of days, as an operator would look for them. */
async function dayRows(table: Table): Promise<readonly { pk: string; sk: string }[]> {
  const { rows } = await table.scan({ limit: 10_000 });
  return rows
    .map(({ pk, sk }) => ({ pk: String(pk), sk: String(sk) }))
    .filter(({ sk }) => sk.startsWith('DAY#') || sk.startsWith('ATTEMPTS#'));
}

async function rebuilt({ desk }: TestDesk): Promise<number> {
  let mended = 0;
  let cursor: string | undefined;
  do {
    const part = await rebuildStatistics(desk, cursor);
    mended += part.mended;
    cursor = part.cursor;
  } while (cursor !== undefined);
  return mended;
}

describe('the statistics', () => {
  it('say day by day what came, what was decided and what was broken and why', async () => {
    const opened = await busyDays();
    const { days, total, open, broken, health } = await figuresOf(opened);
    const { cases } = await opened.desk.cases.reviewQueue({ limit: 10 });
    const late = cases.map(({ id }) => id);
    expect(days).toHaveLength(14);
    const [first, second] = days.slice(-2);
    expect(first).toMatchObject({
      day: '2026-03-02',
      received: 3,
      decided: { UPHELD: 1, PARTIAL: 0, REJECTED: 0, TURNED_AWAY: 0 },
      medianDecisionMs: 2 * HOUR,
      failedAttempts: 1,
      delivered: 1,
    });
    expect(second).toMatchObject({ day: '2026-03-03', received: 0 });
    expect(second!.breaches).toContainEqual({ clock: 'decide', waitedFor: 'unclaimed', count: 2 });
    expect(total).toMatchObject({ received: 3, delivered: 1, failedAttempts: 1 });
    // What our own people are told is counted elsewhere.
    const letters = opened.mails.filter(({ dedupeId }) => parseOutboxId(dedupeId) !== undefined);
    expect(letters.length).toBeLessThan(opened.mails.length);
    expect(total.mails).toEqual({ sent: letters.length, failedAttempts: 0, returned: 0 });
    expect(first!.mails.sent).toBeGreaterThanOrEqual(3);
    expect(broken.filter(({ clock }) => clock === 'decide')).toEqual(
      expect.arrayContaining(
        late.map((caseId) => ({ day: '2026-03-03', caseId, clock: 'decide', waitedFor: 'unclaimed' })),
      ),
    );
    expect(open).toMatchObject({ counted: 2, overdue: 2, andMore: false });
    expect(health.map(({ name }) => name)).toEqual(['deliveries', 'delivery gates', 'index']);
  });

  it('are the same after every one of their rows was wiped and they were rebuilt', async () => {
    const opened = await busyDays();
    const before = await figuresOf(opened);
    expect(await rebuilt(opened)).toBe(0);
    const rows = await dayRows(opened.deskTable);
    expect(rows.length).toBeGreaterThan(5);
    await opened.deskTable.transact(rows.map((row) => ({ delete: row })));
    expect((await figuresOf(opened)).total).toMatchObject({ received: 0, delivered: 0, breaches: [] });
    expect(await rebuilt(opened)).toBe(rows.length);
    expect(await figuresOf(opened)).toEqual(before);
    expect(await rebuilt(opened)).toBe(0);
  });

  // `statistics rebuild` said '2 figures put right' however often it was run.
  it('are right for a case that nothing has happened to since it came', async () => {
    const opened = await openTestDesk();
    await fileNotice(opened.desk, completeNotice(), { key: undefined, idempotencyKey: undefined });
    const { rows } = await opened.deskTable.scan({ limit: 100 });
    expect(rows.filter(({ sk }) => String(sk).startsWith('DAY#'))).toHaveLength(1);
    expect(await rebuilt(opened)).toBe(0);
  });

  it('tell of the mails that came back, on the day on which they did', async () => {
    const opened = await busyDays();
    const { cases } = await opened.desk.cases.reviewQueue({ limit: 1 });
    const owed = await opened.desk.outbox.listOf(cases[0]!.id);
    const mail = owed.find(({ effect, deliveredAt }) => effect.kind === 'mail' && deliveredAt !== undefined)!;
    const bounce: DeliveryMessage = {
      eventType: 'Bounce',
      mail: { timestamp: opened.desk.now(), tags: { 'dedupe-id': [mail.id], reference: [mail.owner] } },
      bounce: { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: 'paul@gazette.example' }] },
    };
    const { total } = await figuresOf(opened);
    await workDelivery(opened.desk, bounce, API);
    const after = await figuresOf(opened);
    expect(after.days.at(-1)!.mails.returned).toBe(1);
    expect(after.total.mails).toEqual({ ...total.mails, returned: 1 });
    expect(await rebuilt(opened)).toBe(0);
  });

  it('add up seven days to a week that ends with the last day', async () => {
    const opened = await busyDays();
    const window = { from: parseDay('2026-02-20')!, to: parseDay('2026-03-08')!, by: 'week' } as const;
    const { days, total } = await figuresOf(opened, window);
    expect(days.map(({ day, through }) => [day, through])).toEqual([
      ['2026-02-20', '2026-02-22'],
      ['2026-02-23', '2026-03-01'],
      ['2026-03-02', '2026-03-08'],
    ]);
    expect(days[2]).toMatchObject({ received: 3, medianDecisionMs: 2 * HOUR, breaches: total.breaches });
  });

  it('count every open case, and count thousands no more often than they have to', async () => {
    const opened = await openTestDesk();
    const { desk, deskTable } = opened;
    const states = ['IN_REVIEW', 'AWAITING_COMPLAINANT', 'ESCALATED', 'RECEIVED'] as const;
    const heads = Array.from({ length: 1_200 }, (_, i) => caseHead({ state: states[i % states.length]! }));
    for (let first = 0; first < heads.length; first += 100)
      await deskTable.transact(heads.slice(first, first + 100).map((head) => ({ put: caseHeadRow(head) })));
    const everyOpen = jest.spyOn(desk.cases, 'everyOpen');
    const { open } = await figuresOf(opened);
    expect(open).toMatchObject({
      counted: 1_200,
      andMore: false,
      byKind: [{ kind: 'notice', count: 1_200 }],
    });
    expect(open.byState).toEqual(states.toSorted().map((state) => ({ state, count: 300 })));
    // Another comes; whoever looks at once is told what was counted, and when.
    await deskTable.put(caseHeadRow(caseHead()));
    opened.advance(7_000);
    expect(await deskStatus(desk)).toMatchObject({ openCases: 1_200, countedAt: open.at });
    expect(everyOpen).toHaveBeenCalledTimes(1);
    opened.advance(1_000);
    expect(await deskStatus(desk)).toMatchObject({ openCases: 1_201, countedAt: desk.now() });
    expect(everyOpen).toHaveBeenCalledTimes(2);
  });

  it('count nothing of the canary’s', async () => {
    const opened = await openTestDesk();
    const head = caseHead({ siteId: CANARY_SITE_ID });
    await opened.desk.cases.commit(
      opening(head, { timeline: [entry(head, { event: 'submitted', facts: {} })] }),
    );
    expect((await figuresOf(opened)).total.received).toBe(0);
    expect(await dayRows(opened.deskTable)).toEqual([]);
  });

  it('are refused for days the wrong way round, and for more than three months', async () => {
    const opened = await openTestDesk();
    const day = (text: string) => parseDay(text)!;
    await expect(figuresOf(opened, { from: day('2026-03-02'), to: day('2026-03-01') })).rejects.toMatchObject(
      { kind: 'invalid' },
    );
    await expect(figuresOf(opened, { from: day('2025-12-01'), to: day('2026-03-03') })).rejects.toMatchObject(
      { kind: 'invalid', message: expect.stringContaining('at most 92') },
    );
    expect((await figuresOf(opened, { from: day('2026-03-01'), to: day('2026-03-01') })).days).toHaveLength(
      1,
    );
  });
});
