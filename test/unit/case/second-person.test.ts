import type { SecondPersonPolicy } from '../../../shared/case/case';
import { proposedItems } from '../../../shared/case/proposal';
import { DAY, HOUR, MINUTE, plus, SECOND } from '../../../shared/clock/instant';
import { actor, DeskOfOne, evidence, keep, RECEIVED, SYS, takeDown } from './desk-of-one';

const rita = actor('REV', 'rita');
const rolf = actor('REV', 'rolf');
const liam = actor('LEG', 'liam');
const mona = actor('MGR', 'mona');
const ada = actor('ADM', 'ada');
const otto = actor('AUD', 'otto');
const complainant = actor('CMP', 'complainant');

const pages = (count: number) =>
  Array.from({ length: count }, (_, index) => `https://mirror.example/${index + 1}`);
const TWO = { removalsAbove: 2, authorityOrders: true, pressFreedom: true } satisfies SecondPersonPolicy;
const all = (count: number) => Array.from({ length: count }, (_, index) => takeDown(index + 1));

/** Four removals where two may be decided by one person: rita has proposed them. */
function proposed(options: Parameters<typeof DeskOfOne.withNotice>[0] = {}): DeskOfOne {
  const desk = DeskOfOne.withNotice({ urls: pages(4), secondPerson: TWO, ...options });
  expect(desk.rule(rita, all(4))).toMatchObject({ outcome: 'changed' });
  expect(desk.head.state).toBe('AWAITING_APPROVAL');
  return desk;
}

const approve = (desk: DeskOfOne, by: typeof rita, items = [1, 2, 3, 4]) =>
  desk.decide({ type: 'decision_approved', actor: by, version: desk.head.version, items });
const refuse = (desk: DeskOfOne, by: typeof rita, reason = 'Item 3 is a quotation.') =>
  desk.decide({ type: 'proposal_refused', actor: by, version: desk.head.version, reason });

/** Nothing is down, ordered or told. */
function expectUndone(desk: DeskOfOne): void {
  expect(desk.orders()).toEqual([]);
  expect([...desk.holds.values()]).toEqual([]);
  expect(desk.mails('respondent')).toEqual([]);
  expect(desk.file.items.every(({ state }) => state === 'PENDING')).toBe(true);
}

