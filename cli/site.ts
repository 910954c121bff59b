import { Command } from 'commander';
import { type ApiOptions, connect } from './api';
import { withStaff } from './api-options';
import type { Io } from './io';
import { printJson } from './print';

/** JSON either way: what it prints is what `copydesk init` takes. */
export const siteCommand = (io: Io): Command =>
  withStaff(new Command('site'))
    .description(
      "A site's settings, as copydesk init takes them: copydesk site ID > site.json, change it, copydesk init site.json.",
    )
    .argument('<site>', 'site id')
    .action(async (siteId: string, options: ApiOptions) => {
      const api = await connect(io, 'staff', options);
      printJson(io, (await api('readSite', { params: { siteId } })).body);
    });
