import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDynamoDb } from '../local/emulators/dynamodb';
import { freePort } from '../local/emulators/free-port';
import { nextDueAt } from '../shared/case/case-clocks';
import type { CaseFile, CaseHead } from '../shared/case/case';
import { seal } from '../shared/case/timeline';
import { HOUR, type Instant, MINUTE, parseInstant, plus } from '../shared/clock/instant';
import { startClock } from '../shared/clock/sla-clock';
import { memoryObjectStore } from '../shared/corpus/memory-object-store';
import { changeCase, loadCase } from '../shared/desk/change-case';
import { claimNext } from '../shared/desk/claim-next';
import { decideItems } from '../shared/desk/decide-items';
import { sha256 } from '../shared/desk/digest';
import { listQueue } from '../shared/desk/list-queue';
import { readCase } from '../shared/desk/read-case';
import { submitNotice } from '../shared/desk/submit-notice';
import { sweepClocks } from '../shared/desk/sweep-clocks';
import { understandNotice } from '../shared/desk/understand-notice';
import type { CaseId } from '../shared/ids';
import { openAlertBook } from '../shared/stores/alert-book';
import { openArticleStore } from '../shared/stores/article-store';
import { openCaseStore } from '../shared/stores/case-store';
import { openDeliveryGates } from '../shared/stores/delivery-gates';
import { caseHeadRow, itemRow, timelineRow } from '../shared/stores/desk-rows';
import { openDueIndex } from '../shared/stores/due-index';
import { openOutboxStore } from '../shared/stores/outbox-store';
import { openPulseStore } from '../shared/stores/pulse-store';
import { randomIds } from '../shared/stores/random-ids';
import { openRegistry } from '../shared/stores/registry';
import { openTable, type Row } from '../shared/stores/table';
import { type Capacity, countCapacity, createTable, recordingQueue } from './full-path';
import { benchSite } from './bench-site';

/** What one call asks of the desk table. */
export interface TableRequests {
  readonly requests: number;
  /** Capacity units, as the emulator bills them. */
  readonly reads: number;
  readonly writes: number;
}

export const DESK_CALLS = [
  'a page of the queue',
  'claim the next case',
  'read a case',
  'decide a case',
  'sweep, nothing due',
  'sweep, 25 cases due',
] as const;
export type DeskCall = (typeof DESK_CALLS)[number];

/** With so many cases open. */
export interface DeskRequests {
  readonly openCases: number;
  readonly calls: Readonly<Record<DeskCall, TableRequests>>;
}

