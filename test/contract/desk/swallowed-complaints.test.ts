import type { ApiKey } from '../../../shared/desk/desk';
import { fileNotice } from '../../../shared/desk/file-notice';
import { followCase } from '../../../shared/desk/follow-case';
import { mergeCase } from '../../../shared/desk/merge-case';
import { moveCase } from '../../../shared/desk/move-case';
import { readStatus } from '../../../shared/desk/read-status';
import { withdrawItems } from '../../../shared/desk/withdraw-items';
import type { CaseId } from '../../../shared/ids';
import { untilStill } from '../support/fetches';
import { completeNotice, copyUrl, nobody } from '../support/submissions';
import { type TestDesk, useTestDesk } from '../support/test-desk';

const openTestDesk = useTestDesk();
const rita = { role: 'REV', id: 'rita' } as const;
const liam = { role: 'LEG', id: 'liam' } as const;
const CMP = { role: 'CMP', id: 'complainant' } as const;

const headOf = async ({ desk }: TestDesk, id: CaseId) => (await desk.cases.load(id))!.head;

/** Somebody who knows of a complaint to come files it first, in the name and with the address of who will. */
async function swallowed() {
  const opened = await openTestDesk();
  const { goodFaith: _gfb, ...lacking } = completeNotice({
    contact: { email: 'Jane.Roe@gazette.example' },
    targets: [{ url: copyUrl }, { url: 'https://news.demo.example/' }],
  });
  const first = await fileNotice(opened.desk, lacking, nobody);
  await untilStill(opened);
  opened.advance(60_000);
  const second = await fileNotice(
    opened.desk,
    completeNotice({
      contact: {
        name: 'Jane Roe',
        email: 'jane.roe@gazette.example',
        phone: '+44 20 7946 0123',
        postalAddress: '1 Quay Street, Leith',
      },
    }),
    nobody,
  );
  await untilStill(opened);
  expect(await headOf(opened, second.caseId)).toMatchObject({ state: 'MERGED', mergedInto: first.caseId });
  return { opened, first, second };
}

// Whoever filed the first of two complaints in another's name could take both back by their own link, and read the other's address.
describe('a complaint that was merged into one that somebody else had filed with its sender’s address', () => {
  it('is not taken back by that one’s link; its sender’s own mail, or the legal team, takes it back', async () => {
    const { opened, first } = await swallowed();
    const { desk } = opened;
    expect((await followCase(desk, first.statusToken)).can.withdraw).toBe(false);
    await expect(withdrawItems(desk, first.caseId, CMP, undefined)).rejects.toMatchObject({
      kind: 'forbidden',
    });
    expect((await headOf(opened, first.caseId)).state).toBe('IN_REVIEW');
    await withdrawItems(desk, first.caseId, CMP, [1], true);
    await moveCase(desk, first.caseId, liam, { type: 'withdrawn', verified: true });
    expect((await headOf(opened, first.caseId)).state).toBe('WITHDRAWN');
  });

  it('shows nothing of what it said to the holder of that link', async () => {
    const { opened, first } = await swallowed();
    const status = await readStatus(opened.desk, first.statusToken);
    expect(status.missing).not.toEqual([]);
    expect(JSON.stringify([status, await followCase(opened.desk, first.statusToken)])).not.toMatch(
      /7946|Quay|Jane/,
    );
  });
});

describe('a merge', () => {
  const file = async ({ desk }: TestDesk, email: string, key?: ApiKey) =>
    (await fileNotice(desk, completeNotice({ contact: { email } }), { key, idempotencyKey: undefined }))
      .caseId;

  // An order of a court, merged into the plain complaint of the same page, was decided by one person, last of all.
  it('takes off no mark: who stood before others still does, and two still decide what two have to', async () => {
    const opened = await openTestDesk();
    const { desk } = opened;
    const [plain, order] = [await file(opened, 'a@gazette.example'), await file(opened, 'b@court.example')];
    for (const mark of ['authority_order', 'press_freedom'] as const)
      await moveCase(desk, order, liam, { type: 'marked', mark, on: true, reason: 'Read it.' });
    await mergeCase(desk, order, plain, rita);
    expect(await headOf(opened, plain)).toMatchObject({
      priority: 'authority_order',
      flags: expect.arrayContaining(['PRESS_FREEDOM']),
    });
    expect((await headOf(opened, plain)).materialVersion).toBeGreaterThan(1);
  });

  // Ten pages ended undecided with their case, in one that did not name them.
  it('loses no page: what the other case does not complain of is decided where it is', async () => {
    const opened = await openTestDesk();
    const { desk } = opened;
    const narrow = await file(opened, 'a@gazette.example');
    const { caseId: wide } = await fileNotice(
      desk,
      completeNotice({ targets: [{ url: copyUrl }, { url: `${copyUrl}-2` }] }),
      nobody,
    );
    await expect(mergeCase(desk, wide, narrow, rita)).rejects.toMatchObject({
      kind: 'refused',
      details: { facts: { item: 2 } },
    });
    expect((await headOf(opened, wide)).state).not.toBe('MERGED');
  });

  // Two people merged two cases into each other: both ended, and nobody decided either.
  it('of two cases into each other ends at most one', async () => {
    const opened = await openTestDesk();
    const { desk } = opened;
    const [a, b] = [await file(opened, 'a@gazette.example'), await file(opened, 'b@gazette.example')];
    await Promise.allSettled([mergeCase(desk, a, b, rita), mergeCase(desk, b, a, liam)]);
    const states = [(await headOf(opened, a)).state, (await headOf(opened, b)).state];
    expect(states.filter((state) => state === 'MERGED').length).toBeLessThan(2);
    // The worst order: each has been taken in by the other before either ends. The first by number stays.
    const two = [await file(opened, 'c@gazette.example'), await file(opened, 'd@gazette.example')];
    const [first, second] = two.toSorted() as [CaseId, CaseId];
    const stopped = { ...desk, cases: { ...desk.cases, commit: refuseEnding(desk) } };
    await expect(mergeCase(stopped, second, first, rita)).rejects.toThrow('killed');
    await expect(mergeCase(desk, first, second, liam)).rejects.toMatchObject({ kind: 'conflict' });
    expect((await headOf(opened, first)).state).not.toBe('MERGED');
    await mergeCase(desk, second, first, liam);
    expect((await headOf(opened, second)).state).toBe('MERGED');
  });
});

const refuseEnding =
  (desk: TestDesk['desk']): TestDesk['desk']['cases']['commit'] =>
  async (change) => {
    if (change.head.state === 'MERGED') throw new Error('killed');
    return desk.cases.commit(change);
  };
