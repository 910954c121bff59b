import type { CaseHead, Effect, Item, OutboxEntry } from '../../../shared/case/case';
import { mailRespondents } from '../../../shared/case/effects';
import { casePolicy } from '../../../shared/case/policy';
import { DAY, HOUR, MINUTE, plus } from '../../../shared/clock/instant';
import { acknowledgeAlert } from '../../../shared/desk/alerting/acknowledge-alert';
import { listAlerts } from '../../../shared/desk/alerting/list-alerts';
import { changeCase } from '../../../shared/desk/change-case';
import { correctContact } from '../../../shared/desk/correct-contact';
import type { GateId } from '../../../shared/desk/delivery-gate';
import { deliver } from '../../../shared/desk/deliver';
import type { AlertId } from '../../../shared/ids';
import { listDeliveries } from '../../../shared/desk/list-deliveries';
import { listGates, orderDeliveries } from '../../../shared/desk/order-deliveries';
import { readOutbox } from '../../../shared/desk/read-outbox';
import { replayOne, replayWindow } from '../../../shared/desk/replay-deliveries';
import { rotateSecret } from '../../../shared/desk/rotate-secret';
import type { SiteSettings } from '../../../shared/desk/site';
import { sweepClocks } from '../../../shared/desk/sweep-clocks';
import { workDelivery } from '../../../shared/desk/work-delivery';
import { type DeliveryMessage, deliveryMessage, type MailEvent } from '../../../shared/wire/messages';
import { caseHead, ids, item, opening } from '../support/desk-fixtures';
import { plenty } from '../support/submissions';
import { noon, type TestDesk, useTestDesk } from '../support/test-desk';

const openTestDesk = useTestDesk();
const mona = { role: 'MGR', id: 'mona' } as const;
const API = 'https://api.example';

type Owed = Extract<Effect, { kind: 'cms' | 'mail' }>;

const order = (type: 'item.takedown' | 'item.restore', no = 1): Omit<Owed, 'siteId'> =>
  ({
    kind: 'cms',
    type,
    data: { item: no, url: `https://news.demo.example/${no}`, reasonCode: 'UPHELD_FULL_COPY' },
  }) as unknown as Owed;

/** A case that owes these effects from now on. */
async function caseOwing(
  { desk, site }: TestDesk,
  effects: readonly Omit<Owed, 'siteId'>[],
  more: { readonly head?: Partial<CaseHead>; readonly items?: readonly Item[] } = {},
): Promise<{ readonly id: CaseHead['id']; readonly owed: readonly OutboxEntry[] }> {
  const head = caseHead({ policy: casePolicy({ timeZone: 'UTC', soloOperator: false }), ...more.head });
  const owed = effects.map((effect): OutboxEntry => ({
    id: ids.outbox(),
    owner: head.id,
    effect: {
      ...effect,
      ...(effect.kind === 'cms'
        ? { siteId: site.siteId, data: { ...effect.data, caseId: head.id } }
        : { caseId: head.id }),
    } as Effect,
    createdAt: desk.now(),
    notBefore: desk.now(),
    attempts: 0,
  }));
  await desk.cases.commit(opening(head, { changedItems: more.items ?? [item(1)], outbox: owed }));
  return { id: head.id, owed };
}

/** One minute of the desk: the sweep, then all that it put before the deliverer. */
async function minute(opened: TestDesk): Promise<void> {
  opened.advance(MINUTE);
  await sweepClocks(opened.desk, plenty);
  for (const message of await opened.take('delivery'))
    await workDelivery(opened.desk, message as DeliveryMessage, API);
}

async function hours(opened: TestDesk, count: number): Promise<void> {
  for (let hour = 0; hour < count; hour++) {
    opened.advance(HOUR - MINUTE);
    await minute(opened);
  }
}

