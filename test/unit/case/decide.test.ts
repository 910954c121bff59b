import { DAY, HOUR, type Instant, MINUTE, plus } from '../../../shared/clock/instant';
import { timeLeft } from '../../../shared/clock/time-left';
import { isStillOwed } from '../../../shared/case/undo';
import type { ArticleId, CaseId } from '../../../shared/ids';
import { actor, DeskOfOne, evidence, keep, RECEIVED, SYS, takeDown } from './desk-of-one';

const rita = actor('REV', 'rita');
const rolf = actor('REV', 'rolf');
const liam = actor('LEG', 'liam');
const mona = actor('MGR', 'mona');
const complainant = actor('CMP', 'complainant');

const three = ['a', 'b', 'c'].map((page) => `https://mirror.example/${page}`);

describe('a complaint arrives', () => {
  it('opens a case whose clock runs from receipt, and answers with a receipt', () => {
    const desk = DeskOfOne.withNotice();
    expect(desk.head).toMatchObject({ state: 'IN_REVIEW', version: 1, itemCount: 1, pendingCount: 1 });
    expect(desk.timeline.map(({ event, from, to }) => [event, from, to])).toEqual([
      ['submitted', null, 'RECEIVED'],
      ['screened', 'RECEIVED', 'SCREENING'],
      ['completed', 'SCREENING', 'IN_REVIEW'],
    ]);
    expect(timeLeft(desk.clock('decide'), plus(RECEIVED, MINUTE))).toBe('23 h 59 m left');
    expect(desk.mails('complainant')).toEqual(['receipt']);
    desk.must(SYS, 'mail_sent', { template: 'receipt' });
    expect(desk.clock('acknowledge').fulfilledAt).toBe(RECEIVED);
  });

  it('tells the check as the desk’s own doing: the timeline read "the complainant: the complaint was checked"', () => {
    const desk = DeskOfOne.withNotice();
    expect(desk.timeline.map(({ event, actor: { role } }) => [event, role])).toEqual([
      ['submitted', 'CMP'],
      ['screened', 'SYS'],
      ['completed', 'SYS'],
    ]);
    const incomplete = DeskOfOne.withNotice({
      notice: ({ signature: _none, accuracy: _no, authority: _nor, ...rest }) => rest,
    });
    expect(incomplete.timeline.at(-1)).toMatchObject({
      event: 'information_requested',
      actor: { role: 'SYS' },
    });
  });

  it('asks for what is missing, and lets the clock run until the request has been sent', () => {
    const desk = DeskOfOne.withNotice({
      notice: ({ signature: _none, accuracy: _no, authority: _nor, ...rest }) => rest,
    });
    expect(desk.head).toMatchObject({ state: 'AWAITING_COMPLAINANT', missing: ['i', 'vi'] });
    // Two mails 0.1 s apart said 'we decide by 11:58' and 'the time stands still until you answer'.
    expect(desk.mails('complainant')).toEqual(['information_requested']);
    expect(desk.clock('decide').pauses).toEqual([]);
    desk.now = plus(RECEIVED, MINUTE);
    desk.must(SYS, 'mail_sent', { template: 'information_requested' });
    expect(desk.clock('acknowledge').fulfilledAt).toBe(plus(RECEIVED, MINUTE));
    expect(desk.clock('decide').pauses).toEqual([{ from: plus(RECEIVED, MINUTE) }]);
    expect(desk.clock('cure')).toMatchObject({ startedAt: desk.now, budgetMs: 7 * DAY });
  });

  it('gives a notice nobody can be asked about to a person', () => {
    const desk = DeskOfOne.withNotice({ notice: (whole) => ({ ...whole, contact: {} }) });
    expect(desk.head).toMatchObject({ state: 'SCREENING', missing: ['iv'], flags: ['NO_EMAIL'] });
    expect(desk.clock('screen').fulfilledAt).toBeUndefined();
    const token = desk.claim(rita);
    expect(
      desk.decide({ type: 'information_requested', actor: rita, leaseToken: token, missing: ['CONTACT'] }),
    ).toMatchObject({ outcome: 'refused', kind: 'refused' });
    desk.must(rita, 'completed', { note: 'The letter names a lawyer we know.' });
    expect(desk.head.state).toBe('IN_REVIEW');
  });

  it('dated next year arrived today: its time runs from today, and somebody is told to look at the date', () => {
    const desk = DeskOfOne.withNotice({ notice: (whole) => ({ ...whole, statedDate: '13 August 2027' }) });
    expect(desk.head).toMatchObject({ state: 'IN_REVIEW', warnings: ['STATED_DATE'] });
    expect(desk.clock('decide').startedAt).toBe(RECEIVED);
  });

  it('opens without any address too', () => {
    const desk = DeskOfOne.withNotice({ urls: [] });
    expect(desk.head).toMatchObject({ state: 'AWAITING_COMPLAINANT', itemCount: 0, missing: ['iii'] });
  });

  it('stores a long notice in pieces and is decided only when all of it is there', () => {
    const desk = DeskOfOne.withNotice({ urls: three });
    const head = { ...desk.head, itemCount: 4, pendingCount: 4 };
    desk.file = { ...desk.file, head };
    desk.rule(
      rita,
      three.map((_, index) => takeDown(index + 1)),
    );
    expect(desk.head).toMatchObject({ state: 'IN_REVIEW', pendingCount: 1 });
    expect(desk.clock('decide').fulfilledAt).toBeUndefined();
    desk.must(SYS, 'items_added', {
      receivedAt: RECEIVED,
      items: [{ url: 'https://mirror.example/d', elements: [], deficiencies: [], comparison: evidence('d') }],
    });
    expect(desk.head).toMatchObject({ itemCount: 4, pendingCount: 1 });
    expect(desk.head.clocks.filter(({ kind }) => kind === 'decide')).toHaveLength(1);
    desk.rule(rita, [keep(4)]);
    expect(desk.head).toMatchObject({ state: 'ACTIONED', outcome: 'PARTIAL' });
  });

  it('gives an address named later its own 24 hours', () => {
    const desk = DeskOfOne.withNotice();
    desk.now = plus(RECEIVED, 10 * HOUR);
    desk.must(SYS, 'items_added', {
      receivedAt: desk.now,
      items: [
        { url: 'https://mirror.example/late', elements: [], deficiencies: [], comparison: evidence('l') },
      ],
    });
    desk.rule(rita, [takeDown(1)]);
    const [first, second] = desk.head.clocks.filter(({ kind }) => kind === 'decide');
    expect(first?.fulfilledAt).toBe(desk.now);
    expect(second).toMatchObject({ startedAt: desk.now, items: [2] });
    expect(second?.fulfilledAt).toBeUndefined();
  });
});

