import { MINUTE } from '../../../shared/clock/instant';
import { DeskOfOne, evidence, RECEIVED, SYS } from './desk-of-one';

const minutesAfter = (desk: DeskOfOne): number | undefined => {
  const { nextDueAt } = desk.head;
  return nextDueAt && (Date.parse(nextDueAt) - Date.parse(RECEIVED)) / MINUTE;
};

const hear = (desk: DeskOfOne) => desk.must(SYS, 'mail_sent', { template: 'receipt' });

// The work queue refused one message: twelve hours passed before anybody compared the texts.
describe('a case whose texts nobody has compared', () => {
  it('asks again after 5 minutes, then each time after as long again, and changes nothing else', () => {
    const desk = DeskOfOne.withNotice({ compared: false });
    hear(desk);
    const entries = desk.timeline.length;
    for (const minutes of [5, 10, 20, 40, 80]) {
      expect(minutesAfter(desk)).toBe(minutes);
      desk.wait((minutes - (Date.parse(desk.now) - Date.parse(RECEIVED)) / MINUTE) * MINUTE);
    }
    expect(desk.timeline).toHaveLength(entries);
  });

  it('asks for nothing before its time, nor once they are compared', () => {
    const desk = DeskOfOne.withNotice({ compared: false });
    hear(desk);
    desk.wait(4 * MINUTE);
    expect(desk.tick()).toEqual({ outcome: 'unchanged' });
    desk.must(SYS, 'evidence_recorded', { items: [{ no: 1, comparison: evidence('late') }] });
    expect(minutesAfter(desk)).toBe(12 * 60);
  });

  it('asks for nothing where there is nothing left to judge', () => {
    const desk = DeskOfOne.withNotice({ compared: false });
    hear(desk);
    desk.must({ role: 'CMP', id: 'complainant' }, 'withdrawn', { verified: true });
    expect(desk.head).not.toHaveProperty('awaitsEvidence');
  });
});
