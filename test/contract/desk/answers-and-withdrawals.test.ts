import { answerByLink } from '../../../shared/desk/answer-case';
import type { Desk } from '../../../shared/desk/desk';
import { fileNotice } from '../../../shared/desk/file-notice';
import { gatherEvidence } from '../../../shared/desk/gather-evidence';
import { readCase } from '../../../shared/desk/read-case';
import { readOutbox } from '../../../shared/desk/read-outbox';
import { caseOfToken, readStatus } from '../../../shared/desk/read-status';
import { receiveMail } from '../../../shared/desk/receive-mail';
import { withdrawItems } from '../../../shared/desk/withdraw-items';
import type { CaseId } from '../../../shared/ids';
import { mailReceived } from '../../../shared/wire/messages';
import { noticeAddition } from '../../../shared/wire/notice-submission';
import { completeNotice, copyUrl, nobody } from '../support/submissions';
import { useTestDesk } from '../support/test-desk';

const openTestDesk = useTestDesk();
const COMPLAINANT = { role: 'CMP', id: 'complainant' } as const;

describe('an answer by the link of a complaint', () => {
  async function incomplete(desk: Desk) {
    const { goodFaith, authority, accuracy: _accuracy, signature: _signature, ...lacking } = completeNotice();
    const receipt = await fileNotice(desk, lacking, nobody);
    return { ...receipt, goodFaith: goodFaith!, authority: authority! };
  }

  it('is shown what is missing and what was typed, and adds what it says, a part at a time', async () => {
    const { desk } = await openTestDesk();
    const { caseId, statusToken, goodFaith, authority } = await incomplete(desk);
    const asked = await readStatus(desk, statusToken);
    expect(asked.missing.map(({ code }) => code)).toEqual(['SIG', 'GFB', 'AUTH']);
    expect(asked.given).toMatchObject({
      contact: { name: 'Jane Roe', email: 'jane.roe@gazette.example' },
      works: [{ title: 'The harbour' }],
    });

    const say = async (addition: object) =>
      answerByLink(desk, await caseOfToken(desk, statusToken), noticeAddition.parse(addition));
    await say({ goodFaith: goodFaith.text, signature: 'Jane Roe' });
    const partly = await readStatus(desk, statusToken);
    expect(partly).toMatchObject({ state: 'SCREENING', missing: [{ code: 'AUTH' }] });
    expect(partly.given).toMatchObject({ signature: 'Jane Roe', goodFaith: { text: goodFaith.text } });
    await say({ authority: authority.text });
    const whole = await readStatus(desk, statusToken);
    expect(whole).toMatchObject({ state: 'IN_REVIEW', missing: [] });
    expect(whole.given).toBeUndefined();
    expect((await desk.cases.load(caseId))?.items[0]?.elements).toHaveLength(6);
    await withdrawItems(desk, caseId, COMPLAINANT, undefined);
    await expect(say({ signature: 'Jane Roe' })).rejects.toMatchObject({ kind: 'refused' });
  });

  // Who withdrew one address and then answered was asked for the same statements on, of a complaint that was "complete".
  it('is not asked for again because of an address that was withdrawn before', async () => {
    const { desk } = await openTestDesk();
    const { signature: _signature, ...lacking } = completeNotice();
    const targets = ['a', 'b'].map((slug) => ({ url: `https://news.demo.example/${slug}` }));
    const { caseId, statusToken } = await fileNotice(desk, { ...lacking, targets }, nobody);
    await withdrawItems(desk, caseId, COMPLAINANT, [2]);
    const file = await caseOfToken(desk, statusToken);
    await answerByLink(desk, file, noticeAddition.parse({ signature: 'Jane Roe' }));
    expect(await readStatus(desk, statusToken)).toMatchObject({ state: 'IN_REVIEW', missing: [] });
    expect((await readCase(desk, caseId)).whatIsMissing).toEqual([]);
  });

  // "304 rows in one transaction of at most 100", read a publisher who had complained of 300 pages.
  it('is taken for more addresses than one write holds, and so is their withdrawal', async () => {
    const { desk } = await openTestDesk();
    const { signature: _signature, ...lacking } = completeNotice();
    const targets = Array.from({ length: 120 }, (_, no) => ({ url: `https://news.demo.example/2026/${no}` }));
    const { caseId, statusToken } = await fileNotice(desk, { ...lacking, targets }, nobody);
    let turns = 10;
    await gatherEvidence(desk, caseId, () => turns--);
    expect((await readStatus(desk, statusToken)).items).toHaveLength(120);
    const file = await caseOfToken(desk, statusToken);
    await answerByLink(desk, file, noticeAddition.parse({ signature: 'Jane Roe' }));
    const { head, items } = (await desk.cases.load(caseId))!;
    expect(head.state).toBe('IN_REVIEW');
    expect(new Set(items.map(({ elements }) => elements.length))).toEqual(new Set([6]));
    const told = (await desk.cases.timeline(caseId)).filter(({ event }) => event === 'answered');
    expect(told).toHaveLength(1);
    await withdrawItems(desk, caseId, COMPLAINANT, undefined);
    expect(await readStatus(desk, statusToken)).toMatchObject({ state: 'WITHDRAWN' });
    const mails = (await readOutbox(desk, caseId)).flatMap(({ effect }) =>
      effect.kind === 'mail' && effect.template === 'withdrawn' ? [effect.data['items']] : [],
    );
    expect(mails).toEqual([targets.map((_, index) => index + 1)]);
  });

  it('names the exact page in place of the home page, with 24 hours of its own', async () => {
    const { desk, advance } = await openTestDesk();
    const home = completeNotice({ targets: [{ url: 'https://news.demo.example/' }] });
    const { caseId, statusToken } = await fileNotice(desk, home, nobody);
    expect((await readStatus(desk, statusToken)).missing.map(({ code }) => code)).toEqual(['LOC_TOO_BROAD']);
    advance(60_000);
    const file = await caseOfToken(desk, statusToken);
    await answerByLink(desk, file, noticeAddition.parse({ targets: [{ url: copyUrl }] }));
    const { head, items } = (await desk.cases.load(caseId))!;
    expect(head.state).toBe('IN_REVIEW');
    expect(items.map(({ url, receivedAt, deficiencies }) => ({ url, receivedAt, deficiencies }))).toEqual([
      { url: 'https://news.demo.example/', receivedAt: head.receivedAt, deficiencies: ['LOC_TOO_BROAD'] },
      { url: copyUrl, receivedAt: desk.now(), deficiencies: [] },
    ]);
  });
});