describe('the secret of a webhook', () => {
  it('changes over: both sign for a while, then the new one alone', async () => {
    const opened = await openTestDesk();
    const { desk, site, advance, signatures } = opened;
    await caseOwing(opened, [order('item.takedown')]);
    await minute(opened);
    const { secret, formerUntil } = await rotateSecret(desk, site.siteId, { keepFormerMs: DAY });
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(formerUntil).toBe(plus(desk.now(), DAY));
    await caseOwing(opened, [order('item.takedown')]);
    await minute(opened);
    advance(DAY);
    await caseOwing(opened, [order('item.takedown')]);
    await minute(opened);
    expect(signatures.map((header) => header.split(' ').length)).toEqual([1, 2, 1]);
    expect(signatures.every((header) => header.split(' ').every((each) => each.startsWith('v1,')))).toBe(
      true,
    );
  });
});

describe('a stop of deliveries', () => {
  it.each(['demo', 'DESK'] as const)(
    'of %s holds orders and mails, loses none, and keeps their order',
    async (of) => {
      const opened = await openTestDesk();
      const { desk, webhooks } = opened;
      await orderDeliveries(desk, of as GateId, 'paused', mona, 'a wrong rule is live');
      const first = await caseOwing(opened, [order('item.takedown')]);
      opened.advance(MINUTE);
      const second = await caseOwing(opened, [order('item.takedown')]);
      await hours(opened, 3);
      expect(webhooks).toEqual([]);
      expect((await readOutbox(desk, first.id))[0]).toMatchObject({
        state: 'waiting',
        attempts: 0,
        held: { by: 'pause' },
      });
      expect(await listGates(desk)).toMatchObject(
        expect.arrayContaining([
          expect.objectContaining({ of, paused: { at: noon, by: 'mona', reason: 'a wrong rule is live' } }),
        ]),
      );
      await orderDeliveries(desk, of as GateId, 'resumed', mona, 'the rule is mended');
      await minute(opened);
      expect(webhooks.map(({ id }) => id)).toEqual([first, second].map(({ owed }) => owed[0]?.id));
      await expect(orderDeliveries(desk, of as GateId, 'resumed', mona, 'again')).rejects.toMatchObject({
        kind: 'refused',
      });
    },
  );
});

describe('orders about one page', () => {
  it('overtook each other: a page given back was taken down again by an older order that came late', async () => {
    const opened = await openTestDesk();
    const { webhooks, answerCmsWith } = opened;
    answerCmsWith(503);
    const { owed } = await caseOwing(opened, [order('item.takedown'), order('item.restore')]);
    await minute(opened);
    await hours(opened, 1);
    expect(new Set(webhooks.map(({ id }) => id))).toEqual(new Set([owed[0]?.id]));
    answerCmsWith(204);
    await hours(opened, 4);
    expect(webhooks.slice(-2).map(({ id }) => id)).toEqual(owed.map(({ id }) => id));
  });
});

describe('the circuit breaker', () => {
  it('stops removals over the limit and lets restores go; a manager lets them go on, uncounted', async () => {
    const opened = await openTestDesk();
    const { desk, site, webhooks, alerts } = opened;
    await desk.registry.putSite({ ...site, removalsPerTenMinutes: 2 }, undefined);
    opened.advance(MINUTE);
    const removals = [];
    for (let n = 0; n < 5; n++) removals.push(await caseOwing(opened, [order('item.takedown')]));
    const restore = await caseOwing(opened, [order('item.restore')]);
    await minute(opened);
    expect(webhooks.map(({ type }) => type).sort()).toEqual([
      'item.restore',
      'item.takedown',
      'item.takedown',
    ]);
    expect(webhooks.map(({ id }) => id)).toContain(restore.owed[0]?.id);
    expect(alerts).toMatchObject([
      {
        severity: 'critical',
        runbook: 'removals-are-stopped',
        subject: expect.stringContaining('over 2 in ten'),
      },
    ]);
    await hours(opened, 1);
    expect(webhooks).toHaveLength(3);
    await orderDeliveries(desk, site.siteId, 'reset', mona, 'all five were looked at');
    await minute(opened);
    expect(new Set(webhooks.map(({ id }) => id)).size).toBe(6);
    expect((await listAlerts(desk, { limit: 5 })).alerts.filter(({ id }) => id === site.siteId)).toEqual([]);
  });
});

