import type { CaseHead, Item, TimelineEntry } from '../case/case';
import type { CaseChange, CaseStore } from '../desk/desk';
import type { CaseId } from '../ids';
import { Problem } from '../problem';
import { fromCursor, toCursor } from './cursor';
import {
  articleCaseRow,
  caseHeadRow,
  caseKey,
  casePk,
  headAndItems,
  holdRow,
  idempotencyKey,
  itemRow,
  outboxRow,
  rememberedRow,
  startingWith,
  timelineRow,
  type Remembered,
} from './desk-rows';
import { REVIEW_QUEUE } from './review-order';
import { absent, atVersion, bodyOf, type Table, type Write } from './table';

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

export function openCaseStore(desk: Table): CaseStore {
  return {
    async commit(change) {
      const { head, idempotency } = change;
      if (await desk.transact(distinct(writesOf(change)))) return { outcome: 'committed' };

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

    timeline: (id) => desk.all<TimelineEntry>({ pk: casePk(id), ...startingWith('TIMELINE#') }),

    async reviewQueue({ limit, cursor }) {
      const { rows, next } = await desk.page({
        index: 'queue',
        pk: REVIEW_QUEUE,
        from: '0',
        to: '~',
        limit,
        ...(cursor === undefined ? {} : { after: fromCursor(cursor, REVIEW_QUEUE) }),
      });
      return {
        cases: rows.map((row) => bodyOf(row) as CaseHead),
        ...(next ? { cursor: toCursor(next) } : {}),
      };
    },
  };
}

/** Two URLs of one case may name one article; a transaction names each row once. */
function distinct(writes: readonly Write[]): readonly Write[] {
  const name = (write: Write) => JSON.stringify('put' in write ? [write.put.pk, write.put.sk] : write.delete);
  return [...new Map(writes.map((write) => [name(write), write])).values()];
}
