import { Command } from 'commander';
import type { AlertLine } from '../shared/desk/alerting/list-alerts';
import { type ApiOptions, connect } from './api';
import { withLimit, withStaff } from './api-options';
import type { Io } from './io';
import { firstOf, type PageQuery } from './pages';
import { printJson, table, columnsOf } from './print';

interface StaffOptions extends ApiOptions {
  readonly json?: boolean;
}

/** What is wrong now, and who has it in hand. */
export function alertsCommand(io: Io): Command {
  const ack = withStaff(new Command('ack'))
    .description('Say that you have it in hand: nobody is told again until something else goes wrong.')
    .argument('<about>', 'the case, article or site that the alert is about')
    .option('--note <words>', 'what you do about it')
    .action(async (alertId: string, { note, ...options }: StaffOptions & { readonly note?: string }) => {
      const api = await connect(io, 'staff', options);
      const { body } = await api('acknowledgeAlert', {
        params: { alertId },
        body: { ...(note && { note }) },
      });
      if (options.json) return printJson(io, body);
      io.stdout.write(
        body.outcome === 'acknowledged'
          ? `acknowledged by ${body.acknowledged.by} at ${body.acknowledged.at}\n`
          : 'it is over; there is nothing to acknowledge\n',
      );
    });
  return withLimit(withStaff(new Command('alerts')))
    .description('What is wrong now: one alert for each case or site, the oldest first.')
    .action(async ({ limit, ...options }: StaffOptions & { readonly limit: number }) => {
      const api = await connect(io, 'staff', options);
      const ask = async (query: PageQuery) => (await api('listAlerts', { query })).body;
      const { lines: alerts, andMore } = await firstOf(limit, ask, (page) => page.alerts);
      if (options.json) return printJson(io, { alerts, andMore });
      io.stdout.write(describeAlerts(alerts, columnsOf(io)));
      if (andMore) io.stdout.write('there are more: raise --limit\n');
    })
    .addCommand(ack);
}

export function describeAlerts(alerts: readonly AlertLine[], columns = Infinity): string {
  if (alerts.length === 0) return 'nothing is wrong\n';
  const rows = alerts.map(
    ({ id, severity, concerns, pages, nextPageAt, acknowledged, openedAt, audience }) => [
      id,
      severity,
      [...new Set(concerns.map(({ subject }) => subject.replace(`${id}: `, '')))].join('; '),
      openedAt,
      audience.join(', '),
      String(pages),
      acknowledged ? `${acknowledged.by}, ${acknowledged.at}` : `nobody; next page ${nextPageAt ?? 'soon'}`,
    ],
  );
  return `${table(['about', 'severity', 'what', 'since', 'for', 'pages', 'acknowledged'], rows, columns)}\n`;
}
