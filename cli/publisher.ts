import { Command } from 'commander';
import { z } from 'zod';
import { type ApiOptions, connect } from './api';
import { withStaff } from './api-options';
import { type Io, UsageError } from './io';
import { printJson } from './print';

interface CreateOptions extends ApiOptions {
  readonly name: string;
  readonly email: string;
  readonly domain: readonly string[];
  readonly json?: boolean;
}

interface KeyOptions extends ApiOptions {
  readonly site: string;
  readonly name: string;
  readonly scope: readonly string[];
  readonly expiresAt?: string;
  readonly json?: boolean;
}

const issued = z.looseObject({ key: z.string() });
const SCOPES = ['articles:write', 'originals:write', 'notices:write', 'licences:write'] as const;

function scopeOf(name: string): (typeof SCOPES)[number] {
  const scope = SCOPES.find((known) => known === name);
  if (!scope) throw new UsageError(`there is no scope ${name}: ${SCOPES.join(', ')}`);
  return scope;
}

export function publisherCommand(io: Io): Command {
  const create = withStaff(new Command('create'))
    .description('Create a publisher.')
    .argument('<id>', 'short id, such as harbour-gazette')
    .requiredOption('--name <name>', 'its name')
    .requiredOption('--email <address>', 'where it is written to')
    .option('--domain <host...>', 'hosts it publishes on', [])
    .action(async (id: string, { name, email, domain, ...options }: CreateOptions) => {
      const api = await connect(io, 'staff', { as: 'ada', ...options });
      const { body } = await api('createPublisher', { body: { id, name, email, domains: domain } });
      if (options.json) printJson(io, body);
      else
        io.stdout.write(
          `publisher ${id} created; copydesk publisher key ${id} --site SITE issues its first key\n`,
        );
    });
  const key = withStaff(new Command('key'))
    .description('Issue an API key. It is shown this once; only its hash is kept.')
    .argument('<publisher>', 'id of the publisher or feed')
    .requiredOption('--site <site>', 'the site it is for')
    .option('--name <name>', 'what the key is for', 'unnamed')
    .option('--scope <scope...>', `what it may do: ${SCOPES.join(', ')}`, [...SCOPES])
    .option('--expires-at <instant>', 'ISO 8601 date-time with an offset')
    .action(async (publisherId: string, { site, name, scope, expiresAt, ...options }: KeyOptions) => {
      const api = await connect(io, 'staff', { as: 'ada', ...options });
      const { body } = await api('issueKey', {
        params: { publisherId },
        body: { siteId: site, name, scopes: scope.map(scopeOf), ...(expiresAt && { expiresAt }) },
      });
      if (options.json) printJson(io, body);
      else io.stdout.write(`${issued.parse(body).key}\n`);
    });
  return new Command('publisher')
    .description('Publishers and their API keys.')
    .addCommand(create)
    .addCommand(key);
}
