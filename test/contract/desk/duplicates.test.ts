import { claimCase } from '../../../shared/desk/claim-case';
import type { Desk } from '../../../shared/desk/desk';
import { fileNotice } from '../../../shared/desk/file-notice';
import { followCase } from '../../../shared/desk/follow-case';
import { gatherEvidence } from '../../../shared/desk/gather-evidence';
import { readCase } from '../../../shared/desk/read-case';
import { receiveMail } from '../../../shared/desk/receive-mail';
import type { CaseId } from '../../../shared/ids';
import { mailReceived } from '../../../shared/wire/messages';
import type { NoticeSubmission } from '../../../shared/wire/notice-submission';
import { untilStill } from '../support/fetches';
import { completeNotice, copyUrl, harbourUrl, nobody, plenty } from '../support/submissions';
import { type TestDesk, useTestDesk } from '../support/test-desk';

const openTestDesk = useTestDesk();

const LETTER = `From: Jane Roe <Jane.Roe@gazette.example>
To: agent@news.demo.example
Subject: Copyright complaint

Original work: our article at
${harbourUrl}

The page that copies it:
https://www.news.demo.example/2026/harbour?utm_source=mail

I have a good faith belief that use of the material is not authorized by the copyright owner, its agent, or the law.
I swear, under penalty of perjury, that the information in this notice is accurate and that I am authorized to act on
behalf of the owner.

/s/ Jane Roe
`;

/** The case that a mail opens, taken in at `timestamp`. */
async function mailed({ desk, log }: TestDesk, timestamp: string): Promise<CaseId> {
  log.length = 0;
  const objectKey = `mail/${timestamp}`;
  await desk.records.put(objectKey, Buffer.from(LETTER.replaceAll('\n', '\r\n')));
  await receiveMail(
    desk,
    mailReceived.parse({
      notificationType: 'Received',
      mail: { messageId: timestamp },
      receipt: {
        timestamp,
        recipients: ['agent@news.demo.example'],
        dmarcVerdict: { status: 'PASS' },
        action: { type: 'S3', objectKey },
      },
    }),
  );
  return log
    .map((line) => JSON.parse(line) as { event: string; caseId: CaseId })
    .find(({ event }) => event === 'case_opened')!.caseId;
}

const file = async (desk: Desk, more: Partial<NoticeSubmission> = {}) =>
  (await fileNotice(desk, completeNotice(more), nobody)).caseId;
const headOf = async (desk: Desk, id: CaseId) => (await desk.cases.load(id))!.head;
const mailsOf = async (desk: Desk, id: CaseId) =>
  (await desk.outbox.listOf(id)).flatMap(({ effect }) => (effect.kind === 'mail' ? [effect.template] : []));

describe('the same complaint by form and by mail', () => {
  it('is one case; the earlier receipt’s clock goes on, and both are answered', async () => {
    const opened = await openTestDesk();
    const { desk, advance } = opened;
    const form = await file(desk);
    await untilStill(opened);
    const before = await headOf(desk, form);
    advance(3_600_000);
    const mail = await mailed(opened, desk.now());
    await untilStill(opened);

    expect(await headOf(desk, mail)).toMatchObject({ state: 'MERGED', mergedInto: form });
    const after = await headOf(desk, form);
    expect(after).toMatchObject({ state: 'IN_REVIEW', receivedAt: before.receivedAt });
    expect(after.clocks).toEqual(before.clocks);
    expect(await mailsOf(desk, form)).toContain('receipt');
    expect(await mailsOf(desk, mail)).toEqual(expect.arrayContaining(['receipt', 'merged']));
    expect((await readCase(desk, form)).timeline.map(({ event }) => event)).toContain('duplicate_absorbed');
  });

  it('that reached our server first and was read last is the one that goes on', async () => {
    const opened = await openTestDesk();
    const { desk } = opened;
    const form = await file(desk);
    await untilStill(opened);
    const mail = await mailed(opened, '2026-03-02T11:00:00.000Z');
    await untilStill(opened);
    expect(await headOf(desk, form)).toMatchObject({ state: 'MERGED', mergedInto: mail });
    expect(await headOf(desk, mail)).toMatchObject({
      state: 'IN_REVIEW',
      receivedAt: '2026-03-02T11:00:00.000Z',
    });
  });

  it('at the very same time is one case whoever looks first, and however often', async () => {
    const opened = await openTestDesk();
    const { desk } = opened;
    const ids = [await file(desk), await file(desk, { signature: 'J. Roe' })];
    await Promise.all([...ids, ...ids].map((id) => gatherEvidence(desk, id, plenty)));
    await untilStill(opened);
    const states = await Promise.all(ids.map(async (id) => (await headOf(desk, id)).state));
    expect(states.toSorted()).toEqual(['IN_REVIEW', 'MERGED']);
  });
});

