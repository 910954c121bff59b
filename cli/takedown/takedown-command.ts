import { resolve } from 'node:path';
import { Command } from 'commander';
import { copies, DEMO_FEED, DEMO_PUBLISHER, originals } from '../../local/demo/demo-articles';
import { DAY, HOUR, instant } from '../../shared/clock/instant';
import type { OutboxMail } from '../../local/mail/outbox';
import { connect } from '../api';
import { register, sendArticles, sentMails, setUp, statusOf, until } from '../demo-setup';
import { type Demo, withDemo } from '../demo-stack';
import type { Io } from '../io';
import { printJson, table } from '../print';
import { stateDir } from '../stack-file';
import { tellDecidedCase } from './decided-case';
import { tellUnattendedCase } from './unattended-case';
import { openWitness, type Witness } from './witness';

interface TakedownOptions {
  readonly json?: boolean;
  readonly mails?: boolean;
}

/** Exit code 0 only where everything that is told was seen. */
export const takedownCommand = (io: Io): Command =>
  new Command('takedown')
    .description(
      'Follow one complaint from its mail to the page seen gone, and one that nobody looks at to its broken promise.',
    )
    .option('--mails', 'show every mail at the end, alerts too')
    .option('--json', 'print for machines; the story goes to stderr')
    .action(async ({ json = false, mails = false }: TakedownOptions) => {
      const own: Io = {
        ...io,
        stdout: json ? io.stderr : io.stdout,
        env: { ...io.env, COPYDESK_STATE: resolve(stateDir(io), 'takedown') },
      };
      await withDemo(own, true, async (demo) => {
        const witness = openWitness(own, demo.stack.now);
        await prepare(own, demo, witness);
        const decided = await tellDecidedCase(own, demo, witness);
        const unattended = await tellUnattendedCase(own, demo, witness);
        const sent = await sentMails(own);
        if (json) return printJson(io, { seen: witness.seen, cases: { decided, unattended }, mails: sent });
        witness.scene('Every mail');
        witness.say(table(['sent', 'subject', 'to'], together(sent), io.columns));
        if (mails) for (const mail of sent) witness.show(mail);
        else witness.say('\nnpm run demo:takedown -- --mails shows each of them whole.');
        witness.say(`\nDone: ${witness.seen.length} things were told, and each was seen.`);
      });
    });

/** One line for a mail, whoever got it: an alert goes to many. */
function together(mails: readonly OutboxMail[]): readonly (readonly string[])[] {
  const lines = Map.groupBy(mails, ({ at, subject }) => `${at.slice(0, 16)} ${subject}`);
  return [...lines.values()].map((same) => [
    same[0]!.at.slice(0, 19),
    same[0]!.subject,
    same.flatMap(({ to }) => to).join(', '),
  ]);
}

/** Two copies go out under a licence for an hour, and stay when it ends. */
async function prepare(io: Io, demo: Demo, { scene, say, saw }: Witness): Promise<void> {
  scene('0. Two articles go out under a licence, and stay when it ends');
  const { stack, site } = demo;
  const gazette = await connect(io, 'key', { key: await setUp(io, demo) });
  await register(gazette, originals.ferry, stack.now());
  await register(gazette, originals.bakery, stack.now());
  await gazette('registerLicence', {
    body: {
      partner: DEMO_FEED.id,
      from: instant(stack.now() - DAY),
      until: instant(stack.now() + HOUR),
    },
  });
  const out = [copies.ferry, copies.bakery];
  await sendArticles(stack, out);
  const pages = out.map(({ slug }) => `${site.url}/${slug}`);
  const arePublished = async () => (await Promise.all(pages.map(statusOf))).every((status) => status === 200);
  await until('both pages', async () => ((await arePublished()) ? true : undefined));
  say(`The ${DEMO_PUBLISHER.name} registers two articles and licenses both to Newsriver for an hour.`);
  say(`Newsriver publishes them:\n  ${pages.join('\n  ')}\n`);
  await stack.advance(2 * HOUR);
  saw('two hours later the licence has ended, and both pages still stand', await arePublished());
}
