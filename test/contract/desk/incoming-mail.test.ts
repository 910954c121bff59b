import { fileNotice } from '../../../shared/desk/file-notice';
import { gatherEvidence } from '../../../shared/desk/gather-evidence';
import { receiveMail } from '../../../shared/desk/receive-mail';
import { readCase } from '../../../shared/desk/read-case';
import { deliver } from '../../../shared/desk/deliver';
import { listAlerts } from '../../../shared/desk/alerting/list-alerts';
import { replayOne } from '../../../shared/desk/replay-deliveries';
import { workDelivery } from '../../../shared/desk/work-delivery';
import { sweepClocks } from '../../../shared/desk/sweep-clocks';
import type { Desk } from '../../../shared/desk/desk';
import type { CaseId } from '../../../shared/ids';
import { deliveryMessage, type MailReceived, mailReceived } from '../../../shared/wire/messages';
import { submitArticle } from '../../../shared/desk/submit-article';
import { complaintByMail } from '../support/complaint-by-mail';
import { completeNotice, copyUrl, feed, harbour, harbourUrl } from '../support/submissions';
import { useTestDesk } from '../support/test-desk';

const openTestDesk = useTestDesk();

let mails = 0;
async function arrive(
  desk: Desk,
  eml: string,
  more: { readonly dmarc?: string; readonly times?: number } = {},
): Promise<MailReceived> {
  const key = `mail/ses-${++mails}`;
  await desk.records.put(key, Buffer.from(eml.replaceAll('\n', '\r\n')));
  const notification = mailReceived.parse({
    notificationType: 'Received',
    mail: {
      messageId: `ses-${mails}`,
      timestamp: '2026-03-02T11:59:58.000Z',
      source: 'jane@gazette.example',
    },
    receipt: {
      timestamp: '2026-03-02T11:59:58.000Z',
      recipients: ['desk@copydesk.example'],
      dmarcVerdict: { status: more.dmarc ?? 'PASS' },
      virusVerdict: { status: 'PASS' },
      action: { type: 'S3', bucketName: 'records', objectKey: key },
    },
  });
  for (let time = 0; time < (more.times ?? 1); time++) await receiveMail(desk, notification);
  return notification;
}

/** The one case that was opened since. */
function openedIn(log: readonly string[]): CaseId[] {
  return log
    .map((line) => JSON.parse(line) as { event: string; caseId: CaseId })
    .filter(({ event }) => event === 'case_opened')
    .map(({ caseId }) => caseId);
}

describe('a complaint by mail', () => {
  it('opens a case at the time our own server took it in, complete, and answers its sender', async () => {
    const { desk, log, take, mails: sent } = await openTestDesk();
    await arrive(desk, complaintByMail());
    const [id] = openedIn(log);
    const view = await readCase(desk, id!);
    expect(view).toMatchObject({
      channel: 'mail',
      state: 'IN_REVIEW',
      receivedAt: '2026-03-02T11:59:58.000Z',
      whatIsMissing: [],
    });
    expect(view.itemViews.map(({ url }) => url)).toEqual([copyUrl]);
    expect(view.notice?.works[0]).toMatchObject({ originalUrl: harbourUrl });
    for (const message of await take('delivery'))
      await deliver(desk, message as never, 'https://api.example');
    expect(sent).toMatchObject([
      { to: 'jane.roe@gazette.example', subject: `[${id}] we have your complaint` },
    ]);
  });

  it('is one complaint, delivered twice or sent to two of our addresses', async () => {
    const { desk, log } = await openTestDesk();
    await arrive(desk, complaintByMail(), { times: 2 });
    await arrive(desk, complaintByMail('Received: by another road\n'));
    expect(openedIn(log)).toHaveLength(1);
  });

  it('is read from its HTML where it has no plain text, as text only', async () => {
    const { desk, log } = await openTestDesk();
    await arrive(
      desk,
      `From: jane@gazette.example
Subject: Complaint
Content-Type: text/html; charset=utf-8

<html><body><script>alert(1)</script><p>The page <a href="${copyUrl}">${copyUrl}</a> copies our article without leave of ours, all of it.</p></body></html>
`,
    );
    const view = await readCase(desk, openedIn(log)[0]!);
    expect(view.itemViews.map(({ url }) => url)).toEqual([copyUrl]);
    expect(view.notice?.raw).not.toMatch(/[<>]|alert/);
  });

  // An agency that writes to us through its mailing list never heard that nobody had read it.
  it.each([
    ['sent in bulk', 'Precedence: bulk\n'],
    ['through a list', 'Precedence: list\n'],
    ['from Exchange', 'X-Auto-Response-Suppress: All\n'],
    ['from another desk', 'X-Copydesk-Reference: CD-AAAAA-AAAAA\n'],
  ])('%s opens a case for a person to look at, and is not answered by a machine', async (_name, header) => {
    const { desk, log, take } = await openTestDesk();
    const lacking = complaintByMail(header).replace(/I have a good faith[^]*?owner\.\n\n/, '');
    await arrive(desk, lacking);
    const [id] = openedIn(log);
    expect(await readCase(desk, id!)).toMatchObject({ state: 'SCREENING', flags: [] });
    expect(await take('delivery')).toEqual([]);
  });

  it.each([
    ['an automatic answer', 'Auto-Submitted: auto-replied\n', 'automatic'],
    ['a bounce', 'Return-Path: <>\n', 'automatic'],
    ['an answering machine', 'Precedence: auto_reply\n', 'automatic'],
  ])('is never %s', async (_name, header, why) => {
    const { desk, log } = await openTestDesk();
    await arrive(desk, complaintByMail(header));
    expect(openedIn(log)).toEqual([]);
    expect(log.map((line) => JSON.parse(line) as unknown)).toMatchObject([{ event: 'mail_left_alone', why }]);
  });
});

