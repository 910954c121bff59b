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
  readonly named?: string;
  readonly part?: Part;
}

/** The points whose number leaves `which - 1` when divided by `of`: several processes share a suite. */
interface Part {
  readonly which: number;
  readonly of: number;
}

function chosen(suite: SoakSuite, { named = '', part = { which: 1, of: 1 } }: Options): SoakSuite {
  const points = suite.points
    .filter((_, i) => i % part.of === part.which - 1)
    .filter(({ name }) => name.includes(named));
  return { ...suite, points };
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
  const suite = chosen(await open(options), options);
  let [runs, violations] = [0, 0];
  const total = options.rounds * suite.points.length;
  const progress = startProgress(
    io,
    suite.name,
    total,
    () => `${runs} of ${total} schedules, ${violations} violations`,
  );
  try {
    return await runSuite(suite, { firstSeed: options.seed, rounds: options.rounds }, (violation) => {
      runs++;
      if (violation) {
        violations++;
        const { point, seed, broken } = violation;
        io.stdout.write(`BROKEN ${suite.name}: ${point}, seed ${seed}: ${broken}\n`);
      }
      progress.advance(1);
    });
  } finally {
    progress.stop();
    await suite.close();
  }
}

async function main(options: Options): Promise<void> {
  const suites = Object.entries(SUITES).filter(
    ([name]) => options.only === undefined || name === options.only,
  );
  if (suites.length === 0)
    throw new Error(`there is no suite '${options.only}': ${Object.keys(SUITES).join(', ')}`);
  io.stdout.write(`seeds ${options.seed} to ${options.seed + options.rounds - 1}\n`);
  const results: SoakResult[] = [];
  for (const [, open] of suites) results.push(await soak(open, options));
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

function partOf(text: string): Part {
  const [, which = '', of = ''] = /^(\d{1,3})\/(\d{1,3})$/.exec(text) ?? [];
  const part = { which: count(which), of: count(of) };
  if (part.which > part.of) throw new InvalidArgumentError('expected a part as 1/2');
  return part;
}

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
  .option('--named <text>', 'only the points whose name has it, to see one again')
  .option('--part <which/of>', 'a part of the points: several processes share the work', partOf)
  .action(main)
  .parseAsync();