describe('a decision that two people have to make', () => {
  it('is written down and nothing of it is done; the clock runs on', () => {
    const desk = proposed();
    expectUndone(desk);
    expect(desk.head).toMatchObject({
      pendingCount: 4,
      proposal: { by: rita, why: ['MANY_REMOVALS'] },
    });
    expect(desk.head.lease).toBeUndefined();
    expect(desk.timeline.at(-1)).toMatchObject({ event: 'decision_proposed', to: 'AWAITING_APPROVAL' });
    expect(proposedItems(desk.file).map(({ proposed: decision }) => decision?.decidedBy.id)).toEqual(
      Array.from({ length: 4 }, () => 'rita'),
    );
    expect(desk.clock('decide').fulfilledAt).toBeUndefined();
    expect(desk.clock('decide').pauses).toEqual([]);
  });

  it('takes effect when another approves it, and the promise is kept at that instant', () => {
    const desk = proposed();
    desk.now = plus(RECEIVED, 20 * HOUR);
    expect(approve(desk, rolf)).toMatchObject({ outcome: 'changed' });
    expect(desk.head).toMatchObject({ state: 'ACTIONED', outcome: 'UPHELD' });
    expect(desk.head.proposal).toBeUndefined();
    expect(desk.file.items[0]?.decision).toMatchObject({
      decidedBy: rita,
      approvedBy: rolf,
      decidedAt: desk.now,
    });
    expect(desk.clock('decide').fulfilledAt).toBe(desk.now);
    expect(desk.orders()).toHaveLength(4);
    expect(desk.mails('complainant').at(-1)).toBe('outcome');
    expect(desk.mails('respondent')).toEqual(['statement_of_reasons', 'statement_of_reasons']);
    expect(desk.timeline.find(({ event }) => event === 'decision_approved')).toMatchObject({
      actor: rolf,
      facts: { proposedBy: 'rita', why: ['MANY_REMOVALS'] },
    });
  });

  it('is not for who proposed it to approve, nor for who decides nothing', () => {
    const desk = proposed();
    expect(approve(desk, rita)).toMatchObject({
      kind: 'forbidden',
      reason: 'you proposed this decision: another person has to approve it',
    });
    // The same person under another hat is the same person.
    expect(approve(desk, actor('LEG', 'rita'))).toMatchObject({ kind: 'forbidden' });
    for (const nobody of [mona, ada, otto, SYS, complainant])
      expect(approve(desk, nobody)).toMatchObject({ outcome: 'refused', kind: 'forbidden' });
    expectUndone(desk);
  });

  it('is not for who filed the case or edited the page', () => {
    expect(approve(proposed({ filedBy: 'rolf' }), rolf)).toMatchObject({
      kind: 'forbidden',
      reason: expect.stringContaining('you filed this case'),
    });
    const desk = proposed();
    const items = desk.file.items.map((item) => (item.no === 2 ? { ...item, editedBy: ['rolf'] } : item));
    desk.file = { ...desk.file, items };
    expect(approve(desk, rolf)).toMatchObject({
      kind: 'forbidden',
      reason: 'you edited the page of item 2: another person has to decide it',
    });
    expect(approve(desk, rolf, [1, 3, 4])).toMatchObject({ outcome: 'changed' });
  });

  it('refused, or taken back by who proposed it, leaves the case as it was', () => {
    for (const [by, event] of [
      [rolf, 'proposal_refused'],
      [rita, 'proposal_taken_back'],
    ] as const) {
      const desk = proposed();
      expect(refuse(desk, by, ' ')).toMatchObject({ kind: 'refused' });
      expect(refuse(desk, by)).toMatchObject({ outcome: 'changed' });
      expect(desk.head.state).toBe('IN_REVIEW');
      expect(desk.timeline.at(-1)).toMatchObject({ event, facts: { reason: 'Item 3 is a quotation.' } });
      expectUndone(desk);
      expect(proposedItems(desk.file)).toEqual([]);
      // What was proposed once does not come back with the next proposal.
      desk.rule(rolf, [takeDown(1), takeDown(2), takeDown(3)]);
      expect(proposedItems(desk.file).map(({ no }) => no)).toEqual([1, 2, 3]);
      expect(approve(desk, liam, [4])).toMatchObject({ reason: 'nothing is proposed for item 4' });
    }
  });

  it('can be approved in part; the rest still waits, and is still nobody’s alone', () => {
    const desk = proposed();
    approve(desk, rolf, [1, 2]);
    expect(desk.head).toMatchObject({ state: 'AWAITING_APPROVAL', pendingCount: 2 });
    expect(desk.orders()).toHaveLength(2);
    expect(approve(desk, rita, [3, 4])).toMatchObject({ kind: 'forbidden' });
    approve(desk, rolf, [3, 4]);
    expect(desk.head.state).toBe('ACTIONED');
  });

  it('with items left undecided goes back to review, and what follows needs two again', () => {
    const desk = DeskOfOne.withNotice({ urls: pages(4), secondPerson: { ...TWO, removalsAbove: 0 } });
    desk.rule(rita, [takeDown(1)]);
    approve(desk, rolf, [1]);
    expect(desk.head.state).toBe('IN_REVIEW');
    desk.rule(rita, [keep(2), keep(3)]);
    expect(desk.head.state).toBe('IN_REVIEW');
    desk.rule(rita, [takeDown(4)]);
    expect(desk.head.state).toBe('AWAITING_APPROVAL');
  });
});

