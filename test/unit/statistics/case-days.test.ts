import { DAY, HOUR, MINUTE, plus } from '../../../shared/clock/instant';
import { caseDays } from '../../../shared/statistics/case-days';
import { figuresOf } from '../../../shared/statistics/figures';
import { tallyOf } from '../../../shared/statistics/tally';
import { actor, DeskOfOne, keep, SYS, takeDown } from '../case/desk-of-one';

const rita = actor('REV', 'rita');
const rolf = actor('REV', 'rolf');

/** The record of one case in figures, day by day. */
const daysOf = (desk: DeskOfOne) => Object.fromEntries(caseDays(desk.head, desk.timeline));
const totalOf = (desk: DeskOfOne) =>
  figuresOf(
    tallyOf(
      [...caseDays(desk.head, desk.timeline).values()].map((day) => ({
        of: 'case',
        caseId: desk.head.id,
        ...day,
      })),
    ),
    desk.now,
  );
const broken = (desk: DeskOfOne, clock: string) =>
  totalOf(desk).breaches.filter((breach) => breach.clock === clock);

/** What is owed within the hour of arrival is out, so that only the promise itself can be broken. */
function received(options: Parameters<typeof DeskOfOne.withNotice>[0] = {}): DeskOfOne {
  const desk = DeskOfOne.withNotice(options);
  desk.must(SYS, 'mail_sent', { template: 'receipt' });
  return desk;
}

describe('what a case adds to the figures of a day', () => {
  it('is its arrival, its decision with the time it took, and each page seen gone', () => {
    const desk = received({ urls: ['https://mirror.example/a', 'https://mirror.example/b'] });
    desk.wait(3 * HOUR, MINUTE);
    desk.rule(rita, [takeDown(1), takeDown(2)]);
    desk.wait(HOUR, MINUTE);
    desk.must(SYS, 'confirmed_gone', { items: [1] });
    desk.wait(HOUR, MINUTE);
    desk.must(SYS, 'confirmed_gone', { items: [1, 2] });
    // It came at 22:15: what followed fell on the next day.
    expect(daysOf(desk)).toMatchObject({
      '2026-11-20': { received: 1, decided: [], gone: [] },
      '2026-11-21': {
        received: 0,
        decided: [{ ruling: 'UPHELD', tookMs: 3 * HOUR }],
        gone: [4 * HOUR, 5 * HOUR],
      },
    });
    expect(totalOf(desk)).toMatchObject({ medianDecisionMs: 3 * HOUR, medianGoneMs: 4.5 * HOUR });
  });

  it('is no decision that was taken back, and of two decisions both where it was reopened between', () => {
    const desk = received({ undoMs: 10 * MINUTE });
    desk.wait(2 * HOUR, MINUTE);
    desk.rule(rita, [takeDown(1)]);
    expect(totalOf(desk).decided.UPHELD).toBe(1);
    desk.wait(5 * MINUTE, MINUTE);
    desk.must(rita, 'decision_undone', {});
    expect(totalOf(desk).decided).toEqual({ UPHELD: 0, PARTIAL: 0, REJECTED: 0, TURNED_AWAY: 0 });
    desk.rule(rita, [keep(1)]);
    for (let days = 0; days < 300 && desk.head.state !== 'CLOSED'; days += 1) desk.wait(DAY);
    desk.must(actor('LEG', 'liam'), 'reopened', { newFacts: 'A licence ended.' });
    desk.wait(HOUR, MINUTE);
    desk.rule(rita, [takeDown(1)]);
    expect(totalOf(desk).decided).toEqual({ UPHELD: 1, PARTIAL: 0, REJECTED: 1, TURNED_AWAY: 0 });
    const took = Object.values(daysOf(desk)).flatMap(({ decided }) => decided.map(({ tookMs }) => tookMs));
    expect(took).toEqual([2 * HOUR + 5 * MINUTE, HOUR]);
  });

  it('counts one turned away, and a case that the desk opened by itself', () => {
    const away = received();
    const leaseToken = away.claim(rita);
    away.must(rita, 'turned_away', {
      leaseToken,
      version: away.head.version,
      reasonCode: 'NA_OTHER_LAW',
      reason: 'A trademark.',
    });
    expect(totalOf(away)).toMatchObject({ received: 1, found: 0, decided: { TURNED_AWAY: 1 } });
    expect(totalOf(DeskOfOne.withArticle('held_article'))).toMatchObject({ received: 0, found: 1 });
  });
});