describe('a CMS that takes no orders', () => {
  it('is not called any more once it says so: its admin is told, and when it is enabled all arrive', async () => {
    const opened = await openTestDesk();
    const { desk, site, webhooks, mails, answerCmsWith } = opened;
    answerCmsWith(410);
    const { id, owed } = await caseOwing(opened, [order('item.takedown'), order('item.takedown', 2)], {
      items: [item(1), item(2)],
      head: { itemCount: 2 },
    });
    await minute(opened);
    await hours(opened, 2);
    expect(webhooks).toHaveLength(1);
    expect(mails.find(({ to }) => to === 'ed@news.demo.example')?.text).toContain('410');
    expect((await listGates(desk))[0]).toMatchObject({ disabled: { why: 'gone' } });
    answerCmsWith(204);
    await orderDeliveries(desk, site.siteId, 'enabled', mona, 'the hook is back');
    await minute(opened);
    expect(new Set(webhooks.slice(1).map((hook) => hook.id))).toEqual(new Set(owed.map((one) => one.id)));
    const entries = await readOutbox(desk, id);
    expect(entries.map(({ state }) => state)).toEqual(['delivered', 'delivered']);
    expect(entries.find((one) => one.id === webhooks[0]?.id)?.log).toMatchObject([
      { error: 'the CMS answered 410' },
      { status: 204, took: expect.any(String) },
    ]);
  });

  it('for three days is disabled; what came meanwhile waits', async () => {
    const opened = await openTestDesk();
    const { desk, answerCmsWith } = opened;
    answerCmsWith(500);
    await caseOwing(opened, [order('item.takedown')]);
    await hours(opened, 71);
    expect((await listGates(desk))[0]?.disabled).toBeUndefined();
    await hours(opened, 8);
    expect((await listGates(desk))[0]).toMatchObject({ disabled: { why: 'failing' } });
  }, 30_000);
});

describe('the delivery log', () => {
  it('shows each attempt, and an effect or a window of them is sent again under the same ids', async () => {
    const opened = await openTestDesk();
    const { desk, site, webhooks } = opened;
    const { id, owed } = await caseOwing(opened, [order('item.takedown')]);
    await minute(opened);
    const window = { from: noon, to: plus(noon, HOUR), limit: 10 };
    const { deliveries } = await listDeliveries(desk, site.siteId, window);
    expect(deliveries).toMatchObject([{ owner: id, state: 'delivered', log: [{ status: 204 }] }]);
    expect(await replayOne(desk, { owner: id, id: owed[0]!.id }, mona)).toEqual({ sent: 1 });
    await minute(opened);
    expect(await replayWindow(desk, site.siteId, { from: noon, to: plus(noon, HOUR) }, mona)).toEqual({
      sent: 1,
    });
    await minute(opened);
    expect(webhooks.map((hook) => hook.id)).toEqual([1, 2, 3].map(() => owed[0]?.id));
    const [entry] = await readOutbox(desk, id);
    expect(entry).toMatchObject({ state: 'delivered', replays: [{ by: 'mona' }, { by: 'mona' }] });
    expect(entry?.log).toHaveLength(3);
  });

  it('is read page by page, each effect once, and from no place that this desk did not name', async () => {
    const opened = await openTestDesk();
    const { desk, site } = opened;
    const { owed } = await caseOwing(opened, [
      order('item.takedown', 1),
      order('item.takedown', 2),
      order('item.takedown', 3),
    ]);
    const window = { from: noon, to: plus(noon, HOUR), limit: 2 };
    const first = await listDeliveries(desk, site.siteId, window);
    const second = await listDeliveries(desk, site.siteId, { ...window, cursor: first.cursor! });
    expect(second.cursor).toBeUndefined();
    expect([...first.deliveries, ...second.deliveries].map(({ id }) => id)).toEqual(owed.map(({ id }) => id));
    await expect(listDeliveries(desk, site.siteId, { ...window, cursor: 'zzz' })).rejects.toMatchObject({
      kind: 'invalid',
    });
  });
});

