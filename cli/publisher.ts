import { Command, Option } from 'commander';
import type { AnswerOf } from '../shared/wire/contracts';
import { SCOPES } from '../shared/wire/publishers';
import { type ApiOptions, connect } from './api';
import { withStaff } from './api-options';
import type { Io } from './io';
import { printJson, table, columnsOf } from './print';

interface CreateOptions extends ApiOptions {
  readonly name: string;
  readonly email: string;
  readonly domain: readonly string[];
  readonly json?: boolean;
}

interface KeyOptions extends ApiOptions {
  readonly site: string;
  readonly name: string;
  readonly scope: readonly (typeof SCOPES)[number][];
  readonly expiresAt?: string;
  readonly json?: boolean;
}

type StaffOptions = ApiOptions & { readonly json?: boolean };

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
    .addOption(
      new Option('--scope <scope...>', 'what it may do; all of it unless said')
        .choices(SCOPES)
        .default([...SCOPES], 'all'),
    )
    .option('--expires-at <instant>', 'ISO 8601 date-time with an offset')
    .action(async (publisherId: string, { site, name, scope, expiresAt, ...options }: KeyOptions) => {
      const api = await connect(io, 'staff', { as: 'ada', ...options });
      const { body } = await api('issueKey', {
        params: { publisherId },
        body: { siteId: site, name, scopes: [...scope], ...(expiresAt && { expiresAt }) },
      });
      if (options.json) printJson(io, body);
      else io.stdout.write(`${body.key}\n`);
    });
  const keys = withStaff(new Command('keys'))
    .description('The API keys of a publisher or feed, without their secrets; good ones first.')
    .argument('<publisher>', 'id of the publisher or feed')
    .action(async (publisherId: string, options: StaffOptions) => {
      const api = await connect(io, 'staff', { as: 'ada', ...options });
      const { body } = await api('listIssuedKeys', { params: { publisherId } });
      if (options.json) printJson(io, body);
      else io.stdout.write(describeKeys(publisherId, body.keys, columnsOf(io)));
    });
  const rotate = withStaff(new Command('rotate'))
    .description(
      'Issue a key in place of another, which is good for a day more. The new one is shown this once. A key that strangers may have read: publisher revoke.',
    )
    .argument('<publisher>', 'id of the publisher or feed')
    .argument('<key>', 'id of the key, as publisher keys shows it')
    .action(async (publisherId: string, keyId: string, options: StaffOptions) => {
      const api = await connect(io, 'staff', { as: 'ada', ...options });
      const { body } = await api('rotateIssuedKey', { params: { publisherId, keyId } });
      if (options.json) printJson(io, body);
      else io.stdout.write(`${body.key}\n`);
    });
  const revoke = withStaff(new Command('revoke'))
    .description('End a key at once and for good: from the next call on it opens nothing.')
    .argument('<publisher>', 'id of the publisher or feed')
    .argument('<key>', 'id of the key, as publisher keys shows it')
    .action(async (publisherId: string, keyId: string, options: StaffOptions) => {
      const api = await connect(io, 'staff', { as: 'ada', ...options });
      const { body } = await api('revokeIssuedKey', { params: { publisherId, keyId } });
      if (options.json) printJson(io, body);
      else io.stdout.write(`${body.id} opens nothing any more\n`);
    });
  return new Command('publisher')
    .description('Publishers and their API keys.')
    .addCommand(create)
    .addCommand(key)
    .addCommand(keys)
    .addCommand(rotate)
    .addCommand(revoke);
}

function describeKeys(
  publisherId: string,
  keys: AnswerOf<'listIssuedKeys'>['keys'],
  columns: number,
): string {
  if (keys.length === 0) return `${publisherId} has no key; copydesk publisher key issues one\n`;
  const rows = keys.map(({ id, name, siteId, scopes, state, expiresAt, replacedAt, revokedAt }) => [
    id,
    name,
    siteId,
    scopes.join(', '),
    state === 'good' && replacedAt ? 'replaced' : state,
    revokedAt ?? expiresAt ?? 'until it is revoked',
  ]);
  return `${table(['id', 'name', 'site', 'may do', 'state', 'good until'], rows, columns)}\n`;
}