// Two desks that said nothing of being machines answered each other, a case each time; and whoever wrote to us in
// somebody's name had our receipts sent there.
describe('mails that keep coming from one address', () => {
  const receipts = async (opened: Awaited<ReturnType<typeof openTestDesk>>) => {
    for (const message of await opened.take('delivery'))
      await deliver(opened.desk, message as never, 'https://api.example');
    return opened.mails.length;
  };
  const sent = (n: number, subject: string) =>
    complaintByMail()
      .replace('<one@', `<mail-${n}@`)
      .replace('Dear Sir', `Dear ${n}`)
      .replace('Subject: Copyright complaint', `Subject: ${subject}`);

  it('about one thing are answered once an hour; each opens a case for a person all the same', async () => {
    const opened = await openTestDesk();
    for (let n = 0; n < 3; n++)
      await arrive(opened.desk, sent(n, `[Ticket #${n}] Re: [CD-${n}0000-0000${n}] we have it`), {
        dmarc: 'GRAY',
      });
    expect(openedIn(opened.log)).toHaveLength(3);
    expect(await receipts(opened)).toBe(1);
  });

  it('about many are answered five times an hour, and one of them worked again as often as it was', async () => {
    const opened = await openTestDesk();
    for (const n of [0, 1, 2, 3, 4, 5, 6, 0]) await arrive(opened.desk, sent(n, `Copies of ${'abcdefg'[n]}`));
    expect(openedIn(opened.log)).toHaveLength(7);
    expect(await receipts(opened)).toBe(5);
  });
});

