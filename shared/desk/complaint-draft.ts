import { between, DAY, type Instant } from '../clock/instant';
import { Problem } from '../problem';
import type { Desk } from './desk';
import { sha256 } from './digest';

/** The bucket deletes drafts then (infra/records-bucket.ts), though not to the hour. */
const KEPT_MS = 14 * DAY;

/** The secret itself is stored nowhere: who reads the bucket's list can open no draft by its link. */
const draftKey = (secret: string): string => `drafts/${sha256(secret)}.json`;

interface Kept<T> {
  readonly keptAt: Instant;
  readonly form: T;
}

/** Keeps a complaint that has not been sent. @returns the secret that opens it. */
export async function keepDraft(desk: Pick<Desk, 'now' | 'ids' | 'records'>, form: unknown): Promise<string> {
  const secret = desk.ids.secret();
  const kept: Kept<unknown> = { keptAt: desk.now(), form };
  await desk.records.put(draftKey(secret), Buffer.from(JSON.stringify(kept)), { ifNoneMatch: '*' });
  return secret;
}

/** @throws Problem `not_found`, whether it has gone or never was. */
export async function openDraft<T>(desk: Pick<Desk, 'now' | 'records'>, secret: string): Promise<T> {
  const stored = await desk.records.get(draftKey(secret));
  const kept = stored && (JSON.parse(new TextDecoder().decode(stored.body)) as Kept<T>);
  if (!kept || between(kept.keptAt, desk.now()) > KEPT_MS)
    throw new Problem('not_found', 'this link leads to no saved page; pages are kept for 14 days');
  return kept.form;
}
