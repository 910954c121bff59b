import { Command, CommanderError } from 'commander';
import { ApiRefusal } from '../shared/wire/client';
import { explainRefusal } from './api';
import { type Io, processIo, Refusal, UsageError } from './io';

/** Each verb is loaded only when it is called: `compare` needs no AWS SDK and starts at once. */
type Load = (io: Io) => Promise<Command>;

interface Verb {
  readonly name: string;
  readonly summary: string;
  readonly load: Load;
}

const groups: readonly { readonly title: string; readonly verbs: readonly Verb[] }[] = [
  {
    title: 'Without a stack',
    verbs: [
      {
        name: 'compare',
        summary: 'the evidence for two files: matching passages side by side',
        load: async (io) => (await import('./compare')).compareCommand(io),
      },
      {
        name: 'scan',
        summary: 'check a file of articles against a file of originals',
        load: async (io) => (await import('./scan')).scanCommand(io),
      },
    ],
  },
  {
    title: 'Local stack',
    verbs: [
      {
        name: 'demo',
        summary: 'play the deployed template here and run the main job before your eyes',
        load: async (io) => (await import('./demo')).demoCommand(io),
      },
      {
        name: 'local',
        summary: 'start, stop or move the clock of the local stack',
        load: async (io) => (await import('./local-stack')).localCommand(io),
      },
      {
        name: 'mail',
        summary: 'read the local outbox, or play an incoming mail',
        load: async (io) => (await import('./mail')).mailCommand(io),
      },
    ],
  },
  {
    title: 'Publishers and feeds',
    verbs: [
      {
        name: 'submit',
        summary: 'send articles to be checked',
        load: async (io) => (await import('./submit')).submitCommand(io),
      },
      {
        name: 'register',
        summary: 'register your originals',
        load: async (io) => (await import('./submit')).registerCommand(io),
      },
      {
        name: 'article',
        summary: 'what became of an article of yours',
        load: async (io) => (await import('./submit')).articleCommand(io),
      },
      {
        name: 'licence',
        summary: 'say who may republish your works',
        load: async (io) => (await import('./licence')).licenceCommand(io),
      },
      {
        name: 'recall',
        summary: 'withdraw or embargo an article of yours, with its copies',
        load: async (io) => (await import('./recall')).recallCommand(io),
      },
      {
        name: 'complain',
        summary: 'file a complaint',
        load: async (io) => (await import('./complain')).complainCommand(io),
      },
      {
        name: 'follow',
        summary: 'how your complaint stands, by the link of its receipt',
        load: async (io) => (await import('./follow')).followCommand(io),
      },
    ],
  },
  {
    title: 'Staff',
    verbs: [
      {
        name: 'queue',
        summary: 'open cases, next due first',
        load: async (io) => (await import('./review')).queueCommand(io),
      },
      {
        name: 'find',
        summary: 'any case by number, page, host, organisation or mail; or those closed last',
        load: async (io) => (await import('./review')).findCommand(io),
      },
      {
        name: 'case',
        summary: 'one case file: notice, evidence, clock, timeline',
        load: async (io) => (await import('./review')).caseCommand(io),
      },
      {
        name: 'texts',
        summary: "an item's two texts, passage by passage",
        load: async (io) => (await import('./texts')).textsCommand(io),
      },
      {
        name: 'history',
        summary: 'what became of earlier complaints by this sender, of this source',
        load: async (io) => (await import('./history')).historyCommand(io),
      },
      {
        name: 'transparency',
        summary: 'the statements of reasons a case owes the DSA Transparency Database; send them',
        load: async (io) => (await import('./transparency')).transparencyCommand(io),
      },
      {
        name: 'readers',
        summary: 'who else has a case open now',
        load: async (io) => (await import('./readers')).readersCommand(io),
      },
      {
        name: 'claim',
        summary: 'take a case: the next due, or the one named; renew, release, take over',
        load: async (io) => (await import('./review')).claimCommand(io),
      },
      {
        name: 'decide',
        summary: 'decide the items of a case you have claimed',
        load: async (io) => (await import('./review')).decideCommand(io),
      },
      {
        name: 'undo',
        summary: 'take your last decision back while its orders still wait',
        load: async (io) => (await import('./review')).undoCommand(io),
      },
      {
        name: 'send-now',
        summary: 'carry the last decision out at once',
        load: async (io) => (await import('./review')).sendNowCommand(io),
      },
      {
        name: 'exclusions',
        summary: 'passages excluded by a decision: list them, or let one count again',
        load: async (io) => (await import('./exclusions')).exclusionsCommand(io),
      },
      {
        name: 'approve',
        summary: 'agree, as the second person, to a proposed decision',
        load: async (io) => (await import('./case-moves')).approveCommand(io),
      },
      {
        name: 'refuse',
        summary: 'refuse a proposed decision, or take your own back',
        load: async (io) => (await import('./case-moves')).refuseCommand(io),
      },
      {
        name: 'request-info',
        summary: 'ask the complainant for what is missing',
        load: async (io) => (await import('./case-moves')).requestInfoCommand(io),
      },
      {
        name: 'complete',
        summary: 'find a notice fit for review although the checker did not',
        load: async (io) => (await import('./case-moves')).completeCommand(io),
      },
      {
        name: 'original-text',
        summary: 'add the text of an original that was not at hand',
        load: async (io) => (await import('./found-evidence')).originalTextCommand(io),
      },
      {
        name: 'date',
        summary: 'record when a text was there, as somebody else attests',
        load: async (io) => (await import('./found-evidence')).dateCommand(io),
      },
      {
        name: 'escalate',
        summary: 'pass a case to the legal team',
        load: async (io) => (await import('./case-moves')).escalateCommand(io),
      },
      {
        name: 'return',
        summary: 'give an escalated case back to the reviewers',
        load: async (io) => (await import('./case-moves')).returnCommand(io),
      },
      {
        name: 'reopen',
        summary: 'open a closed case on new facts',
        load: async (io) => (await import('./case-moves')).reopenCommand(io),
      },
      {
        name: 'withdraw',
        summary: 'withdraw items in the name of the complainant',
        load: async (io) => (await import('./case-moves')).withdrawCommand(io),
      },
      {
        name: 'merge',
        summary: 'confirm that two cases are one complaint',
        load: async (io) => (await import('./case-moves')).mergeCommand(io),
      },
      {
        name: 'note',
        summary: 'leave a note in the timeline',
        load: async (io) => (await import('./case-moves')).noteCommand(io),
      },
      {
        name: 'mark',
        summary: 'establish that a case is an order, or touches press freedom',
        load: async (io) => (await import('./case-moves')).markCommand(io),
      },
      {
        name: 'flag-abuse',
        summary: 'put signals of misuse before the legal team',
        load: async (io) => (await import('./case-moves')).flagAbuseCommand(io),
      },
      {
        name: 'enter',
        summary: 'enter a complaint that came on paper',
        load: async (io) => (await import('./complain')).enterCommand(io),
      },
      {
        name: 'lumen',
        summary: 'a closed case as a notice for the Lumen database, redacted; sends nothing',
        load: async (io) => (await import('./lumen')).lumenCommand(io),
      },
      {
        name: 'reveal',
        summary: 'show masked contact data, with a purpose that is recorded',
        load: async (io) => (await import('./reveal')).revealCommand(io),
      },
    ],
  },
  {
    title: 'Operations',
    verbs: [
      {
        name: 'audit',
        summary: 'verify what was recorded, export it, see who saw contact data',
        load: async (io) => (await import('./audit')).auditCommand(io),
      },
      {
        name: 'init',
        summary: 'set a site up: its hosts, its CMS, its designated agent',
        load: async (io) => (await import('./init')).initCommand(io),
      },
      {
        name: 'site',
        summary: "a site's settings, as init takes them",
        load: async (io) => (await import('./site')).siteCommand(io),
      },
      {
        name: 'publisher',
        summary: 'create a publisher; issue, list, rotate and revoke API keys',
        load: async (io) => (await import('./publisher')).publisherCommand(io),
      },
      {
        name: 'secret',
        summary: "make a new secret for a site's webhooks",
        load: async (io) => (await import('./deliveries')).rotateSecretCommand(io),
      },
      {
        name: 'alerts',
        summary: 'what is wrong now; ack says that you have it in hand',
        load: async (io) => (await import('./alerts')).alertsCommand(io),
      },
      {
        name: 'deliveries',
        summary: 'the delivery log; pause, resume, reset, enable, replay',
        load: async (io) => (await import('./deliveries')).deliveriesCommand(io),
      },
      {
        name: 'contact',
        summary: 'how to reach a party whose mail came back',
        load: async (io) => (await import('./contact')).contactCommand(io),
      },
      {
        name: 'outbox',
        summary: 'what was told to whom about a case or an article',
        load: async (io) => (await import('./operations')).outboxCommand(io),
      },
      {
        name: 'trace',
        summary: 'every step of one article or case',
        load: async (io) => (await import('./operations')).traceCommand(io),
      },
      {
        name: 'dlq',
        summary: 'list dead letters, or send them back to work',
        load: async (io) => (await import('./operations')).deadLettersCommand(io),
      },
      {
        name: 'status',
        summary: 'what is waiting, late or dead, and whether the desk itself is well',
        load: async (io) => (await import('./operations')).statusCommand(io),
      },
      {
        name: 'statistics',
        summary: 'what happened day by day, what was broken and why; rebuild',
        load: async (io) => (await import('./statistics')).statisticsCommand(io),
      },
    ],
  },
];

