import { Command } from 'commander';
import { evaluate, report } from '../cli/evaluate';
import { pathOf, processIo, UsageError } from '../cli/io';
import { measuredHere } from './results';
import { writeResults } from './write-results';

/** `npm run evaluate`: the engine's quality on real data; writes docs/results.json and the README's table. */
async function main(): Promise<void> {
  const io = processIo();
  const command = new Command('evaluate')
    .description('Measures the engine on data sets that are not part of the project.')
    .requiredOption('--data <folder>', 'the folder of the data sets')
    .action(async ({ data }: { readonly data: string }) => {
      const quality = await evaluate(io, pathOf(io, data));
      io.stdout.write(report(quality));
      await writeResults({ evaluate: { ...measuredHere(new Date()), quality } });
    });
  await command.parseAsync(process.argv);
}

main().catch((error: unknown) => {
  process.stderr.write(`evaluate: ${error instanceof UsageError ? error.message : String(error)}\n`);
  process.exitCode = 2;
});
