import type { Instant } from '../clock/instant';
import { eachInParallel } from '../corpus/each-in-parallel';
import { originalsImported } from '../events';
import type { ArticleId, PublisherId, SiteId } from '../ids';
import { Problem } from '../problem';
import { articleSubmission } from '../wire/article-submission';
import type { CatalogueEntry } from '../wire/back-catalogue/entry';
import type { CatalogueFormat } from '../wire/back-catalogue/read-catalogue';
import type { SubmissionsMessage } from '../wire/messages';
import { parseAs } from '../wire/problem-json';
import type { Desk, DomainClaim, Publisher } from './desk';
import { refusalOfOriginal } from './domain-proof';

type ImportMessage = Extract<SubmissionsMessage, { kind: 'article.submitted' | 'article.withdrawn' }>;

/** What is kept of an import: every row, taken or not, so that nothing is lost on the way. */
interface ImportRecord {
  readonly id: string;
  readonly publisherId: PublisherId;
  readonly importedAt: Instant;
  readonly format: CatalogueFormat | 'form';
  /** Of the file, as its sender called it. */
  readonly name: string;
  readonly rows: readonly ImportRow[];
}

interface ImportRow {
  readonly row: number;
  readonly title?: string;
  readonly url?: string;
  readonly externalId?: string;
  /** Absent where it was refused. */
  readonly message?: ImportMessage;
  readonly refused?: readonly string[];
}

export interface ImportSource {
  readonly format: CatalogueFormat | 'form';
  readonly name: string;
  readonly siteId: SiteId;
}

type ImportDesk = Pick<Desk, 'now' | 'ids' | 'registry' | 'records' | 'work'>;

/** What a list of imports shows. */
export interface ImportSummary extends Omit<ImportRecord, 'rows' | 'publisherId'> {
  readonly rows: number;
  readonly refused: number;
}

const summaryKey = (publisherId: PublisherId, id: string): string =>
  `imports/${publisherId}/${id}.about.json`;
const recordKey = (publisherId: PublisherId, id: string): string => `imports/${publisherId}/${id}.json`;
/** Objects put at the same time. */
const AT_ONCE = 24;

/**
 * Registers what a publisher's file holds: each row is judged by itself, what is good goes to the workers, and what is
 * not is kept with what is wrong. Bodies and the record are stored before anything is sent, so it can be sent again.
 * @returns the import's id, under which its progress is read.
 */
export async function importOriginals(
  desk: ImportDesk,
  publisher: Publisher,
  entries: readonly CatalogueEntry[],
  { format, name, siteId }: ImportSource,
): Promise<string> {
  const claims = await desk.registry.domainsOf(publisher.id);
  const id = desk.ids.ulid();
  const read = entries.map((entry) => rowOf(publisher, claims, siteId, id, entry));
  await eachInParallel(read, AT_ONCE, async ({ body }) => {
    if (body) await desk.records.put(body.key, Buffer.from(body.content));
  });
  const record: ImportRecord = {
    id,
    publisherId: publisher.id,
    importedAt: desk.now(),
    format,
    name,
    rows: read.map(({ row }) => row),
  };
  await desk.records.put(recordKey(publisher.id, id), Buffer.from(JSON.stringify(record)));
  const messages = record.rows.flatMap(({ message }) => message ?? []);
  const refused = record.rows.length - messages.length;
  const { rows: _each, publisherId: _whose, ...about } = record;
  const summary: ImportSummary = { ...about, rows: record.rows.length, refused };
  await desk.records.put(summaryKey(publisher.id, id), Buffer.from(JSON.stringify(summary)));
  originalsImported(desk.now(), { publisherId: publisher.id, format, queued: messages.length, refused });
  await send(desk, messages);
  return id;
}

/** What keeps one entry from being taken, nothing being stored. */
export async function refusalsOf(
  desk: Pick<Desk, 'registry'>,
  publisher: Publisher,
  siteId: SiteId,
  entry: CatalogueEntry,
): Promise<readonly string[]> {
  const claims = await desk.registry.domainsOf(publisher.id);
  return rowOf(publisher, claims, siteId, '', entry).row.refused ?? [];
}

const send = (desk: Pick<Desk, 'work'>, messages: readonly ImportMessage[]): Promise<void> =>
  desk.work.submissions.send(messages.map((message) => JSON.stringify(message)));

interface ReadRow {
  readonly row: ImportRow;
  readonly body?: { readonly key: string; readonly content: string };
}