describe('a complaint by mail to another address than the designated agent’s', () => {
  it('is worked like any other, its clock from receipt, says so, and is passed on to the agent', async () => {
    const opened = await openTestDesk();
    const { desk, log } = opened;
    const elsewhere = complaintByMail().replace('Agent@news.demo.example', 'editor@news.demo.example');
    await arrive(desk, elsewhere);
    const { head } = (await desk.cases.load(openedIn(log)[0]!))!;
    expect(head).toMatchObject({
      channel: 'misdirected',
      state: 'IN_REVIEW',
      receivedAt: '2026-03-02T11:59:58.000Z',
      warnings: ['MISDIRECTED'],
    });
    for (const message of await opened.take('delivery'))
      await deliver(desk, message as never, 'https://api.example');
    const agents = opened.mails.filter(({ to }) => to === 'agent@news.demo.example');
    expect(agents).toHaveLength(1);
    expect(agents[0]?.subject).toContain(head.id);
    expect(agents[0]?.text).toContain('> Dear Sir or Madam,');
    expect(agents[0]?.text).toContain(`https://api.example/console/cases/${head.id}`);
    expect((await desk.outbox.listOf(head.id)).map(({ effect }) => effect.kind).toSorted()).toEqual([
      'forward',
      'mail',
    ]);
  });

  // What the agent's mailbox refused once was never passed on again, and nobody heard of it.
  it('comes back from the agent: who sets the site up hears of it, and it can be sent again', async () => {
    const opened = await openTestDesk();
    const { desk, log, mails: sent } = opened;
    await arrive(desk, complaintByMail().replace('Agent@news.demo.example', 'editor@news.demo.example'));
    const id = openedIn(log)[0]!;
    const forward = (await desk.outbox.listOf(id)).find(({ effect }) => effect.kind === 'forward')!;
    await deliver(desk, { owner: id, id: forward.id }, 'https://api.example');
    const agent = 'agent@news.demo.example';
    const event: unknown = {
      eventType: 'Bounce',
      mail: { timestamp: desk.now(), tags: { 'dedupe-id': [forward.id], reference: [id] } },
      bounce: { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: agent }] },
    };
    await workDelivery(desk, deliveryMessage.parse(event), 'https://api.example');
    const { alerts } = await listAlerts(desk, { limit: 10 });
    expect(alerts).toMatchObject([
      { id: 'demo', subject: expect.stringContaining('designated agent'), audience: ['admin'] },
    ]);
    await replayOne(desk, { owner: id, id: forward.id }, { role: 'MGR', id: 'mona' });
    await deliver(desk, { owner: id, id: forward.id }, 'https://api.example');
    expect(sent.filter(({ to }) => to === agent)).toHaveLength(2);
  });

  // The agent's own machine answered what we passed on; its answer would have been passed on to it, and so on.
  it('is none if the agent has sent it, and is not passed back', async () => {
    const { desk, log } = await openTestDesk();
    const passedOn = complaintByMail()
      .replace('Agent@news.demo.example', 'editor@news.demo.example')
      .replace('jane.roe@gazette.example', 'Agent@news.demo.example');
    await arrive(desk, passedOn, { dmarc: 'GRAY' });
    const { head } = (await desk.cases.load(openedIn(log)[0]!))!;
    expect(head.channel).toBe('mail');
    expect((await desk.outbox.listOf(head.id)).map(({ effect }) => effect.kind)).toEqual(['mail']);
  });
});

describe('a mail that is hard to understand', () => {
  // A second, corrected complaint in a mail program that repeats its Message-ID became no case, five times.
  it('with the id of another and words of its own is a complaint of its own', async () => {
    const { desk, log } = await openTestDesk();
    await arrive(desk, complaintByMail());
    await arrive(desk, complaintByMail().replace('The page that copies it', 'Another page that copies it'));
    expect(openedIn(log)).toHaveLength(2);
  });

  // A mail nested more deeply than our reader goes vanished among the dead letters.
  it('to read opens a case all the same, its bytes kept', async () => {
    const { desk, log } = await openTestDesk();
    const nested = Array.from(
      { length: 300 },
      (_, i) => `Content-Type: multipart/mixed; boundary="b${i}"\n\n--b${i}\n`,
    ).join('');
    await arrive(desk, `From: jane.roe@gazette.example\nSubject: Complaint\nMIME-Version: 1.0\n${nested}`);
    const [id] = openedIn(log);
    const { notice } = await readCase(desk, id!);
    expect(notice).toMatchObject({
      contact: { email: 'j***@gazette.example' },
      explanation: 'Complaint',
      raw: expect.stringContaining('could not be read'),
    });
    expect((await desk.records.get(`notices/${id}.raw`))?.body.length).toBeGreaterThan(nested.length);
  });

  // A complaint whose subject held the number of somebody else's case was filed there, and nobody answered it.
  it.each([
    ['in its subject', (id: string) => `Subject: Copies, see ${id}`],
    ['in its thread', (id: string) => `Subject: Copies\nReferences: <${id}@copydesk.example>`],
  ])('because a stranger names a case %s opens one of its own that says so', async (_name, naming) => {
    const { desk, log } = await openTestDesk();
    const { caseId } = await fileNotice(desk, completeNotice(), {
      key: undefined,
      idempotencyKey: undefined,
    });
    const before = (await readCase(desk, caseId)).timeline.length;
    log.length = 0;
    const eml = complaintByMail()
      .replace('jane.roe@', 'sam@')
      .replace(/^Subject: .*$/m, naming(caseId));
    await arrive(desk, eml, { times: 2 });
    const [own, ...more] = openedIn(log);
    expect(more).toEqual([]);
    const named = (await readCase(desk, own!)).timeline.filter(({ event }) => event === 'mail_received');
    expect(named).toMatchObject([{ facts: { named: caseId } }]);
    expect((await readCase(desk, caseId)).timeline).toHaveLength(before);
  });

  it('of the one who put the page up stays with the case it names', async () => {
    const { desk, log } = await openTestDesk();
    const { row } = await submitArticle(desk, { url: copyUrl, text: harbour }, feed('scraper'), undefined);
    const { caseId } = await fileNotice(desk, completeNotice(), {
      key: undefined,
      idempotencyKey: undefined,
    });
    expect((await desk.cases.load(caseId))?.items[0]?.articleId).toBe(row.id);
    log.length = 0;
    await arrive(desk, `From: Editor@scraper.example\nSubject: Re: [${caseId}] a decision\n\nWe object.\n`);
    expect(openedIn(log)).toEqual([]);
    expect((await readCase(desk, caseId)).timeline.at(-1)?.event).toBe('mail_received');
  });
});