describe('nothing passes it', () => {
  it('time does not: the promise breaks, and the pages stay', () => {
    const desk = proposed();
    desk.wait(3 * DAY, HOUR);
    expect(desk.head.state).toBe('AWAITING_APPROVAL');
    expect(desk.clock('decide').breachedAt).toBe(plus(RECEIVED, DAY));
    expect(desk.timeline.filter(({ event }) => event === 'warned').length).toBeGreaterThanOrEqual(3);
    expectUndone(desk);
    approve(desk, rolf);
    expect(desk.clock('decide')).toMatchObject({ breachedAt: plus(RECEIVED, DAY), fulfilledAt: desk.now });
  });

  it('a long decision sent in short ones does not: what one person took down in the case counts together', () => {
    const desk = DeskOfOne.withNotice({ urls: pages(4), secondPerson: TWO });
    desk.rule(rita, [takeDown(1)]);
    desk.rule(rita, [takeDown(2)]);
    expect(desk.head).toMatchObject({ state: 'IN_REVIEW', pendingCount: 2 });
    desk.rule(rita, [takeDown(3)]);
    expect(desk.head).toMatchObject({ state: 'AWAITING_APPROVAL', pendingCount: 2 });
    // Nor does another person's hand make it less: both acted alone.
    refuse(desk, rolf);
    desk.rule(rolf, [takeDown(3)]);
    expect(desk.head.state).toBe('AWAITING_APPROVAL');
  });

  it('the first part of a long decision does not: what the whole needs, each part needs', () => {
    const desk = DeskOfOne.withNotice({ urls: pages(4), secondPerson: TWO });
    const leaseToken = desk.claim(rita);
    const part = (items: readonly number[], more: boolean) =>
      desk.must(rita, 'items_decided', {
        leaseToken,
        version: desk.head.version,
        decisions: items.map(takeDown),
        why: ['MANY_REMOVALS'],
        more,
        ...(desk.head.proposal && { continues: desk.head.proposal.version }),
      });
    part([1, 2], true);
    expectUndone(desk);
    // Meanwhile the proposer is still at it.
    expect(approve(desk, rolf, [1, 2])).toMatchObject({ kind: 'conflict' });
    part([3, 4], false);
    expect(proposedItems(desk.file)).toHaveLength(4);
    expect(desk.head.lease).toBeUndefined();
    approve(desk, rolf);
    expect(desk.head.state).toBe('ACTIONED');
  });

  it('an undo does not: there is nothing to take back, and what was approved returns to nobody’s decision', () => {
    const desk = proposed({ undoMs: 30 * SECOND });
    expect(desk.decide({ type: 'decision_undone', actor: rita })).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('waits for a second person'),
    });
    approve(desk, rolf);
    desk.must(rolf, 'decision_undone', {});
    expect(desk.head.state).toBe('IN_REVIEW');
    expect(desk.file.items.every(({ state }) => state === 'PENDING')).toBe(true);
    expect(proposedItems(desk.file)).toEqual([]);
    // Deciding anew needs two again.
    desk.rule(rita, all(4));
    expect(desk.head.state).toBe('AWAITING_APPROVAL');
  });

  it('another reviewer’s decision does not: it is approved or refused, not overwritten', () => {
    const desk = proposed();
    expect(desk.rule(rolf, [keep(1)])).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('rita has proposed a decision'),
    });
    for (const event of [
      { type: 'escalated', actor: rolf, reason: 'Unsure.' },
      { type: 'merged', actor: rolf, into: desk.head.id },
      {
        type: 'turned_away',
        actor: rolf,
        leaseToken: desk.head.lastLeaseToken,
        version: desk.head.version,
        reasonCode: 'NA_OTHER_LAW',
        reason: 'Trademark.',
      },
    ] as const)
      expect(desk.decide(event)).toMatchObject({
        kind: 'refused',
        reason: expect.stringContaining('approve or refuse it first'),
      });
  });

  it('evidence that came in later does not slip through: nobody approves what was not judged', () => {
    const desk = proposed({ compared: false });
    const { version } = desk.head;
    desk.must(SYS, 'evidence_recorded', { items: [{ no: 1, comparison: evidence('other') }] });
    expect(
      desk.decide({ type: 'decision_approved', actor: rolf, version, items: [1, 2, 3, 4] }),
    ).toMatchObject({ kind: 'conflict', reason: expect.stringContaining('changed since you read it') });
    expect(approve(desk, rolf)).toMatchObject({
      kind: 'conflict',
      reason: expect.stringContaining('the evidence of item 1 has changed'),
    });
    expect(approve(desk, rolf, [2, 3, 4])).toMatchObject({ outcome: 'changed' });
  });

  it('a withdrawal does what it says: withdrawn items are nobody’s to approve, the others still are', () => {
    const desk = proposed();
    desk.must(complainant, 'withdrawn', { items: [1, 2], verified: true });
    expect(desk.head.state).toBe('AWAITING_APPROVAL');
    desk.must(complainant, 'withdrawn', { items: [3], verified: true });
    approve(desk, rolf, [4]);
    expect(desk.orders()).toEqual([{ type: 'item.takedown', item: 4 }]);
    // Where all that was proposed is withdrawn, the rest of the case is as open as it was.
    const rest = DeskOfOne.withNotice({ urls: pages(2), secondPerson: { ...TWO, removalsAbove: 0 } });
    rest.rule(rita, [takeDown(1)]);
    rest.must(complainant, 'withdrawn', { items: [1], verified: true });
    expect(rest.head).toMatchObject({ state: 'IN_REVIEW', pendingCount: 1 });
    const gone = proposed();
    gone.must(complainant, 'withdrawn', { verified: true });
    expect(gone.head.state).toBe('WITHDRAWN');
    expect(gone.head.proposal).toBeUndefined();
  });
});

