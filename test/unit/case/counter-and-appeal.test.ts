import { openClock } from '../../../shared/case/case-clocks';
import { isStillOwed } from '../../../shared/case/undo';
import { DAY, HOUR, type Instant, plus } from '../../../shared/clock/instant';
import type { ArticleId, CaseId } from '../../../shared/ids';
import { actor, DeskOfOne, type DeskOptions, keep, RECEIVED, SYS, takeDown } from './desk-of-one';

const rita = actor('REV', 'rita');
const rolf = actor('REV', 'rolf');
const liam = actor('LEG', 'liam');
const uploader = actor('UPL', 'respondent');
const complainant = actor('CMP', 'complainant');
const four = ['A', 'B', 'C', 'D'] as const;

const takenDown = (options: DeskOptions = {}) => {
  const desk = DeskOfOne.withNotice(options);
  desk.rule(rita, [takeDown(1)]);
  for (const template of ['receipt', 'statement_of_reasons'] as const)
    desk.must(SYS, 'mail_sent', { template });
  desk.must(SYS, 'confirmed_gone', { items: [1] });
  return desk;
};

/** A valid counter notice received on Friday 2026-11-20, so day 11 is 2026-12-08. */
const inWindow = (options: DeskOptions = {}) => {
  const desk = takenDown(options);
  desk.must(uploader, 'counter_arrived', { items: [1], receivedAt: desk.now });
  desk.now = plus(desk.now, DAY);
  desk.must(liam, 'counter_found_valid', { parts: four });
  return desk;
};

