import type { Actor } from '../../../shared/case/case';
import { DAY, HOUR, MINUTE, plus } from '../../../shared/clock/instant';
import { claimCase } from '../../../shared/desk/claim-case';
import { completeNotice as answerRequest } from '../../../shared/desk/complete-notice';
import { correctContact } from '../../../shared/desk/correct-contact';
import { decideItems } from '../../../shared/desk/decide-items';
import { fileNotice } from '../../../shared/desk/file-notice';
import { findCases } from '../../../shared/desk/find-cases';
import { foundBy } from '../../../shared/desk/found-by';
import { gatherEvidence } from '../../../shared/desk/gather-evidence';
import { listQueue } from '../../../shared/desk/list-queue';
import { moveCase } from '../../../shared/desk/move-case';
import { rebuildQueue } from '../../../shared/desk/rebuild-queue';
import { submitArticle } from '../../../shared/desk/submit-article';
import { undoDecision } from '../../../shared/desk/undo-decision';
import type { CaseId } from '../../../shared/ids';
import { openCaseStore } from '../../../shared/stores/case-store';
import { caseHeadRow } from '../../../shared/stores/desk-rows';
import type { Table } from '../../../shared/stores/table';
import type { NoticeSubmission } from '../../../shared/wire/notice-submission';
import { caseHead } from '../support/desk-fixtures';
import { completeNotice, copyUrl, feed, harbour, plenty } from '../support/submissions';
import { noon, type TestDesk, useTestDesk } from '../support/test-desk';

const openTestDesk = useTestDesk();
const rita: Actor = { role: 'REV', id: 'rita' };
const liam: Actor = { role: 'LEG', id: 'liam' };

async function openDesk() {
  const opened = await openTestDesk();
  const { desk, advance } = opened;
  const file = async (more: Partial<NoticeSubmission> = {}): Promise<CaseId> => {
    advance(MINUTE);
    return (await fileNotice(desk, completeNotice(more), { key: undefined, idempotencyKey: undefined }))
      .caseId;
  };
  const find = async (of?: string, role = rita.role) =>
    (await findCases(desk, { limit: 25, ...(of !== undefined && { of }) }, role)).cases;
  const numbers = async (of?: string) => (await find(of)).map(({ caseId }) => caseId);
  return { ...opened, file, find, numbers };
}

async function decide({ desk }: Pick<TestDesk, 'desk'>, id: CaseId) {
  const { lease, version } = await claimCase(desk, id, rita);
  await decideItems(desk, id, rita, {
    leaseToken: lease.token,
    version,
    decisions: [{ item: 1, actions: ['keep'], reasonCode: 'KEPT_QUOTATION', reason: 'A quotation.' }],
  });
}

