import type { Instant } from '../clock/instant';
import { type FieldProblem, Problem, type ProblemKind, UNKNOWN_FIELD } from '../problem';
import { faultOf } from '../fault';

/** One message of a work queue, parsed. */
export interface WorkMessage<M> {
  /** The queue's own id: stays the same when the message is delivered again. */
  readonly id: string;
  readonly message: M;
  /** When it was put into the queue. */
  readonly sentAt?: Instant;
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

/** Whether the same message may succeed another time. */
const mayPass = {
  invalid: false,
  unauthenticated: false,
  forbidden: false,
  not_found: false,
  refused: false,
  conflict: true,
  precondition_failed: true,
  precondition_required: false,
  too_many_requests: true,
  unavailable: true,
  corrupt: true,
} as const satisfies Record<ProblemKind, boolean>;

const MAX_REASON = 800;

/** Names of fields are ours, except of those we do not know: a person may stand in one. */
const fieldOf = ({ pointer, detail }: FieldProblem): string =>
  detail === UNKNOWN_FIELD
    ? `${pointer.slice(0, pointer.lastIndexOf('/')) || '/'} holds a field that is none of this request`
    : `${pointer || '/'} ${detail}`;

/** What went wrong, for the dead-letter queue: a Problem's own words with its pointers, any other error's class and place. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Problem)) return `unexpected: ${faultOf(error)}`.slice(0, MAX_REASON);
  return [error.message, ...(error.details.errors ?? []).map(fieldOf)].join('; ').slice(0, MAX_REASON);
}

/** The fate of a message whose work threw `error`. */
export const outcomeOf = (error: unknown): Exclude<MessageOutcome, { outcome: 'done' }> => ({
  outcome: error instanceof Problem && !mayPass[error.kind] ? 'reject' : 'retry',
  reason: reasonOf(error),
});