describe('counter notice, 17 U.S.C. 512(g)', () => {
  const action = {
    court: 'S.D.N.Y.',
    docket: '1:26-cv-1234',
    filedAt: RECEIVED,
    documentSha256: 'd0c',
    byOriginalComplainant: true,
  };

  it('is politely refused where the site publishes copies itself', () => {
    const desk = takenDown({ contentOrigin: 'operator_ingested' });
    expect(
      desk.decide({ type: 'counter_arrived', actor: uploader, items: [1], receivedAt: desk.now }),
    ).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('appeal'),
    });
  });

  it('names what it lacks', () => {
    const desk = takenDown();
    desk.must(uploader, 'counter_arrived', { items: [1], receivedAt: desk.now });
    expect(desk.decide({ type: 'counter_found_valid', actor: liam, parts: ['A', 'B'] })).toMatchObject({
      kind: 'refused',
      facts: { lacking: ['C', 'D'] },
    });
    desk.must(liam, 'counter_found_deficient', { missing: ['C', 'D'] });
    expect(desk.head.state).toBe('ACTIONED');
    expect(desk.mails('respondent').at(-1)).toBe('counter_incomplete');
  });

  it('restores on business day 11 at nine, once the complainant has the copy, and tells both', () => {
    const desk = inWindow();
    desk.must(SYS, 'mail_sent', { template: 'counter_forwarded' });
    expect(desk.head.nextDueAt).toBe('2026-12-08T14:00:00.000Z');
    desk.now = '2026-12-08T13:59:00.000Z' as Instant;
    expect(desk.tick().outcome).toBe('unchanged');
    desk.now = '2026-12-08T14:01:00.000Z' as Instant;
    desk.tick();
    expect(desk.head).toMatchObject({ state: 'RESTORED' });
    expect(desk.file.items[0]).toMatchObject({ state: 'KEPT', decision: { reasonCode: 'REV_COUNTER' } });
    expect(desk.orders().at(-1)).toEqual({ type: 'item.restore', item: 1 });
    expect([desk.mails('complainant').at(-1), desk.mails('respondent').at(-1)]).toEqual([
      'restored',
      'restored',
    ]);
    expect(desk.tick().outcome).toBe('unchanged');
  });

  it('does not restore while the copy has not arrived, wakes somebody once, and restores when it has', () => {
    const desk = inWindow();
    desk.wait(40 * DAY, DAY);
    expect(desk.head.state).toBe('COUNTER_WINDOW');
    expect(desk.alerts().filter(({ runbook }) => runbook === 'restore-blocked')).toHaveLength(1);
    desk.must(SYS, 'mail_sent', { template: 'counter_forwarded' });
    expect(desk.head.nextDueAt).toBe('2026-12-08T14:00:00.000Z');
    desk.tick();
    expect(desk.head.state).toBe('RESTORED');
  });

  it('a copy that came back has not arrived', () => {
    const desk = inWindow();
    desk.must(SYS, 'mail_sent', { template: 'counter_forwarded' });
    desk.must(SYS, 'mail_bounced', { template: 'counter_forwarded', to: 'complainant' });
    // The time to forward it runs on as if it had never stopped, and breaks.
    expect(openClock(desk.head.clocks, 'forward_counter')).toMatchObject({ cycle: 1 });
    desk.wait(40 * DAY, DAY);
    expect(openClock(desk.head.clocks, 'forward_counter')?.breachedAt).toBeDefined();
    expect(desk.head.state).toBe('COUNTER_WINDOW');
    // The lawful time ends with business day 14, the 11th of December: on day 13 somebody is told.
    const warned = desk.timeline.filter(
      ({ event, facts }) => event === 'warned' && facts['clock'] === 'restore',
    );
    expect(warned.map(({ facts }) => String(facts['crossedAt']).slice(0, 10))).toEqual(['2026-12-10']);
  });

  it('an action filed one second before the restoration stops it, one second after is a new case', () => {
    const filing = { type: 'action_filed', actor: liam, ...action } as const;
    const before = inWindow();
    before.must(SYS, 'mail_sent', { template: 'counter_forwarded' });
    before.now = '2026-12-08T13:59:59.000Z' as Instant;
    before.tick();
    expect(before.decide(filing)).toMatchObject({ outcome: 'changed' });
    before.now = '2026-12-08T14:00:00.000Z' as Instant;
    before.tick();
    expect(before.head.state).toBe('COURT_HOLD');
    expect(before.orders().map(({ type }) => type)).toEqual(['item.takedown']);

    const after = inWindow();
    after.must(SYS, 'mail_sent', { template: 'counter_forwarded' });
    after.now = '2026-12-08T14:00:00.000Z' as Instant;
    after.tick();
    after.now = '2026-12-08T14:00:01.000Z' as Instant;
    expect(after.decide(filing)).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('new case'),
    });
    expect(after.head.state).toBe('RESTORED');
  });

  it('releases its own hold only: what another case holds stays down', () => {
    const desk = inWindow({
      otherHolds: [
        {
          articleId: 'art_1' as ArticleId,
          caseId: 'CD-00000-00009' as CaseId,
          itemNo: 1,
          kind: 'NOTICE',
          from: RECEIVED,
        },
      ],
    });
    desk.must(SYS, 'mail_sent', { template: 'counter_forwarded' });
    desk.wait(30 * DAY);
    expect(desk.head.state).toBe('RESTORED');
    expect(desk.orders().map(({ type }) => type)).toEqual(['item.takedown']);
    expect(
      desk.outbox.find(
        ({ effect }) =>
          effect.kind === 'mail' && effect.template === 'restored' && effect.to === 'respondent',
      )?.effect,
    ).toMatchObject({ data: { keptDownByAnotherHold: 1 } });
  });

  it('an action filed in time stops it; a threat, or somebody else’s action, does not', () => {
    const desk = inWindow();
    desk.must(SYS, 'mail_sent', { template: 'counter_forwarded' });
    expect(desk.decide({ type: 'action_filed', actor: liam, ...action, docket: ' ' })).toMatchObject({
      kind: 'refused',
    });
    expect(
      desk.decide({ type: 'action_filed', actor: liam, ...action, byOriginalComplainant: false }),
    ).toMatchObject({ kind: 'refused' });
    desk.must(liam, 'action_filed', action);
    expect(desk.head.state).toBe('COURT_HOLD');
    expect([...desk.holds.values()]).toMatchObject([{ kind: 'COURT' }]);
    desk.wait(60 * DAY, DAY);
    expect(desk.head.state).toBe('COURT_HOLD');
    desk.must(liam, 'court_decided', { outcome: 'restore', documentSha256: 'order' });
    expect(desk.head.state).toBe('RESTORED');
    expect(desk.orders().at(-1)?.type).toBe('item.restore');
  });

  it('one that comes after the restoration is a new case', () => {
    const desk = inWindow();
    desk.must(SYS, 'mail_sent', { template: 'counter_forwarded' });
    desk.wait(30 * DAY);
    expect(desk.decide({ type: 'action_filed', actor: liam, ...action })).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('new case'),
    });
  });

  it('a court that keeps it down closes the case with the hold standing', () => {
    const desk = inWindow();
    desk.must(liam, 'action_filed', action);
    desk.must(liam, 'court_decided', { outcome: 'keep_down', documentSha256: 'order' });
    expect(desk.head.state).toBe('CLOSED');
    expect([...desk.holds.values()].every(({ to }) => to === undefined)).toBe(true);
  });
});