describe('what a case waited for when its time ran out', () => {
  const cause = (desk: DeskOfOne) => broken(desk, 'decide');

  it('is somebody to claim it', () => {
    const desk = received();
    desk.wait(25 * HOUR, MINUTE);
    expect(cause(desk)).toEqual([{ clock: 'decide', waitedFor: 'unclaimed', count: 1 }]);
    // It came at 22:15 and broke at 22:15 of the next day, whenever that was noticed.
    expect(daysOf(desk)['2026-11-21']?.breached).toContainEqual({ clock: 'decide', waitedFor: 'unclaimed' });
  });

  it('is noticed on its true day though no sweep ran until somebody decided', () => {
    const desk = received();
    desk.now = plus(desk.now, 3 * DAY);
    desk.rule(rita, [keep(1)]);
    expect(desk.timeline.map(({ event }) => event)).not.toContain('breached');
    expect(daysOf(desk)['2026-11-21']?.breached).toContainEqual({ clock: 'decide', waitedFor: 'unclaimed' });
  });

  it('is the decision of who had claimed it, also where only their heartbeat kept the claim alive', () => {
    const desk = received();
    desk.wait(23 * HOUR + 50 * MINUTE, MINUTE);
    const leaseToken = desk.claim(rita);
    const until = desk.head.lease!.expiresAt;
    for (let minutes = 0; minutes < 40; minutes += 5) {
      desk.wait(5 * MINUTE, MINUTE);
      desk.must(rita, 'claim_renewed', { leaseToken });
    }
    expect(until < desk.now).toBe(true);
    desk.decide({
      type: 'items_decided',
      actor: rita,
      leaseToken,
      version: desk.head.version,
      decisions: [keep(1)],
    });
    expect(desk.head.state).toBe('REJECTED');
    expect(cause(desk)).toEqual([{ clock: 'decide', waitedFor: 'claimed', count: 1 }]);
  });

  it('is nobody’s decision where the claim had run out or was given back', () => {
    const left = received();
    left.claim(rita);
    left.wait(25 * HOUR, MINUTE);
    left.rule(rita, [keep(1)]);
    expect(cause(left)).toEqual([{ clock: 'decide', waitedFor: 'unclaimed', count: 1 }]);
    const given = received();
    given.wait(23 * HOUR + 58 * MINUTE, MINUTE);
    given.must(rita, 'released', { leaseToken: given.claim(rita) });
    given.wait(HOUR, MINUTE);
    expect(cause(given)).toEqual([{ clock: 'decide', waitedFor: 'unclaimed', count: 1 }]);
  });

  it('is known by whom it was taken from', () => {
    const desk = received();
    desk.wait(23 * HOUR + 58 * MINUTE, MINUTE);
    const leaseToken = desk.claim(rita);
    const until = desk.head.lease!.expiresAt;
    while (desk.now <= until) {
      desk.wait(MINUTE);
      desk.must(rita, 'claim_renewed', { leaseToken });
    }
    desk.must(rolf, 'taken_over', { reason: 'Rita is at lunch.' });
    expect(cause(desk)).toEqual([{ clock: 'decide', waitedFor: 'claimed', count: 1 }]);
  });

  it('is a second person, the legal team, or a letter', () => {
    const second = received({
      secondPerson: { removalsAbove: 0, authorityOrders: true, pressFreedom: true },
    });
    second.rule(rita, [takeDown(1)]);
    expect(second.head.state).toBe('AWAITING_APPROVAL');
    second.wait(25 * HOUR, MINUTE);
    expect(cause(second)).toEqual([{ clock: 'decide', waitedFor: 'second_person', count: 1 }]);
    const legal = DeskOfOne.withNotice();
    legal.claim(rita);
    legal.must(rita, 'escalated', { reason: 'A court order?' });
    legal.wait(25 * HOUR, MINUTE);
    expect(cause(legal)).toEqual([{ clock: 'decide', waitedFor: 'escalated', count: 1 }]);
    expect(broken(legal, 'acknowledge')).toEqual([{ clock: 'acknowledge', waitedFor: 'letter', count: 1 }]);
  });

  it('is the page, once it was decided to go, and no page where none was', () => {
    const undecided = received();
    undecided.wait(25 * HOUR, MINUTE);
    expect(broken(undecided, 'confirm_gone')).toEqual([]);
    const desk = received();
    desk.rule(rita, [takeDown(1)]);
    desk.wait(25 * HOUR, MINUTE);
    expect(broken(desk, 'confirm_gone')).toEqual([{ clock: 'confirm_gone', waitedFor: 'page', count: 1 }]);
  });
});

describe('a reply inside a pause', () => {
  function asked(): DeskOfOne {
    const desk = received();
    desk.wait(HOUR, MINUTE);
    desk.must(rita, 'information_requested', { leaseToken: desk.claim(rita), missing: ['SIG'] });
    desk.must(SYS, 'mail_sent', { template: 'information_requested' });
    return desk;
  }

  it('counts from the mail until the clock goes on, and on as long as it stands', () => {
    const desk = asked();
    desk.wait(2 * HOUR, MINUTE);
    desk.must(SYS, 'mail_received', { key: 'mail/1', sha256: 's' });
    desk.wait(30 * MINUTE, MINUTE);
    desk.must(SYS, 'mail_received', { key: 'mail/2', sha256: 't' });
    expect(totalOf(desk).unheardMs).toBe(30 * MINUTE);
    desk.wait(15 * MINUTE, MINUTE);
    desk.must(actor('CMP', 'complainant'), 'answered', { items: [], missing: [], dsaComplete: true });
    desk.wait(DAY, HOUR);
    expect(totalOf(desk).unheardMs).toBe(45 * MINUTE);
  });

  it('is none where the answer itself let the clock go on, or the mail came before the pause', () => {
    const before = received();
    before.must(SYS, 'mail_received', { key: 'mail/1', sha256: 's' });
    expect(totalOf(before).unheardMs).toBe(0);
    const desk = asked();
    desk.wait(2 * HOUR, MINUTE);
    desk.must(actor('CMP', 'complainant'), 'answered', { items: [], missing: [], dsaComplete: true });
    desk.must(SYS, 'mail_received', { key: 'mail/1', sha256: 's' });
    desk.wait(HOUR, MINUTE);
    expect(totalOf(desk).unheardMs).toBe(0);
  });
});
