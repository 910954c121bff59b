import { rmSync } from 'node:fs';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { z } from 'zod';
import { SECOND } from '../shared/clock/instant';
import { duration } from '../shared/clock/time-left';
import { control } from './control';
import { durationMs } from './duration';
import type { Io } from './io';
import { printJson } from './print';
import { serveUntilStopped, startedStack } from './serve';
import { demoMark, stateDir } from './stack-file';

const clockAnswer = z.looseObject({ now: z.string(), offsetMs: z.number() });

/** @param folder the stack's state: a demo leaves its news site in it, which `local start` does not run. */
export const whatServes = (apiUrl: string, folder: string): string => {
  const absent = existsSync(resolve(folder, 'demo-site'))
    ? "The demo's news site is not running: orders to it wait in the outbox until npm start runs it.\n"
    : '';
  return `${absent}API ${apiUrl}; Ctrl-C stops it\n`;
};

/** Starting it is `npm start` (the demo) or `copydesk local start` (an empty stack). */
export function localCommand(io: Io): Command {
  const start = new Command('start')
    .description('Play the template here, without the demo, until stopped.')
    .option('--fresh', 'forget the state of earlier runs')
    .action(async ({ fresh }: { readonly fresh?: boolean }) => {
      if (fresh) rmSync(demoMark(io), { force: true });
      const { stack } = await startedStack(io, { fresh: fresh ?? false });
      io.stdout.write(whatServes(stack.description.apiUrl, stateDir(io)));
      await serveUntilStopped(io, stack);
    });
  const stop = new Command('stop').description('Stop the running local stack.').action(async () => {
    await control(io, 'POST', '/stop');
    io.stdout.write('stopped\n');
  });
  const clock = new Command('clock')
    .description('Show the local clock, or move it forward: warnings and breaches happen as they would.')
    .option('--advance <duration>', 'such as 30m, 12h or 21h36m')
    .option('--json', 'print for machines')
    .action(async ({ advance, json }: { readonly advance?: string; readonly json?: boolean }) => {
      const answer = clockAnswer.parse(
        advance
          ? await control(io, 'POST', '/clock/advance', JSON.stringify({ ms: durationMs(advance) }))
          : await control(io, 'GET', '/clock'),
      );
      if (json) return printJson(io, answer);
      const ahead =
        answer.offsetMs < SECOND ? '' : ` (${duration(answer.offsetMs)} ahead of the machine's clock)`;
      io.stdout.write(`${answer.now}${ahead}\n`);
    });
  const name = new Command('name')
    .description(
      'Publish a TXT record that this machine alone sees, to prove a domain in a publisher account; without a text, take it away.',
    )
    .argument('<name>', 'such as _copydesk.example.org')
    .argument('[text]', 'the line that the account shows: copydesk-verification=...')
    .action(async (record: string, text: string | undefined) => {
      await control(io, 'POST', '/names', JSON.stringify({ name: record, text }));
      io.stdout.write(text === undefined ? `${record} is gone\n` : `${record} TXT ${text}\n`);
    });
  return new Command('local')
    .description('The local stack: the deployed template, played on this machine.')
    .addCommand(start)
    .addCommand(stop)
    .addCommand(clock)
    .addCommand(name);
}
