import { SECOND } from '../../../shared/clock/instant';
import { actor, DeskOfOne, keep, takeDown } from './desk-of-one';

const REV = actor('REV', 'rita');
const LEG = actor('LEG', 'liam');
const OTHER = actor('LEG', 'lena');

// A reviewer who had passed a case on decided it after all, once the legal team had taken its decision back.
describe('a decision of the legal team that is taken back', () => {
  it.each([
    ['made by one', undefined],
    ['approved by another', { removalsAbove: 0, authorityOrders: true, pressFreedom: true }],
  ])('and was %s leaves the case with the legal team', (_how, secondPerson) => {
    const desk = DeskOfOne.withNotice({ undoMs: 30 * SECOND, ...(secondPerson && { secondPerson }) });
    desk.must(REV, 'escalated', { reason: 'A question of law.' });
    desk.rule(LEG, [takeDown(1)]);
    if (secondPerson) desk.must(OTHER, 'decision_approved', { version: desk.head.version, items: [1] });
    expect(desk.head.state).toBe('ACTIONED');
    desk.must(LEG, 'decision_undone', {});
    expect(desk.head.state).toBe('ESCALATED');
    expect(desk.rule(REV, [keep(1)])).toMatchObject({ outcome: 'refused', kind: 'forbidden' });
  });

  it('and one of a reviewer leaves it with the reviewers', () => {
    const desk = DeskOfOne.withNotice({ undoMs: 30 * SECOND });
    desk.rule(REV, [takeDown(1)]);
    desk.must(REV, 'decision_undone', {});
    expect(desk.head.state).toBe('IN_REVIEW');
  });
});

// A reviewer decided one page, somebody passed the case on, and taking the decision back ended in an error.
describe('a decision of a part, passed on while it could be taken back', () => {
  const passedOn = (by: typeof REV) => {
    const desk = DeskOfOne.withNotice({
      undoMs: 30 * SECOND,
      urls: ['https://mirror.example/a', 'https://mirror.example/b'],
    });
    desk.rule(by, [takeDown(1)]);
    desk.must(OTHER, 'abuse_flagged', { signals: ['FLOOD', 'NO_MANDATE'] });
    expect(desk.head.state).toBe('ESCALATED');
    return desk;
  };

  it.each([REV, LEG])('is taken back by who made it, and the case stays with the legal team: %j', (by) => {
    const desk = passedOn(by);
    desk.must(by, 'decision_undone', {});
    expect(desk.head.state).toBe('ESCALATED');
    expect(desk.file.items.map(({ state }) => state)).toEqual(['PENDING', 'PENDING']);
  });

  it('is not taken back by anybody else', () => {
    const desk = passedOn(REV);
    expect(desk.decide({ type: 'decision_undone', actor: LEG })).toMatchObject({ kind: 'forbidden' });
  });
});

// A part was decided, the case passed on, the rest withdrawn: taken back, the part was the reviewers' again.
it('what was passed on stays with the legal team though it ended meanwhile', () => {
  const desk = DeskOfOne.withNotice({
    undoMs: 30 * SECOND,
    urls: ['https://mirror.example/a', 'https://mirror.example/b'],
  });
  desk.rule(REV, [takeDown(1)]);
  desk.must(REV, 'escalated', { reason: 'A question of law.' });
  desk.must(actor('CMP', 'complainant'), 'withdrawn', { items: [2], verified: true });
  expect(desk.head.state).toBe('ACTIONED');
  desk.must(REV, 'decision_undone', {});
  expect(desk.head.state).toBe('ESCALATED');
});

// Signals of misuse that were named before the case was in review, or while a second person was asked, passed it to nobody.
describe('signals of misuse', () => {
  const signals = ['FLOOD', 'NO_MANDATE'];

  it('bring a case to the legal team once it is complete', () => {
    const desk = DeskOfOne.withNotice({ notice: (whole) => ({ ...whole, contact: {} }) });
    expect(desk.head.state).toBe('SCREENING');
    desk.must(REV, 'abuse_flagged', { signals });
    expect(desk.alerts().map(({ runbook }) => runbook)).toContain('case-escalated');
    desk.must(REV, 'completed', { note: 'It can be judged.' });
    expect(desk.head.state).toBe('ESCALATED');
  });

  it('and let nobody else agree to what was proposed', () => {
    const desk = DeskOfOne.withNotice({
      secondPerson: { removalsAbove: 0, authorityOrders: true, pressFreedom: true },
    });
    desk.rule(REV, [takeDown(1)]);
    desk.must(REV, 'abuse_flagged', { signals });
    const { version } = desk.head;
    const approved = { type: 'decision_approved', version, items: [1] } as const;
    expect(desk.decide({ ...approved, actor: actor('REV', 'rolf') })).toMatchObject({ kind: 'forbidden' });
    expect(desk.decide({ ...approved, actor: LEG })).toMatchObject({ outcome: 'changed' });
  });

  it('are forgotten with the rest when the legal team gives the case back', () => {
    const desk = DeskOfOne.withNotice();
    desk.must(REV, 'abuse_flagged', { signals });
    desk.must(LEG, 'returned', { note: 'No misuse.' });
    expect(desk.rule(REV, [keep(1)])).toMatchObject({ outcome: 'changed' });
  });
});

// What two people have to decide was closed as a whole by one.
describe('an order of a court', () => {
  const closing = (desk: DeskOfOne) =>
    desk.decide({
      type: 'turned_away',
      actor: LEG,
      leaseToken: desk.claim(LEG),
      version: desk.head.version,
      reasonCode: 'NA_OTHER_LAW',
      reason: 'Not for this desk.',
    });
  const order = (options: Parameters<typeof DeskOfOne.withNotice>[0]) => {
    const desk = DeskOfOne.withNotice(options);
    desk.must(LEG, 'marked', { mark: 'authority_order', on: true, reason: 'Read it.' });
    return desk;
  };

  it('that names a page is not closed by one person', () => {
    expect(closing(order({}))).toMatchObject({ outcome: 'refused', kind: 'refused' });
  });

  it('that names none, or comes to a site of one person, is', () => {
    expect(closing(order({ urls: [] }))).toMatchObject({ outcome: 'changed' });
    const alone = order({ soloOperator: true });
    expect(closing(alone)).toMatchObject({ outcome: 'changed' });
    expect(alone.head.flags).toContain('ROLE_CONFLICT');
  });
});