const letter = (template: 'statement_of_reasons' | 'receipt', respondent?: string): Omit<Owed, 'siteId'> =>
  ({
    kind: 'mail',
    to: template === 'receipt' ? 'complainant' : 'respondent',
    template,
    ...(respondent !== undefined && { respondent }),
    data: { items: [1] },
  }) as unknown as Owed;

const bounce = (entry: OutboxEntry, address: string): MailEvent => {
  const event: unknown = {
    eventType: 'Bounce',
    mail: { timestamp: noon, tags: { 'dedupe-id': [entry.id], reference: [entry.owner] } },
    bounce: { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: address, status: '5.1.1' }] },
  };
  return deliveryMessage.parse(event) as MailEvent;
};

describe('a mail that comes back', () => {
  it('came back once, its worker died over it, and the case said that it came back twice: a mail lost meanwhile is told of once', async () => {
    const opened = await openTestDesk();
    const { desk } = opened;
    const { id, owed } = await caseOwing(opened, [letter('statement_of_reasons', 'scraper')], {
      head: { state: 'ACTIONED', pendingCount: 0, clocks: [] },
      items: [{ ...item(1), state: 'DISABLED', respondent: 'scraper' }],
    });
    await minute(opened);
    const dying = { ...desk, outbox: { ...desk.outbox, reopen: () => Promise.reject(new Error('killed')) } };
    const event = bounce(owed[0]!, 'editor@scraper.example');
    await expect(workDelivery(dying, event, API)).rejects.toThrow('killed');
    await workDelivery(desk, event, API);
    const told = (await desk.cases.timeline(id)).filter(({ event: what }) => what === 'mail_bounced');
    expect(told).toHaveLength(1);
    const alerts = (await readOutbox(desk, id)).filter(({ effect }) => effect.kind === 'alert');
    expect(alerts).toHaveLength(1);
  });

  it('told nobody: the duty is open again, the address gets no more, until somebody finds a way', async () => {
    const opened = await openTestDesk();
    const { desk, mails, alerts } = opened;
    const down: Item = { ...item(1), state: 'DISABLED', respondent: 'scraper' };
    const { id, owed } = await caseOwing(opened, [letter('statement_of_reasons', 'scraper')], {
      head: { state: 'ACTIONED', pendingCount: 0, clocks: [] },
      items: [down],
    });
    await minute(opened);
    expect(mails.map(({ to }) => to)).toEqual(['editor@scraper.example']);
    expect((await desk.cases.load(id))?.items[0]?.toldAt).toBe(desk.now());
    for (let heard = 0; heard < 2; heard++)
      await workDelivery(desk, bounce(owed[0]!, 'Editor@Scraper.example'), API);
    await minute(opened);
    const file = await desk.cases.load(id);
    expect(file?.items[0]?.toldAt).toBeUndefined();
    expect(file?.head.flags).toContain('RESPONDENT_BOUNCED');
    expect(file?.head.clocks).toMatchObject([{ kind: 'tell_respondent' }]);
    expect((await desk.cases.timeline(id)).filter(({ event }) => event === 'mail_bounced')).toHaveLength(1);
    expect(alerts.map(({ runbook }) => runbook)).toContain('mail-bounced');

    const other = await caseOwing(opened, [letter('statement_of_reasons', 'scraper')], {
      head: { state: 'ACTIONED', pendingCount: 0, clocks: [] },
      items: [down],
    });
    await minute(opened);
    expect(mails.filter(({ to }) => to === 'editor@scraper.example')).toHaveLength(1);
    expect((await readOutbox(desk, other.id))[0]).toMatchObject({ state: 'given_up' });

    const correction = {
      to: 'respondent',
      respondent: 'scraper',
      email: 'new@scraper.example',
      note: 'by phone',
    } as const;
    expect(await correctContact(desk, id, { role: 'REV', id: 'rita' }, correction)).toEqual({
      caseId: id,
      sentAgain: 1,
    });
    await minute(opened);
    expect(mails.at(-1)).toMatchObject({ to: 'new@scraper.example', dedupeId: owed[0]?.id });
    expect((await desk.cases.load(id))?.head.flags).not.toContain('RESPONDENT_BOUNCED');
    const { alerts: left } = await listAlerts(desk, { limit: 10 });
    expect(left.filter((alert) => alert.id === id)).toEqual([]);
  });

  it('was heard to come back before its sending was written down, and counted as read: its return is heard after that', async () => {
    const opened = await openTestDesk();
    const { desk } = opened;
    const { id, owed } = await caseOwing(opened, [letter('statement_of_reasons', 'scraper')], {
      head: { state: 'ACTIONED', pendingCount: 0, clocks: [] },
      items: [{ ...item(1), state: 'DISABLED', respondent: 'scraper' }],
    });
    const event = bounce(owed[0]!, 'editor@scraper.example');
    const early: unknown[] = [];
    const record = async (entry: OutboxEntry) => {
      early.push(await workDelivery(desk, event, API).catch((error: unknown) => error));
      await desk.outbox.record(entry);
    };
    const meanwhile = { ...desk, outbox: { ...desk.outbox, record } };
    await workDelivery(meanwhile, { kind: 'deliver', owner: id, id: owed[0]!.id }, API);
    expect(early).toMatchObject([{ kind: 'unavailable' }]);
    await workDelivery(desk, event, API);
    const file = await desk.cases.load(id);
    expect(file?.items[0]?.toldAt).toBeUndefined();
    expect(file?.head.flags).toContain('RESPONDENT_BOUNCED');
    expect(await desk.outbox.get(id, owed[0]!.id)).toMatchObject({ returned: { why: 'bounced' } });
  });

  it('that was called spam was read: no duty opens, and no more is sent', async () => {
    const opened = await openTestDesk();
    const { desk, site } = opened;
    const { id, owed } = await caseOwing(opened, [letter('statement_of_reasons')], {
      head: { state: 'ACTIONED', pendingCount: 0, clocks: [] },
      items: [{ ...item(1), state: 'DISABLED' }],
    });
    await minute(opened);
    const address = site.escalationContacts[0]!.email;
    const complaint: unknown = {
      eventType: 'Complaint',
      mail: { timestamp: noon, tags: { 'dedupe-id': [owed[0]!.id], reference: [id] } },
      complaint: { complainedRecipients: [{ emailAddress: address }] },
    };
    await workDelivery(desk, deliveryMessage.parse(complaint), API);
    expect(await desk.mailboxes.suppression(address)).toMatchObject({ why: 'complained' });
    expect((await desk.cases.load(id))?.head.flags).toEqual([]);
  });
});

