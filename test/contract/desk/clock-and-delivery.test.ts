import { HOUR, MINUTE, plus } from '../../../shared/clock/instant';
import { closeComplaint } from '../../../shared/desk/close-complaint';
import { describeQueue } from '../../../cli/case-text';
import { deskStatus } from '../../../shared/desk/desk-status';
import { claimCase } from '../../../shared/desk/claim-case';
import { decideItems } from '../../../shared/desk/decide-items';
import { deliver } from '../../../shared/desk/deliver';
import { changeCase } from '../../../shared/desk/change-case';
import { fileNotice } from '../../../shared/desk/file-notice';
import { gatherEvidence } from '../../../shared/desk/gather-evidence';
import { listDeliveries } from '../../../shared/desk/list-deliveries';
import { listQueue } from '../../../shared/desk/list-queue';
import { processArticles } from '../../../shared/desk/process-articles';
import { readCase } from '../../../shared/desk/read-case';
import { readOutbox } from '../../../shared/desk/read-outbox';
import { releaseCase } from '../../../shared/desk/release-case';
import { submitArticle } from '../../../shared/desk/submit-article';
import { sendNow } from '../../../shared/desk/send-now';
import { undoDecision } from '../../../shared/desk/undo-decision';
import { sweepClocks } from '../../../shared/desk/sweep-clocks';
import { trace } from '../../../shared/desk/trace';
import { workDelivery } from '../../../shared/desk/work-delivery';
import type { CaseId } from '../../../shared/ids';
import type { DeliveryMessage } from '../../../shared/wire/messages';
import {
  completeNotice,
  copyUrl,
  feed,
  harbour,
  harbourUrl,
  plenty,
  processMessage,
  publisher,
} from '../support/submissions';
import { type TestDesk, useTestDesk } from '../support/test-desk';

const openTestDesk = useTestDesk();
const rita = { role: 'REV', id: 'rita' } as const;
const liam = { role: 'LEG', id: 'liam' } as const;
const API = 'https://api.example';

/** A desk with one complete case whose texts are compared. */
async function openCase() {
  const opened = await openTestDesk();
  const { desk } = opened;
  for (const [from, url] of [
    [publisher('gazette'), harbourUrl],
    [feed('scraper'), copyUrl],
  ] as const) {
    const { row } = await submitArticle(desk, { url, text: harbour }, from, undefined);
    if (from.original) await processArticles(desk, [processMessage(row.id)], plenty);
  }
  const { caseId } = await fileNotice(desk, completeNotice(), { key: undefined, idempotencyKey: undefined });
  await gatherEvidence(desk, caseId, plenty);
  await deliverAll(opened);
  opened.mails.splice(0);
  return { ...opened, caseId };
}

async function deliverAll({ desk, take }: TestDesk): Promise<void> {
  for (const message of await take('delivery')) await workDelivery(desk, message as DeliveryMessage, API);
}

/** The sweep finds what is due; the deliverer performs it. */
async function sweepAndDeliver(opened: TestDesk): Promise<void> {
  await sweepClocks(opened.desk, plenty);
  await deliverAll(opened);
}

async function decide({ desk, caseId }: { desk: TestDesk['desk']; caseId: CaseId }) {
  const { lease } = await claimCase(desk, caseId, rita);
  const { version } = await readCase(desk, caseId);
  return decideItems(desk, caseId, rita, {
    leaseToken: lease.token,
    version,
    decisions: [
      {
        item: 1,
        actions: ['disable'],
        reasonCode: 'UPHELD_FULL_COPY',
        reason: 'The page repeats it <b>whole</b>.',
      },
    ],
  });
}

