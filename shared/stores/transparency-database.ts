import { z } from 'zod';
import { SECOND } from '../clock/instant';
import { Problem } from '../problem';
import type { DsaStatement } from '../transparency/dsa-statement';

/** The most that one request may hold. */
const BATCH = 100;
const TIMEOUT_MS = 30 * SECOND;

/** What became of a statement. `known`: an earlier request, whose answer was perhaps lost, has stored it. */
export type Submitted =
  | { readonly puid: string; readonly outcome: 'stored'; readonly uuid: string }
  | { readonly puid: string; readonly outcome: 'known' }
  | { readonly puid: string; readonly outcome: 'refused'; readonly errors: Refused };
/** By field, what the database says of it. */
type Refused = Readonly<Record<string, readonly string[]>>;

export interface TransparencyDatabase {
  /**
   * Posts statements, each stored once however often it is posted: its PUID is its own for ever. Of a batch with a wrong one
   * nothing is stored: the wrong ones are named and the others posted again. @param statements of different PUIDs.
   * @throws Problem `unauthenticated`, `forbidden`, `too_many_requests` or `unavailable`; post all again then.
   */
  submit(statements: readonly DsaStatement[]): Promise<readonly Submitted[]>;
}

const stored = z.object({ statements: z.array(z.object({ puid: z.string(), uuid: z.string() })) });
const messages = z.array(z.string());
const unprocessable = z.object({
  message: z.string().optional(),
  errors: z.record(z.string(), z.union([messages, z.record(z.string(), messages)])).optional(),
  existing: z.object({ puid: z.string() }).optional(),
});

/** @param address of the database or its sandbox, without `/api`. @throws Problem `invalid` where the token would travel in clear. */
export function openTransparencyDatabase({
  address,
  token,
  timeoutMs = TIMEOUT_MS,
}: {
  readonly address: string;
  readonly token: string;
  readonly timeoutMs?: number;
}): TransparencyDatabase {
  const base = URL.parse(address);
  if (base?.protocol !== 'https:' && !(base?.protocol === 'http:' && base.hostname === '127.0.0.1'))
    throw new Problem('invalid', `the address of the database must be an https address, not ${address}`);

  /** A redirect is an answer: 302 says that a PUID is taken. */
  async function ask(path: string, body?: unknown): Promise<{ status: number; said: unknown }> {
    const response = await fetch(new URL(`/api/v1/${path}`, base!), {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    }).catch((cause: unknown) => {
      throw new Problem('unavailable', `the database at ${base!.host} did not answer: send again later`, {
        cause,
      });
    });
    const { status } = response;
    const said: unknown = await response.json().catch(() => undefined);
    if (status === 401)
      throw new Problem('unauthenticated', 'the database does not know the token: ask for another one');
    if (status === 403)
      throw new Problem('forbidden', 'the token is of nobody who may state reasons for a platform');
    if (status === 429)
      throw new Problem(
        'too_many_requests',
        'the database takes no more for now: send again in some minutes, what is stored stays',
      );
    return { status, said };
  }

  const notUnderstood = (status: number) =>
    new Problem('unavailable', `the database at ${base.host} answered ${status}: send again later`);

  async function isTaken(puid: string): Promise<boolean> {
    const { status } = await ask(`statement/existing-puid/${puid}`);
    if (status === 302) return true;
    if (status === 404) return false;
    throw notUnderstood(status);
  }

  async function submitBatch(batch: readonly DsaStatement[]): Promise<readonly Submitted[]> {
    if (batch.length === 0) return [];
    const { status, said } = await ask('statements', { statements: batch });
    if (status === 201) {
      const { data } = stored.safeParse(said);
      return batch.map(({ puid }) => {
        const found = data?.statements.find((statement) => statement.puid === puid);
        if (found === undefined) throw notUnderstood(status);
        return { puid, outcome: 'stored', uuid: found.uuid };
      });
    }
    const { data: refusal } = unprocessable.safeParse(said);
    if (status !== 422 || refusal === undefined) throw notUnderstood(status);
    const settled = refusedOf(batch, refusal);
    if (settled.length === 0) settled.push(...(await takenOf(batch, refusal)));
    if (settled.length === 0)
      throw new Problem(
        'refused',
        `the database refuses the statements: ${refusal.message ?? 'no reason given'}`,
      );
    const rest = batch.filter(({ puid }) => !settled.some((each) => each.puid === puid));
    return [...settled, ...(await submitBatch(rest))];
  }

  /** Named in the answer or, where it names none, asked for one by one. */
  async function takenOf(
    batch: readonly DsaStatement[],
    { errors, existing }: z.output<typeof unprocessable>,
  ): Promise<readonly Submitted[]> {
    const told = errors?.['existing_puids'];
    const named = [...(Array.isArray(told) ? told : []), ...(existing ? [existing.puid] : [])];
    const taken = await Promise.all(
      batch.map(async ({ puid }) => (named.length > 0 ? named.includes(puid) : isTaken(puid))),
    );
    return batch.flatMap(({ puid }, i) => (taken[i] ? [{ puid, outcome: 'known' as const }] : []));
  }

  return {
    async submit(statements) {
      const became: Submitted[] = [];
      for (let from = 0; from < statements.length; from += BATCH)
        became.push(...(await submitBatch(statements.slice(from, from + BATCH))));
      return statements.map(({ puid }) => became.find((each) => each.puid === puid)!);
    },
  };
}

/** Those that the answer calls wrong, by their place in the batch. */
const refusedOf = (
  batch: readonly DsaStatement[],
  { errors = {} }: z.output<typeof unprocessable>,
): Submitted[] =>
  batch.flatMap(({ puid }, i) => {
    const wrong = errors[`statement_${i}`];
    return wrong === undefined ? [] : [{ puid, outcome: 'refused', errors: asFields(wrong) }];
  });

const asFields = (wrong: readonly string[] | Refused): Refused =>
  isList(wrong) ? { statement: wrong } : wrong;
const isList = (wrong: readonly string[] | Refused): wrong is readonly string[] => Array.isArray(wrong);