describe('the same complaint in part', () => {
  it('with fewer pages joins the one that has them all', async () => {
    const opened = await openTestDesk();
    const { desk, advance } = opened;
    const first = await file(desk, { targets: [{ url: `${copyUrl}-2` }, { url: copyUrl }] });
    await untilStill(opened);
    advance(1_000);
    const second = await file(desk);
    await untilStill(opened);
    expect(await headOf(desk, second)).toMatchObject({ state: 'MERGED', mergedInto: first });
  });
});

describe('a complaint sent again, now complete, while we wait for its missing parts', () => {
  it('is the answer: the first case goes on with what was left of its time', async () => {
    const opened = await openTestDesk();
    const { desk, advance } = opened;
    const { goodFaith: _gfb, authority: _auth, accuracy: _acc, ...lacking } = completeNotice();
    const { caseId: first } = await fileNotice(desk, lacking, nobody);
    await untilStill(opened);
    expect((await headOf(desk, first)).state).toBe('AWAITING_COMPLAINANT');
    advance(60_000);
    const second = await file(desk);
    await untilStill(opened);
    expect(await headOf(desk, first)).toMatchObject({ state: 'IN_REVIEW', missing: [] });
    expect(await headOf(desk, second)).toMatchObject({ state: 'MERGED', mergedInto: first });
  });
});

describe('the link of a complaint that took in another', () => {
  // Whoever named a publisher's address and page beforehand read in it what the publisher complained of.
  it('shows nothing of what the other one said', async () => {
    const opened = await openTestDesk();
    const { desk, advance } = opened;
    const { contact, targets } = completeNotice();
    const { caseId: first, statusToken } = await fileNotice(desk, { contact, works: [], targets }, nobody);
    await untilStill(opened);
    advance(60_000);
    const second = await file(desk, { works: [{ title: 'A title of theirs', originalUrl: harbourUrl }] });
    await untilStill(opened);
    expect(await headOf(desk, second)).toMatchObject({ state: 'MERGED', mergedInto: first });
    expect(JSON.stringify(await followCase(desk, statusToken))).not.toContain('title of theirs');
    expect((await followCase(desk, statusToken)).works).toEqual([]);
  });
});

describe('what is not the same complaint', () => {
  it.each<readonly [string, Partial<NoticeSubmission>]>([
    ['of another sender', { contact: { email: 'john.doe@gazette.example' } }],
    ['of another page', { targets: [{ url: `${copyUrl}-2` }] }],
    ['of a page more', { targets: [{ url: copyUrl }, { url: `${copyUrl}-2` }] }],
    ['of another work', { works: [{ originalUrl: 'https://gazette.example/other' }] }],
    ['of a sender without an address', { contact: { phone: '+44 20 7946 0123' } }],
  ])('%s stays a case of its own', async (_what, more) => {
    const opened = await openTestDesk();
    const { desk, advance } = opened;
    const first = await file(desk);
    await untilStill(opened);
    advance(1_000);
    const second = await file(desk, more);
    await untilStill(opened);
    expect((await headOf(desk, first)).state).toBe('IN_REVIEW');
    expect((await headOf(desk, second)).state).not.toBe('MERGED');
  });

  it('a case that somebody works on already', async () => {
    const opened = await openTestDesk();
    const { desk } = opened;
    const first = await file(desk);
    await untilStill(opened);
    await claimCase(desk, first, { role: 'REV', id: 'rita' });
    const second = await file(desk);
    await untilStill(opened);
    expect((await headOf(desk, second)).state).toBe('IN_REVIEW');
  });
});
