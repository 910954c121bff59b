import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseInstant } from '../../../shared/clock/instant';
import { METRIC_NAMESPACE, sweepFinished, withLogContext } from '../../../shared/events';

const noon = parseInstant('2026-03-02T12:00:00Z')!;

describe('a business event', () => {
  it('is one line of JSON that carries its metric in the embedded format', () => {
    const lines: string[] = [];
    const spy = jest.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
    withLogContext({ function: 'clock-sweep', requestId: 'req-1' }, () =>
      sweepFinished(noon, { pointers: 3, lateMs: 1_500, casesPastDue: 2, finished: true }),
    );
    spy.mockRestore();
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      {
        level: 'info',
        event: 'sweep_finished',
        at: noon,
        function: 'clock-sweep',
        requestId: 'req-1',
        pointers: 3,
        lateMs: 1_500,
        casesPastDue: 2,
        finished: true,
        SweepLate: 1_500,
        CasesPastDue: 2,
        _aws: {
          Timestamp: Date.parse(noon),
          CloudWatchMetrics: [
            {
              Namespace: METRIC_NAMESPACE,
              Dimensions: [[]],
              Metrics: [
                { Name: 'SweepLate', Unit: 'Milliseconds' },
                { Name: 'CasesPastDue', Unit: 'Count' },
              ],
            },
          ],
        },
      },
    ]);
  });

  it('has no fact that could name a person', () => {
    const source = readFileSync(resolve(__dirname, '../../../shared/events.ts'), 'utf8');
    const facts = source.match(/facts: \{[^}]*\}/g) ?? [];
    expect(facts.length).toBeGreaterThan(20);
    expect(facts.join()).not.toMatch(/\b(?:email|phone|address|name|signature|title|text|subject|url)\b/);
  });
});
