import { Command } from 'commander';
import type { DeadLetterView } from '../shared/desk/dead-letters';
import type { OutboxLine } from '../shared/desk/read-outbox';
import type { AnswerOf } from '../shared/wire/contracts';
import { type ApiOptions, connect } from './api';
import { count, withStaff } from './api-options';
import { describeGates } from './gate-text';
import { type Io, UsageError } from './io';
import { firstOf, type PageQuery } from './pages';
import { printJson, table, columnsOf } from './print';

interface StaffOptions extends ApiOptions {
  readonly json?: boolean;
}

const WORK_QUEUES = ['submissions', 'notices', 'fetches', 'delivery'] as const;

export const outboxCommand = (io: Io): Command =>
  withStaff(new Command('outbox'))
    .description('What a case or an article owes or has told: to the CMS, to the parties, to operations.')
    .argument('<id>', 'case number or article id')
    .action(async (owner: string, options: StaffOptions) => {
      const api = await connect(io, 'staff', options);
      const ask = async (page: PageQuery) =>
        (await api('readOutbox', { params: { owner }, query: page })).body;
      const { lines } = await firstOf(Infinity, ask, ({ entries }) => entries);
      if (options.json) return printJson(io, lines);
      if (lines.length === 0) return void io.stdout.write('nothing is owed or was told\n');
      const rows = lines.map(({ id, createdAt, state, held, returned, attempts, effect, lastError }) => [
        id,
        createdAt,
        describeEffect(effect),
        returned?.why ?? (held ? `held: ${held.by}` : state.replace('_', ' ')),
        String(attempts),
        lastError ?? '',
      ]);
      io.stdout.write(
        `${table(['id', 'owed since', 'what', 'state', 'attempts', 'last error'], rows, columnsOf(io))}\n`,
      );
    });

export function describeEffect(effect: OutboxLine['effect']): string {
  switch (effect.kind) {
    case 'cms':
      return `${effect.type} to the CMS`;
    case 'mail':
      return `mail '${effect.template}' to the ${effect.to}`;
    case 'forward':
      return 'the complaint, passed on to the designated agent';
    case 'match_alert':
      return `word of a copy to ${effect.publisherId}`;
    case 'alert':
      return `${effect.severity} alert: ${effect.subject}`;
  }
}

export const traceCommand = (io: Io): Command =>
  withStaff(new Command('trace'))
    .description('Every step of one article or case, oldest first.')
    .argument('<id>', 'article id or case number')
    .action(async (id: string, options: StaffOptions) => {
      const api = await connect(io, 'staff', options);
      const found = (await api('trace', { params: { id } })).body;
      if (options.json) return printJson(io, found);
      const rows = found.steps.map(({ at, what, facts }) => [at, what, describeFacts(facts)]);
      io.stdout.write(`${found.kind} ${found.id}\n${table(['at', 'step', 'facts'], rows, columnsOf(io))}\n`);
      if (found.related.length > 0) io.stdout.write(`related: ${found.related.join(', ')}\n`);
    });

const describeFacts = (facts: Readonly<Record<string, unknown>>): string => {
  const text = Object.entries(facts)
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' ');
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
};

export function deadLettersCommand(io: Io): Command {
  const list = withStaff(new Command('list'))
    .description('Messages that could not be worked, and why. They stay where they are.')
    .action(async (options: StaffOptions) => {
      const api = await connect(io, 'staff', { as: 'ada', ...options });
      const { deadLetters } = (await api('listDeadLetters')).body as {
        deadLetters: readonly DeadLetterView[];
      };
      if (options.json) return printJson(io, deadLetters);
      if (deadLetters.length === 0) return void io.stdout.write('no dead letters\n');
      const rows = deadLetters.map(({ workQueue, sentAt, reason, about, bytes }) => [
        workQueue,
        sentAt,
        reason,
        describeFacts(about),
        String(bytes),
      ]);
      io.stdout.write(`${table(['work queue', 'since', 'reason', 'about', 'bytes'], rows, columnsOf(io))}\n`);
    });
  const redrive = withStaff(new Command('redrive'))
    .description('Send dead letters back to work, once what killed them is mended.')
    .argument('<workQueue>', WORK_QUEUES.join(', '))
    .option('--limit <count>', 'how many at most', count, 10)
    .action(async (workQueue: string, { limit, ...options }: StaffOptions & { readonly limit: number }) => {
      const named = WORK_QUEUES.find((known) => known === workQueue);
      if (!named) throw new UsageError(`name one of ${WORK_QUEUES.join(', ')}`);
      const api = await connect(io, 'staff', { as: 'ada', ...options });
      const { body } = await api('redriveDeadLetters', { body: { workQueue: named, limit } });
      if (options.json) return printJson(io, body);
      io.stdout.write(`${body.sent} sent back to work\n`);
    });
  return new Command('dlq')
    .description('Dead letters: read them, or send them back to work.')
    .addCommand(list)
    .addCommand(redrive);
}

function describeHealth({ checks }: AnswerOf<'selfCheck'>): string {
  const rows = checks.map(({ name, state, says }) => [state, name, says]);
  const wrong = checks.filter(({ state }) => state !== 'green').flatMap(({ runbook }) => runbook ?? []);
  const todo = [...new Set(wrong)].map((heading) => `see docs/runbook.md#${heading}\n`);
  return `${table(['', 'the desk itself', 'says'], rows)}\n${todo.join('')}`;
}

export const statusCommand = (io: Io): Command =>
  withStaff(new Command('status'))
    .description(
      'What is waiting, late or dead, and whether the desk itself is well; exit code 1 where it is not.',
    )
    .action(async (options: StaffOptions) => {
      const api = await connect(io, 'staff', options);
      const [{ body: status }, { body: health }] = await Promise.all([
        api('readDeskStatus'),
        api('selfCheck'),
      ]);
      if (health.state === 'red') io.exitWith(1);
      if (options.json) return printJson(io, { ...status, health });
      const { openCases, andMore, pastDue, claimed, paused, nextDueAt, deadLetters, at } = status;
      const { stopped, alerts, unacknowledged } = status;
      io.stdout.write(
        `${table(
          ['what', 'count'],
          [
            ['open cases', `${openCases}${andMore ? ' or more' : ''}`],
            ['past due', String(pastDue)],
            ['with a reviewer', String(claimed)],
            ['waiting for an answer', String(paused)],
            ...WORK_QUEUES.map((name) => [`dead letters, ${name}`, String(deadLetters[name])]),
            ['alerts', `${alerts}, ${unacknowledged} of them not acknowledged`],
          ],
        )}\n${stopped.length > 0 ? describeGates(stopped) : ''}at ${at}; next due ${nextDueAt ?? 'nothing'}\n\n${describeHealth(health)}`,
      );
    });
