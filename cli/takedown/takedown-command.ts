import { resolve } from 'node:path';
import { Command } from 'commander';
import { copies, originals } from '../../local/demo/demo-articles';
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
        witness.say(
          table(
            ['sent', 'to', 'subject'],
            sent.map(({ at, to, subject }) => [at, to.join(', '), subject]),
            io.columns,
          ),
        );
        if (mails) for (const mail of sent) witness.show(mail);
        else witness.say('\nnpm run demo:takedown -- --mails shows each of them whole.');
        witness.say(`\nDone: ${witness.seen.length} things were told, and each was seen.`);
      });
    });

/** Two copies are out before their originals are registered: nothing held them back. */
async function prepare(io: Io, demo: Demo, { scene, say, saw }: Witness): Promise<void> {
  scene('0. Two articles are out that are not their own');
  const { stack, site } = demo;
  const gazette = await connect(io, 'key', { key: await setUp(io, demo) });
  const out = [copies.ferry, copies.bakery];
  await sendArticles(stack, out);
  const pages = out.map(({ slug }) => `${site.url}/${slug}`);
  await until('both pages', async () =>
    (await Promise.all(pages.map(statusOf))).every((status) => status === 200) ? true : undefined,
  );
  for (const page of pages) say(`  GET ${page}  200`);
  await register(gazette, originals.ferry, stack.now());
  await register(gazette, originals.bakery, stack.now());
  say('\nThe Harbour Gazette registers its originals only now, so nothing has held the copies back.');
  saw(
    'both pages stand',
    (await Promise.all(pages.map(statusOf))).every((status) => status === 200),
  );
}
