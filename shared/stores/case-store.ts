import type { CaseHead, Item, TimelineEntry } from '../case/case';
import { CANARY_SITE_ID } from '../desk/canary-site';
import type { CaseChange, CaseStore, NewestFirst } from '../desk/desk';
import type { Instant } from '../clock/instant';
import type { Reader } from '../desk/look-at-case';
import type { CaseId } from '../ids';
import { Problem } from '../problem';
import { altersFigures } from '../statistics/case-days';
import { fromQueueCursor, fromTableCursor, toQueueCursor, toTableCursor } from './cursor';
import { caseDayRows } from './day-rows';
import {
  articleCaseRow,
  caseHeadRow,
  foundByPk,
  foundByRow,
  complaintPk,
  complaintRow,
  caseKey,
  casePk,
  headAndItems,
  holdRow,
  idempotencyKey,
  itemRow,
  readerRow,
  senderPk,
  senderRow,
  sourcePagesPk,
  outboxRow,
  rememberedRow,
  startingWith,
  REVEALS,
  timelineRow,
  type Remembered,
} from './desk-rows';
import { openLog } from './open-log';
import { DONE } from './review-order';
import { readEveryOpen, readReviewQueue } from './review-queue';
import { absent, atVersion, bodyOf, type Row, type Table, type Write } from './table';

const AT_ONCE = 25;

/** The rows of one transition; the head's condition fences all of them. */
function writesOf(change: CaseChange): readonly Write[] {
  const { head, expectedVersion, idempotency } = change;
  return [
    { put: caseHeadRow(head), if: expectedVersion === 0 ? absent : atVersion(expectedVersion) },
    ...change.changedItems.map((item) => ({ put: itemRow(head.id, item) })),
    // An item is tied to its article before it can be decided; later changes need not write the tie again.
    ...change.changedItems.flatMap((item) =>
      item.articleId && item.state === 'PENDING' ? [{ put: articleCaseRow(item.articleId, head.id) }] : [],
    ),
    ...change.timeline.map((entry) => ({ put: timelineRow(entry), if: absent })),
    ...change.outbox.map((entry) => ({ put: outboxRow(entry), if: absent })),
    ...change.holds.map((hold) => ({ put: holdRow(hold) })),
    ...foundByRows(head, change.foundBy ?? []).map((put) => ({ put })),
    ...(expectedVersion === 0 && head.senderSha256 !== undefined
      ? [{ put: senderRow(head.id, head.senderSha256, head.receivedAt), if: absent }]
      : []),
    ...(idempotency
      ? [
          {
            put: rememberedRow(idempotencyKey(`case ${idempotency.scope}`, idempotency.key), {
              id: head.id,
              payloadSha256: idempotency.payloadSha256,
            }),
            if: absent,
          },
        ]
      : []),
  ];
}

/** Nobody looks for the canary's, of which there are hundreds a day. */
const foundByRows = (of: Pick<CaseHead, 'id' | 'siteId' | 'receivedAt'>, by: readonly string[]) =>
  of.siteId === CANARY_SITE_ID ? [] : by.map((hash) => foundByRow(of, hash));

