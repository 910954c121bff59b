import { decodePage } from '../article/page-encoding';
import { prepare } from '../article/prepare';
import type { PreparedArticle } from '../article/prepare-text';
import type { FetchRefusal } from '../case/fetch-refusal';
import type { Instant } from '../clock/instant';
import type { CaseId } from '../ids';
import type { PageFetch } from '../wire/messages';
import type { Desk } from './desk';
import { type FetchPurpose, readFetchedBody, readFetchRecord } from './fetched-page';

/** One complaint makes us read at most so many pages of others. */
const MAX_PAGES = 50;

/** A page that a complaint names, as far as it is known yet. */
export type PageBehind =
  | { readonly outcome: 'awaited' }
  | { readonly outcome: 'refused'; readonly why: FetchRefusal }
  | {
      readonly outcome: 'fetched';
      /** The address asked for and each that a redirect named. */
      readonly addresses: readonly string[];
      readonly fetchedAt: Instant;
      readonly prepared: PreparedArticle;
    };

export type PageDesk = Pick<Desk, 'records' | 'work'>;

const askedKey = (id: CaseId, purpose: FetchPurpose['for'], nth: number): string =>
  `evidence/${id}/asked/${purpose}-${nth}`;

/**
 * The page behind an address of a complaint: what was fetched, or why it could not be; before that, the fetcher is asked
 * for it, once.
 */
export async function pageBehind(
  desk: PageDesk,
  caseId: CaseId,
  purpose: FetchPurpose,
  url: string,
): Promise<PageBehind> {
  const record = await readFetchRecord(desk, caseId, purpose);
  if (record?.outcome === 'refused') return record;
  if (record) {
    const body = await readFetchedBody(desk, record);
    const type = record.headers['content-type'] ?? '';
    const text = decodePage(body, type);
    const { addresses, fetchedAt } = record;
    const prepared = /^text\/plain/i.test(type)
      ? prepare({ text })
      : prepare({ html: text, url: addresses.at(-1) ?? url });
    return { outcome: 'fetched', addresses, fetchedAt, prepared };
  }
  const nth = purpose.for === 'original' ? purpose.work + 1 : purpose.item;
  if (nth > MAX_PAGES) return { outcome: 'refused', why: 'too_many_pages' };
  await askOnce(desk, { kind: 'page.fetch', caseId, purpose, url }, nth);
  return { outcome: 'awaited' };
}

/** Sent before it is noted: who dies in between has asked twice, never not at all. */
async function askOnce(desk: PageDesk, message: PageFetch, nth: number): Promise<void> {
  const key = askedKey(message.caseId, message.purpose.for, nth);
  if (await desk.records.get(key)) return;
  await desk.work.fetches.send([JSON.stringify(message)]);
  await desk.records.put(key, Buffer.from(message.url));
}
