import { Command } from 'commander';
import { type ApiOptions, connect } from './api';
import { caseNumber, withStaff } from './api-options';
import type { Io } from './io';
import { printJson } from './print';
import { printable } from './printable';

export const exclusionsCommand = (io: Io): Command =>
  withStaff(new Command('exclusions'))
    .description(
      "Passages that were excluded when a case was decided: they count as nobody's own words. copydesk decide --exclude-passage excludes one.",
    )
    .argument('<case>', 'case number, such as CD-7K3MX-2QZ9A', caseNumber)
    .option('--revoke <id>', 'let the passage count again')
    .action(
      async (caseId: string, options: ApiOptions & { readonly json?: boolean; readonly revoke?: string }) => {
        const api = await connect(io, 'staff', options);
        if (options.revoke !== undefined)
          await api('revokeExclusion', { params: { caseId, exclusionId: options.revoke } });
        const { exclusions } = (await api('listExclusions', { params: { caseId } })).body;
        if (options.json) return printJson(io, exclusions);
        if (exclusions.length === 0) io.stdout.write(`nothing is excluded by ${caseId}\n`);
        for (const { id, item, passage, scope, opening, excludedBy, excludedAt, revokedAt } of exclusions)
          io.stdout.write(
            `${id}  item ${item}, passage ${passage}, for ${scope.kind === 'corpus' ? 'everything' : `this ${scope.kind}`}: "${printable(opening)} ..."\n` +
              `  by ${excludedBy} at ${excludedAt}${revokedAt === undefined ? '' : `; revoked at ${revokedAt}`}\n`,
          );
      },
    );
