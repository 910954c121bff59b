import type { CaseHead } from '../case/case';
import { CANARY_SITE_ID } from '../desk/canary-site';
import { doneAt, laneOf, type Lane, turnAt } from '../case/queue-order';

/**
 * The partitions of the `queue` index. What somebody has claimed lies apart, so that the next free case is always the
 * first of its partition; there are no more of these than people.
 */
export const QUEUE_PARTITIONS = ['REVIEW', 'LEGAL', 'HELD', 'WAITING'] as const;
export type QueuePartition = (typeof QUEUE_PARTITIONS)[number];

const PARTITION_OF = { review: 'REVIEW', legal: 'LEGAL', waiting: 'WAITING' } as const satisfies Record<
  Lane,
  QueuePartition
>;

export const partitionOf = (lane: Lane): QueuePartition => PARTITION_OF[lane];

/** Where cases stand that wait for nobody. */
export const DONE = 'DONE';

/** The index keys of a case: by whose turn it is while it waits for people, by when it was done after that. */
export function reviewQueueKeys(head: CaseHead): {
  readonly queuePk?: QueuePartition | typeof DONE;
  readonly queueSk?: string;
} {
  // Nobody is to work the canary's, and nobody's figures are to count them.
  if (head.siteId === CANARY_SITE_ID) return {};
  const lane = laneOf(head);
  if (lane === undefined) return { queuePk: DONE, queueSk: `${doneAt(head)}#${head.id}` };
  return { queuePk: head.lease ? 'HELD' : partitionOf(lane), queueSk: `${turnAt(head)}#${head.id}` };
}
