import { Command, InvalidArgumentError } from 'commander';
import { processIo } from '../../cli/io';
import { startProgress } from '../../cli/progress';
import { caseWalks } from './case-suite';
import { deskInterleaved } from './desk/desk-interleaved';
import { deskOnEmulators } from './desk/desk-crash-points';
import { corpusInterleaved, corpusOnS3 } from './corpus-suites';
import { runSuite, type SoakResult, type SoakSuite } from './suite';

interface Options {
  readonly seed: number;
  readonly rounds: number;
  readonly schedules: number;
  readonly only?: string;
}

/** Each opens its own emulators when its turn comes. */
const SUITES: Readonly<Record<string, (options: Options) => Promise<SoakSuite>>> = {
  case: async ({ schedules }) => caseWalks(schedules),
  corpus: corpusOnS3,
  desk: deskOnEmulators,
  'desk-interleaved': ({ schedules }) => deskInterleaved(schedules),
  'corpus-interleaved': ({ schedules }) => corpusInterleaved(schedules),
};

const io = processIo();

async function soak(open: (options: Options) => Promise<SoakSuite>, options: Options): Promise<SoakResult> {
  const suite = await open(options);
  let [runs, violations] = [0, 0];
  const total = options.rounds * suite.points.length;
  const progress = startProgress(
    io,
    suite.name,
    total,
    () => `${runs} of ${total} schedules, ${violations} violations`,
  );
  try {
    return await runSuite(suite, { firstSeed: options.seed, rounds: options.rounds }, (broken) => {
      runs++;
      if (broken !== undefined) violations++;
      progress.advance(1);
    });
  } finally {
    progress.stop();
    await suite.close();
  }
}

async function main(options: Options): Promise<void> {
  const chosen = Object.entries(SUITES).filter(
    ([name]) => options.only === undefined || name === options.only,
  );
  if (chosen.length === 0)
    throw new Error(`there is no suite '${options.only}': ${Object.keys(SUITES).join(', ')}`);
  io.stdout.write(`seeds ${options.seed} to ${options.seed + options.rounds - 1}\n`);
  const results: SoakResult[] = [];
  for (const [, open] of chosen) results.push(await soak(open, options));
  for (const { suite, violations } of results)
    for (const { point, seed, broken } of violations)
      io.stdout.write(`BROKEN ${suite}: ${point}, seed ${seed}: ${broken}\n`);
  for (const { suite, points, schedules, violations } of results)
    io.stdout.write(
      `${suite}: ${points} crash points, ${schedules} schedules, ${violations.length} violations\n`,
    );
  io.exitWith(results.some(({ violations }) => violations.length > 0) ? 1 : 0);
}

const count = (text: string): number => {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new InvalidArgumentError('expected a number from 1 on');
  return Number(text);
};

void new Command('soak')
  .description(
    'Every crash point under many seeds, against the emulators. What breaks is named with its seed.',
  )
  .option('--seed <number>', 'first seed', count, 1)
  .option('--rounds <number>', 'seeds for each crash point', count, 1)
  .option(
    '--schedules <number>',
    'random schedules of several processes, or lives of cases on each site, each round',
    count,
    500,
  )
  .option('--only <suite>', Object.keys(SUITES).join(' or '))
  .action(main)
  .parseAsync();