describe('missing parts', () => {
  const asked = () => {
    const desk = DeskOfOne.withNotice({
      notice: ({ signature: _none, accuracy: _no, authority: _nor, ...rest }) => rest,
    });
    desk.must(SYS, 'mail_sent', { template: 'information_requested' });
    return desk;
  };
  const all = ['i', 'ii', 'iii', 'iv', 'v', 'vi'] as const;

  it('an answer goes on with what was left', () => {
    const desk = asked();
    desk.now = plus(RECEIVED, 30 * HOUR);
    desk.must(complainant, 'answered', {
      items: [{ no: 1, elements: all, deficiencies: [] }],
      missing: [],
      dsaComplete: true,
    });
    expect(desk.head).toMatchObject({ state: 'IN_REVIEW', missing: [] });
    expect(timeLeft(desk.clock('decide'), desk.now)).toBe('24 h left');
    expect(desk.clock('cure').fulfilledAt).toBe(desk.now);
    expect(desk.mails('complainant').at(-1)).toBe('information_received');
  });

  it('are named in a request: one that lists nothing is none, and pauses nothing', () => {
    const desk = DeskOfOne.withNotice();
    const leaseToken = desk.claim(rita);
    expect(
      desk.decide({ type: 'information_requested', actor: rita, leaseToken, missing: [] }),
    ).toMatchObject({ outcome: 'refused', reason: expect.stringContaining('name what is missing') });
  });

  it('an answer that is not enough goes to a person, not round again', () => {
    const desk = asked();
    desk.must(complainant, 'answered', { items: [], missing: ['vi'], dsaComplete: false });
    expect(desk.head).toMatchObject({ state: 'SCREENING', missing: ['vi'] });
  });

  it('with less than an hour left when the answer comes is at risk at once', () => {
    const desk = DeskOfOne.withNotice();
    desk.now = plus(RECEIVED, 23 * HOUR + 30 * MINUTE);
    const leaseToken = desk.claim(rita);
    desk.must(rita, 'information_requested', { leaseToken, missing: ['WORK'] });
    desk.must(SYS, 'mail_sent', { template: 'information_requested' });
    desk.now = plus(desk.now, DAY);
    desk.must(complainant, 'answered', { items: [], missing: [], dsaComplete: true });
    expect(desk.head.flags).toContain('AT_RISK');
    expect(timeLeft(desk.clock('decide'), desk.now)).toBe('30 m left');
  });

  it('that never come close the case after two reminders, and a reply within 30 days opens it again', () => {
    const desk = asked();
    desk.wait(8 * DAY, HOUR);
    expect(desk.head).toMatchObject({ state: 'CLOSED', flags: ['INCOMPLETE'] });
    expect(desk.mails('complainant')).toEqual([
      'information_requested',
      'information_reminder',
      'information_reminder',
      'closed_incomplete',
    ]);
    expect(desk.clock('decide')).toMatchObject({ cancelledAt: desk.head.closedAt });
    expect(desk.clock('decide').breachedAt).toBeUndefined();
    desk.wait(20 * DAY);
    desk.must(complainant, 'answered', {
      items: [{ no: 1, elements: all, deficiencies: [] }],
      missing: [],
      dsaComplete: true,
    });
    expect(desk.head.state).toBe('IN_REVIEW');
    expect(desk.clock('decide')).toMatchObject({ cycle: 2, startedAt: desk.now });
  });

  it('that never come leave done what was done, and its source hears why', () => {
    const desk = DeskOfOne.withNotice({ urls: three });
    desk.rule(rita, [takeDown(1)]);
    const leaseToken = desk.claim(rita);
    desk.must(rita, 'information_requested', { leaseToken, missing: ['WORK'] });
    desk.must(SYS, 'mail_sent', { template: 'information_requested' });
    expect(desk.mails('respondent')).toEqual([]);
    desk.wait(8 * DAY);
    expect(desk.head).toMatchObject({ state: 'CLOSED', outcome: 'PARTIAL' });
    expect(desk.mails('respondent')).toContain('statement_of_reasons');
    expect(desk.clock('confirm_gone').cancelledAt).toBeUndefined();
    expect(desk.alerts().at(-1)?.data['crossings']).toContainEqual(
      expect.objectContaining({ clock: 'tell_respondent', percent: 100 }),
    );
  });

  it('that come too late are refused with a way on', () => {
    const desk = asked();
    desk.wait(8 * DAY);
    desk.wait(31 * DAY);
    expect(
      desk.decide({ type: 'answered', actor: complainant, items: [], missing: [], dsaComplete: true }),
    ).toMatchObject({ outcome: 'refused', reason: expect.stringContaining('new notice') });
  });

  it('a request that came back gives the complainant nothing to answer: the clock runs again', () => {
    const desk = asked();
    desk.now = plus(RECEIVED, HOUR);
    desk.must(SYS, 'mail_bounced', { template: 'information_requested', to: 'complainant' });
    expect(desk.clock('decide').pauses).toEqual([{ from: RECEIVED, to: desk.now }]);
    expect(desk.alerts().at(-1)).toMatchObject({ runbook: 'mail-bounced' });
  });
});