function rowOf(
  publisher: Publisher,
  claims: readonly DomainClaim[],
  siteId: SiteId,
  importId: string,
  { row, fields, withdrawn, wrong }: CatalogueEntry,
): ReadRow {
  const shown = (name: string) => {
    const value = fields[name];
    return typeof value === 'string' ? { [name]: value.slice(0, 300) } : {};
  };
  const about = { row, ...shown('title'), ...shown('url'), ...shown('externalId') };
  const refused = (why: readonly string[]): ReadRow => ({ row: { ...about, refused: why } });
  if (wrong !== undefined) return refused([wrong]);
  const from = { siteId, submitter: publisher.id, publisherId: publisher.id };
  const externalId = fields['externalId'];
  if (withdrawn && typeof externalId === 'string')
    return { row: { ...about, message: { kind: 'article.withdrawn', externalId, ...from } } };
  const wanting = wantingText(fields);
  if (wanting !== undefined) return refused([wanting]);
  try {
    const { text, html, bodyRef: _none, ...rest } = parseAs(articleSubmission, fields);
    const refusal = refusalOfOriginal(publisher, claims, rest.url);
    if (refusal !== undefined) return refused([refusal]);
    const key = `uploads/imports/${importId}/${row}`;
    const message: ImportMessage = {
      kind: 'article.submitted',
      ...from,
      original: true,
      idempotencyKey: `import-${importId}-${row}`,
      ...rest,
      bodyRef: { key, type: html === undefined ? 'text' : 'html' },
    };
    return { row: { ...about, message }, body: { key, content: html ?? text ?? '' } };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { errors = [] } = error.details;
    return refused(errors.map(({ pointer, detail }) => `${pointer.slice(1) || 'the whole'}: ${detail}`));
  }
}

/** Letters: what is shorter, in whatever script, is found in no copy. */
const FEWEST_LETTERS = 60;

/** A teaser is not the work: feeds often have nothing else. */
function wantingText({ text, html }: CatalogueEntry['fields']): string | undefined {
  const body = html ?? text;
  if (typeof body !== 'string') return 'text: there is none: give the whole article';
  const letters = body.slice(0, 10_000).match(/\p{L}/gu)?.length ?? 0;
  return letters < FEWEST_LETTERS
    ? 'text: it is too short to be found anywhere: give the whole article, not its beginning'
    : undefined;
}

/** How one row stands. `waiting`: on its way to a worker, or to be sent again. */
export interface ImportProgressRow extends Omit<ImportRow, 'message'> {
  readonly state: 'refused' | 'withdrawn' | 'waiting' | 'accepted' | 'registered' | 'failed';
  readonly articleId?: ArticleId;
}

export interface ImportProgress extends Omit<ImportRecord, 'rows' | 'publisherId'> {
  readonly rows: readonly ImportProgressRow[];
}

/** @throws Problem `not_found`, also for another publisher's import. */
async function readRecord(
  desk: Pick<Desk, 'records'>,
  publisherId: PublisherId,
  id: string,
): Promise<ImportRecord> {
  const stored = await desk.records.get(recordKey(publisherId, id));
  if (!stored) throw new Problem('not_found', 'there is no such import in your account');
  return JSON.parse(new TextDecoder().decode(stored.body)) as ImportRecord;
}

export async function readImport(
  desk: Pick<Desk, 'records' | 'articles'>,
  publisherId: PublisherId,
  importId: string,
): Promise<ImportProgress> {
  const { publisherId: _whose, rows, ...record } = await readRecord(desk, publisherId, importId);
  const standing = new Map<number, ImportProgressRow>();
  await eachInParallel(rows, AT_ONCE, async (row) => void standing.set(row.row, await standOf(desk, row)));
  return { ...record, rows: rows.map(({ row }) => standing.get(row)!) };
}

async function standOf(
  desk: Pick<Desk, 'articles'>,
  { message, ...row }: ImportRow,
): Promise<ImportProgressRow> {
  if (!message) return { ...row, state: 'refused' };
  if (message.kind === 'article.withdrawn') return { ...row, state: 'withdrawn' };
  const article = await desk.articles.sentUnder(message.submitter, message.idempotencyKey ?? '');
  if (!article) return { ...row, state: 'waiting' };
  const stages = article.stages.map(({ stage }) => stage);
  const state = stages.includes('registered')
    ? 'registered'
    : stages.includes('failed')
      ? 'failed'
      : 'accepted';
  return { ...row, state, articleId: article.id };
}

/** Sends once more what no worker has taken up; what is on its way all the same is one article by its key. */
export async function sendImportAgain(
  desk: Pick<Desk, 'records' | 'articles' | 'work'>,
  publisherId: PublisherId,
  importId: string,
): Promise<void> {
  const [{ rows }, progress] = await Promise.all([
    readRecord(desk, publisherId, importId),
    readImport(desk, publisherId, importId),
  ]);
  const waiting = new Set(progress.rows.filter(({ state }) => state === 'waiting').map(({ row }) => row));
  await send(
    desk,
    rows.flatMap(({ row, message }) => (message && waiting.has(row) ? [message] : [])),
  );
}

const LISTED = 20;

/** The newest first. */
export async function listImports(
  desk: Pick<Desk, 'records'>,
  publisherId: PublisherId,
): Promise<readonly ImportSummary[]> {
  const keys = await desk.records.list(`imports/${publisherId}/`);
  const newest = keys
    .filter((key) => key.endsWith('.about.json'))
    .toReversed()
    .slice(0, LISTED);
  const stored = await Promise.all(newest.map((key) => desk.records.get(key)));
  return stored.flatMap((each) =>
    each ? [JSON.parse(new TextDecoder().decode(each.body)) as ImportSummary] : [],
  );
}