describe('why a second person is asked', () => {
  const one = (secondPerson: SecondPersonPolicy) => DeskOfOne.withNotice({ secondPerson });
  const quiet = { authorityOrders: true, pressFreedom: true };

  it('an order of a court or an authority: whatever is decided on it', () => {
    const desk = one(quiet);
    desk.must(rita, 'marked', { mark: 'authority_order', on: true, reason: 'Case 4 O 12/26, read.' });
    desk.rule(rita, [keep(1)]);
    expect(desk.head.proposal?.why).toEqual(['AUTHORITY_ORDER']);
    const closing = one(quiet);
    closing.must(rita, 'marked', { mark: 'authority_order', on: true, reason: 'Read.' });
    const leaseToken = closing.claim(rita);
    expect(
      closing.decide({
        type: 'turned_away',
        actor: rita,
        leaseToken,
        version: closing.head.version,
        reasonCode: 'NA_OTHER_LAW',
        reason: 'No.',
      }),
    ).toMatchObject({ kind: 'forbidden', reason: expect.stringContaining('by the legal team') });
  });

  it('press freedom: whatever is done to the page, and the mark is not taken off by a reviewer', () => {
    const desk = one(quiet);
    desk.must(rita, 'marked', { mark: 'press_freedom', on: true, reason: 'It is about the complainant.' });
    for (const by of [rita, rolf])
      expect(
        desk.decide({ type: 'marked', actor: by, mark: 'press_freedom', on: false, reason: 'No.' }),
      ).toMatchObject({ kind: 'forbidden' });
    desk.rule(rita, [takeDown(1)]);
    expect(desk.head.proposal?.why).toEqual(['PRESS_FREEDOM']);
    refuse(desk, rolf);
    desk.rule(rita, [keep(1)]);
    expect(desk.head.state).toBe('REJECTED');
  });

  it('an order does not become a mere flagger’s by a reviewer’s hand', () => {
    const desk = one(quiet);
    desk.must(rita, 'marked', { mark: 'authority_order', on: true, reason: 'Read.' });
    expect(
      desk.decide({ type: 'marked', actor: rolf, mark: 'trusted_flagger', on: true, reason: 'Hm.' }),
    ).toMatchObject({ kind: 'forbidden' });
    desk.must(liam, 'marked', { mark: 'authority_order', on: false, reason: 'A forgery.' });
    expect(desk.head.priority).toBeUndefined();
  });

  it('a reviewer who takes down a page little of which is copied, but not the legal team', () => {
    const policy = { ...quiet, reviewerBelow: 0.98 };
    const desk = one(policy);
    desk.rule(rita, [takeDown(1)]);
    expect(desk.head.proposal?.why).toEqual(['LITTLE_COPIED']);
    const legal = one(policy);
    legal.rule(liam, [takeDown(1)]);
    expect(legal.head.state).toBe('ACTIONED');
    const enough = one({ ...quiet, reviewerBelow: 0.97 });
    enough.rule(rita, [takeDown(1)]);
    expect(enough.head.state).toBe('ACTIONED');
  });

  it('of what the legal team proposes on an escalated case the second is of the legal team too', () => {
    const desk = DeskOfOne.withNotice({ secondPerson: { ...quiet, removalsAbove: 0 } });
    desk.must(rita, 'escalated', { reason: 'A court is named.' });
    desk.rule(liam, [takeDown(1)]);
    expect(approve(desk, rolf, [1])).toMatchObject({
      kind: 'forbidden',
      reason: expect.stringContaining('legal team'),
    });
    refuse(desk, actor('LEG', 'lena'));
    expect(desk.head.state).toBe('ESCALATED');
  });

  it('where one person is all there is nobody waits for another, and it is written down', () => {
    const desk = DeskOfOne.withNotice({
      urls: pages(4),
      secondPerson: TWO,
      soloOperator: true,
      filedBy: 'rita',
    });
    desk.rule(rita, all(4));
    expect(desk.head.state).toBe('ACTIONED');
    expect(desk.head.flags).toContain('ROLE_CONFLICT');
    expect(desk.timeline.find(({ event }) => event === 'items_decided')?.facts['roleConflict']).toBe(
      'decided a case of their own filing; decided alone what two people should: MANY_REMOVALS',
    );
  });
});

describe('a note', () => {
  it('stays as it was written; a later one corrects it', () => {
    const desk = DeskOfOne.withNotice();
    desk.must(rita, 'noted', { text: 'The author called: the text is hers.' });
    const wrong = desk.head.timelineSeq;
    desk.must(rolf, 'noted', { text: 'It was her agent.', corrects: wrong });
    expect(desk.timeline.slice(-2).map(({ actor: by, facts }) => [by.id, facts])).toEqual([
      ['rita', { note: 'The author called: the text is hers.' }],
      ['rolf', { note: 'It was her agent.', corrects: wrong }],
    ]);
    expect(desk.decide({ type: 'noted', actor: rita, text: 'x', corrects: 99 })).toMatchObject({
      kind: 'refused',
    });
    expect(desk.decide({ type: 'noted', actor: otto, text: 'I read it.' })).toMatchObject({
      kind: 'forbidden',
    });
    desk.rule(rita, [takeDown(1)]);
    desk.wait(200 * DAY, DAY);
    desk.now = plus(desk.now, MINUTE);
    desk.must(rita, 'noted', { text: 'A journalist asked about this.' });
  });
});
