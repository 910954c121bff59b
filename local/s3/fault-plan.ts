import type { OperationName } from './operations';

/** What goes wrong with one request, for tests of what callers do then. */
export type Fault =
  /** Answer this instead of doing anything, e.g. 503 SlowDown or 409 ConditionalRequestConflict. */
  | { readonly kind: 'error'; readonly status: number; readonly code: string }
  /** Break the connection; nothing is done. */
  | { readonly kind: 'drop_before' }
  /** Do it, then break the connection: the answer is lost. */
  | { readonly kind: 'drop_after' }
  /** Do it, but break the connection halfway through the answer's body. */
  | { readonly kind: 'truncate' }
  | { readonly kind: 'delay'; readonly ms: number };

/** Asked once for each request, before anything is done; `count` is 1 for the first request of that operation. */
export type FaultPlan = (request: {
  readonly operation: OperationName;
  readonly bucket: string | undefined;
  readonly key: string | undefined;
  readonly count: number;
}) => Fault | undefined;
