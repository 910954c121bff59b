import type { TimelineEntry } from '../../../shared/case/case';
import { seal } from '../../../shared/case/timeline';
import { type AuditRecord, type Chain, verifyRecord } from '../../../shared/desk/audit-record';
import { HOUR, MINUTE, plus } from '../../../shared/clock/instant';
import { claimCase } from '../../../shared/desk/claim-case';
import { decideItems } from '../../../shared/desk/decide-items';
import type { Desk } from '../../../shared/desk/desk';
import { sha256 } from '../../../shared/desk/digest';
import { fileNotice } from '../../../shared/desk/file-notice';
import { gatherEvidence } from '../../../shared/desk/gather-evidence';
import { listChains } from '../../../shared/desk/list-chains';
import { listReveals } from '../../../shared/desk/list-reveals';
import { moveCase } from '../../../shared/desk/move-case';
import { readAudit } from '../../../shared/desk/read-audit';
import { readCase } from '../../../shared/desk/read-case';
import { revealContact } from '../../../shared/desk/reveal-contact';
import { trace } from '../../../shared/desk/trace';
import type { CaseId } from '../../../shared/ids';
import { Problem } from '../../../shared/problem';
import { caseKey, itemRow, timelineRow } from '../../../shared/stores/desk-rows';
import { bodyOf, type Table } from '../../../shared/stores/table';
import { completeNotice, plenty } from '../support/submissions';
import { noon, type TestDesk, useTestDesk } from '../support/test-desk';

const openTestDesk = useTestDesk();
const rita = { role: 'REV', id: 'rita' } as const;
const liam = { role: 'LEG', id: 'liam' } as const;
const mona = { role: 'MGR', id: 'mona' } as const;
const otto = { role: 'AUD', id: 'otto' } as const;

const PHONE = '+44 20 7946 0123';
const STREET = '1 Quay Street\nHarbourtown';

/** A complaint with all that can be known of its sender. */
async function filed(desk: Desk): Promise<CaseId> {
  const contact = {
    name: 'Jane Roe',
    email: 'jane.roe@gazette.example',
    phone: PHONE,
    postalAddress: STREET,
  };
  const raw = { key: undefined, idempotencyKey: undefined };
  const { caseId } = await fileNotice(desk, completeNotice({ contact }), raw);
  await gatherEvidence(desk, caseId, plenty);
  return caseId;
}

async function decided(desk: Desk): Promise<CaseId> {
  const id = await filed(desk);
  const { lease } = await claimCase(desk, id, rita);
  const { version } = await readCase(desk, id);
  await decideItems(desk, id, rita, {
    leaseToken: lease.token,
    version,
    decisions: [
      { item: 1, actions: ['disable'], reasonCode: 'UPHELD_VOLUNTARY', reason: 'We take it down.' },
    ],
  });
  return id;
}

const findings = (record: AuditRecord, earlier?: readonly Chain[]) => verifyRecord(record, sha256, earlier);

describe('the record of a case', () => {
  it('verifies as written, here and after a journey through a file', async () => {
    const { desk } = await openTestDesk();
    const record = await readAudit(desk, await decided(desk), 'AUD');
    expect(findings(record)).toEqual([]);
    expect(findings(JSON.parse(JSON.stringify(record)) as AuditRecord)).toEqual([]);
    expect(record.timeline.map(({ event }) => event)).toContain('items_decided');
    expect(record.items[0]?.decision?.reason).toBe('We take it down.');
    expect(record.deliveries.map(({ effect }) => effect.kind)).toEqual(
      expect.arrayContaining(['cms', 'mail']),
    );
    expect(record.statements.map(({ to, template }) => [to, template])).toEqual([
      ['complainant', 'outcome'],
      ['respondent', 'statement_of_reasons'],
    ]);
    expect(record.statements[0]?.decisions).toEqual([
      { item: 1, actions: ['disable'], reasonCode: 'UPHELD_VOLUNTARY', reason: 'We take it down.' },
    ]);
    expect(JSON.stringify(record)).not.toMatch(/jane\.roe|7946|Quay|Jane|Roe/);
    expect(record.notice?.masked?.contact.name).toBe('J*** R***');
    expect((await readCase(desk, record.caseId, 'REV')).notice?.signature).toBe('Jane Roe');
    expect(JSON.stringify(await readCase(desk, record.caseId, 'ADM'))).not.toMatch(/Jane|Roe/);
  });

  it('knows a notice that is not the one received', async () => {
    const { desk } = await openTestDesk();
    const id = await filed(desk);
    await desk.records.put(`notices/${id}.json`, Buffer.from('{}'));
    expect(findings(await readAudit(desk, id, 'AUD'))).toEqual([
      { caseId: id, why: 'the notice is missing or is not what was received' },
    ]);
  });
});

