/** One message of a work queue, parsed. */
export interface WorkMessage<M> {
  /** The queue's own id: stays the same when the message is delivered again. */
  readonly id: string;
  readonly message: M;
  /** 1 on the first delivery. */
  readonly receiveCount: number;
}

/** How a message ends: nothing is caught and passed over. */
export type MessageOutcome =
  | { readonly outcome: 'done' }
  /** Comes back after the visibility timeout. */
  | { readonly outcome: 'retry'; readonly reason: string }
  /** Can never succeed: to the dead-letter queue with its reason. */
  | { readonly outcome: 'reject'; readonly reason: string };

/** A queue gives a message this many deliveries (maxReceiveCount in infra/). */
export const LAST_RECEIVE = 5;
