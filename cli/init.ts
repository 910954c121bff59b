import { randomBytes } from 'node:crypto';
import { Command } from 'commander';
import type { SiteSettings } from '../shared/desk/site';
import type { SiteId } from '../shared/ids';
import { siteSettings } from '../shared/wire/site-settings';
import { type ApiOptions, connect, storeSite } from './api';
import { withStaff } from './api-options';
import { type Io, UsageError } from './io';
import { readJsonFile } from './json-file';
import { printJson } from './print';

const example: SiteSettings = {
  siteId: 'example-news' as SiteId,
  name: 'Example News',
  hosts: ['www.example.org', 'example.org'],
  contentOrigin: 'operator_ingested',
  cms: { endpoint: 'https://cms.example.org/webhooks/copydesk' },
  designatedAgent: { name: 'Copyright Agent, Example News', email: 'copyright@example.org' },
  timeZone: 'America/New_York',
  escalationContacts: [{ name: 'Duty editor', email: 'duty@example.org' }],
  whenUnavailable: 'closed',
  soloOperator: false,
};

interface InitOptions extends ApiOptions {
  readonly example?: boolean;
  readonly newSecret?: boolean;
  readonly json?: boolean;
}

export const initCommand = (io: Io): Command =>
  withStaff(new Command('init'))
    .description(
      'Set a site up, or change it: its hosts, whether its users or its operator put the content there, its CMS,\nits designated agent, its time zone, whom to escalate to.',
    )
    .argument('[file]', 'the settings as JSON (see --example)')
    .option('--example', 'print settings to start from')
    .option('--new-secret', 'make a new webhook secret for the CMS and print it, once')
    .addHelpText(
      'after',
      '\nAn own webhook secret (whsec_…) is read from COPYDESK_CMS_SECRET, so that it stays out of your shell history.',
    )
    .action(async (file: string | undefined, options: InitOptions) => {
      if (options.example) return printJson(io, example);
      if (!file) throw new UsageError('name a settings file; copydesk init --example > site.json makes one');
      const settings = readJsonFile(io, file, siteSettings);
      const cmsSecret = options.newSecret
        ? `whsec_${randomBytes(32).toString('base64')}`
        : io.env['COPYDESK_CMS_SECRET'];
      const api = await connect(io, 'staff', { as: 'ada', ...options });
      const stored = await storeSite(api, { settings, ...(cmsSecret && { cmsSecret }) });
      if (options.json) return printJson(io, { settings: stored, ...(options.newSecret && { cmsSecret }) });
      io.stdout.write(`site ${settings.siteId} is set: ${settings.hosts.join(', ')}\n`);
      if (options.newSecret)
        io.stdout.write(`webhook secret for its CMS, shown this once:\n  ${cmsSecret}\n`);
    });