describe('the duty to tell those affected', () => {
  it('ended with the first statement sent: it ends when each of them has theirs', async () => {
    const opened = await openTestDesk();
    const { desk } = opened;
    const affected = (no: number, respondent: string): Item => ({
      ...item(no),
      state: 'DISABLED',
      respondent,
    });
    const head = caseHead({
      policy: casePolicy({ timeZone: 'UTC', soloOperator: false }),
      state: 'ACTIONED',
      clocks: [{ kind: 'tell_respondent', cycle: 1, startedAt: noon, budgetMs: HOUR, pauses: [], fired: [] }],
    });
    await desk.cases.commit(opening(head, { changedItems: [affected(1, 'a'), affected(2, 'b')] }));
    const tell = (items: readonly number[]) =>
      changeCase(desk, head.id, () => ({
        type: 'mail_sent',
        actor: { role: 'SYS', id: 'deliver' },
        template: 'statement_of_reasons',
        items,
      }));
    await tell([1]);
    expect((await desk.cases.load(head.id))?.head.clocks[0]?.fulfilledAt).toBeUndefined();
    await tell([2]);
    expect((await desk.cases.load(head.id))?.head.clocks[0]?.fulfilledAt).toBe(noon);
  });
});

// A page of a second site that nobody's feed had put there: its statement went to the site of the page named first.
describe('a complaint of pages on two sites', () => {
  it('is told to each site about its own, in that site’s name', async () => {
    const opened = await openTestDesk();
    const { desk, site, mails } = opened;
    const wire: SiteSettings = {
      ...site,
      siteId: 'wire' as SiteSettings['siteId'],
      name: 'Wire',
      hosts: ['wire.example'],
      designatedAgent: { name: 'Agent', email: 'agent@wire.example' },
      escalationContacts: [{ name: 'W', email: 'w@wire.example' }],
    };
    await desk.registry.putSite(wire, undefined);
    const down = { state: 'DISABLED', siteId: site.siteId } as const;
    const items = [
      item(1, down),
      item(2, { ...down, siteId: wire.siteId, url: 'https://wire.example/2' }),
      item(3, down),
    ];
    const head = { siteId: site.siteId, id: ids.case() };
    const statements = mailRespondents(caseHead(head), items, 'statement_of_reasons');
    await caseOwing(opened, statements as readonly Omit<Owed, 'siteId'>[], {
      head: { ...head, state: 'ACTIONED', itemCount: 3, pendingCount: 0, clocks: [] },
      items,
    });
    await minute(opened);
    expect(mails.map(({ to }) => to).toSorted()).toEqual(['ed@news.demo.example', 'w@wire.example']);
    const [own, other] = ['ed@news.demo.example', 'w@wire.example'].map(
      (address) => mails.find(({ to }) => to === address)!.text,
    );
    expect(own).toMatch(/1\. https:\/\/news\.demo\.example\/1[^]*3\. https/);
    expect(own).not.toContain('2. ');
    expect(other).toContain('2. https://wire.example/2: to be taken down');
    expect(other).not.toContain('news.demo.example');
  });
});