describe('the clock', () => {
  it('warns at 50, 75 and 90 % and breaches at 100 %, each once, however often two sweeps run at once', async () => {
    const opened = await openCase();
    const { desk, advance, alerts, log, caseId } = opened;
    log.length = 0;
    for (const hours of [12.1, 6, 4, 3]) {
      advance(hours * HOUR);
      await Promise.all([sweepClocks(desk, plenty), sweepClocks(desk, plenty)]);
      await sweepAndDeliver(opened);
    }
    const fired = log
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter(({ event, clock }) => event === 'clock_fired' && clock === 'decide');
    expect(fired.map(({ percent }) => percent)).toEqual([50, 75, 90, 100]);
    // Nobody acknowledges, so each is told again; a threshold is one thing, however often it is told.
    const told = new Map(alerts.map(({ subject, severity }) => [subject, severity]));
    expect([...told.values()]).toEqual(['info', 'warning', 'warning', 'critical']);
    expect((await listQueue(desk, { limit: 5 })).cases).toMatchObject([
      { caseId, pastDue: true, flags: expect.arrayContaining(['BREACHED']), timeLeft: 'overdue by 1 h 6 m' },
    ]);
    expect(log.some((line) => line.includes('"casesPastDue":1'))).toBe(true);
  });

  it('fires what was missed while nothing ran, late, with its true time, as one alert', async () => {
    const opened = await openCase();
    const { desk, advance, alerts, caseId } = opened;
    advance(30 * HOUR);
    await sweepAndDeliver(opened);
    expect(alerts).toMatchObject([{ severity: 'critical' }]);
    const { timeline } = await readCase(desk, caseId);
    const crossings = timeline.filter(({ facts }) => facts['clock'] === 'decide');
    expect(crossings.map(({ facts }) => [facts['percent'], facts['crossedAt']])).toEqual([
      [50, '2026-03-03T00:00:00.000Z'],
      [75, '2026-03-03T06:00:00.000Z'],
      [90, '2026-03-03T09:36:00.000Z'],
      [100, '2026-03-03T12:00:00.000Z'],
    ]);
  });

  it('goes on with the others where one due thing fails, and says so at the end', async () => {
    const { desk, advance, caseId } = await openCase();
    const { caseId: other } = await fileNotice(desk, completeNotice(), {
      key: undefined,
      idempotencyKey: undefined,
    });
    advance(13 * HOUR);
    const broken = {
      ...desk,
      cases: {
        ...desk.cases,
        load: (id: CaseId) => (id === caseId ? Promise.reject(new Error('broken')) : desk.cases.load(id)),
      },
    };
    await expect(sweepClocks(broken, plenty)).rejects.toThrow(AggregateError);
    const { timeline } = await readCase(desk, other);
    expect(timeline.some(({ event }) => event === 'warned')).toBe(true);
  });
});

describe('a complaint that names no address', () => {
  it('went past due for ever, since there was no item to decide: a person closes it and its sender hears why', async () => {
    const opened = await openTestDesk();
    const { desk, mails } = opened;
    const placeless = { ...completeNotice(), targets: [] };
    const { caseId } = await fileNotice(desk, placeless, { key: undefined, idempotencyKey: undefined });
    const { lease } = await claimCase(desk, caseId, rita);
    const { version } = await readCase(desk, caseId);
    const close = { reasonCode: 'NA_INCOMPLETE' as const, reason: 'No page is named.' };
    const closed = await closeComplaint(desk, caseId, rita, { leaseToken: lease.token, version, close });
    expect(closed).toMatchObject({ state: 'REJECTED', items: [], carriedOutAt: desk.now() });
    await deliverAll(opened);
    expect(mails.at(-1)?.text).toContain('No page is named.');
    expect(mails.at(-1)?.text).not.toContain('belongs elsewhere');
    expect((await listQueue(desk, { limit: 5 })).cases).toEqual([]);
  });
});

describe('the review queue', () => {
  it('showed 24 h of a case whose 4 h to screen ran out first: it shows and sorts by what is due next', async () => {
    const opened = await openTestDesk();
    const { desk, advance } = opened;
    const by = { key: undefined, idempotencyKey: undefined };
    const whole = await fileNotice(desk, completeNotice(), by);
    advance(HOUR);
    const unreachable = await fileNotice(desk, { ...completeNotice(), contact: {} }, by);
    expect(unreachable.state).toBe('SCREENING');
    advance(2 * MINUTE);
    const { cases } = await listQueue(desk, { limit: 5 });
    expect(cases).toMatchObject([
      { caseId: unreachable.caseId, dueClock: 'screen', timeLeft: '3 h 58 m left', pastDue: false },
      { caseId: whole.caseId, dueClock: 'decide', timeLeft: '22 h 58 m left' },
    ]);
    expect(describeQueue(cases)).toContain('screening: 3 h 58 m left');
    expect(await deskStatus(desk)).toMatchObject({ nextDueAt: cases[0]?.dueAt, paused: 0 });
    await fileNotice(desk, { ...completeNotice(), targets: [] }, by);
    await deliverAll(opened);
    expect(await deskStatus(desk)).toMatchObject({ openCases: 3, paused: 1 });
  });
});

