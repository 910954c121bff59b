import type { Concern } from '../../../shared/desk/alerting/alert';
import { pageLetter } from '../../../shared/desk/alerting/page-letter';
import { letterText } from '../../../shared/desk/mail/letter';
import { parseInstant } from '../../../shared/clock/instant';

const at = parseInstant('2026-11-22T21:33:01.204Z')!;
const pastDue = (key: string): Concern => ({
  key,
  severity: 'critical',
  subject: 'CD-1: past due: decide every item',
  runbook: 'case-past-due',
  data: { dueAt: at },
  audience: ['manager'],
  raisedAt: at,
});

describe('a page', () => {
  it('says each thing once: what had climbed to the head stood there twice, with milliseconds', () => {
    const concerns = [pastDue('a'), pastDue('a/head')];
    const text = letterText(
      pageLetter({ id: 'CD-1' as never, page: 2, concerns, link: 'https://desk.example/console/cases/CD-1' }),
    );
    expect(text.match(/- CD-1: past due: decide every item \(critical\)/g)).toHaveLength(1);
    expect(text).toContain('Due: 2026-11-22 21:33 UTC');
    expect(text).toContain('Pages go on until somebody has it in hand');
  });
});
