import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiRefusal, apiClient, type Client } from '../shared/wire/client';
import type { AnswerOf, BodyOf } from '../shared/wire/contracts';
import { type Io, UsageError } from './io';
import { readStackFile, stateDir } from './stack-file';

/** Who calls: nobody, the holder of an API key, or staff. */
export type Caller = 'public' | 'key' | 'staff';

export interface ApiOptions {
  readonly api?: string;
  readonly key?: string;
  readonly token?: string;
  /** A demo user of the local stack. */
  readonly as?: string;
}

const noStack =
  'no API to talk to: start the local stack (npm start), or name a deployed one with --api URL or COPYDESK_API';

/** Where the demo leaves the keys it was given, by name. */
export const keysFile = (io: Io): string => resolve(stateDir(io), 'demo-site', 'keys.json');

const localKeys = (io: Io): Readonly<Record<string, string>> =>
  existsSync(keysFile(io)) ? (JSON.parse(readFileSync(keysFile(io), 'utf8')) as Record<string, string>) : {};

/** @throws UsageError for a name of no key, which the API could only answer as a wrong key. */
function keyAsGiven(io: Io, key: string): string {
  if (key.startsWith('cdk_')) return key;
  const names = Object.keys(localKeys(io));
  throw new UsageError(
    `--key is neither a key (cdk_...) nor the name of one here: ${names.length > 0 ? names.join(', ') : 'the demo (npm start) leaves two; copydesk publisher key issues one'}`,
  );
}

async function authorization(io: Io, caller: Caller, options: ApiOptions): Promise<string | undefined> {
  switch (caller) {
    case 'public':
      return undefined;
    case 'key': {
      const key = options.key ?? io.env['COPYDESK_API_KEY'];
      if (key) return localKeys(io)[key] ?? keyAsGiven(io, key);
      throw new UsageError(
        'an API key is needed: --key KEY or COPYDESK_API_KEY; copydesk publisher key issues one, and the demo has left two: --key gazette (originals, licences, complaints) and --key newsriver (articles)',
      );
    }
    case 'staff': {
      const token = options.token ?? io.env['COPYDESK_TOKEN'];
      if (token) return token;
      const stack = readStackFile(io);
      if (!stack) throw new UsageError('a staff token is needed: --token TOKEN or COPYDESK_TOKEN');
      const { signIn } = await import('../local/sign-in');
      const user = options.as ?? io.env['COPYDESK_AS'] ?? 'rita';
      if (!stack.users.some(({ username }) => username === user))
        throw new UsageError(
          `there is no demo user ${user}: ${stack.users.map(({ username }) => username).join(', ')}`,
        );
      return signIn(stack, user);
    }
  }
}

/** What the API refused, in its own words, with every wrong field. */
export const explainRefusal = ({ status, message, problem }: ApiRefusal): string => {
  const fields = (problem?.errors ?? []).map(({ pointer, detail }) => `\n  ${pointer || '/'}: ${detail}`);
  return problem ? `${message} (${status})${fields.join('')}` : message;
};

export type CallApi = Client;

/** Longest that a limit is waited for, in seconds: that of a minute, not that of an hour. */
const PATIENCE_SECONDS = 60;

/** Asks again when the API says to come back within a minute. */
async function patiently(io: Io, ask: () => Promise<Response>): Promise<Response> {
  const response = await ask();
  const seconds = Number(response.headers.get('retry-after') ?? NaN);
  if (response.status !== 429 || !(seconds <= PATIENCE_SECONDS)) return response;
  io.stderr.write(`the API takes no more for now: going on in ${seconds} s\n`);
  await sleep(seconds * 1_000);
  return patiently(io, ask);
}

/** A client of the route table. @throws ApiRefusal on any answer of 400 or above, UsageError where nothing answers. */
export async function connect(io: Io, caller: Caller, options: ApiOptions = {}): Promise<CallApi> {
  const baseUrl = options.api ?? io.env['COPYDESK_API'] ?? readStackFile(io)?.apiUrl;
  if (!baseUrl) throw new UsageError(noStack);
  const bearer = await authorization(io, caller, options);
  return apiClient({
    baseUrl,
    fetch: (...request) =>
      patiently(io, () =>
        fetch(...request).catch((cause: unknown) => {
          const why = cause instanceof Error ? cause.message : String(cause);
          throw new UsageError(`nothing answers at ${baseUrl}: ${why}`);
        }),
      ),
    authorization: () => (bearer === undefined ? undefined : `Bearer ${bearer}`),
  });
}

/** Stores a site's settings over those that stand now, or as the first ones. */
export async function storeSite(api: Client, body: BodyOf<'putSite'>): Promise<AnswerOf<'putSite'>> {
  const params = { siteId: body.settings.siteId };
  const stands = await api('readSite', { params }).catch((error: unknown) => {
    if (error instanceof ApiRefusal && error.status === 404) return undefined;
    throw error;
  });
  const etag = stands?.headers.get('etag') ?? undefined;
  const unchanged = etag === undefined ? { ifNoneMatch: '*' as const } : { ifMatch: etag };
  return (await api('putSite', { params, body, ...unchanged })).body;
}