const local = { region: 'us-east-1', credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' } };
const START = parseInstant('2026-03-02T12:00:00.000Z')!;
const PAGE = 25;
/** One of them is decided before the sweep. */
const DUE = 26;
/** Rows that one request takes. */
const AT_ONCE = 25;
const rita = { role: 'REV', id: 'rita' } as const;
const plenty = () => 600_000;

const attested = (text: string) => ({ textId: 'own_words', text });

/** One complaint that lacks nothing, of one page. */
const complaint = {
  contact: { name: 'Jane Roe', email: 'jane@gazette.example', phone: '+44 20 7946 0123' },
  works: [{ title: 'The harbour', description: 'Our report on the harbour of 1 March.' }],
  targets: [{ url: 'https://news.bench.example/harbour', work: 0 }],
  goodFaith: attested('I believe in good faith that this use is not authorised.'),
  authority: attested('Under penalty of perjury, I am authorised to act for the owner.'),
  accuracy: attested('The information is accurate.'),
  signature: 'Jane Roe',
};

/**
 * The template's rows under a new number, received at another time; nothing of it waits to be sent.
 * Those of a timeline and of an item are there, so that reading a case costs what it costs.
 */
function another({ head, items }: CaseFile, id: CaseId, receivedAt: Instant): readonly Row[] {
  const clocks = [startClock('decide', receivedAt, head.policy.budgetsMs.decide)];
  const { nextDueAt: _template, ...rest } = head;
  const opened: CaseHead = { ...rest, id, receivedAt, clocks, timelineSeq: 1 };
  const dueAt = nextDueAt(opened);
  const submitted = {
    caseId: id,
    seq: 1,
    at: receivedAt,
    event: 'submitted',
    from: null,
    to: head.state,
    actor: { role: 'CMP', id: 'complainant' },
    facts: {},
    previousHash: '',
  } as const;
  return [
    caseHeadRow({ ...opened, ...(dueAt && { nextDueAt: dueAt }) }),
    ...items.map((item) => itemRow(id, { ...item, receivedAt })),
    timelineRow(seal(submitted, sha256)),
  ];
}

/** Some are due 12 hours after START, all others from an hour later on. */
async function seedCases(client: DynamoDBDocumentClient, template: CaseFile, count: number): Promise<void> {
  const ids = randomIds();
  const receivedAt = (index: number): Instant =>
    index < DUE ? plus(START, index) : plus(START, HOUR + Math.floor((index * 9 * HOUR) / count));
  const rows = Array.from({ length: count }, (_, i) => another(template, ids.case(), receivedAt(i))).flat();
  for (let first = 0; first < rows.length; first += AT_ONCE) {
    const batch = rows.slice(first, first + AT_ONCE);
    await client.send(
      new BatchWriteCommand({ RequestItems: { desk: batch.map((Item) => ({ PutRequest: { Item } })) } }),
    );
  }
}

/** @param openCases how many are open, each of one page. */
export async function deskRequests(openCases: number): Promise<DeskRequests> {
  const dir = await mkdtemp(join(tmpdir(), 'copydesk-desk-requests-'));
  const port = await freePort();
  const dynamo = await startDynamoDb(dir, port);
  const client = new DynamoDBClient({ ...local, endpoint: `http://127.0.0.1:${port}` });
  const used: Capacity = { requests: 0, reads: 0, writes: 0 };
  // The desk's own events are no output of a benchmark.
  const { log } = console;
  console.log = () => undefined;
  try {
    for (const name of ['desk', 'templates', 'registry']) await createTable(client, name);
    countCapacity(client, used);
    const documents = DynamoDBDocumentClient.from(client, {
      marshallOptions: { removeUndefinedValues: true },
    });
    let now = START;
    const registry = openRegistry(openTable(documents, 'registry'), () => now);
    await registry.putSite(benchSite, undefined);
    const records = memoryObjectStore();
    const over = (name: string) => {
      const table = openTable(documents, name);
      return {
        now: () => now,
        ids: randomIds(),
        articles: openArticleStore(table),
        cases: openCaseStore(table),
        outbox: openOutboxStore(table),
        due: openDueIndex(table),
        gates: openDeliveryGates(table),
        alertBook: openAlertBook(table),
        pulses: openPulseStore(table),
        registry,
        records,
        work: {
          submissions: recordingQueue(),
          notices: recordingQueue(),
          fetches: recordingQueue(),
          delivery: recordingQueue(),
        },
      };
    };
    const elsewhere = over('templates');
    const notice = await understandNotice(elsewhere, complaint, 'api', now);
    const { caseId: templateId } = await submitNotice(elsewhere, { notice, raw: Buffer.from('{}') });
    const compared = { no: 1, comparison: { outcome: 'not_compared', why: 'not_found' } } as const;
    await changeCase(elsewhere, templateId, () => ({
      type: 'evidence_recorded',
      actor: { role: 'SYS', id: 'gather-evidence' },
      items: [compared],
    }));
    const desk = over('desk');
    await seedCases(documents, await loadCase(elsewhere, templateId), openCases);

    now = plus(START, 11 * HOUR);
    const calls: Partial<Record<DeskCall, TableRequests>> = {};
    async function measured<T>(call: DeskCall, run: () => Promise<T>): Promise<T> {
      used.requests = used.reads = used.writes = 0;
      const answer = await run();
      calls[call] = { ...used };
      return answer;
    }
    await measured('sweep, nothing due', () => sweepClocks(desk, plenty));
    await measured('a page of the queue', () => listQueue(desk, { limit: PAGE }));
    const { claim } = await measured('claim the next case', () => claimNext(desk, rita));
    if (!claim) throw new Error('there was no case to claim');
    const { caseId, lease } = claim;
    const { version } = await measured('read a case', () => readCase(desk, caseId));
    await measured('decide a case', () =>
      decideItems(desk, caseId, rita, {
        leaseToken: lease.token,
        version,
        decisions: [
          { item: 1, actions: ['disable'], reasonCode: 'UPHELD_VOLUNTARY', reason: 'We take it down.' },
        ],
      }),
    );
    // Half of the 24 hours of those received first: all but the one that was decided.
    now = plus(START, 12 * HOUR + MINUTE);
    await measured('sweep, 25 cases due', () => sweepClocks(desk, plenty));
    return { openCases, calls: calls as Record<DeskCall, TableRequests> };
  } finally {
    console.log = log;
    client.destroy();
    await dynamo.stop();
    await rm(dir, { recursive: true });
  }
}
