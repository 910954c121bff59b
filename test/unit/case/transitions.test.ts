import type { CaseState, Role } from '../../../shared/case/case';
import type { CaseEvent, EventType } from '../../../shared/case/event';
import { decide } from '../../../shared/case/decide';
import { ruleFor, TRANSITIONS } from '../../../shared/case/transitions';
import { whyNot } from '../../../shared/case/why-not';
import { actor, DeskOfOne } from './desk-of-one';

const STATES = Object.keys(TRANSITIONS) as CaseState[];
/** In the third what is decided only joins a proposal (second-person.test.ts). */
const DECIDED_IN: readonly CaseState[] = ['IN_REVIEW', 'ESCALATED', 'AWAITING_APPROVAL'];
const desk = DeskOfOne.withNotice();

/** What decide() says to an event in a state, before it looks at what the event carries. */
const ask = (state: CaseState, type: EventType, role: Role) =>
  decide(
    { ...desk.file, head: { ...desk.head, state } },
    { type, actor: actor(role) } as unknown as CaseEvent,
    desk.context,
  );

describe('the forbidden list (fact sheet, 5.4)', () => {
  it.each(STATES.filter((state) => !DECIDED_IN.includes(state)))(
    'nothing is decided while the case is %s',
    (state) => {
      expect(ask(state, 'items_decided', 'LEG')).toMatchObject({ outcome: 'refused', kind: 'refused' });
    },
  );

  it.each(STATES)('in %s neither the machine nor an administrator nor an auditor decides', (state) => {
    for (const type of ['items_decided', 'appeal_decided', 'court_decided'] as const)
      for (const role of ['ADM', 'AUD'] as const)
        expect(ask(state, type, role)).toMatchObject({ outcome: 'refused', kind: 'forbidden' });
    for (const type of ['items_decided', 'appeal_decided', 'court_decided'] as const)
      expect(ask(state, type, 'SYS').outcome).toBe('refused');
  });

  it.each([
    ['RESTORED', 'action_filed', 'LEG', /new case/],
    ['REJECTED', 'counter_arrived', 'UPL', /^no counter notice .* is decided: .* appeal$/],
    ['RECEIVED', 'items_decided', 'REV', /not been screened/],
    ['CLOSED', 'appealed', 'CMP', /window/],
    ['CLOSED', 'items_decided', 'LEG', /closed/],
    ['CLOSED', 'withdrawn', 'CMP', /closed/],
    ['MERGED', 'claimed', 'REV', /^there is nothing to claim, .* open that one$/],
    // 'escalated is not possible while the case is awaiting complainant' told nobody what to do.
    [
      'AWAITING_COMPLAINANT',
      'escalated',
      'REV',
      /^it can not be passed to the legal team, .* wait, or close it/,
    ],
    ['APPEAL', 'items_decided', 'LEG', /appeal/],
  ] as const)('%s: %s by %s is refused and says why', (state, type, role, why) => {
    expect(ask(state, type, role)).toMatchObject({
      outcome: 'refused',
      kind: 'refused',
      reason: expect.stringMatching(why),
    });
  });

  it('no refusal names a state or an event as the desk stores them, and each says what to do', () => {
    const types = [...new Set(STATES.flatMap((state) => Object.keys(TRANSITIONS[state]) as EventType[]))];
    const refused = STATES.flatMap((state) =>
      types.filter((type) => !ruleFor(state, type)).map((type) => whyNot(state, type)),
    );
    expect(refused.length).toBeGreaterThan(300);
    for (const why of refused) expect(why).not.toMatch(/[A-Z]{3}|[a-z]_[a-z]|undefined/);
    expect(refused.filter((why) => !/[:]|^an appeal is|^every item is/.test(why))).toEqual([]);
  });

  it('nothing but the clock, a reply, and the legal team moves a closed case', () => {
    const moving = (Object.keys(TRANSITIONS.CLOSED) as EventType[]).filter((type) =>
      ruleFor('CLOSED', type)?.to.some((to) => to !== 'CLOSED'),
    );
    expect(moving.sort()).toEqual(['answered', 'reopened']);
  });

  it('only time and a court restore what came down, apart from appeals', () => {
    const restoring = STATES.flatMap((state) =>
      (Object.keys(TRANSITIONS[state]) as EventType[])
        .filter((type) => ruleFor(state, type)?.to.includes('RESTORED'))
        .filter(() => state !== 'RESTORED')
        .map((type) => `${state} ${type}`),
    );
    expect(restoring.sort()).toEqual([
      'APPEAL appeal_decided',
      'COUNTER_WINDOW ticked',
      'COURT_HOLD court_decided',
    ]);
  });

  it('every state but the transient first one can be reached', () => {
    const reached = new Set<CaseState>(
      STATES.flatMap((state) =>
        (Object.keys(TRANSITIONS[state]) as EventType[]).flatMap((type) => ruleFor(state, type)?.to ?? []),
      ),
    );
    expect(STATES.filter((state) => !reached.has(state))).toEqual([]);
  });
});