describe('an alert', () => {
  /** A case that nobody looks at, with people on every rung. */
  async function neglected() {
    const opened = await openTestDesk();
    const { desk, site } = opened;
    await desk.registry.putSite(
      {
        ...site,
        ladder: {
          reviewer: ['r@x.example'],
          lead: ['l@x.example'],
          manager: ['m@x.example'],
          head: ['h@x.example'],
        },
      },
      undefined,
    );
    opened.advance(MINUTE);
    const items = Array.from({ length: 20 }, (_, n) =>
      item(n + 1, { comparison: { outcome: 'not_compared', why: 'not_ours' } }),
    );
    const head = caseHead({
      policy: casePolicy({ timeZone: 'UTC', soloOperator: false }),
      itemCount: 20,
      pendingCount: 20,
      nextDueAt: plus(noon, 12 * HOUR),
      kind: 'found_copy',
    });
    await desk.cases.commit(opening(head, { changedItems: items }));
    return { ...opened, id: head.id };
  }

  it('is one for a case of many addresses, climbs the ladder, and is told again until somebody acknowledges', async () => {
    const opened = await neglected();
    const { desk, mails, alerts, id } = opened;
    const toldTo = (name: string) => mails.filter(({ to }) => to === `${name}@x.example`).length;
    await hours(opened, 13);
    expect([alerts.length, toldTo('r'), toldTo('l')]).toEqual([1, 1, 0]);
    expect(alerts[0]).toMatchObject({ data: { acknowledge: `${API}/console/cases/${id}` } });
    // A rung that is not reached: who sets the site up hears of it.
    const page = mails.find(({ to }) => to === 'r@x.example')!;
    const lost: unknown = {
      eventType: 'Bounce',
      mail: { timestamp: noon, tags: { 'dedupe-id': [page.dedupeId], reference: [page.reference] } },
      bounce: { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: page.to }] },
    };
    await workDelivery(desk, deliveryMessage.parse(lost), API);
    expect(mails.at(-1)).toMatchObject({
      to: 'ed@news.demo.example',
      subject: expect.stringContaining('ladder'),
    });
    await acknowledgeAlert(desk, 'demo' as never, mona, undefined);
    alerts.splice(1);
    await acknowledgeAlert(desk, id, { role: 'REV', id: 'rita' }, undefined);
    await hours(opened, 4);
    expect(alerts).toHaveLength(1);
    // 18 h: something more is wrong, whoever acknowledged what was wrong before; then once an hour.
    await hours(opened, 1);
    expect([alerts.length, toldTo('l')]).toEqual([2, 1]);
    await hours(opened, 2);
    expect([alerts.length, toldTo('l')]).toEqual([4, 3]);
    // Past due: the manager; four hours later, still undecided, the head.
    await acknowledgeAlert(desk, id, { role: 'REV', id: 'rita' }, 'on it');
    await hours(opened, 4);
    expect([toldTo('m'), toldTo('h')].map(Boolean)).toEqual([true, false]);
    await acknowledgeAlert(desk, id, { role: 'MGR', id: 'mona' }, 'on it');
    const before = alerts.length;
    await hours(opened, 4);
    expect(toldTo('h')).toBe(1);
    expect(alerts).toHaveLength(before + 1);
    const { alerts: open } = await listAlerts(desk, { limit: 5 });
    expect(open.filter((alert) => alert.id === id)).toHaveLength(1);
    expect(new Set(alerts.map(({ dedupeKey }) => dedupeKey)).size).toBe(alerts.length);
  }, 60_000);

  // Somebody read 'acknowledged by rita' of an alert that had been over for an hour, and went to look for what was wrong.
  it('is read with the others page by page, each once, and from no place that this desk did not name', async () => {
    const { desk } = await openTestDesk();
    const raised = ['a', 'b', 'c'].map((name) => `${name}-alert` as AlertId);
    for (const id of raised)
      await desk.alertBook.put({ id, version: 1, openedAt: noon, concerns: [], pages: 0 }, 0);
    const first = await desk.alertBook.open({ limit: 2 });
    const second = await desk.alertBook.open({ limit: 2, cursor: first.cursor! });
    expect(second.cursor).toBeUndefined();
    expect([...first.alerts, ...second.alerts].map(({ id }) => id).toSorted()).toEqual(raised);
    await expect(desk.alertBook.open({ limit: 2, cursor: 'zzz' })).rejects.toMatchObject({ kind: 'invalid' });
  });

  it('that is over is not acknowledged, and says so', async () => {
    const opened = await openTestDesk();
    const { desk } = opened;
    const head = caseHead({ policy: casePolicy({ timeZone: 'UTC', soloOperator: false }) });
    await desk.cases.commit(opening(head));
    const lost = { type: 'mail_bounced', template: 'receipt', to: 'complainant' } as const;
    await changeCase(desk, head.id, () => ({ ...lost, actor: { role: 'SYS', id: 'deliver' } }));
    const owed = (await desk.outbox.listOf(head.id)).find(({ effect }) => effect.kind === 'alert')!;
    await deliver(desk, owed, API);
    const ack = () => acknowledgeAlert(desk, head.id, mona, undefined);
    const acknowledged = { at: desk.now(), by: 'mona' };
    expect(await ack()).toEqual({ outcome: 'acknowledged', acknowledged });
    await changeCase(desk, head.id, () => ({
      type: 'contact_corrected',
      actor: { role: 'REV', id: 'rita' },
      party: 'complainant',
      note: 'By telephone.',
    }));
    expect(await ack()).toEqual({ outcome: 'over' });
    await expect(acknowledgeAlert(desk, 'nowhere' as never, mona, undefined)).rejects.toMatchObject({
      kind: 'not_found',
    });
  });
});