describe('two reviewers', () => {
  it('one holds the case, the other is told who and until when', () => {
    const desk = DeskOfOne.withNotice();
    const token = desk.claim(rita);
    expect(desk.decide({ type: 'claimed', actor: rolf })).toMatchObject({
      outcome: 'refused',
      kind: 'conflict',
      facts: { holder: 'rita', expiresAt: plus(RECEIVED, 10 * MINUTE) },
    });
    desk.now = plus(desk.now, 5 * MINUTE);
    expect(desk.claim(rita)).toBe(token);
    expect(desk.head.lease?.expiresAt).toBe(plus(RECEIVED, 15 * MINUTE));
  });

  it('who renews her claim decides what she read before it', () => {
    const desk = DeskOfOne.withNotice();
    const leaseToken = desk.claim(rita);
    const { version } = desk.head;
    desk.now = plus(desk.now, 5 * MINUTE);
    desk.claim(rita);
    expect(desk.head.version).toBeGreaterThan(version);
    desk.must(rita, 'items_decided', { leaseToken, version, decisions: [takeDown(1)] });
  });

  it('after the lease ran out exactly one of them decides', () => {
    const desk = DeskOfOne.withNotice();
    const stale = desk.claim(rita);
    const version = desk.head.version;
    desk.now = plus(desk.now, 10 * MINUTE);
    const fresh = desk.claim(rolf);
    expect(fresh).toBeGreaterThan(stale);
    const decisions = [takeDown(1)];
    expect(
      desk.decide({ type: 'items_decided', actor: rita, leaseToken: stale, version, decisions }),
    ).toMatchObject({
      kind: 'conflict',
      facts: { holder: 'rolf', yourToken: stale, lastToken: fresh },
    });
    desk.must(rolf, 'items_decided', { leaseToken: fresh, version, decisions });
    expect(desk.orders()).toEqual([{ type: 'item.takedown', item: 1 }]);
  });

  it('who never held the case was told that theirs had been taken over: they hear who holds it', () => {
    const desk = DeskOfOne.withNotice();
    const leaseToken = desk.claim(liam);
    for (const event of [
      { type: 'released', actor: rita, leaseToken },
      { type: 'items_decided', actor: rita, leaseToken, version: desk.head.version, decisions: [keep(1)] },
    ] as const)
      expect(desk.decide(event)).toMatchObject({
        kind: 'conflict',
        reason: expect.stringMatching(/^liam holds this case until .*, and you do not/),
      });
  });

  it('a decision after the last one was "nobody has claimed": it is told what stands', () => {
    const desk = DeskOfOne.withNotice();
    desk.rule(liam, [takeDown(1)]);
    expect(
      desk.decide({ type: 'items_decided', actor: rita, leaseToken: 1, version: 1, decisions: [keep(1)] }),
    ).toMatchObject({
      outcome: 'refused',
      reason: `every item is decided already: liam decided item 1: disable, at ${desk.now}`,
    });
  });

  it('tokens never fall, release or not', () => {
    const desk = DeskOfOne.withNotice();
    const first = desk.claim(rita);
    desk.must(rita, 'released', { leaseToken: first });
    expect(desk.head.lease).toBeUndefined();
    expect(desk.claim(rolf)).toBe(first + 1);
    desk.must(mona, 'taken_over', { reason: 'Rolf is off sick.' });
    expect(desk.head.lease).toMatchObject({ holder: 'mona', token: first + 2 });
  });

  it('a claim lasts as long as its holder’s heart beats, and no beat revives one that ran out', () => {
    const desk = DeskOfOne.withNotice();
    const leaseToken = desk.claim(rita);
    const read = desk.head.version;
    for (let beat = 0; beat < 12; beat += 1) {
      desk.now = plus(desk.now, 9 * MINUTE);
      desk.must(rita, 'claim_renewed', { leaseToken });
    }
    expect(desk.head.lease).toEqual({
      holder: 'rita',
      token: leaseToken,
      expiresAt: plus(desk.now, 10 * MINUTE),
    });
    // Beating fills no timeline, and what was read before it is good to decide by.
    expect(desk.timeline.filter(({ event }) => event !== 'warned')).toHaveLength(4);
    expect(desk.head.materialVersion).toBeLessThanOrEqual(read);
    desk.now = plus(desk.now, 10 * MINUTE);
    expect(desk.decide({ type: 'claim_renewed', actor: rita, leaseToken })).toMatchObject({
      kind: 'conflict',
      reason: expect.stringContaining('claim it again'),
    });
  });

  it('a case is taken over for a reason, on record, and the earlier token opens nothing any more', () => {
    const desk = DeskOfOne.withNotice();
    const earlier = desk.claim(rita);
    const { version } = desk.head;
    expect(desk.decide({ type: 'taken_over', actor: rolf, reason: ' ' })).toMatchObject({ kind: 'refused' });
    expect(desk.decide({ type: 'taken_over', actor: rita, reason: 'Mine.' })).toMatchObject({
      reason: expect.stringContaining('you hold this case yourself'),
    });
    desk.must(rolf, 'taken_over', { reason: 'Rita has gone home.' });
    expect(desk.timeline.at(-1)).toMatchObject({
      event: 'taken_over',
      actor: rolf,
      facts: { takenFrom: 'rita', reason: 'Rita has gone home.', token: earlier + 1 },
    });
    for (const event of [
      { type: 'claim_renewed', actor: rita, leaseToken: earlier },
      { type: 'released', actor: rita, leaseToken: earlier },
      { type: 'items_decided', actor: rita, leaseToken: earlier, version, decisions: [takeDown(1)] },
    ] as const)
      expect(desk.decide(event)).toMatchObject({
        kind: 'conflict',
        reason: expect.stringContaining('rolf has taken this case over'),
      });
    desk.must(rolf, 'items_decided', { leaseToken: earlier + 1, version, decisions: [takeDown(1)] });
  });

  it('a claim that ran out with nobody after it is no claim', () => {
    const desk = DeskOfOne.withNotice();
    const leaseToken = desk.claim(rita);
    desk.now = plus(desk.now, 10 * MINUTE);
    expect(
      desk.decide({ type: 'items_decided', actor: rita, leaseToken, version: 2, decisions: [takeDown(1)] }),
    ).toMatchObject({ kind: 'conflict', reason: expect.stringContaining('claim it again') });
  });

  it('a form left open in another tab, under one’s own earlier claim, is stale too', () => {
    const desk = DeskOfOne.withNotice();
    const earlier = desk.claim(rita);
    desk.now = plus(desk.now, 10 * MINUTE);
    desk.claim(rita);
    expect(desk.decide({ type: 'released', actor: rita, leaseToken: earlier })).toMatchObject({
      kind: 'conflict',
    });
  });

  it('evidence that came in meanwhile makes a decision stale, a warning does not', () => {
    const desk = DeskOfOne.withNotice({ compared: false });
    desk.must(SYS, 'mail_sent', { template: 'receipt' });
    desk.now = plus(desk.now, 12 * HOUR - MINUTE);
    const leaseToken = desk.claim(rita);
    const version = desk.head.version;
    desk.wait(2 * MINUTE);
    expect(desk.timeline.at(-1)?.event).toBe('warned');
    const decided = {
      type: 'items_decided' as const,
      actor: rita,
      leaseToken,
      version,
      decisions: [takeDown(1)],
    };
    desk.must(SYS, 'evidence_recorded', { items: [{ no: 1, comparison: evidence('late') }] });
    expect(desk.decide(decided)).toMatchObject({
      kind: 'conflict',
      facts: { yourVersion: version, version: desk.head.version, changedInVersion: desk.head.version },
    });
    expect(desk.decide({ ...decided, version: desk.head.version })).toMatchObject({ outcome: 'changed' });
  });
});

