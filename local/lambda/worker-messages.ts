/** What a worker is given when it starts. */
export interface WorkerSettings {
  readonly handlerFile: string;
  readonly handlerName: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMb: number;
  readonly logGroup: string;
  /** The stack's clock: an offset in milliseconds, in shared memory. */
  readonly clock: BigInt64Array;
}

export interface ToWorker {
  readonly requestId: string;
  /** JSON. */
  readonly event: string;
  readonly timeoutMs: number;
}

export type FromWorker =
  | { readonly kind: 'ready' }
  /** `result` is JSON. */
  | { readonly kind: 'result'; readonly requestId: string; readonly result: string }
  | {
      readonly kind: 'error';
      readonly requestId: string;
      readonly errorType: string;
      readonly errorMessage: string;
      readonly trace: string;
    };
