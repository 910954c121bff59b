import { between, DAY, type Instant } from '../clock/instant';
import { Problem } from '../problem';
import type { Desk } from './desk';
import { sha256 } from './digest';

/** The bucket deletes drafts then (infra/records-bucket.ts), though not to the hour. */
const KEPT_MS = 14 * DAY;

/** The secret itself is stored nowhere: who reads the bucket's list can open no draft by its link. */
const draftKey = (secret: string): string => `drafts/${sha256(secret)}.json`;

/** Fields as a browser sends them, so that a page of a later version reads what an earlier one kept. */
export type DraftFields = readonly (readonly [name: string, value: string])[];

interface Kept {
  readonly keptAt: Instant;
  readonly fields: DraftFields;
}

/** Keeps a complaint that has not been sent. @returns the secret that opens it. */
export async function keepDraft(
  desk: Pick<Desk, 'now' | 'ids' | 'records'>,
  fields: DraftFields,
): Promise<string> {
  const secret = desk.ids.secret();
  const kept: Kept = { keptAt: desk.now(), fields };
  await desk.records.put(draftKey(secret), Buffer.from(JSON.stringify(kept)), { ifNoneMatch: '*' });
  return secret;
}

/** @throws Problem `not_found`, whether it has gone or never was. */
export async function openDraft(desk: Pick<Desk, 'now' | 'records'>, secret: string): Promise<DraftFields> {
  const stored = await desk.records.get(draftKey(secret));
  const kept = stored && (JSON.parse(new TextDecoder().decode(stored.body)) as Kept);
  if (!kept || between(kept.keptAt, desk.now()) > KEPT_MS)
    throw new Problem('not_found', 'this link leads to no saved page; pages are kept for 14 days');
  return kept.fields;
}
