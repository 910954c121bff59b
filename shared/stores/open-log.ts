import { fromQueueCursor, toQueueCursor } from './cursor';
import { bodyOf, type Table } from './table';

export interface LogPage<T> {
  readonly bodies: readonly T[];
  /** Absent on the last page. */
  readonly cursor?: string;
}

/** One partition of the queue index, page by page, in the order of its instants. */
export const openLog =
  <T extends object>(desk: Table, pk: string) =>
  async ({
    from,
    to,
    limit,
    cursor,
  }: {
    readonly from: string;
    readonly to: string;
    readonly limit: number;
    readonly cursor?: string;
  }): Promise<LogPage<T>> => {
    // Nothing sorts between a key and itself with one more character.
    const start = cursor === undefined ? from : `${fromQueueCursor(cursor)}#`;
    const { rows, next } = await desk.page({ index: 'queue', pk, from: start, to, limit });
    const last = rows.at(-1)?.['queueSk'];
    return {
      bodies: rows.map((row) => bodyOf(row) as T),
      ...(next !== undefined && typeof last === 'string' ? { cursor: toQueueCursor(last) } : {}),
    };
  };