describe('deciding', () => {
  it('tells both parties, orders the page down and starts what follows', () => {
    const desk = DeskOfOne.withNotice();
    desk.rule(rita, [takeDown(1)]);
    expect(desk.head).toMatchObject({ state: 'ACTIONED', outcome: 'UPHELD', pendingCount: 0 });
    expect(desk.head.lease).toBeUndefined();
    expect(desk.mails('complainant')).toEqual(['receipt', 'outcome']);
    expect(desk.mails('respondent')).toEqual(['statement_of_reasons']);
    expect(desk.orders()).toEqual([{ type: 'item.takedown', item: 1 }]);
    expect([...desk.holds.values()]).toEqual([
      { articleId: 'art_1', caseId: 'CD-00000-00001', itemNo: 1, kind: 'NOTICE', from: RECEIVED },
    ]);
    expect(desk.clock('decide').fulfilledAt).toBe(RECEIVED);
    expect(desk.clock('confirm_gone').fulfilledAt).toBeUndefined();
    expect(desk.clock('tell_respondent').fulfilledAt).toBeUndefined();
    expect(desk.clock('appeal_open').startedAt).toBe(RECEIVED);
    expect(desk.file.items[0]?.decision?.evidenceSha256).toBe(
      desk.file.items[0]?.comparison.outcome === 'compared' ? desk.file.items[0].comparison.sha256 : 0,
    );
  });

  it('keeps the promise only when the page was seen gone', () => {
    const desk = DeskOfOne.withNotice();
    desk.rule(rita, [takeDown(1)]);
    desk.now = plus(RECEIVED, 2 * MINUTE);
    desk.must(SYS, 'cms_acknowledged', { items: [1] });
    expect(desk.clock('confirm_gone').fulfilledAt).toBeUndefined();
    desk.must(SYS, 'confirmed_gone', { items: [1] });
    expect(desk.clock('confirm_gone').fulfilledAt).toBe(desk.now);
    expect(desk.decide({ type: 'confirmed_gone', actor: SYS, items: [1] })).toEqual({ outcome: 'unchanged' });
  });

  it('where nobody can look at the page, takes the word of the CMS for it', () => {
    const desk = DeskOfOne.withNotice({ confirmGone: 'acknowledged' });
    desk.rule(rita, [takeDown(1)]);
    desk.must(SYS, 'cms_acknowledged', { items: [1] });
    expect(desk.clock('confirm_gone').fulfilledAt).toBe(desk.now);
  });

  it('a mixed outcome is PARTIAL; each respondent gets one statement; nothing kept is waited for', () => {
    const desk = DeskOfOne.withNotice({ urls: three });
    desk.rule(rita, [takeDown(1)]);
    expect(desk.head).toMatchObject({ state: 'IN_REVIEW', pendingCount: 2 });
    expect(desk.mails('respondent')).toEqual([]);
    desk.rule(rita, [keep(2), { ...takeDown(3), actions: ['trim_to_excerpt', 'add_credit'] }]);
    expect(desk.head).toMatchObject({ state: 'ACTIONED', outcome: 'PARTIAL' });
    expect(desk.file.items.map(({ state }) => state)).toEqual(['DISABLED', 'KEPT', 'AMENDED']);
    expect(desk.mails('respondent')).toEqual(['statement_of_reasons', 'statement_of_reasons']);
    expect(desk.orders()).toEqual([
      { type: 'item.takedown', item: 1 },
      { type: 'item.amend', item: 3 },
    ]);
    desk.must(SYS, 'confirmed_gone', { items: [1, 2, 3] });
    expect(desk.clock('confirm_gone').fulfilledAt).toBe(desk.now);
  });

  it('keeping everything is REJECTED, tells both and owes no page', () => {
    const desk = DeskOfOne.withNotice();
    desk.rule(rita, [keep(1)]);
    expect(desk.head).toMatchObject({ state: 'REJECTED', outcome: 'REJECTED' });
    expect(desk.mails('complainant').at(-1)).toBe('outcome');
    expect(desk.mails('respondent')).toEqual(['outcome']);
    expect(desk.clock('confirm_gone').cancelledAt).toBe(RECEIVED);
    expect(desk.orders()).toEqual([]);
  });

  it('half an hour after the first page went down its source hears of it, decided or not', () => {
    const desk = DeskOfOne.withNotice({ urls: three });
    desk.rule(rita, [takeDown(1)]);
    desk.wait(31 * MINUTE, MINUTE);
    expect(desk.mails('respondent')).toEqual(['statement_of_reasons']);
    desk.must(SYS, 'mail_sent', { template: 'statement_of_reasons' });
    expect(desk.clock('tell_respondent').fulfilledAt).toBe(desk.now);
  });

  it.each([
    ['no item of that number', [takeDown(9)], /no item 9/],
    ['an item twice', [takeDown(1), keep(1)], /twice/],
    ['nothing', [], /at least one/],
    [
      'a reason to keep for taking down',
      [{ ...takeDown(1), reasonCode: 'KEPT_LICENSED' as const }],
      /UPHELD_/,
    ],
    ['a reason to act for keeping', [{ ...keep(1), reasonCode: 'UPHELD_IMAGE' as const }], /KEPT_ or NA_/],
    ['a machine’s reason', [{ ...keep(1), reasonCode: 'REV_COUNTER' as const }], /not a reviewer/],
    ['no words', [{ ...keep(1), reason: '  ' }], /reason is empty/],
    ['no action', [{ ...takeDown(1), actions: [] }], /at least one action/],
    ['keep and disable', [{ ...takeDown(1), actions: ['keep', 'disable'] as const }], /keep can not/],
    ['remove and disable', [{ ...takeDown(1), actions: ['remove', 'disable'] as const }], /either/],
    [
      'trimming a removed page',
      [{ ...takeDown(1), actions: ['remove', 'add_credit'] as const }],
      /page that stays/,
    ],
    ['an image for a text', [{ ...takeDown(1), actions: ['remove_image'] as const }], /UPHELD_IMAGE/],
  ])('refuses %s, and changes nothing', (_what, decisions, why) => {
    const desk = DeskOfOne.withNotice({ urls: three });
    const leaseToken = desk.claim(rita);
    const before = desk.file;
    expect(
      desk.decide({ type: 'items_decided', actor: rita, leaseToken, version: desk.head.version, decisions }),
    ).toMatchObject({ outcome: 'refused', kind: 'refused', reason: expect.stringMatching(why) });
    expect(desk.file).toBe(before);
  });

  it('finds nothing proven without evidence; a voluntary measure finds nothing', () => {
    const desk = DeskOfOne.withNotice({ compared: false });
    desk.file = { ...desk.file, items: desk.file.items.map(({ snapshotSha256: _none, ...item }) => item) };
    expect(desk.rule(rita, [takeDown(1)])).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('evidence'),
    });
    expect(desk.rule(rita, [{ ...takeDown(1), reasonCode: 'UPHELD_VOLUNTARY' }])).toMatchObject({
      outcome: 'changed',
    });
  });

  it('a second decision gets what stands', () => {
    const desk = DeskOfOne.withNotice({ urls: three });
    desk.rule(rita, [takeDown(1)]);
    expect(desk.rule(rita, [keep(1)])).toMatchObject({
      kind: 'conflict',
      facts: { item: 1, state: 'DISABLED', decidedBy: 'rita', reasonCode: 'UPHELD_FULL_COPY' },
    });
  });

  it.each(['SYS', 'ADM', 'AUD', 'MGR', 'TRI', 'CMP', 'UPL'] as const)('is not for %s', (role) => {
    const desk = DeskOfOne.withNotice();
    const leaseToken = desk.claim(rita);
    expect(
      desk.decide({
        type: 'items_decided',
        actor: actor(role, 'rita'),
        leaseToken,
        version: 2,
        decisions: [takeDown(1)],
      }),
    ).toMatchObject({ outcome: 'refused', kind: 'forbidden' });
  });

  it('nobody decides what they filed; who works alone may, and it is written down', () => {
    const filed = DeskOfOne.withNotice({ filedBy: 'rita' });
    expect(filed.rule(rita, [takeDown(1)])).toMatchObject({ kind: 'forbidden' });
    expect(filed.head.state).toBe('IN_REVIEW');
    const alone = DeskOfOne.withNotice({ filedBy: 'rita', soloOperator: true });
    alone.rule(rita, [takeDown(1)]);
    expect(alone.head).toMatchObject({ state: 'ACTIONED', flags: expect.arrayContaining(['ROLE_CONFLICT']) });
    expect(alone.timeline.at(-2)?.facts).toMatchObject({ roleConflict: expect.any(String) });
  });
});