describe('a withdrawal', () => {
  const pages = [1, 2, 3].map((n) => `https://news.demo.example/${n}`);
  async function filed(desk: Desk) {
    const { caseId } = await fileNotice(
      desk,
      completeNotice({ targets: pages.map((url) => ({ url })) }),
      nobody,
    );
    return caseId;
  }
  const statesOf = async (desk: Desk, id: CaseId) =>
    (await desk.cases.load(id))?.items.map(({ state }) => state);

  it('by link takes back single items, and the rest goes on', async () => {
    const { desk } = await openTestDesk();
    const caseId = await filed(desk);
    await withdrawItems(desk, caseId, COMPLAINANT, [2]);
    expect(await statesOf(desk, caseId)).toEqual(['PENDING', 'WITHDRAWN', 'PENDING']);
    await withdrawItems(desk, caseId, COMPLAINANT, undefined);
    expect((await readCase(desk, caseId)).state).toBe('WITHDRAWN');
  });

  let mails = 0;
  async function mail(desk: Desk, id: CaseId, words: string, more: { from?: string; dmarc?: string } = {}) {
    const { from = 'jane.roe@gazette.example', dmarc = 'PASS' } = more;
    const objectKey = `mail/w-${++mails}`;
    const eml = `From: ${from}\r\nSubject: Re: [${id}] your complaint\r\n\r\n${words.replaceAll('\n', '\r\n')}\r\n`;
    await desk.records.put(objectKey, Buffer.from(eml));
    await receiveMail(
      desk,
      mailReceived.parse({
        notificationType: 'Received',
        mail: { messageId: objectKey },
        receipt: {
          timestamp: desk.now(),
          recipients: ['agent@news.demo.example'],
          dmarcVerdict: { status: dmarc },
          action: { type: 'S3', objectKey },
        },
      }),
    );
  }

  it.each<readonly [string, string, readonly string[]]>([
    ['by number', 'I withdraw items 1 and 3.', ['WITHDRAWN', 'PENDING', 'WITHDRAWN']],
    ['by address', `I withdraw ${pages[1]}?utm_source=mail`, ['PENDING', 'WITHDRAWN', 'PENDING']],
    ['of all', 'I withdraw my complaint.', ['WITHDRAWN', 'WITHDRAWN', 'WITHDRAWN']],
    ['of an item that is not there', 'I withdraw items 1 and 9.', ['PENDING', 'PENDING', 'PENDING']],
    ['in less than plain words', 'I withdraw all but item 2.', ['PENDING', 'PENDING', 'PENDING']],
    ['that is quoted', 'No!\n> I withdraw my complaint.', ['PENDING', 'PENDING', 'PENDING']],
  ])('by mail, %s', async (_what, words, states) => {
    const { desk } = await openTestDesk();
    const caseId = await filed(desk);
    await mail(desk, caseId, words);
    expect(await statesOf(desk, caseId)).toEqual(states);
    // Whatever a machine made of it, a person finds the mail with the case.
    const { timeline } = await readCase(desk, caseId);
    expect(timeline.map(({ event }) => event)).toContain('mail_received');
  });

  it.each([
    ['whose domain does not vouch for it', { dmarc: 'FAIL' }],
    ['of somebody else', { from: 'rival@elsewhere.example' }],
  ])('by a mail %s is none', async (_what, more) => {
    const { desk } = await openTestDesk();
    const caseId = await filed(desk);
    await mail(desk, caseId, 'I withdraw my complaint.', more);
    expect(await statesOf(desk, caseId)).toEqual(['PENDING', 'PENDING', 'PENDING']);
  });
});
