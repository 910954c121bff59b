import { describeAlerts } from '../../../cli/alerts';
import { describeGates } from '../../../cli/gate-text';
import { parseInstant } from '../../../shared/clock/instant';
import type { AlertLine } from '../../../shared/desk/alerting/list-alerts';
import type { CaseId, SiteId } from '../../../shared/ids';

const noon = parseInstant('2026-03-02T12:00:00Z')!;
const news = 'news' as SiteId;

describe('where deliveries are stopped, as the terminal shows it', () => {
  it('names who stopped what, since when and why', () => {
    const text = describeGates([
      { of: 'DESK', removalsInTenMinutes: 0, paused: { at: noon, by: 'mona', reason: 'a wrong rule' } },
      { of: news, removalsInTenMinutes: 7, tripped: { at: noon, limit: 6 }, failingSince: noon },
    ]);
    expect(text.split('\n')).toEqual([
      `the whole desk: paused since ${noon} by mona: a wrong rule`,
      `news: removals stopped since ${noon}, over 6 in ten minutes`,
      `news: its CMS has taken nothing since ${noon}`,
      '',
    ]);
  });

  it('says so where nothing is', () => {
    expect(describeGates([{ of: news, removalsInTenMinutes: 0 }])).toBe('nothing is stopped\n');
  });
});

describe('alerts as the terminal shows them', () => {
  const line: AlertLine = {
    id: 'CD-7K3MX-2QZ9A' as CaseId,
    severity: 'warning',
    subject: 'a',
    runbook: 'case-near-due',
    audience: ['reviewer', 'lead'],
    openedAt: noon,
    pages: 2,
    nextPageAt: noon,
    concerns: [
      { severity: 'warning', subject: '75 % is used', runbook: 'case-near-due', raisedAt: noon },
      { severity: 'warning', subject: 'a mail came back', runbook: 'mail-bounced', raisedAt: noon },
    ],
  };

  it('are one line for a case, with all that is wrong and who has it in hand', () => {
    expect(describeAlerts([line])).toMatch(
      /75 % is used; a mail came back.*reviewer, lead.*nobody; next page/,
    );
    expect(describeAlerts([{ ...line, acknowledged: { at: noon, by: 'rita' } }])).toContain(`rita, ${noon}`);
    expect(describeAlerts([])).toBe('nothing is wrong\n');
  });
});