describe('appeal', () => {
  it('is not for the second person of the decision either', () => {
    const desk = DeskOfOne.withNotice({
      secondPerson: { removalsAbove: 0, authorityOrders: true, pressFreedom: true },
    });
    desk.rule(rita, [takeDown(1)]);
    desk.must(rolf, 'decision_approved', { version: desk.head.version, items: [1] });
    desk.must(uploader, 'appealed', { by: 'respondent' });
    for (const decider of [rita, rolf]) {
      const leaseToken = desk.claim(decider);
      const judged = { leaseToken, decisions: [], reason: 'It stands.' };
      expect(desk.decide({ type: 'appeal_decided', actor: decider, ...judged })).toMatchObject({
        kind: 'forbidden',
      });
      desk.must(decider, 'released', { leaseToken });
    }
    const leaseToken = desk.claim(liam);
    desk.must(liam, 'appeal_decided', { leaseToken, decisions: [], reason: 'It stands.' });
  });

  it('is open for six months from the day both were told, to both sides, and to nobody else', () => {
    const desk = takenDown();
    desk.now = plus(desk.now, HOUR);
    desk.must(SYS, 'mail_sent', { template: 'outcome' });
    expect(desk.clock('appeal_open').startedAt).toBe(desk.now);
    expect(desk.decide({ type: 'appealed', actor: complainant, by: 'respondent' })).toMatchObject({
      kind: 'forbidden',
    });
    desk.wait(180 * DAY, DAY);
    desk.must(uploader, 'appealed', { by: 'respondent' });
    expect(desk.head.state).toBe('APPEAL');
  });

  it('comes too late after that, although the case still waits for its page', () => {
    const desk = DeskOfOne.withNotice();
    desk.rule(rita, [takeDown(1)]);
    desk.wait(200 * DAY, DAY);
    expect(desk.head.state).toBe('ACTIONED');
    expect(desk.decide({ type: 'appealed', actor: uploader, by: 'respondent' })).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('over'),
    });
  });

  it('is not for the one who decided; reversed, the page comes back', () => {
    const desk = takenDown();
    desk.must(uploader, 'appealed', { by: 'respondent' });
    const own = desk.claim(rita);
    const decisions = [{ ...keep(1), reasonCode: 'REV_APPEAL' as const }];
    expect(
      desk.decide({ type: 'appeal_decided', actor: rita, leaseToken: own, decisions, reason: 'Quoted.' }),
    ).toMatchObject({ kind: 'forbidden' });
    desk.must(rita, 'released', { leaseToken: own });
    const leaseToken = desk.claim(rolf);
    desk.must(rolf, 'appeal_decided', { leaseToken, decisions, reason: 'Quoted and credited.' });
    expect(desk.head).toMatchObject({ state: 'RESTORED', outcome: 'REJECTED' });
    expect(desk.orders().at(-1)).toEqual({ type: 'item.restore', item: 1 });
    expect([desk.mails('complainant').at(-1), desk.mails('respondent').at(-1)]).toEqual([
      'appeal_outcome',
      'appeal_outcome',
    ]);
  });

  it('reversed and then withdrawn, the page stayed down for good: it comes back', () => {
    const desk = takenDown({
      undoMs: 30_000,
      urls: ['https://mirror.example/a', 'https://mirror.example/b'],
    });
    desk.rule(rita, [takeDown(2)]);
    desk.must(uploader, 'appealed', { by: 'respondent', items: [1] });
    const leaseToken = desk.claim(rolf);
    const decisions = [{ ...keep(1), reasonCode: 'REV_APPEAL' as const }];
    desk.must(rolf, 'appeal_decided', { leaseToken, decisions, reason: 'Quoted and credited.' });
    desk.must(complainant, 'withdrawn', { items: [1], verified: true });
    const restore = desk.outbox.find(({ effect }) => effect.kind === 'cms' && effect.type === 'item.restore');
    expect(restore && isStillOwed(restore.effect, desk.file)).toBe(true);
  });

  it('upheld, leaves everything as it was', () => {
    const desk = takenDown();
    desk.must(uploader, 'appealed', { by: 'respondent' });
    const leaseToken = desk.claim(rolf);
    desk.must(rolf, 'appeal_decided', { leaseToken, decisions: [], reason: 'The whole text was copied.' });
    expect(desk.head.state).toBe('ACTIONED');
    expect(desk.orders()).toHaveLength(1);
  });

  it('of a complainant who was refused can take the page down', () => {
    const desk = DeskOfOne.withNotice();
    desk.rule(rita, [keep(1)]);
    desk.must(complainant, 'appealed', { by: 'complainant' });
    const leaseToken = desk.claim(liam);
    desk.must(liam, 'appeal_decided', {
      leaseToken,
      decisions: [takeDown(1)],
      reason: 'It is the whole report.',
    });
    expect(desk.head).toMatchObject({ state: 'ACTIONED', outcome: 'UPHELD' });
    expect(desk.orders()).toEqual([{ type: 'item.takedown', item: 1 }]);
  });

  it('a reopened case whose page is still down can be decided, not turned away or merged', () => {
    const desk = takenDown();
    desk.wait(190 * DAY, DAY);
    desk.must(liam, 'reopened', { newFacts: 'The complainant does not own it.' });
    expect(desk.decide({ type: 'merged', actor: SYS, into: 'CD-00000-00009' as CaseId })).toMatchObject({
      kind: 'refused',
    });
    const leaseToken = desk.claim(rolf);
    desk.must(rolf, 'information_requested', { leaseToken, missing: ['WORK'] });
    desk.must(complainant, 'answered', {
      items: [{ no: 1, elements: [], deficiencies: ['WORK'] }],
      missing: ['ii'],
      dsaComplete: false,
    });
    expect(desk.head.state).toBe('SCREENING');
    expect(
      desk.decide({
        type: 'turned_away',
        actor: rolf,
        leaseToken: desk.claim(rolf),
        version: desk.head.version,
        reasonCode: 'NA_NOT_OURS',
        reason: 'Not ours.',
      }),
    ).toMatchObject({ kind: 'refused' });
  });

  it('a closed case opens again only on new facts, under a new cycle', () => {
    const desk = takenDown();
    desk.wait(190 * DAY, DAY);
    expect(desk.head.state).toBe('CLOSED');
    expect(desk.decide({ type: 'appealed', actor: uploader, by: 'respondent' })).toMatchObject({
      kind: 'refused',
    });
    desk.must(liam, 'reopened', { newFacts: 'A licence of 2025 came to light.' });
    expect(desk.head).toMatchObject({ state: 'IN_REVIEW', pendingCount: 1 });
    expect(desk.clock('decide')).toMatchObject({ cycle: 2, startedAt: desk.now });
    desk.rule(rolf, [{ ...keep(1), reasonCode: 'KEPT_LICENSED' }]);
    expect(desk.orders().at(-1)).toEqual({ type: 'item.restore', item: 1 });
  });
});
