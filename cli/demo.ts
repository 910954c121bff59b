import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { startDemoSite } from '../local/demo/demo-site';
import { DEMO_COPY, DEMO_ORIGINAL, printComparison } from './demo-comparison';
import { type Demo, tellArrivals, tellDecision } from './demo-story';
import { type Io, processIo, Refusal } from './io';
import { refuseSecondStack, serveUntilStopped, startedStack } from './serve';
import { demoMark, stateDir } from './stack-file';

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
    .action(async (options: DemoOptions) => {
      if (options.serve) refuseSecondStack(io);
      heading(io, 'A copy and its original');
      printComparison(io, DEMO_COPY, DEMO_ORIGINAL);
      if (options.serve) await serve(io, options.fresh ?? false);
      else await tellOnce(io);
    });

const heading = (io: Io, text: string): void => {
  io.stdout.write(`\n== ${text} ${'='.repeat(Math.max(0, 74 - text.length))}\n\n`);
};

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
    else {
      const { caseId } = await tellArrivals(io, demo, (text) => heading(io, text));
      writeFileSync(told, caseId);
    }
    io.stdout.write(whatNext(demo, readFileSync(told, 'utf8')));
    await serveUntilStopped(io, demo.stack);
    io.stdout.write('\nStopped; nothing is left running. The state is kept.\n');
  });
}

/** The stack with the demo's news site beside it; both end however `run` ends. */
async function withDemo(io: Io, fresh: boolean, run: (demo: Demo) => Promise<void>): Promise<void> {
  heading(io, 'The deployed template, played on this machine');
  const { stack, interrupted } = await startedStack(io, { fresh });
  try {
    const folder = resolve(stateDir(io), 'demo-site');
    const webhookSecret = keptSecret(folder);
    const site = await startDemoSite({
      secret: webhookSecret,
      stateDir: folder,
      now: stack.now,
      complaintUrl: `${stack.description.apiUrl}/complaints/new`,
    });
    stack.describe({ demoSiteUrl: site.url });
    try {
      await run({ stack, site, webhookSecret });
    } finally {
      await site.close();
    }
  } catch (error) {
    if (!interrupted.aborted) throw error;
    io.stdout.write(
      '\nStopped in the middle; nothing is left running. The next start tells the story anew.\n',
    );
    io.exitWith(130);
  } finally {
    await stack.stop();
  }
}

/** The news site and Copydesk share it; made once for each state folder. */
function keptSecret(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = resolve(folder, 'webhook-secret');
  if (!existsSync(path)) writeFileSync(path, `whsec_${randomBytes(32).toString('base64')}`, { mode: 0o600 });
  return readFileSync(path, 'utf8');
}

/** The console's link signs rita in: on this machine nobody has a password. */
const whatNext = ({ stack: { description }, site }: Demo, caseId: string): string => `
It serves now, until Ctrl-C. The case is yours to decide:

  ${description.apiUrl}/console/cases/${caseId}?login_hint=rita

  the news site      ${site.url}
  the mails it sent  ${description.outboxUrl}

In another terminal (npm run --silent copydesk -- VERB):
  queue                          cases by time left
  complain --text LETTER.txt     file a complaint in your own words
  local clock --advance 12h      move the clock: warnings and breaches happen
  mail in FILE.eml               play an incoming mail
  --help                         every verb
`;
