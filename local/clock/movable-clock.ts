import { readFileSync, writeFileSync } from 'node:fs';

/** The local stack's clock: the machine's, plus an offset that only grows and survives a restart. */
export interface MovableClock {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly offsetMs: () => number;
  /** @throws RangeError unless `ms` is a positive whole number. */
  advance(ms: number): void;
  /** The offset in milliseconds, shared with the workers' memory. */
  readonly shared: BigInt64Array;
}

export function openMovableClock(file: string): MovableClock {
  const shared = new BigInt64Array(new SharedArrayBuffer(8));
  Atomics.store(shared, 0, BigInt(readOffset(file)));
  const offsetMs = () => Number(Atomics.load(shared, 0));
  return {
    shared,
    offsetMs,
    now: () => Date.now() + offsetMs(),
    advance(ms) {
      if (!Number.isSafeInteger(ms) || ms <= 0)
        throw new RangeError(`The clock moves forward by a whole number of milliseconds, not by ${ms}.`);
      writeFileSync(file, JSON.stringify({ offsetMs: offsetMs() + ms }));
      Atomics.add(shared, 0, BigInt(ms));
    },
  };
}

function readOffset(file: string): number {
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { offsetMs: number }).offsetMs;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw new Error(`${file} is not readable; start with --fresh to begin anew.`, { cause: error });
  }
}