const WIDTH = 2 + Math.max(...groups.flatMap(({ verbs }) => verbs.map(({ name }) => name.length)));

const help = (): string => {
  const lines = groups.flatMap(({ title, verbs }) => [
    '',
    `${title}:`,
    ...verbs.map(({ name, summary }) => `  ${name.padEnd(WIDTH)}${summary}`),
  ]);
  return `Usage: copydesk VERB [options]      (in a clone: npm run --silent copydesk -- VERB ...)\n${lines.join('\n')}\n\ncopydesk VERB --help tells more; --json prints for machines. Copydesk states facts and decides nothing.\n`;
};

/** Runs one verb; how it ended is told through `io.exitWith`. */
export async function run(argv: readonly string[], io: Io): Promise<void> {
  const [name, ...rest] = argv;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    io.stdout.write(help());
    if (name === undefined) io.exitWith(2);
    return;
  }
  const verb = groups.flatMap(({ verbs }) => verbs).find((known) => known.name === name);
  if (!verb) {
    io.stderr.write(`copydesk: there is no verb '${name}'.\n\n${help()}`);
    return io.exitWith(2);
  }
  try {
    const program = new Command('copydesk').addCommand(await verb.load(io));
    await answering(io, program).parseAsync([name, ...rest], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return io.exitWith(error.exitCode === 0 ? 0 : 2);
    io.stderr.write(`copydesk ${name}: ${textOf(error)}\n`);
    io.exitWith(error instanceof UsageError ? 2 : 1);
  }
}