export function openCaseStore(desk: Table): CaseStore {
  /** The rows of cases among the next rows of the table. */
  async function headRows({ limit, cursor }: { readonly limit: number; readonly cursor?: string }) {
    const { rows, next } = await desk.scan({
      limit,
      ...(cursor === undefined ? {} : { after: fromTableCursor(cursor) }),
    });
    return {
      heads: rows.filter(({ pk, sk }) => String(pk).startsWith(casePk('' as CaseId)) && sk === 'HEAD'),
      cursor: next ? { cursor: toTableCursor(next) } : {},
    };
  }

  async function putAll(rows: readonly Row[]): Promise<void> {
    for (let first = 0; first < rows.length; first += AT_ONCE)
      await Promise.all(rows.slice(first, first + AT_ONCE).map((row) => desk.put(row)));
  }

  const timelineOf = (id: CaseId) =>
    desk.all<TimelineEntry>({ pk: casePk(id), ...startingWith('TIMELINE#') });

  /** What the change alters in the figures of days: computed from the record as it will be, which the head's condition fences. */
  async function figuresOf({ head, timeline, expectedVersion }: CaseChange): Promise<readonly Row[]> {
    const [first] = timeline;
    if (first === undefined || !timeline.some(altersFigures)) return [];
    const isNew = expectedVersion === 0;
    const before = isNew ? [] : await timelineOf(head.id);
    return caseDayRows(desk, head, [...before.filter(({ seq }) => seq < first.seq), ...timeline], isNew);
  }

  return {
    async commit(change) {
      const { head, idempotency } = change;
      const figures = (await figuresOf(change)).map((put): Write => ({ put }));
      if (await desk.transact(distinct([...writesOf(change), ...figures]))) return { outcome: 'committed' };

      const first =
        idempotency &&
        (await desk.get<Remembered<CaseId>>(idempotencyKey(`case ${idempotency.scope}`, idempotency.key)));
      if (first)
        return {
          outcome: first.payloadSha256 === idempotency.payloadSha256 ? 'duplicate' : 'key_reused',
          caseId: first.id,
        };
      const current = await desk.get<CaseHead>(caseKey(head.id));
      if (current?.version === change.expectedVersion)
        throw new Problem(
          'corrupt',
          `case ${head.id} already holds rows that version ${head.version} would create`,
        );
      return { outcome: 'conflict', current };
    },

    async load(id) {
      const [head, ...items] = await desk.all({ pk: casePk(id), ...headAndItems });
      return head ? { head: head as CaseHead, items: items as Item[] } : undefined;
    },

    async nameComplaint(keys, id) {
      await putAll([...new Set(keys)].map((key) => complaintRow(key, id)));
    },

    async complaintsNaming(key) {
      const rows = await desk.all<{ caseId: CaseId }>({ pk: complaintPk(key), ...startingWith('CASE#') });
      return rows.map(({ caseId }) => caseId);
    },

    head: (id) => desk.get<CaseHead>(caseKey(id)),

    async sentBy(senderSha256, page) {
      const { rows, more } = await newestBefore(desk, senderPk(senderSha256), page);
      return { ids: rows.map((row) => (bodyOf(row) as { caseId: CaseId }).caseId), more };
    },

    async itemsFrom({ siteId, respondent }, page) {
      const { rows, more } = await newestBefore(desk, sourcePagesPk(siteId, respondent), page);
      return {
        items: rows.map((row) => ({
          caseId: String(row['pk']).slice(casePk('' as CaseId).length) as CaseId,
          item: bodyOf(row) as Item,
        })),
        more,
      };
    },

    async noteReader(id, reader) {
      await desk.put(readerRow(id, reader));
    },

    readers: (id) => desk.all<Reader>({ pk: casePk(id), ...startingWith('READER#') }),

    timeline: timelineOf,

    makeFound: (of, by) => putAll(foundByRows(of, by)),

    async foundBy(hash, page) {
      const { rows, cursor } = await newestFirst(desk, foundByPk(hash), page);
      return { ids: rows.map((row) => (bodyOf(row) as { caseId: CaseId }).caseId), ...cursor };
    },

    async done(page) {
      const { rows, cursor } = await newestFirst(desk, DONE, page);
      return { cases: rows.map((row) => bodyOf(row) as CaseHead), ...cursor };
    },

    reviewQueue: (query) => readReviewQueue(desk, query),
    everyOpen: (of) => readEveryOpen(desk, of),

    async everyHead(part) {
      const { heads, cursor } = await headRows(part);
      return { heads: heads.map((stored) => bodyOf(stored) as CaseHead), ...cursor };
    },

    async reveals({ to, ...window }) {
      const { bodies, cursor } = await openLog<TimelineEntry>(desk, REVEALS)({ ...window, to: `${to}#~` });
      return { entries: bodies, ...(cursor !== undefined && { cursor }) };
    },

    async reindex(part, renewed = (head) => Promise.resolve(head)) {
      const { heads, cursor } = await headRows(part);
      async function mend(stored: Readonly<Record<string, unknown>>): Promise<boolean> {
        const head = bodyOf(stored) as CaseHead;
        const now = await renewed(head);
        const right = caseHeadRow(now);
        if (now === head && INDEX_KEYS.every((key) => stored[key] === right[key])) return false;
        // Whoever has changed the case meanwhile has written its keys too.
        return desk.put(right, atVersion(head.version));
      }
      let mended = 0;
      for (let first = 0; first < heads.length; first += AT_ONCE)
        mended += (await Promise.all(heads.slice(first, first + AT_ONCE).map(mend))).filter(Boolean).length;
      return { cases: heads.length, mended, ...cursor };
    },
  };
}

/** Rows of the queue index from before an instant, newest first. */
async function newestBefore(
  desk: Table,
  pk: string,
  { before, limit }: { readonly before: Instant; readonly limit: number },
) {
  // Keys go on after their instant, so what came at that very moment sorts behind it.
  const { rows, next } = await desk.page({
    index: 'queue',
    pk,
    from: '0',
    to: before,
    limit,
    backwards: true,
  });
  return { rows, more: next !== undefined };
}

/** A page of the queue index from its end. What stood at the cursor may have moved meanwhile. */
async function newestFirst(desk: Table, pk: string, { limit, cursor }: NewestFirst) {
  const last = cursor === undefined ? undefined : fromQueueCursor(cursor);
  const { rows, next } = await desk.page({
    index: 'queue',
    pk,
    from: '0',
    to: last ?? '~',
    limit: last === undefined ? limit : limit + 1,
    backwards: true,
  });
  const fresh = rows.filter(({ queueSk }) => queueSk !== last).slice(0, limit);
  const end = fresh.at(-1);
  const more = end !== undefined && (next !== undefined || rows.at(-1) !== end);
  return { rows: fresh, cursor: more ? { cursor: toQueueCursor(String(end['queueSk'])) } : {} };
}

const INDEX_KEYS = ['duePk', 'dueSk', 'queuePk', 'queueSk'] as const;

/** Two URLs of one case may name one article; a transaction names each row once. */
function distinct(writes: readonly Write[]): readonly Write[] {
  const name = (write: Write) => JSON.stringify('put' in write ? [write.put.pk, write.put.sk] : write.delete);
  return [...new Map(writes.map((write) => [name(write), write])).values()];
}
