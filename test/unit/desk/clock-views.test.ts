import { DAY, HOUR, plus } from '../../../shared/clock/instant';
import { clockViews } from '../../../shared/desk/case-clock-view';
import { actor, DeskOfOne, RECEIVED, SYS } from '../case/desk-of-one';

// A promise that stood still for days looked as young as it was when it was paused.
it('a clock says its age with its pauses, beside the time that is left of it', () => {
  const desk = DeskOfOne.withNotice();
  const rita = actor('REV', 'rita');
  desk.must(rita, 'information_requested', { leaseToken: desk.claim(rita), missing: ['SIG'] });
  desk.now = plus(RECEIVED, HOUR);
  desk.must(SYS, 'mail_sent', { template: 'information_requested' });
  const [decide] = clockViews(desk.head, plus(RECEIVED, 3 * DAY));
  expect(decide).toMatchObject({ kind: 'decide', timeLeft: 'paused with 23 h left', ageMs: 3 * DAY });
});