/** Somebody with a hand in the table itself. */
describe('a table that was tampered with', () => {
  async function tampering() {
    const opened = await openTestDesk();
    const { desk, deskTable: table } = opened;
    const id = await decided(desk);
    const entries = await desk.cases.timeline(id);
    const write = (entry: TimelineEntry) => table.put(timelineRow(entry));
    const remove = (entry: TimelineEntry) => {
      const { pk, sk } = timelineRow(entry);
      return table.transact([{ delete: { pk, sk } }]);
    };
    return {
      desk,
      table,
      id,
      entries,
      write,
      remove,
      audit: async () => findings(await readAudit(desk, id, 'AUD')),
    };
  }
  const nth = (entries: readonly TimelineEntry[], seq: number): TimelineEntry => {
    const entry = entries[seq - 1];
    if (!entry) throw new Error(`there is no entry ${seq}`);
    return entry;
  };

  it('shows the entry in which one byte was changed', async () => {
    const { id, entries, write, audit } = await tampering();
    const third = nth(entries, 3);
    await write({ ...third, actor: { ...third.actor, id: `${third.actor.id}x` } });
    expect(await audit()).toEqual([
      { caseId: id, entry: 3, why: 'entry 3 was changed after it was written' },
    ]);
  });

  it('shows the entry that was hashed anew by the one that follows', async () => {
    const { id, entries, write, audit } = await tampering();
    const { hash: _old, ...third } = nth(entries, 3);
    await write(seal({ ...third, facts: { forged: true } }, sha256));
    expect(await audit()).toEqual([
      { caseId: id, entry: 4, why: 'entry 4 does not follow the entry before it' },
    ]);
  });

  it('shows the entry that was taken out, also from the end', async () => {
    const { id, entries, remove, write, audit } = await tampering();
    await remove(nth(entries, 2));
    expect(await audit()).toMatchObject([
      { caseId: id, entry: 2, why: 'entry 2 is missing: found 3 in its place' },
    ]);
    await write(nth(entries, 2));
    expect(await audit()).toEqual([]);
    await remove(nth(entries, entries.length));
    expect(await audit()).toContainEqual({
      caseId: id,
      entry: entries.length,
      why: `the case has ${entries.length} entries, ${entries.length - 1} are here`,
    });
  });

  it('shows two entries that changed places', async () => {
    const { id, entries, write, audit } = await tampering();
    const [second, third] = [nth(entries, 2), nth(entries, 3)];
    await write({ ...second, seq: 3 });
    await write({ ...third, seq: 2 });
    expect(await audit()).toEqual([
      { caseId: id, entry: 2, why: 'entry 2 does not follow the entry before it' },
    ]);
  });

  it('shows an entry that was appended by hand, rightly hashed', async () => {
    const { id, entries, write, audit } = await tampering();
    const last = nth(entries, entries.length);
    const { hash: previousHash, ...rest } = last;
    await write(seal({ ...rest, seq: last.seq + 1, event: 'noted', previousHash }, sha256));
    expect(await audit()).toEqual([
      {
        caseId: id,
        entry: last.seq + 1,
        why: `entry ${last.seq + 1} was put in: the case knows nothing of it`,
      },
    ]);
  });

  it('shows a decision that was changed beside its timeline', async () => {
    const { desk, table, id, audit } = await tampering();
    const [item] = (await desk.cases.load(id))!.items;
    await table.put(itemRow(id, { ...item!, decision: { ...item!.decision!, reasonCode: 'KEPT_LICENSED' } }));
    expect(await audit()).toEqual([
      { caseId: id, why: 'the decision on item 1 is not the one that the timeline knows' },
    ]);
  });

  // The words that both parties had read could be changed in the table afterwards, and the record still verified.
  it('shows a reason that was worded anew; older entries say nothing of the words', async () => {
    const { desk, table, id, audit } = await tampering();
    const [item] = (await desk.cases.load(id))!.items;
    const reason = 'We were told to take it down.';
    await table.put(itemRow(id, { ...item!, decision: { ...item!.decision!, reason } }));
    expect(await audit()).toEqual([
      { caseId: id, why: 'the reason given for item 1 was changed after it was decided' },
    ]);

    const record = await readAudit(desk, id, 'AUD');
    const timeline: TimelineEntry[] = [];
    for (const { hash: _hash, ...entry } of record.timeline) {
      const facts = JSON.parse(
        JSON.stringify(entry.facts, (name, value: unknown) => (name === 'reasonSha256' ? undefined : value)),
      ) as TimelineEntry['facts'];
      timeline.push(seal({ ...entry, facts, previousHash: timeline.at(-1)?.hash ?? '' }, sha256));
    }
    const chain = { ...record.chain, lastHash: timeline.at(-1)!.hash };
    expect(findings({ ...record, timeline, chain })).toEqual([]);
  });

  it('shows a timeline written anew from end to end, head and all, by what was noted elsewhere before', async () => {
    const { desk, table, id, entries, write } = await tampering();
    const before = (await listChains(desk, undefined)).chains;
    let previousHash = '';
    for (const { hash: _old, ...entry } of entries) {
      const forged = seal({ ...entry, actor: { ...entry.actor, id: 'somebody' }, previousHash }, sha256);
      await write(forged);
      previousHash = forged.hash;
    }
    const row = await rawRow(table, id);
    await table.put({ ...row, body: { ...row.body, timelineHash: previousHash } });
    const record = await readAudit(desk, id, 'AUD');
    expect(findings(record)).toEqual([]);
    expect(
      findings(
        record,
        before.filter(({ caseId }) => caseId === id),
      ),
    ).toEqual([
      {
        caseId: id,
        entry: entries.length,
        why: `entry ${entries.length} is not the one that was noted elsewhere`,
      },
    ]);
  });
});

