import { type Command, InvalidArgumentError, Option } from 'commander';
import { type CaseId, parseCaseId } from '../shared/ids';

/** The options by which every verb finds its API and says who calls. */
export const withApi = (command: Command): Command =>
  command
    .addOption(new Option('--api <url>', 'API to talk to (default: the local stack)').env('COPYDESK_API'))
    .option('--json', 'print for machines');

export const withKey = (command: Command): Command =>
  withApi(command).addOption(
    new Option('--key <key>', 'API key, or the name of one of the local stack (gazette, newsriver)').env(
      'COPYDESK_API_KEY',
    ),
  );

export const withStaff = (command: Command): Command =>
  withApi(command)
    .addOption(new Option('--token <token>', 'staff access token').env('COPYDESK_TOKEN'))
    .addOption(
      new Option('--as <user>', 'demo user of the local stack: rita, liam, mona, ada, otto').env(
        'COPYDESK_AS',
      ),
    );

/** A case number, as people read it out or copy it: also in small letters. */
export function caseNumber(text: string): CaseId {
  const id = parseCaseId(text.trim().toUpperCase());
  if (id) return id;
  throw new InvalidArgumentError('a case number looks like CD-7K3MX-2QZ9A.');
}

/** A number on the command line. */
export function count(text: string): number {
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('it must be a whole number above 0.');
}

/** How many lines of a list are shown. */
export const withLimit = (command: Command): Command =>
  command.option('--limit <count>', 'how many', count, 50);
