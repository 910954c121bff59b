import { Command, InvalidArgumentError } from 'commander';
import type { Deed } from '../shared/desk/delivery-gate';
import type { OutboxLine } from '../shared/desk/read-outbox';
import { type ApiOptions, type CallApi, connect } from './api';
import { withLimit, withStaff } from './api-options';
import { describeGates } from './gate-text';
import { type Io, UsageError } from './io';
import { firstOf, type Listed, type PageQuery, pagesOf } from './pages';
import { describeEffect } from './operations';
import { printJson, table, columnsOf } from './print';

interface StaffOptions extends ApiOptions {
  readonly json?: boolean;
}

interface WindowOptions extends StaffOptions {
  readonly site?: string;
  readonly from?: string;
  readonly to?: string;
}

const DAY_MS = 24 * 3_600_000;

/** The window that is asked for; a day back from now unless it says when. */
function windowOf({ from, to }: WindowOptions): { readonly from: string; readonly to: string } {
  const end = to ?? new Date().toISOString();
  return { from: from ?? new Date(Date.parse(end) - DAY_MS).toISOString(), to: end };
}

const withWindow = (command: Command): Command =>
  withStaff(command)
    .option('--site <id>', 'the site')
    .option('--from <instant>', 'owed since (default: a day before --to)')
    .option('--to <instant>', 'owed until (default: now)');

/** What went out, attempt by attempt, and the switches that stop it. */
export function deliveriesCommand(io: Io): Command {
  const command = withLimit(withWindow(new Command('deliveries')))
    .description('The delivery log of a site, and where deliveries are stopped.')
    .action(async ({ limit, ...options }: WindowOptions & { readonly limit: number }) => {
      const api = await connect(io, 'staff', options);
      const { gates } = (await api('listGates')).body;
      // A site that is misspelt has no deliveries either.
      if (options.site) await api('readSite', { params: { siteId: options.site } });
      const log = options.site ? await readLog(api, options.site, limit, options) : NO_LOG;
      if (options.json) return printJson(io, { gates, deliveries: log.lines, andMore: log.andMore });
      io.stdout.write(describeGates(gates));
      if (!options.site) return void io.stdout.write('name a site for its delivery log: --site ID\n');
      io.stdout.write(describeLog(log.lines, columnsOf(io)));
      if (log.andMore) io.stdout.write('there are more: raise --limit, or narrow --from and --to\n');
    });

  const replay = withWindow(new Command('replay'))
    .description(
      'Send one effect once more (its owner and id, as copydesk outbox shows them), or every webhook of a site in a window, under the ids they had.',
    )
    .argument('[owner]', 'case number or article id')
    .argument('[id]', 'msg_…')
    .action(async (owner: string | undefined, id: string | undefined, options: WindowOptions) => {
      const api = await connect(io, 'staff', { as: 'mona', ...options });
      const sent = owner ? await replayOne(api, owner, id) : await replayAll(api, options);
      if (options.json) return printJson(io, { sent });
      io.stdout.write(`${sent} sent once more\n`);
    });

  const order = (name: string, did: Deed, what: string): Command =>
    withStaff(new Command(name))
      .description(what)
      .option('--site <id>', 'for this site alone; without it, for the whole desk')
      .requiredOption('--reason <words>', 'why; it is kept with your name')
      .action(
        async ({
          site,
          reason,
          ...options
        }: StaffOptions & { readonly site?: string; readonly reason: string }) => {
          const api = await connect(io, 'staff', { as: 'mona', ...options });
          const { body } = await api('orderDeliveries', {
            body: { ...(site && { siteId: site }), did, reason },
          });
          if (options.json) return printJson(io, body);
          io.stdout.write(describeGates([body]));
        },
      );

  return command
    .addCommand(replay)
    .addCommand(order('pause', 'paused', 'Stop orders and mails; alerts go on, and so do all clocks.'))
    .addCommand(order('resume', 'resumed', 'Let them go on; what waited leaves within a minute, in order.'))
    .addCommand(order('reset', 'reset', 'Let removals go on after the circuit breaker stopped them.'))
    .addCommand(order('enable', 'enabled', 'Call a CMS again that was not called any more.'));
}

async function replayOne(api: CallApi, owner: string, id: string | undefined): Promise<number> {
  if (!id) throw new UsageError('name the effect too: copydesk outbox CASE shows its id');
  return (await api('replayDeliveries', { body: { owner, id } })).body.sent;
}

async function replayAll(api: CallApi, options: WindowOptions): Promise<number> {
  if (!options.site || !options.from)
    throw new UsageError(
      'name an effect (owner and id), or a window: --site ID --from INSTANT [--to INSTANT]',
    );
  const window = { siteId: options.site, ...windowOf(options) };
  const ask = async (cursor: { readonly cursor?: string }) =>
    (await api('replayDeliveries', { body: { ...window, ...cursor } })).body;
  let sent = 0;
  for await (const part of pagesOf(ask)) sent += part.sent;
  return sent;
}

const NO_LOG: Listed<OutboxLine> = { lines: [], andMore: false };

const readLog = (
  api: CallApi,
  siteId: string,
  limit: number,
  options: WindowOptions,
): Promise<Listed<OutboxLine>> => {
  const window = { siteId, ...windowOf(options) };
  const ask = async (page: PageQuery) =>
    (await api('listDeliveries', { query: { ...window, ...page } })).body;
  return firstOf(limit, ask, ({ deliveries }) => deliveries);
};

function describeLog(deliveries: readonly OutboxLine[], columns: number): string {
  if (deliveries.length === 0) return 'nothing was owed in this time\n';
  const rows = deliveries.map(({ owner, id, createdAt, state, held, attempts, effect, log, notBefore }) => {
    const last = log?.at(-1);
    return [
      createdAt,
      owner,
      id,
      describeEffect(effect),
      held ? `held: ${held.by}` : state.replace('_', ' '),
      String(attempts),
      last ? `${last.at} ${last.error ?? String(last.status ?? '')} (${last.took})` : '',
      state === 'waiting' && !held ? notBefore : '',
    ];
  });
  const head = ['owed since', 'owner', 'id', 'what', 'state', 'attempts', 'last attempt', 'next'];
  return `${table(head, rows, columns)}\n`;
}

function hours(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0) return value;
  throw new InvalidArgumentError('it must be a number of hours.');
}

export const rotateSecretCommand = (io: Io): Command =>
  withStaff(new Command('secret'))
    .description(
      "Make a new secret for a site's webhooks. For a while both sign, so that the CMS can change over.",
    )
    .argument('<site>', 'site id')
    .option('--keep-former <hours>', 'how long the former one signs too; 0 ends it at once', hours, 24)
    .action(
      async (siteId: string, { keepFormer, ...options }: StaffOptions & { readonly keepFormer: number }) => {
        const secret = io.env['COPYDESK_CMS_SECRET'];
        const api = await connect(io, 'staff', { as: 'ada', ...options });
        const { body } = await api('rotateSecret', {
          params: { siteId },
          body: { keepFormerHours: keepFormer, ...(secret && { secret }) },
        });
        if (options.json) return printJson(io, body);
        if (body.secret) io.stdout.write(`webhook secret, shown this once:\n  ${body.secret}\n`);
        io.stdout.write(
          keepFormer === 0
            ? 'the former one signs nothing any more\n'
            : `both sign until ${body.formerUntil}, then the new one alone\n`,
        );
      },
    );
