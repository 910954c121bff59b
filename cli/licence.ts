import { Command } from 'commander';
import { licenceRegistration } from '../shared/wire/licence-registration';
import { type ApiOptions, connect } from './api';
import { count, withKey } from './api-options';
import { durationMs } from './duration';
import { type Io, UsageError } from './io';
import { printJson } from './print';
import { wrongOptions } from './wrong-options';

interface LicenceOptions extends ApiOptions {
  readonly partner: string;
  readonly prefix?: readonly string[];
  readonly from: string;
  readonly until?: string;
  readonly credit?: string;
  readonly maxWords?: number;
  readonly embargo?: string;
  readonly json?: boolean;
}

export const licenceCommand = (io: Io): Command =>
  withKey(new Command('licence'))
    .description('Say who may republish your works, and how: asked before any person is.')
    .requiredOption('--partner <name>', 'who may: a submitter of this desk, or * for everyone')
    .requiredOption('--from <instant>', 'since when, ISO 8601')
    .option('--until <instant>', 'until when (default: until you end it)')
    .option('--prefix <url...>', 'only works under these addresses (default: all of yours)')
    .option('--credit <words>', 'the credit line that must stand there')
    .option('--max-words <count>', 'so many words at most', count)
    .option('--embargo <duration>', 'only so long after you published, such as 2h')
    .action(
      async ({ partner, prefix, from, until, credit, maxWords, embargo, ...options }: LicenceOptions) => {
        const parsed = licenceRegistration.safeParse({
          partner,
          ...(prefix && { scope: { kind: 'prefixes', prefixes: prefix } }),
          from,
          ...(until !== undefined && { until }),
          terms: {
            ...(credit !== undefined && { credit }),
            ...(maxWords !== undefined && { maxWords }),
            ...(embargo !== undefined && { embargoMs: durationMs(embargo) }),
          },
        });
        if (!parsed.success)
          throw new UsageError(wrongOptions(parsed.error, { prefixes: 'prefix', maxWords: 'max-words' }));
        const api = await connect(io, 'key', options);
        const { body } = await api('registerLicence', { body: parsed.data });
        if (options.json) printJson(io, body);
        else
          io.stdout.write(
            `licence ${body.id}: ${partner === '*' ? 'everyone' : partner} may republish since ${body.from}\n`,
          );
      },
    );
