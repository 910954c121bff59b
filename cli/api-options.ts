import { type Command, Option } from 'commander';

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
