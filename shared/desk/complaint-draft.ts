import { between, DAY, type Instant, plus } from '../clock/instant';
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

/** A complaint that has not been sent, and the instant from which it is kept no longer. */
export interface Draft {
  readonly fields: DraftFields;
  readonly until: Instant;
}

type DraftDesk = Pick<Desk, 'now' | 'records'>;

/**
 * Keeps a complaint that has not been sent, for 14 days from now. @param opened the secret of the draft it was made from, which
 * is then kept in its stead; anything else is no draft of ours. @returns the secret that opens it.
 */
export async function keepDraft(
  desk: DraftDesk & Pick<Desk, 'ids'>,
  fields: DraftFields,
  opened = '',
): Promise<string> {
  const isKept = opened !== '' && (await readDraft(desk, opened)) !== undefined;
  const secret = isKept ? opened : desk.ids.secret();
  const kept: Kept = { keptAt: desk.now(), fields };
  await desk.records.put(draftKey(secret), Buffer.from(JSON.stringify(kept)));
  return secret;
}

/** @throws Problem `not_found`, whether it has gone or never was. */
export async function openDraft(desk: DraftDesk, secret: string): Promise<Draft> {
  const draft = await readDraft(desk, secret);
  if (draft === undefined)
    throw new Problem(
      'not_found',
      'this link leads to no saved page; one is kept until it is sent, for 14 days at most',
    );
  return draft;
}

/** Its link leads nowhere any more. Discarding what is not there is no error. */
export const discardDraft = (desk: Pick<Desk, 'records'>, secret: string): Promise<void> =>
  desk.records.delete(draftKey(secret));

async function readDraft(desk: DraftDesk, secret: string): Promise<Draft | undefined> {
  const stored = await desk.records.get(draftKey(secret));
  const kept = stored && (JSON.parse(new TextDecoder().decode(stored.body)) as Kept);
  if (!kept || between(kept.keptAt, desk.now()) > KEPT_MS) return undefined;
  return { fields: kept.fields, until: plus(kept.keptAt, KEPT_MS) };
}