describe('taking a decision back', () => {
  const undoable = () => {
    const desk = DeskOfOne.withNotice({ undoMs: 30_000 });
    desk.now = plus(RECEIVED, DAY - 10_000);
    desk.rule(rita, [takeDown(1)]);
    return desk;
  };

  it('is possible while its effects wait; they are then no longer owed', () => {
    const desk = undoable();
    const waiting = desk.outbox.filter(({ notBefore }) => notBefore > desk.now);
    expect(waiting).toHaveLength(3);
    expect(waiting.every(({ effect }) => isStillOwed(effect, desk.file))).toBe(true);
    desk.now = plus(desk.now, 5_000);
    desk.must(rita, 'decision_undone', {});
    expect(desk.head).toMatchObject({ state: 'IN_REVIEW', pendingCount: 1 });
    expect(desk.head.outcome).toBeUndefined();
    expect(waiting.some(({ effect }) => isStillOwed(effect, desk.file))).toBe(false);
    expect([...desk.holds.values()].every(({ to }) => to !== undefined)).toBe(true);
    expect(desk.clock('decide').fulfilledAt).toBeUndefined();
    expect(desk.clock('decide').breachedAt).toBeUndefined();
  });

  it('after the promise has run out is a breach', () => {
    const desk = undoable();
    desk.now = plus(desk.now, 20_000);
    desk.must(rita, 'decision_undone', {});
    expect(desk.clock('decide').breachedAt).toBe(plus(RECEIVED, DAY));
  });

  it('is refused, with the reason, once the decision was sent at once', () => {
    const desk = undoable();
    desk.now = plus(desk.now, 5_000);
    desk.must(rita, 'sent_at_once', {});
    expect(desk.decide({ type: 'decision_undone', actor: rita })).toMatchObject({
      kind: 'refused',
      reason: 'the decision was sent at once: its orders and mails have left',
      facts: { by: 'rita', at: desk.now },
    });
    expect(desk.decide({ type: 'sent_at_once', actor: rita })).toMatchObject({ outcome: 'unchanged' });
  });

  it('is given up by who decided or by a manager, while there is something to give up', () => {
    const desk = undoable();
    expect(desk.decide({ type: 'sent_at_once', actor: rolf })).toMatchObject({ kind: 'forbidden' });
    const manager = { role: 'MGR', id: 'mona' } as const;
    expect(desk.decide({ type: 'sent_at_once', actor: manager })).toMatchObject({ outcome: 'changed' });
    const late = undoable();
    late.now = plus(late.now, 30_000);
    expect(late.decide({ type: 'sent_at_once', actor: rita })).toMatchObject({ kind: 'refused' });
  });

  it('is for the one who decided, and only for so long', () => {
    const desk = undoable();
    expect(desk.decide({ type: 'decision_undone', actor: rolf })).toMatchObject({ kind: 'forbidden' });
    desk.now = plus(desk.now, 30_000);
    expect(desk.decide({ type: 'decision_undone', actor: rita })).toMatchObject({ kind: 'refused' });
  });
});

