import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { DEMO_PUBLISHER } from '../local/demo/demo-articles';
import { DEMO_COPY, DEMO_ORIGINAL, printComparison } from './demo-comparison';
import { fileDemoCases } from './demo-cases';
import { type Demo, heading, withDemo } from './demo-stack';
import { tellArrivals, tellDecision } from './demo-story';
import { type Io, processIo, Refusal } from './io';
import { refuseSecondStack, serveUntilStopped } from './serve';
import { demoMark, stateDir } from './stack-file';
import { takedownCommand } from './takedown/takedown-command';

interface DemoOptions {
  readonly serve?: boolean;
  readonly fresh?: boolean;
}

/** `npm start` is `demo --serve`; `npm run demo` tells the story in a folder of its own and ends. */
export const demoCommand = (io: Io): Command =>
  new Command('demo')
    .description('Play the deployed template on this machine and run the main job before your eyes.')
    .option('--serve', 'then serve until stopped, keeping the state for the next start')
    .option('--fresh', 'forget the state of earlier runs')
    .addCommand(takedownCommand(io))
    .action(async (options: DemoOptions) => {
      if (options.serve) refuseSecondStack(io);
      heading(io, 'A copy and its original');
      printComparison(io, DEMO_COPY, DEMO_ORIGINAL);
      if (options.serve) await serve(io, options.fresh ?? false);
      else await tellOnce(io);
    });

async function tellOnce(io: Io): Promise<void> {
  const own: Io = { ...io, env: { ...io.env, COPYDESK_STATE: resolve(stateDir(io), 'demo') } };
  await withDemo(own, true, async (demo) => {
    const chapter = (text: string) => heading(io, text);
    await tellDecision(own, demo, await tellArrivals(own, demo, chapter), chapter);
    io.stdout.write('\nDone. npm start does the same and then serves, so that you can go on from here.\n');
    await demo.stack.stop();
  });
}

/** Tells the story up to where a person is asked, in `state`, a folder of its own; the stack ends when `look` has. */
export async function tellDemo(
  state: string,
  look: (told: { readonly apiUrl: string; readonly caseId: string }) => Promise<void>,
): Promise<void> {
  const terminal = processIo();
  const io: Io = { ...terminal, env: { ...terminal.env, COPYDESK_STATE: state } };
  await withDemo(io, true, async (demo) => {
    const { caseId } = await tellArrivals(io, demo, (text) => heading(io, text));
    await look({ apiUrl: demo.stack.description.apiUrl, caseId });
  });
}

async function serve(io: Io, fresh: boolean): Promise<void> {
  const kept = (name: string) => resolve(stateDir(io), name);
  const told = kept('demo-site/told');
  const goOn = !fresh && existsSync(told);
  if (!fresh && !goOn && existsSync(kept('ports.json'))) {
    if (!existsSync(demoMark(io)))
      throw new Refusal(
        `${stateDir(io)} holds state that the demo did not make: copydesk local start serves it, npm start -- --fresh forgets it`,
      );
    // It cannot be picked up in the middle.
    io.stdout.write('\nThe last run was broken off; its state is dropped and the story told anew.\n');
  }
  mkdirSync(stateDir(io), { recursive: true, mode: 0o700 });
  writeFileSync(demoMark(io), '');
  await withDemo(io, !goOn, async (demo) => {
    if (goOn) io.stdout.write('\nThe state of the last run is kept; npm start -- --fresh starts anew.\n');
    const caseId = goOn
      ? readFileSync(told, 'utf8')
      : (await tellArrivals(io, demo, (text) => heading(io, text))).caseId;
    io.stdout.write(
      whatNext(demo, caseId, goOn ? 'The case of the last run' : 'The case is yours to decide'),
    );
    if (!goOn) {
      io.stdout.write(
        '\nOther cases are filed behind it meanwhile, so that the console shows every state.\n',
      );
      await fileDemoCases(io, demo);
      writeFileSync(told, caseId);
    }
    await serveUntilStopped(io, demo.stack);
    io.stdout.write('\nStopped; nothing is left running. The state is kept.\n');
  });
}

/** The console's link signs rita in: on this machine nobody has a password. */
const whatNext = ({ stack: { description }, site }: Demo, caseId: string, which: string): string => `
It serves now, until Ctrl-C. ${which}:

  ${description.apiUrl}/console/cases/${caseId}?login_hint=rita

  the news site      ${site.url}
  the mails it sent  ${description.outboxUrl}
  its publisher      ${description.apiUrl}/account/sign-in, as ${DEMO_PUBLISHER.email}: copies found, complaints, alerts

In another terminal (npm run --silent copydesk -- VERB):
  queue                          cases by time left
  complain --text LETTER.txt     file a complaint in your own words
  local clock --advance 12h      move the clock: warnings and breaches happen
  local name NAME TEXT           a TXT record of this machine: proves a domain to /account
  mail in FILE.eml               play an incoming mail
  --help                         every verb
`;