/** A refusal is told in its words; anything else is a fault of ours, and says where. */
function textOf(error: unknown): string {
  if (error instanceof ApiRefusal) return explainRefusal(error);
  if (error instanceof UsageError || error instanceof Refusal) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** A command, and every command below it, that writes to the given terminal and throws instead of ending the process. */
function answering(io: Io, command: Command, path: readonly string[] = []): Command {
  const called = [...path, command.name()];
  command
    .showHelpAfterError(`(${called.join(' ')} --help tells more)`)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
    });
  // Else `deliveries pause --site ID` would be heard as `deliveries --site ID`, and stop the whole desk.
  command.enablePositionalOptions().hook('preSubcommand', refuseEarlyOptions);
  for (const below of command.commands) answering(io, below, called);
  return command;
}

/** What is said before a verb's own verb would be lost. @throws UsageError. */
function refuseEarlyOptions(command: Command, below: Command): void {
  const early = command.options.find(
    (option) => command.getOptionValueSource(option.attributeName()) === 'cli',
  );
  if (early) throw new UsageError(`${early.long ?? early.short ?? ''} goes after '${below.name()}'`);
}

if (require.main === module) {
  // A reader that closes early (`| head`) ends the program quietly.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2));
  // Whoever hears no complaints any more may still want the result.
  process.stderr.on('error', () => undefined);
  void run(process.argv.slice(2), processIo());
}