describe('time', () => {
  it('warns at 50, 75 and 90 % and cries at 100 %, each once, at the true time', () => {
    const desk = DeskOfOne.withNotice();
    desk.must(SYS, 'mail_sent', { template: 'receipt' });
    desk.wait(30 * HOUR, MINUTE);
    const said = desk.timeline.filter(({ event }) => event === 'warned' || event === 'breached');
    expect(said.map(({ facts }) => [facts['clock'], facts['percent'], facts['crossedAt']])).toEqual([
      ['decide', 50, '2026-11-21T10:15:00.000Z'],
      ['decide', 75, '2026-11-21T16:15:00.000Z'],
      ['decide', 90, '2026-11-21T19:51:00.000Z'],
      ['decide', 100, '2026-11-21T22:15:00.000Z'],
    ]);
    expect(desk.alerts().map(({ severity, data }) => [severity, data['audience']])).toEqual([
      ['info', ['reviewer']],
      ['warning', ['reviewer', 'lead']],
      ['warning', ['reviewer', 'lead', 'legal']],
      ['critical', ['reviewer', 'lead', 'legal', 'manager', 'agent']],
    ]);
    expect(desk.head.flags).toEqual(['AT_RISK', 'BREACHED']);
    expect(desk.head.nextDueAt).toBeUndefined();
  });

  it('after an outage of days says it all at once, as one alert, with the true times', () => {
    const desk = DeskOfOne.withNotice({
      urls: Array.from({ length: 300 }, (_, n) => `https://mirror.example/${n}`),
    });
    desk.wait(3 * DAY);
    expect(desk.alerts()).toHaveLength(1);
    expect(desk.alerts()[0]?.data['crossings']).toContainEqual({
      clock: 'decide',
      cycle: 1,
      percent: 50,
      crossedAt: '2026-11-21T10:15:00.000Z',
    });
    expect(desk.clock('decide').breachedAt).toBe('2026-11-21T22:15:00.000Z');
    expect(desk.tick()).toEqual({ outcome: 'unchanged' });
  });

  it('names the next instant at which a sweep has something to do', () => {
    const desk = DeskOfOne.withNotice();
    desk.must(SYS, 'mail_sent', { template: 'receipt' });
    expect(desk.head.nextDueAt).toBe('2026-11-21T10:15:00.000Z');
    desk.now = '2026-11-21T10:14:59.999Z' as Instant;
    expect(desk.tick()).toEqual({ outcome: 'unchanged' });
    desk.now = '2026-11-21T10:15:00.000Z' as Instant;
    expect(desk.tick()).toMatchObject({ outcome: 'changed' });
    expect(desk.head.nextDueAt).toBe('2026-11-21T16:15:00.000Z');
  });

  it('closes a case whose time to appeal is over, once the page was seen gone', () => {
    const desk = DeskOfOne.withNotice();
    desk.rule(rita, [takeDown(1)]);
    for (const template of ['receipt', 'statement_of_reasons', 'outcome'] as const)
      desk.decide({ type: 'mail_sent', actor: SYS, template });
    desk.wait(200 * DAY, DAY);
    expect(desk.head.state).toBe('ACTIONED');
    desk.must(SYS, 'confirmed_gone', { items: [1] });
    desk.tick();
    expect(desk.head.state).toBe('CLOSED');
  });
});

