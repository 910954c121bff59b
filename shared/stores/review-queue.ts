import type { CaseHead } from '../case/case';
import { laneOf, lanesOfState } from '../case/queue-order';
import type { Instant } from '../clock/instant';
import type { CaseStore, OpenHead, QueueQuery } from '../desk/desk';
import type { CaseId } from '../ids';
import { fromQueueCursor, toQueueCursor } from './cursor';
import { QUEUE_PARTITIONS, partitionOf, type QueuePartition } from './review-order';
import { bodyOf, type Page, type Table } from './table';

/** How often a page is filled up where most cases of a partition are not asked for. */
const ROUNDS = 10;

/** How many rows of a partition are read at once where few of them may be asked for. */
const NARROW_READ = 100;

const isNarrow = ({ siteId, state, holder }: QueueQuery): boolean =>
  siteId !== undefined || state !== undefined || holder !== undefined;

type Found = Awaited<ReturnType<CaseStore['reviewQueue']>>;

/** A page of the queue: one request for each partition, merged by whose turn it is, however many cases are open. */
export async function readReviewQueue(desk: Table, query: QueueQuery): Promise<Found> {
  const partitions = partitionsOf(query);
  const cases: CaseHead[] = [];
  let after = query.cursor === undefined ? undefined : fromQueueCursor(query.cursor);
  for (let round = 0; round < ROUNDS; round += 1) {
    const room = query.limit - cases.length;
    const { rows, last } = await readMerged(
      desk,
      partitions,
      isNarrow(query) ? NARROW_READ : room,
      after,
      query.until,
    );
    const wanted = rows.filter(({ head }) => isAskedFor(head, query));
    cases.push(...wanted.slice(0, room).map(({ head }) => head));
    after = wanted.length > room ? wanted[room - 1]?.key : last;
    if (after === undefined || cases.length >= query.limit) break;
  }
  return { cases, ...(after === undefined ? {} : { cursor: toQueueCursor(after) }) };
}

/** Pages of 1 MB of each partition, some five hundred cases each. */
const PAGES_OF_ALL = 40;
const OPEN_FIELDS = [
  'id',
  'kind',
  'state',
  'receivedAt',
  'clocks',
  'lease',
] as const satisfies readonly (keyof OpenHead)[];

/**
 * All of the queue, some twenty thousand cases of each partition at most. What changes hands meanwhile may be met in both
 * partitions, and counts once, or in neither.
 */
export async function readEveryOpen<T>(
  desk: Table,
  of: (head: OpenHead) => T,
): Promise<{ readonly cases: readonly T[]; readonly andMore: boolean }> {
  const found = new Map<CaseId, T>();
  const ends = await Promise.all(
    QUEUE_PARTITIONS.map(async (pk) => {
      let after: Page['next'];
      for (let page = 0; page < PAGES_OF_ALL; page += 1) {
        const { rows, next } = await desk.page({
          index: 'queue',
          pk,
          from: '0',
          to: '~',
          fields: OPEN_FIELDS,
          ...(after && { after }),
        });
        for (const head of rows.map((row) => bodyOf(row) as OpenHead)) found.set(head.id, of(head));
        after = next;
        if (after === undefined) break;
      }
      return after;
    }),
  );
  return { cases: [...found.values()], andMore: ends.some((end) => end !== undefined) };
}

/** The next `limit` rows of all these partitions, and the last key that has been dealt with if more follow. */
async function readMerged(
  desk: Table,
  partitions: readonly QueuePartition[],
  limit: number,
  after: string | undefined,
  until: Instant | undefined,
) {
  const to = until === undefined ? '~' : `${until}#~`;
  const pages = await Promise.all(
    partitions.map((pk) =>
      // Every key is as long as another, so none lies between one and the same with a sign more.
      desk.page({ index: 'queue', pk, from: after === undefined ? '0' : `${after}#`, to, limit }),
    ),
  );
  const rows = pages
    .flatMap((page) => page.rows)
    .map((row) => ({ key: String(row['queueSk']), head: bodyOf(row) as CaseHead }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  // Beyond the end of a page that broke off there may be rows that belong between those of the others.
  const known = pages.flatMap(({ next }) => (next ? [String(next['queueSk'])] : [])).sort()[0];
  const within = rows.filter(({ key }) => known === undefined || key <= known);
  const taken = within.slice(0, limit);
  const more = taken.length < rows.length || known !== undefined;
  return {
    rows: taken,
    last: more ? (within.length > limit ? taken.at(-1)?.key : (known ?? taken.at(-1)?.key)) : undefined,
  };
}

function partitionsOf({ lanes, state, holder }: QueueQuery): readonly QueuePartition[] {
  if (holder !== undefined) return ['HELD'];
  const wanted = state ? lanesOfState(state) : lanes;
  if (wanted?.length === 0) return [];
  return wanted ? [...new Set([...wanted.map(partitionOf), 'HELD' as const])] : QUEUE_PARTITIONS;
}

function isAskedFor(head: CaseHead, { lanes, siteId, state, holder }: QueueQuery): boolean {
  const lane = laneOf(head);
  return (
    lane !== undefined &&
    (lanes === undefined || lanes.includes(lane)) &&
    (siteId === undefined || head.siteId === siteId) &&
    (state === undefined || head.state === state) &&
    (holder === undefined || head.lease?.holder === holder)
  );
}