describe('a case is found', () => {
  it('by its number, by pages and hosts in any spelling, by mail and by organisation; received last first', async () => {
    const { file, find, numbers } = await openDesk();
    const contact = { name: 'Jane Roe', organisation: 'Gazette  Ltd', email: 'Jane.Roe@gazette.example' };
    const first = await file({ contact });
    const second = await file({
      contact: { name: 'Bo', email: 'bo@agency.example' },
      onBehalfOf: 'GAZETTE ltd',
      targets: [{ url: 'https://elsewhere.example/story?id=7' }],
    });
    expect(await numbers(`  ${first.toLowerCase()} `)).toEqual([first]);
    expect(await numbers('CD-00000-00000')).toEqual([]);
    expect(await numbers(copyUrl)).toEqual([first]);
    expect(await numbers('http://www.news.demo.example/2026/harbour/?utm_source=x#top')).toEqual([first]);
    expect(await numbers('news.demo.example/2026/harbour')).toEqual([first]);
    expect(await numbers('https://news.demo.example/2026/ferry')).toEqual([]);
    expect(await numbers('news.demo.example')).toEqual([first]);
    expect(await numbers('https://www.elsewhere.example/')).toEqual([second]);
    expect(await numbers('jane.roe@GAZETTE.example')).toEqual([first]);
    expect(await numbers('roe@gazette.example')).toEqual([]);
    expect(await numbers('gazette ltd')).toEqual([second, first]);
    expect(await find('gazette ltd')).toMatchObject([
      { subject: { page: 'elsewhere.example/story?id=7', sender: 'agency.example' } },
      { subject: { page: 'news.demo.example/2026/harbour', sender: 'Gazette Ltd' } },
    ]);
  });

  it('by each of 60 pages that came in three writes, and by an address that was found out later', async () => {
    const { desk, file, numbers } = await openDesk();
    const targets = Array.from({ length: 60 }, (_, i) => ({ url: `https://host-${i}.example/page` }));
    const id = await file({ targets });
    await gatherEvidence(desk, id, plenty);
    expect(await numbers('host-0.example')).toEqual([id]);
    expect(await numbers('https://host-59.example/page')).toEqual([id]);
    await correctContact(desk, id, liam, { to: 'complainant', email: 'new@gazette.example', note: 'Rang.' });
    expect(await numbers('new@gazette.example')).toEqual([id]);
  });

  it('by an organisation that its sender named only when asked for what was missing', async () => {
    const { desk, numbers } = await openDesk();
    const { signature: _missing, authority: _too, ...lacking } = completeNotice();
    const { caseId } = await fileNotice(desk, lacking, { key: undefined, idempotencyKey: undefined });
    await answerRequest(desk, caseId, { contact: { organisation: 'Late Ltd' }, signature: 'Jane Roe' });
    expect(await numbers('late ltd')).toEqual([caseId]);
  });

  it('among those that wait for nobody, done last first, a page at a time; not while it is open', async () => {
    const { desk, advance, file, find, numbers } = await openDesk();
    const [first, second, third, open] = [await file(), await file(), await file(), await file()];
    advance(HOUR);
    await decide({ desk }, second);
    advance(HOUR);
    await moveCase(desk, third, liam, { type: 'withdrawn', verified: true });
    advance(HOUR);
    await decide({ desk }, first);
    expect(await numbers()).toEqual([first, third, second]);
    expect(await find()).toMatchObject([
      { state: 'REJECTED', outcome: 'REJECTED', doneAt: desk.now() },
      { state: 'WITHDRAWN' },
      { state: 'REJECTED' },
    ]);
    expect((await find(open))[0]).not.toHaveProperty('doneAt');
    const page = await findCases(desk, { limit: 2 }, 'REV');
    const rest = await findCases(desk, { limit: 2, cursor: page.cursor! }, 'REV');
    expect([...page.cases, ...rest.cases].map(({ caseId }) => caseId)).toEqual([first, third, second]);
    expect(rest.cursor).toBeUndefined();
    await undoDecision(desk, first, rita);
    expect(await numbers()).toEqual([third, second]);
  });

  it('says in the queue what it is about; an organisation only to those who work on cases', async () => {
    const { desk, file } = await openDesk();
    await submitArticle(
      desk,
      { url: copyUrl, title: 'The  harbour\u202e at night', text: harbour },
      feed('scraper'),
      undefined,
    );
    await file({ contact: { organisation: 'Gazette Ltd', email: 'desk@gazette.example' } });
    const page = 'The harbour\u202e at night';
    const subjectFor = async (role: Actor['role']) =>
      (await listQueue(desk, { limit: 1 }, role)).cases[0]?.subject;
    expect(await subjectFor('REV')).toEqual({ page, sender: 'Gazette Ltd' });
    expect(await subjectFor('MGR')).toEqual({ page, sender: 'G*** L***' });
  });

  it('holds no mail address in any row', async () => {
    const { deskTable, file } = await openDesk();
    await file({ contact: { name: 'Zoe Quimby', email: 'quimby@gazette.example' } });
    const { rows } = await deskTable.scan({ limit: 1_000 });
    expect(rows.length).toBeGreaterThan(5);
    expect(JSON.stringify(rows)).not.toMatch(/quimby/i);
  });

  // Cases of before have neither subject nor words; `copydesk queue rebuild`.
  it('after its queue was rebuilt, where it was there before', async () => {
    const { desk, deskTable, file, find, numbers } = await openDesk();
    const id = await file({ contact: { organisation: 'Gazette Ltd', email: 'desk@gazette.example' } });
    const old = await file();
    await decide({ desk }, old);
    for (const each of [id, old]) {
      const { subject: _none, ...head } = (await desk.cases.head(each))!;
      const { queuePk: _pk, queueSk: _sk, ...row } = caseHeadRow(head);
      await deskTable.put(head.state === 'REJECTED' ? row : caseHeadRow(head));
    }
    const { rows } = await deskTable.scan({ limit: 1_000 });
    const words = rows.filter(({ sk }) => String(sk).startsWith('FOUND-BY#'));
    await deskTable.transact(words.map(({ pk, sk }) => ({ delete: { pk: String(pk), sk: String(sk) } })));
    expect(await numbers('gazette ltd')).toEqual([]);
    expect(await numbers()).toEqual([]);
    expect((await listQueue(desk, { limit: 5 }, 'REV')).cases).toEqual([
      expect.not.objectContaining({ subject: expect.anything() }),
    ]);

    // Of one the notice is gone: the other was not put right either.
    await desk.records.put(`notices/${old}.json`, Buffer.from('{}'));
    expect(await rebuildQueue(desk, undefined)).toEqual({ cases: 2, mended: 2 });
    expect(await numbers('gazette ltd')).toEqual([id]);
    expect(await numbers(copyUrl)).toEqual([old, id]);
    expect(await numbers()).toEqual([old]);
    expect((await find(id))[0]?.subject).toEqual({
      page: 'news.demo.example/2026/harbour',
      sender: 'Gazette Ltd',
    });
    expect(await rebuildQueue(desk, undefined)).toEqual({ cases: 2, mended: 0 });
  });
});

it('finding asks as little of the table however many cases there are', async () => {
  const { desk, deskTable } = await openTestDesk();
  let requests = 0;
  const counted: Table = new Proxy(deskTable, {
    get: (table, name: keyof Table) => (requests++, table[name]),
  });
  const over = { ...desk, cases: openCaseStore(counted) };
  const cost = async (query: Parameters<typeof findCases>[1]) => {
    requests = 0;
    const { cases } = await findCases(over, query, 'REV');
    return { cases: cases.length, requests };
  };
  const costs = async () => [
    await cost({ limit: 25 }),
    await cost({ limit: 25, of: 'news.demo.example' }),
    await cost({ limit: 25, of: 'nobody@nowhere.example' }),
  ];
  const seed = async (from: number, to: number) => {
    for (let i = from; i < to; i += 1) {
      const head = caseHead({ state: 'CLOSED', receivedAt: plus(noon, i), closedAt: plus(noon, DAY + i) });
      await deskTable.put(caseHeadRow(head));
      await desk.cases.makeFound(head, [foundBy('news.demo.example')]);
    }
  };
  await seed(0, 30);
  const few = await costs();
  expect(few).toEqual([
    { cases: 25, requests: 1 },
    // Each that was found is read: the index holds its number alone.
    { cases: 25, requests: 26 },
    { cases: 0, requests: 1 },
  ]);
  await seed(30, 150);
  expect(await costs()).toEqual(few);
});
