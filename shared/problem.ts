/** A kind exists only if the caller does something different on meeting it. */
export type ProblemKind =
  /** The input is wrong: fix it; pointers attached. */
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  /** Somebody else was first: re-read. */
  | 'conflict'
  /** Not in this state, for a reason that is said. */
  | 'refused'
  /** What was read has changed since: read it again (If-Match). */
  | 'precondition_failed'
  /** Say which state of it was read: nothing is overwritten unseen. */
  | 'precondition_required'
  | 'too_many_requests'
  /** Try again later. */
  | 'unavailable'
  /** Stored data is not what was written: wake someone. */
  | 'corrupt';

/** One wrong field: a JSON pointer (RFC 6901) into the request and what to do about it. */
export interface FieldProblem {
  readonly pointer: string;
  readonly detail: string;
}

/** Detail of a field that the sender made up: the end of its pointer is theirs, and goes back to nobody but them. */
export const UNKNOWN_FIELD = 'is not a field of this request';

/** The one error the desk throws on purpose. shared/wire/problem-json.ts turns it into RFC 9457. */
export class Problem extends Error {
  constructor(
    readonly kind: ProblemKind,
    message: string,
    readonly details: {
      readonly errors?: readonly FieldProblem[];
      /** Facts for the caller, e.g. what changed on a conflict; never personal data. */
      readonly facts?: Readonly<Record<string, unknown>>;
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, { cause: details.cause });
    this.name = 'Problem';
  }
}