async function rawRow(table: Table, id: CaseId) {
  const { pk, sk } = caseKey(id);
  const [stored] = (await table.scan({ limit: 1_000 })).rows.filter(
    (row) => row['pk'] === pk && row['sk'] === sk,
  );
  return { ...(stored as { pk: string; sk: string; format: number }), body: bodyOf(stored!) };
}

describe('contact data', () => {
  const refusalOf = async (doing: Promise<unknown>) => {
    const thrown: unknown = await doing.catch((error: unknown) => error);
    return thrown instanceof Problem ? [thrown.kind, thrown.message] : thrown;
  };
  const events = async ({ desk }: TestDesk, id: CaseId) =>
    (await desk.cases.timeline(id)).map(({ event }) => event);

  it('is masked until somebody asks for it, who stands in the timeline with what and what for', async () => {
    const opened = await openTestDesk();
    const { desk, advance } = opened;
    const id = await filed(desk);
    advance(MINUTE);
    const before = JSON.stringify([await readCase(desk, id), await trace(desk, id)]);
    expect(before).not.toMatch(/jane\.roe|7946|Quay/);
    const shown = await revealContact(desk, id, liam, {
      fields: ['email', 'phone', 'postalAddress', 'signature', 'original', 'email'],
      purpose: 'She asked us to call back.',
    });
    expect(shown.revealed).toMatchObject({
      email: 'jane.roe@gazette.example',
      phone: PHONE,
      postalAddress: STREET,
      signature: 'Jane Roe',
      original: expect.stringContaining(PHONE) as string,
    });
    expect((await desk.cases.timeline(id)).at(-1)).toMatchObject({
      event: 'contact_revealed',
      at: plus(noon, MINUTE),
      actor: liam,
      facts: {
        fields: ['email', 'phone', 'postalAddress', 'signature', 'original'],
        purpose: 'She asked us to call back.',
      },
    });
    expect(findings(await readAudit(desk, id, 'AUD'))).toEqual([]);
    expect(JSON.stringify(await readCase(desk, id))).not.toMatch(/jane\.roe|7946|Quay/);
    expect(opened.log.join('\n')).not.toMatch(/jane\.roe|7946|Quay|call back/);
  });

  it('is for whom it is, and nobody is shown anything without a purpose', async () => {
    const opened = await openTestDesk();
    const { desk } = opened;
    const id = await filed(desk);
    const ask = (
      actor: typeof rita | typeof liam | typeof mona | typeof otto,
      field: 'email' | 'phone',
      purpose = 'To write.',
    ) => refusalOf(revealContact(desk, id, actor, { fields: [field], purpose }));
    expect(await ask(rita, 'phone')).toEqual(['forbidden', 'phone: for the legal team to see, not for you']);
    expect(await ask(mona, 'email')).toEqual(['forbidden', expect.stringContaining('not for managers')]);
    expect(await ask(otto, 'email')).toEqual(['forbidden', 'auditors read and change no case']);
    expect(await ask(liam, 'email', '  ')).toEqual(['refused', expect.stringContaining('say what for')]);
    expect(await events(opened, id)).not.toContain('contact_revealed');
    expect(await ask(rita, 'email')).toMatchObject({ revealed: { email: 'jane.roe@gazette.example' } });
  });

  it('is not shown where that could not be recorded', async () => {
    const opened = await openTestDesk();
    const { desk } = opened;
    const id = await filed(desk);
    let read = 0;
    const broken: Desk = {
      ...desk,
      cases: { ...desk.cases, commit: () => Promise.reject(new Problem('unavailable', 'the table is gone')) },
      records: { ...desk.records, get: (...args) => ((read += 1), desk.records.get(...args)) },
    };
    const asked = revealContact(broken, id, liam, { fields: ['email'], purpose: 'To write.' });
    expect(await refusalOf(asked)).toEqual(['unavailable', 'the table is gone']);
    expect(read).toBe(0);
  });

  it('that was shown is listed for auditors, in a window, page by page', async () => {
    const opened = await openTestDesk();
    const { desk, advance } = opened;
    const ids = [await filed(desk), await filed(desk), await filed(desk)];
    for (const id of ids) {
      advance(HOUR);
      await revealContact(desk, id, liam, { fields: ['email'], purpose: `For ${id}.` });
    }
    const window = { from: plus(noon, HOUR), to: plus(noon, 2 * HOUR), limit: 1 };
    const first = await listReveals(desk, window);
    const second = await listReveals(desk, { ...window, cursor: first.cursor! });
    expect([...first.reveals, ...second.reveals]).toEqual(
      ids.slice(0, 2).map((caseId, index) => ({
        caseId,
        entry: expect.any(Number) as number,
        at: plus(noon, (index + 1) * HOUR),
        by: liam,
        fields: ['email'],
        purpose: `For ${caseId}.`,
      })),
    );
    const rest = second.cursor ? (await listReveals(desk, { ...window, cursor: second.cursor })).reveals : [];
    expect(rest).toEqual([]);
  });

  it('that somebody writes into a note is masked before it is sealed', async () => {
    const { desk } = await openTestDesk();
    const id = await filed(desk);
    await moveCase(desk, id, rita, {
      type: 'noted',
      text: `Called ${PHONE}, write to jane.roe@gazette.example`,
    });
    const stored = JSON.stringify(await desk.cases.timeline(id));
    expect(stored).toContain('Called ***23, write to j***@gazette.example');
  });
});

describe('the chains of all cases', () => {
  it('come page by page, each once, whatever else stands in the table', async () => {
    const { desk, deskTable: table } = await openTestDesk();
    const ids: CaseId[] = [];
    for (let n = 0; n < 5; n++) ids.push(await filed(desk));
    const others = Array.from({ length: 600 }, (_, n) => ({
      pk: `ARTICLE#${n}`,
      sk: 'HEAD',
      format: 1,
      body: {},
    }));
    await Promise.all(others.map((row) => table.put(row)));
    const seen: Chain[] = [];
    let cursor: string | undefined;
    let pages = 0;
    do {
      const page = await listChains(desk, cursor);
      seen.push(...page.chains);
      cursor = page.cursor;
      pages += 1;
    } while (cursor !== undefined);
    expect(pages).toBeGreaterThan(1);
    expect(seen.map(({ caseId }) => caseId).sort()).toEqual(ids.sort());
    for (const { caseId, entries, lastHash } of seen) {
      const { head } = (await desk.cases.load(caseId))!;
      expect([entries, lastHash]).toEqual([head.timelineSeq, head.timelineHash]);
    }
  });
});