describe('a decision', () => {
  it('is refused to whoever lost the claim, and to whoever read an older version', async () => {
    const { desk, caseId, advance } = await openCase();
    const { lease } = await claimCase(desk, caseId, rita);
    await expect(claimCase(desk, caseId, liam)).rejects.toMatchObject({ kind: 'conflict' });
    advance(11 * MINUTE);
    const taken = await claimCase(desk, caseId, liam);
    const { version } = await readCase(desk, caseId);
    const decisions = [
      { item: 1, actions: ['keep' as const], reasonCode: 'KEPT_QUOTATION' as const, reason: 'A quotation.' },
    ];
    await expect(
      decideItems(desk, caseId, rita, { leaseToken: lease.token, version, decisions }),
    ).rejects.toMatchObject({ kind: 'conflict', details: { facts: { holder: 'liam' } } });
    await expect(
      decideItems(desk, caseId, liam, { leaseToken: taken.lease.token, version: 1, decisions }),
    ).rejects.toMatchObject({ kind: 'conflict', details: { facts: { yourVersion: 1, version } } });
    await releaseCase(desk, caseId, liam, taken.lease.token);
    expect((await readCase(desk, caseId)).lease).toBeUndefined();
  });

  it('is taken back by who made it while its orders wait, and then nothing goes out', async () => {
    const opened = await openCase();
    const { desk, caseId, webhooks, mails, advance } = opened;
    await decide(opened);
    await expect(undoDecision(desk, caseId, liam)).rejects.toMatchObject({ kind: 'forbidden' });
    advance(29_000);
    expect(await undoDecision(desk, caseId, rita)).toMatchObject({ caseId, state: 'IN_REVIEW' });
    // Its order and letters were told as waiting until their time had come, as if the undo had not taken.
    const window = { from: plus(desk.now(), -HOUR), to: desk.now(), limit: 10 };
    const { deliveries } = await listDeliveries(desk, feed('scraper').siteId, window);
    const listed = [...(await readOutbox(desk, caseId)), ...deliveries];
    const bearing = listed.filter(({ effect }) => 'data' in effect && 'decisionVersion' in effect.data);
    expect(bearing.map(({ state }) => state)).toEqual(Array(4).fill('cancelled'));
    advance(MINUTE);
    await sweepAndDeliver(opened);
    expect([webhooks, mails]).toEqual([[], []]);
    await decide(opened);
    advance(30_000);
    await expect(undoDecision(desk, caseId, rita)).rejects.toMatchObject({ kind: 'refused' });
  });

  it('is carried out at once where it is urgent, and then nobody takes it back', async () => {
    const opened = await openCase();
    const { desk, caseId, webhooks, mails } = opened;
    await decide(opened);
    await sweepAndDeliver(opened);
    expect([webhooks, mails]).toEqual([[], []]);
    expect((await readCase(desk, caseId)).waitsUntil).toBeDefined();
    await expect(sendNow(desk, caseId, liam)).rejects.toMatchObject({ kind: 'forbidden' });
    expect(await sendNow(desk, caseId, rita)).toMatchObject({ state: 'ACTIONED', sent: 3 });
    await sweepAndDeliver(opened);
    expect([webhooks.length, mails.length]).toEqual([1, 2]);
    expect((await readCase(desk, caseId)).waitsUntil).toBeUndefined();
    await expect(undoDecision(desk, caseId, rita)).rejects.toMatchObject({ kind: 'refused' });
    expect(await sendNow(desk, caseId, rita)).toMatchObject({ sent: 0 });
    expect((await desk.cases.timeline(caseId)).filter(({ event }) => event === 'sent_at_once')).toHaveLength(
      1,
    );
  });

  it('takes the page down by a signed order and tells both parties, after the time to take it back', async () => {
    const opened = await openCase();
    const { desk, caseId, webhooks, mails, advance, take } = opened;
    await decide(opened);
    await sweepAndDeliver(opened);
    for (const { id } of await readOutbox(desk, caseId)) await deliver(desk, { owner: caseId, id }, API);
    expect([webhooks, mails]).toEqual([[], []]);
    advance(31_000);
    await sweepAndDeliver(opened);
    await take('delivery');
    expect(webhooks).toMatchObject([{ type: 'item.takedown', data: { caseId, item: 1, url: copyUrl } }]);
    expect(mails.map(({ to }) => to).sort()).toEqual(['editor@scraper.example', 'jane.roe@gazette.example']);
    for (const { html, text, subject } of mails) {
      expect(subject).toContain(caseId);
      expect(text).toContain('The page repeats it <b>whole</b>.');
      expect(html).toContain('The page repeats it &lt;b&gt;whole&lt;/b&gt;.');
    }
    const toRespondent = mails.find(({ to }) => to.includes('scraper'))!;
    expect(toRespondent.text).not.toMatch(/jane|gazette\.example|status\//i);
    const view = await readCase(desk, caseId);
    expect(view).toMatchObject({
      state: 'ACTIONED',
      itemViews: [{ state: 'DISABLED', acknowledgedAt: desk.now() }],
    });
    expect((await trace(desk, caseId)).steps.map(({ what }) => what)).toEqual(
      expect.arrayContaining([
        'submitted',
        'claimed',
        'items_decided',
        'cms_acknowledged',
        'effect_delivered',
      ]),
    );
  });

  it('keeps its promise when the page is seen gone, not when the CMS says so', async () => {
    const opened = await openCase();
    const { desk, caseId, advance, servePagesWith, alerts, take } = opened;
    servePagesWith(200);
    await decide(opened);
    const order = (await readOutbox(desk, caseId)).find(({ effect }) => effect.kind === 'cms')!;
    advance(31_000);
    await sweepAndDeliver(opened);
    expect((await readCase(desk, caseId)).itemViews[0]).toMatchObject({ acknowledgedAt: desk.now() });
    expect((await readCase(desk, caseId)).itemViews[0]?.confirmedGoneAt).toBeUndefined();
    // A cache lets go of it later: the order's message comes back to have another look.
    servePagesWith(404);
    advance(10 * MINUTE);
    await deliver(desk, { owner: caseId, id: order.id }, API);
    expect((await readCase(desk, caseId)).itemViews[0]).toMatchObject({ confirmedGoneAt: desk.now() });
    await take('delivery');
    advance(48 * HOUR);
    await sweepAndDeliver(opened);
    expect(alerts).toEqual([]);
  });

  it('breaks its promise where the page stays up, whatever the CMS says', async () => {
    const opened = await openCase();
    const { advance, servePagesWith, alerts } = opened;
    servePagesWith(200);
    await decide(opened);
    advance(31_000);
    await sweepAndDeliver(opened);
    advance(25 * HOUR);
    await sweepAndDeliver(opened);
    expect(alerts).toMatchObject([
      { severity: 'critical', subject: expect.stringMatching(/the page seen gone/) },
    ]);
  });

  it('that was taken back is not carried out', async () => {
    const opened = await openCase();
    const { desk, caseId, webhooks, mails, advance } = opened;
    await decide(opened);
    await changeCase(desk, caseId, () => ({ type: 'decision_undone', actor: rita }));
    advance(2 * MINUTE);
    await sweepAndDeliver(opened);
    expect([webhooks, mails]).toEqual([[], []]);
    const states = (await readOutbox(desk, caseId)).map(({ state }) => state);
    expect(states.filter((state) => state === 'cancelled')).toHaveLength(3);
  });
});

describe('delivery', () => {
  it('went out twice, 0.1 s apart, by the delayed message and by the sweep: one of two at once performs it', async () => {
    const opened = await openCase();
    const { desk, caseId, mails, webhooks, advance } = opened;
    await decide(opened);
    advance(31_000);
    const owed = (await readOutbox(desk, caseId)).filter(({ state }) => state === 'waiting');
    expect(owed).toHaveLength(3);
    for (const { id } of owed) await Promise.all([1, 2].map(() => deliver(desk, { owner: caseId, id }, API)));
    expect([mails.length, webhooks.length]).toEqual([2, 1]);
  });

  it('is performed again after a deliverer died over it, and not before', async () => {
    const opened = await openCase();
    const { desk, caseId, mails, advance } = opened;
    await decide(opened);
    advance(31_000);
    const owed = (await readOutbox(desk, caseId)).find(
      ({ effect, state }) => state === 'waiting' && effect.kind === 'mail' && effect.to === 'complainant',
    )!;
    const dying = {
      ...desk,
      outbox: { ...desk.outbox, record: () => Promise.reject(new Error('died')) },
    };
    await expect(deliver(dying, { owner: caseId, id: owed.id }, API)).rejects.toThrow('died');
    const told = () => mails.filter(({ to }) => to.includes('gazette')).length;
    await opened.take('delivery');
    await sweepClocks(desk, plenty);
    // While it is in hand, the sweep leaves it there.
    expect(await opened.take('delivery')).not.toContainEqual(expect.objectContaining({ id: owed.id }));
    await sweepAndDeliver(opened);
    expect(told()).toBe(1);
    advance(MINUTE);
    await sweepAndDeliver(opened);
    expect(told()).toBe(2);
    expect((await readOutbox(desk, caseId)).find(({ id }) => id === owed.id)).toMatchObject({
      state: 'delivered',
    });
  });

  it('of a number that nobody gave is not "nothing is owed": there is no such case', async () => {
    const { desk } = await openTestDesk();
    await expect(readOutbox(desk, desk.ids.case())).rejects.toMatchObject({ kind: 'not_found' });
    await expect(readOutbox(desk, desk.ids.article())).rejects.toMatchObject({ kind: 'not_found' });
  });

  it('is not repeated for a message that comes twice', async () => {
    const opened = await openCase();
    const { desk, webhooks, advance, take } = opened;
    await decide(opened);
    advance(31_000);
    await sweepClocks(desk, plenty);
    const messages = (await take('delivery')) as DeliveryMessage[];
    for (const message of [...messages, ...messages]) await workDelivery(desk, message, API);
    expect(webhooks).toHaveLength(1);
  });

  it('comes through once the CMS has been down for two days, under the same id', async () => {
    const opened = await openCase();
    const { desk, caseId, webhooks, advance, answerCmsWith } = opened;
    answerCmsWith(503);
    await decide(opened);
    for (let hour = 0; hour < 48; hour++) {
      advance(HOUR);
      await sweepAndDeliver(opened);
    }
    expect(webhooks.length).toBeGreaterThan(5);
    expect((await readCase(desk, caseId)).itemViews[0]?.acknowledgedAt).toBeUndefined();
    answerCmsWith(204);
    advance(24 * HOUR);
    await sweepAndDeliver(opened);
    expect(new Set(webhooks.map(({ id }) => id)).size).toBe(1);
    expect((await readCase(desk, caseId)).itemViews[0]?.acknowledgedAt).toBe(desk.now());
  }, 20_000);

  it('was given up where the CMS says nobody listens any more: it waits for a person, who is told', async () => {
    const opened = await openCase();
    const { desk, caseId, webhooks, alerts, advance, answerCmsWith } = opened;
    answerCmsWith(410);
    await decide(opened);
    for (let hour = 0; hour < 3; hour++) {
      advance(HOUR);
      await sweepAndDeliver(opened);
    }
    expect(webhooks).toHaveLength(1);
    const order = (await readOutbox(desk, caseId)).find(({ effect }) => effect.kind === 'cms');
    expect(order).toMatchObject({ held: { by: 'endpoint' }, lastError: 'the CMS answered 410' });
    expect(alerts.map(({ runbook }) => runbook)).toContain('an-endpoint-was-disabled');
  });
});
