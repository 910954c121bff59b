import type { CaseHead } from '../case/case';
import { CANARY_SITE_ID } from '../desk/canary-site';
import { laneOf, type Lane, turnAt } from '../case/queue-order';

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

/** The index keys of a case that waits for people; none for one that waits for nobody. */
export function reviewQueueKeys(head: CaseHead): {
  readonly queuePk?: QueuePartition;
  readonly queueSk?: string;
} {
  // Nobody is to work the canary's, and nobody's figures are to count them.
  if (head.siteId === CANARY_SITE_ID) return {};
  const lane = laneOf(head);
  if (lane === undefined) return {};
  return { queuePk: head.lease ? 'HELD' : partitionOf(lane), queueSk: `${turnAt(head)}#${head.id}` };
}
