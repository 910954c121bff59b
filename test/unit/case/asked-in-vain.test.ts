import { isPaused } from '../../../shared/clock/sla-clock';
import { DAY, HOUR } from '../../../shared/clock/instant';
import { actor, DeskOfOne, SYS } from './desk-of-one';

const REV = actor('REV', 'rita');
const CMP = actor('CMP', 'complainant');
const ALL = ['i', 'ii', 'iii', 'iv', 'v', 'vi'] as const;
const asked = { template: 'information_requested', to: 'complainant' } as const;

// A request that came back closed the case a week later for want of an answer to what nobody had been asked.
describe('a request for missing parts that came back', () => {
  function bounced(): DeskOfOne {
    const desk = DeskOfOne.withNotice();
    const leaseToken = desk.claim(REV);
    desk.must(REV, 'information_requested', { leaseToken, missing: ['SIG'] });
    desk.must(SYS, 'mail_sent', { template: 'information_requested' });
    desk.must(SYS, 'mail_bounced', asked);
    return desk;
  }

  it('ends no case: the time to answer does not run, and that to decide does', () => {
    const desk = bounced();
    expect(isPaused(desk.clock('decide'))).toBe(false);
    desk.wait(8 * DAY, HOUR);
    expect(desk.head.state).toBe('AWAITING_COMPLAINANT');
    expect(desk.mails('complainant')).not.toContain('closed_incomplete');
    expect(desk.head.flags).toContain('BREACHED');
  });

  it('and is sent again pauses the promise from then on, with seven days to answer', () => {
    const desk = bounced();
    desk.wait(HOUR);
    desk.must(SYS, 'mail_sent', { template: 'information_requested' });
    expect(isPaused(desk.clock('decide'))).toBe(true);
    expect(desk.clock('cure')).toMatchObject({ cycle: 2, startedAt: desk.now });
    desk.wait(6 * DAY, HOUR);
    expect(desk.head.state).toBe('AWAITING_COMPLAINANT');
    desk.wait(DAY + HOUR, HOUR);
    expect(desk.head.state).toBe('CLOSED');
  });
});

// A complaint whose sender could not be asked said by the link what it lacked, and four hours later its screening was past due.
describe('a complaint that waited to be screened and was completed by its sender', () => {
  it('has been screened', () => {
    const desk = DeskOfOne.withNotice({
      notice: ({ signature: _none, ...rest }) => ({ ...rest, contact: {} }),
    });
    expect(desk.head.state).toBe('SCREENING');
    desk.must(CMP, 'answered', {
      items: [{ no: 1, elements: ALL, deficiencies: [] }],
      missing: [],
      dsaComplete: true,
    });
    expect(desk.head.state).toBe('IN_REVIEW');
    expect(desk.clock('screen').fulfilledAt).toBe(desk.now);
    desk.wait(5 * HOUR, HOUR);
    expect(desk.timeline.filter(({ event }) => event === 'breached')).toEqual([]);
  });
});
