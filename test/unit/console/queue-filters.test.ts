import { statesToChoose } from '../../../console/queue/filters';

describe('the states that a queue is filtered by', () => {
  it('leave out what the sites have no procedure for, such as counter notices', () => {
    const shown = statesToChoose([{ state: 'IN_REVIEW' }], '');
    expect(shown).toEqual(expect.arrayContaining(['IN_REVIEW', 'AWAITING_APPROVAL', 'ESCALATED']));
    expect(shown.filter((state) => state.startsWith('COUNTER_') || state === 'COURT_HOLD')).toEqual([]);
  });

  it('have those that a case is in, or that were chosen by a saved view', () => {
    expect(statesToChoose([{ state: 'COUNTER_WINDOW' }], '')).toContain('COUNTER_WINDOW');
    expect(statesToChoose([], 'COURT_HOLD')).toContain('COURT_HOLD');
  });
});