describe('an answer', () => {
  async function incompleteCase() {
    const opened = await openTestDesk();
    const { goodFaith: _gfb, authority: _auth, accuracy: _acc, ...lacking } = completeNotice();
    const { caseId } = await fileNotice(opened.desk, lacking, { key: undefined, idempotencyKey: undefined });
    // Our request has gone out: the decision clock stands still.
    for (const message of await opened.take('delivery'))
      await deliver(opened.desk, message as never, 'https://a.example');
    opened.advance(3_600_000);
    return { ...opened, caseId };
  }
  const answer = (caseId: string, from = 'jane.roe@gazette.example') => `From: ${from}
Subject: Re: [${caseId}] we need something from you

I have a good faith belief that use of the material is not authorized by the copyright owner,
its agent, or the law. Under penalty of perjury, I am authorized to act on behalf of the owner
and the information is accurate.

On Mon, 2 Mar 2026 Copydesk wrote:
> Please add
`;

  it('of the complainant completes the notice, and the clock runs on with what was left', async () => {
    const { desk, caseId } = await incompleteCase();
    expect(await readCase(desk, caseId)).toMatchObject({
      timeLeft: expect.stringMatching(/^paused with 24 h/),
    });
    await arrive(desk, answer(caseId), { times: 2 });
    const view = await readCase(desk, caseId);
    expect(view).toMatchObject({ state: 'IN_REVIEW', whatIsMissing: [], timeLeft: '24 h left' });
    expect(view.timeline.filter(({ event }) => event === 'mail_received')).toHaveLength(1);
  });

  it('that named sixty addresses kept twenty-five: all of them are in the case, with one clock of their own', async () => {
    const { desk, take, advance } = await openTestDesk();
    const { caseId } = await fileNotice(desk, completeNotice({ targets: [] }), {
      key: undefined,
      idempotencyKey: undefined,
    });
    for (const message of await take('delivery')) await deliver(desk, message as never, 'https://a.example');
    advance(3_600_000);
    const urls = Array.from({ length: 60 }, (_, n) => `https://news.demo.example/copy/${n}`);
    await arrive(desk, `From: jane.roe@gazette.example\nSubject: Re: [${caseId}]\n\n${urls.join('\n')}\n`);
    await gatherEvidence(desk, caseId, () => 60_000);
    const { itemViews, clocks } = await readCase(desk, caseId);
    expect(itemViews.map(({ url }) => url)).toEqual(urls);
    expect(new Set(itemViews.map(({ receivedAt }) => receivedAt))).toEqual(new Set([desk.now()]));
    expect(
      clocks.filter(({ kind, startedAt }) => kind === 'decide' && startedAt === desk.now()),
    ).toHaveLength(1);
  });

  it('to a case that waits for nothing is kept with it and moves nothing', async () => {
    const { desk } = await openTestDesk();
    const { caseId } = await fileNotice(desk, completeNotice(), {
      key: undefined,
      idempotencyKey: undefined,
    });
    await arrive(desk, answer(caseId));
    const { state, timeline } = await readCase(desk, caseId);
    expect([state, timeline.at(-1)?.event]).toEqual(['IN_REVIEW', 'mail_received']);
  });

  it('that comes after the case was closed for want of it opens it again, for thirty days', async () => {
    const late = await incompleteCase();
    const { desk, caseId, advance } = late;
    for (let day = 0; day < 8; day++) {
      advance(24 * 3_600_000);
      await sweepClocks(desk, () => 60_000);
    }
    expect(await readCase(desk, caseId)).toMatchObject({
      state: 'CLOSED',
      flags: expect.arrayContaining(['INCOMPLETE']),
    });
    await arrive(desk, answer(caseId));
    expect(await readCase(desk, caseId)).toMatchObject({ state: 'IN_REVIEW', timeLeft: '24 h left' });
  });

  it('that comes later still is kept and moves nothing', async () => {
    const { desk, caseId, advance } = await incompleteCase();
    advance(8 * 24 * 3_600_000);
    await sweepClocks(desk, () => 60_000);
    advance(31 * 24 * 3_600_000);
    await arrive(desk, answer(caseId));
    expect(await readCase(desk, caseId)).toMatchObject({ state: 'CLOSED' });
  });

  it('is known by its thread, too: an out-of-office note to our mail opens no case', async () => {
    const { desk, caseId, log } = await incompleteCase();
    log.length = 0;
    const thread = `In-Reply-To: <${caseId}@copydesk.example>`;
    await arrive(desk, `From: jane.roe@gazette.example\n${thread}\nSubject: Out of office\n\nI am away.\n`);
    expect(openedIn(log)).toEqual([]);
    expect((await readCase(desk, caseId)).timeline.map(({ event }) => event)).toContain('mail_received');
  });

  // A publisher whose domain says nothing of its mail answered in time, and was told a week later that no answer had come.
  it('nobody vouches for goes to a person, the clock running on; nothing it says is taken as said', async () => {
    const { desk, caseId } = await incompleteCase();
    await arrive(desk, answer(caseId), { dmarc: 'GRAY', times: 2 });
    const view = await readCase(desk, caseId);
    expect(view).toMatchObject({ state: 'SCREENING', timeLeft: '24 h left' });
    expect(view.whatIsMissing).not.toEqual([]);
    await arrive(
      desk,
      `From: jane.roe@gazette.example\nSubject: Re: [${caseId}]\n\nI withdraw my complaint.\n`,
      {
        dmarc: 'GRAY',
      },
    );
    expect((await readCase(desk, caseId)).state).toBe('SCREENING');
  });

  // Whoever passed DMARC for a domain of their own wrote in the name of the complainant, in a second From.
  it.each([
    ['two From headers', 'From: eve@evil.example\nFrom: jane.roe@gazette.example'],
    ['the same, the other way round', 'From: jane.roe@gazette.example\nFrom: eve@evil.example'],
    ['two senders in one', 'From: jane.roe@gazette.example, eve@evil.example'],
  ])('with %s is vouched for by nobody', async (_name, from) => {
    const { desk, caseId } = await incompleteCase();
    const written = answer(caseId).replace('From: jane.roe@gazette.example', from);
    await arrive(desk, written.replace(/I have a good[^]*accurate\./, 'I withdraw my complaint.'));
    await arrive(desk, written);
    const view = await readCase(desk, caseId);
    expect(['AWAITING_COMPLAINANT', 'SCREENING']).toContain(view.state);
    expect(view.whatIsMissing).not.toEqual([]);
  });

  it('whose sender is said to be forged is kept with the case and moves nothing', async () => {
    const { desk, caseId, log } = await incompleteCase();
    log.length = 0;
    await arrive(desk, answer(caseId), { dmarc: 'FAIL' });
    const view = await readCase(desk, caseId);
    expect(view).toMatchObject({ state: 'AWAITING_COMPLAINANT' });
    expect(view.timeline.at(-1)).toMatchObject({
      event: 'mail_received',
      facts: { key: expect.stringMatching(/^mail\//) },
    });
    expect(openedIn(log)).toEqual([]);
  });
});