describe('other ends', () => {
  it('a withdrawn complaint gives the page back, unless another holds it', () => {
    const alone = DeskOfOne.withNotice();
    alone.rule(rita, [takeDown(1)]);
    alone.must(complainant, 'withdrawn', { verified: true });
    expect(alone.head.state).toBe('WITHDRAWN');
    expect(alone.orders().at(-1)).toEqual({ type: 'item.restore', item: 1 });
    expect(alone.mails('respondent').at(-1)).toBe('withdrawn');

    const second = DeskOfOne.withNotice({
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
    second.rule(rita, [takeDown(1)]);
    second.must(complainant, 'withdrawn', { verified: true });
    expect(second.orders()).toEqual([{ type: 'item.takedown', item: 1 }]);
    expect([...second.holds.values()].filter(({ to }) => to === undefined)).toHaveLength(1);
  });

  // Three hundred addresses, withdrawn a second after they were sent: 275 of them were judged all the same.
  it('a whole withdrawal waits for the whole complaint', () => {
    const desk = DeskOfOne.withNotice();
    const more = { url: 'https://mirror.example/b', elements: ['iii'], deficiencies: [] } as const;
    desk.must(SYS, 'items_added', { receivedAt: desk.now, items: [more], itemCount: 3 });
    const whole = { type: 'withdrawn', actor: actor('CMP'), verified: true } as const;
    expect(desk.decide(whole)).toMatchObject({ outcome: 'refused', kind: 'conflict' });
    desk.must(SYS, 'items_added', { receivedAt: desk.now, items: [{ ...more, url: `${more.url}2` }] });
    expect(desk.decide(whole)).toMatchObject({ outcome: 'changed', file: { head: { state: 'WITHDRAWN' } } });
  });

  it('a withdrawal per item leaves the rest; the last open one withdrawn settles the case', () => {
    const desk = DeskOfOne.withNotice({ urls: three });
    desk.rule(rita, [takeDown(1), keep(2)]);
    desk.must(complainant, 'withdrawn', { items: [3], verified: true });
    expect(desk.head).toMatchObject({ state: 'ACTIONED', outcome: 'PARTIAL' });
    expect(desk.mails('complainant')).toEqual(['receipt', 'withdrawn', 'outcome']);
  });

  it('a case settled by a withdrawal while the complainant was being asked waits for nobody', () => {
    const desk = DeskOfOne.withNotice({ urls: three });
    desk.rule(rita, [takeDown(1)]);
    const leaseToken = desk.claim(rita);
    desk.must(rita, 'information_requested', { leaseToken, missing: ['WORK'] });
    desk.must(SYS, 'mail_sent', { template: 'information_requested' });
    desk.must(complainant, 'withdrawn', { items: [2, 3], verified: true });
    expect(desk.head.state).toBe('ACTIONED');
    expect(desk.clock('confirm_gone').pauses).toEqual([{ from: RECEIVED, to: RECEIVED }]);
    expect(desk.clock('cure').cancelledAt).toBe(RECEIVED);
  });

  it('an unverified withdrawal needs the legal team', () => {
    const desk = DeskOfOne.withNotice();
    expect(desk.decide({ type: 'withdrawn', actor: complainant, verified: false })).toMatchObject({
      kind: 'forbidden',
    });
    desk.must(liam, 'withdrawn', { verified: false });
    expect(desk.head.state).toBe('WITHDRAWN');
    expect(desk.clock('decide').cancelledAt).toBe(RECEIVED);
    expect(desk.mails('respondent')).toEqual([]);
    desk.tick();
    expect(desk.head.state).toBe('CLOSED');
  });

  it('two copies of one complaint become one, and the earlier receipt counts', () => {
    const desk = DeskOfOne.withNotice();
    const earlier = plus(RECEIVED, -HOUR);
    desk.must(SYS, 'duplicate_absorbed', { from: 'CD-00000-00009' as CaseId, receivedAt: earlier });
    expect(desk.clock('decide').startedAt).toBe(earlier);
    expect(desk.file.items[0]?.receivedAt).toBe(earlier);
    const other = DeskOfOne.withNotice();
    other.must(SYS, 'merged', { into: 'CD-00000-00009' as CaseId });
    expect(other.head).toMatchObject({ state: 'MERGED', mergedInto: 'CD-00000-00009' });
    expect(other.mails('complainant').at(-1)).toBe('merged');
    expect(other.head.nextDueAt).toBeUndefined();
  });

  it('a complaint of another kind is turned away with the right route', () => {
    const desk = DeskOfOne.withNotice({ notice: (whole) => ({ ...whole, contact: {} }) });
    desk.must(rita, 'turned_away', {
      leaseToken: desk.claim(rita),
      version: desk.head.version,
      reasonCode: 'NA_OTHER_LAW',
      reason: 'A trademark complaint: write to marks@.',
    });
    expect(desk.head).toMatchObject({ state: 'REJECTED', pendingCount: 0 });
    expect(desk.mails('complainant').at(-1)).toBe('not_handled_here');
  });

  it('claimed, refused "name at least one item", past due for ever: one without an address is closed by a person', () => {
    const desk = DeskOfOne.withNotice({ urls: [] });
    const close = {
      type: 'turned_away',
      actor: rita,
      leaseToken: desk.claim(rita),
      version: desk.head.version,
      reasonCode: 'NA_INCOMPLETE',
      reason: 'No address is named.',
    } as const;
    expect(desk.decide({ ...close, leaseToken: 7 })).toMatchObject({ kind: 'conflict' });
    expect(desk.decide({ ...close, version: 99 })).toMatchObject({ kind: 'conflict' });
    expect(desk.decide(close).outcome).toBe('changed');
    expect(desk.head).toMatchObject({ state: 'REJECTED', outcome: 'REJECTED' });
    expect(desk.clock('decide')).toMatchObject({ fulfilledAt: desk.now });
    expect(desk.mails('complainant').at(-1)).toBe('not_handled_here');
    desk.wait(2 * DAY, HOUR);
    expect(desk.alerts()).toEqual([]);
  });

  it('an article is not turned away: there is nobody who complained', () => {
    const desk = DeskOfOne.withArticle('found_copy');
    expect(
      desk.decide({
        type: 'turned_away',
        actor: rita,
        leaseToken: desk.claim(rita),
        version: desk.head.version,
        reasonCode: 'NA_OTHER_LAW',
        reason: 'Not for us.',
      }),
    ).toMatchObject({ kind: 'refused', reason: expect.stringContaining('no complaint') });
  });

  it('the legal team decides what was passed to it', () => {
    const desk = DeskOfOne.withNotice();
    desk.must(rita, 'escalated', { reason: 'A government press office.' });
    expect(desk.head.state).toBe('ESCALATED');
    expect(desk.alerts()).toHaveLength(1);
    expect(desk.rule(rita, [keep(1)])).toMatchObject({ kind: 'forbidden' });
    desk.now = plus(desk.now, HOUR);
    desk.must(liam, 'returned', { note: 'Decide it as any other.' });
    desk.rule(rita, [keep(1)]);
    expect(desk.head.state).toBe('REJECTED');
  });

  it('one signal of misuse is none, two put the case before the legal team, and nobody outside is told', () => {
    const desk = DeskOfOne.withNotice();
    expect(desk.decide({ type: 'abuse_flagged', actor: SYS, signals: ['new_domain'] })).toMatchObject({
      kind: 'refused',
    });
    desk.must(SYS, 'abuse_flagged', { signals: ['new_domain', 'our_copy_is_older'] });
    expect(desk.head).toMatchObject({ state: 'ESCALATED', flags: ['ABUSE_SUSPECTED'] });
    expect(desk.mails('complainant')).toEqual(['receipt']);
  });
});

describe('evidence', () => {
  const LACKS_ORIGINAL = { outcome: 'not_compared', why: 'no_original_text' } as const;

  it('one without the original at hand was compared with nothing and nobody was asked: its complainant is, once', () => {
    const desk = DeskOfOne.withNotice({ urls: three, compared: false });
    const found = desk.must(SYS, 'evidence_recorded', {
      items: [
        { no: 1, comparison: LACKS_ORIGINAL },
        { no: 2, comparison: evidence('b') },
      ],
    });
    expect(found.timeline.map(({ facts }) => facts)).toMatchObject([
      { item: 1, outcome: 'not_compared', why: 'no_original_text' },
      { item: 2, outcome: 'compared' },
    ]);
    desk.must(SYS, 'evidence_recorded', { items: [{ no: 3, comparison: LACKS_ORIGINAL }] });
    expect(desk.mails('complainant')).toEqual(['receipt', 'original_text_requested']);
  });

  it('a text that came later is compared again, and what was compared without it counts no more', () => {
    const desk = DeskOfOne.withNotice({ compared: false });
    const without = {
      type: 'evidence_recorded',
      actor: SYS,
      items: [{ no: 1, comparison: LACKS_ORIGINAL }],
    } as const;
    expect(desk.decide(without)).toMatchObject({ outcome: 'changed' });
    expect(desk.decide(without)).toEqual({ outcome: 'unchanged' });
    desk.must(complainant, 'original_supplied', { work: 0, key: 'originals/x/0', sha256: 'f' });
    expect(desk.file.items[0]?.comparison).toEqual({ outcome: 'pending', supplied: 'f' });
    expect(desk.decide(without)).toEqual({ outcome: 'unchanged' });
    const found = evidence('with it');
    desk.must(SYS, 'evidence_recorded', { items: [{ no: 1, comparison: found, supplied: 'f' }] });
    expect(desk.file.items[0]?.comparison).toEqual(found);
  });

  describe('on when a text was there', () => {
    const capture = {
      side: 'original',
      rung: 'third_party_capture',
      at: '2020-01-01T00:00:00.000Z' as Instant,
      source: 'https://archive.example/1',
    } as const;

    it('is added by whoever works the case, once, and is something a decision must have seen', () => {
      const desk = DeskOfOne.withNotice({ urls: three });
      const before = desk.head.materialVersion;
      desk.must(rita, 'date_recorded', { item: 2, dated: capture });
      expect(desk.file.items.map(({ dated }) => dated)).toEqual([undefined, [capture], undefined]);
      expect(desk.head.materialVersion).toBeGreaterThan(before);
      expect(desk.decide({ type: 'date_recorded', actor: rita, item: 2, dated: { ...capture } })).toEqual({
        outcome: 'unchanged',
      });
    });

    it('is of the past and of an item of the case', () => {
      const desk = DeskOfOne.withNotice();
      const late = { ...capture, at: plus(desk.now, HOUR) };
      for (const event of [
        { item: 1, dated: late },
        { item: 9, dated: capture },
      ] as const)
        expect(desk.decide({ type: 'date_recorded', actor: rita, ...event })).toMatchObject({
          kind: 'refused',
        });
      expect(
        desk.decide({ type: 'date_recorded', actor: complainant, item: 1, dated: capture }),
      ).toMatchObject({ kind: 'forbidden' });
    });
  });

  it('of a decided item stays what it was decided on', () => {
    const desk = DeskOfOne.withNotice({ urls: three });
    desk.rule(rita, [takeDown(1)]);
    expect(
      desk.decide({
        type: 'evidence_recorded',
        actor: SYS,
        items: [{ no: 1, comparison: evidence('other') }],
      }),
    ).toEqual({ outcome: 'unchanged' });
  });
});

it('a found copy is out: no alert asks to release what nothing holds', () => {
  const desk = DeskOfOne.withArticle('found_copy');
  desk.wait(5 * HOUR, MINUTE);
  const subjects = desk.alerts().map(({ subject }) => subject);
  expect(subjects).toHaveLength(4);
  for (const subject of subjects) expect(subject).toContain('judge the copy that was found');
});

it('no page was decided to go: that none was seen gone is no breach', () => {
  const desk = DeskOfOne.withNotice({ urls: [], notice: (whole) => ({ ...whole, contact: {} }) });
  desk.wait(30 * HOUR, HOUR);
  expect(desk.timeline.filter(({ facts }) => facts['clock'] === 'confirm_gone')).toEqual([]);
  const late = desk.alerts().at(-1);
  expect(late).toMatchObject({ severity: 'critical', data: { dueAt: plus(RECEIVED, 24 * HOUR) } });
  expect(desk.tick()).toEqual({ outcome: 'unchanged' });
  expect(desk.head.nextDueAt).toBeUndefined();
});

describe('a held article', () => {
  it('waits behind a hold under its own clock', () => {
    const desk = DeskOfOne.withArticle('held_article');
    expect(desk.head).toMatchObject({ kind: 'held_article', state: 'IN_REVIEW', pendingCount: 1 });
    expect(desk.clock('dispose').budgetMs).toBe(4 * HOUR);
    expect([...desk.holds.values()]).toMatchObject([{ kind: 'POLICY' }]);
    expect(desk.mails('complainant')).toEqual([]);
  });

  it('is released to be published', () => {
    const desk = DeskOfOne.withArticle('held_article');
    desk.rule(rita, [{ ...keep(1), reasonCode: 'KEPT_LICENSED' }]);
    expect(desk.orders()).toEqual([{ type: 'article.disposition', item: 1 }]);
    expect(desk.outbox.find(({ effect }) => effect.kind === 'cms')?.effect).toMatchObject({
      data: { disposition: 'publish' },
    });
    expect([...desk.holds.values()].every(({ to }) => to !== undefined)).toBe(true);
    expect(desk.mails('respondent')).toEqual(['outcome']);
    desk.tick();
    expect(desk.head.state).toBe('CLOSED');
  });

  it('or stays held, with its reasons', () => {
    const desk = DeskOfOne.withArticle('held_article', 30_000);
    desk.rule(rita, [takeDown(1)]);
    expect(desk.outbox.find(({ effect }) => effect.kind === 'cms')?.effect).toMatchObject({
      type: 'article.disposition',
      data: { disposition: 'refuse' },
    });
    expect(desk.mails('respondent')).toEqual(['statement_of_reasons']);
    desk.must(rita, 'decision_undone', {});
    expect(desk.file.items[0]).toMatchObject({ state: 'PENDING', hold: { kind: 'POLICY' } });
  });
});

describe('a copy that is out already when its original comes', () => {
  it('stays visible until a person decides: no machine takes a page down', () => {
    const desk = DeskOfOne.withArticle('found_copy');
    expect(desk.head).toMatchObject({ kind: 'found_copy', state: 'IN_REVIEW', pendingCount: 1 });
    expect([...desk.holds.values()]).toEqual([]);
    expect(desk.orders()).toEqual([]);
  });

  it('is taken down by a decision and put back when that is taken back', () => {
    const desk = DeskOfOne.withArticle('found_copy', 30_000);
    desk.rule(rita, [takeDown(1)]);
    expect(desk.orders()).toEqual([{ type: 'item.takedown', item: 1 }]);
    expect([...desk.holds.values()]).toMatchObject([{ kind: 'POLICY' }]);
    desk.must(rita, 'decision_undone', {});
    expect([...desk.holds.values()].every(({ to }) => to !== undefined)).toBe(true);
  });

  it('is left as it is by a decision to keep it', () => {
    const desk = DeskOfOne.withArticle('found_copy');
    desk.rule(rita, [{ ...keep(1), reasonCode: 'KEPT_LICENSED' }]);
    expect(desk.orders()).toEqual([]);
  });
});
