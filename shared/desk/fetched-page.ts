import type { FetchRefusal } from '../case/fetch-refusal';
import type { Instant } from '../clock/instant';
import type { CaseId } from '../ids';
import { Problem } from '../problem';
import type { Desk } from './desk';
import { hasSha256 } from './digest';

/** What the web answered: a page, or why there is none. */
export type WebAnswer = {
  /** The address asked for, then each that a redirect named; the last one answered. */
  readonly addresses: readonly string[];
  readonly status?: number;
} & (
  | {
      readonly outcome: 'fetched';
      /** Those of the last answer that say what was read and how old it is. */
      readonly headers: Readonly<Record<string, string>>;
      /** Freed of its content encoding, in the page's own character encoding. */
      readonly body: Uint8Array;
    }
  | { readonly outcome: 'refused'; readonly why: FetchRefusal }
);

/** The web as the fetcher sees it. */
export interface Web {
  /** Reads a public page. What goes wrong is an answer, never thrown. */
  read(address: string): Promise<WebAnswer>;
}

/** What of a case a page was fetched for: the original of a work (counted from 0), or the page behind an item's address. */
export type FetchPurpose =
  { readonly for: 'original'; readonly work: number } | { readonly for: 'item'; readonly item: number };

/** What is kept of a fetch; its body lies apart, under its hash. */
export type FetchRecord = {
  readonly url: string;
  readonly fetchedAt: Instant;
  readonly addresses: readonly string[];
  readonly status?: number;
} & (
  | {
      readonly outcome: 'fetched';
      readonly headers: Readonly<Record<string, string>>;
      readonly bodyKey: string;
      /** Of the body as fetched. */
      readonly sha256: string;
    }
  | { readonly outcome: 'refused'; readonly why: FetchRefusal }
);

const nameOf = (purpose: FetchPurpose): string =>
  purpose.for === 'original' ? `original-${purpose.work}` : `item-${purpose.item}`;

export const fetchRecordKey = (id: CaseId, purpose: FetchPurpose): string =>
  `fetched/${id}/${nameOf(purpose)}.json`;
export const fetchedBodyKey = (id: CaseId, sha256: string): string => `fetched/${id}/${sha256}`;

/** What came of a fetch; undefined while it has not been made. */
export async function readFetchRecord(
  desk: Pick<Desk, 'records'>,
  id: CaseId,
  purpose: FetchPurpose,
): Promise<FetchRecord | undefined> {
  const stored = await desk.records.get(fetchRecordKey(id, purpose));
  return stored && (JSON.parse(new TextDecoder().decode(stored.body)) as FetchRecord);
}

/** @throws Problem `corrupt` where the body is gone or not what was fetched. */
export async function readFetchedBody(
  desk: Pick<Desk, 'records'>,
  { bodyKey, sha256 }: Extract<FetchRecord, { outcome: 'fetched' }>,
): Promise<Uint8Array> {
  const stored = await desk.records.get(bodyKey);
  if (!stored || !hasSha256(stored.body, sha256))
    throw new Problem('corrupt', `what was fetched for ${bodyKey} is not what is kept`);
  return stored.body;
}
