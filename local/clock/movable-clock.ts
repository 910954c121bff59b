import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

/** The local stack's clock: the machine's, plus an offset that only grows and survives a restart. */
export interface MovableClock {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly offsetMs: () => number;
  /** @throws ImpossibleMove, having moved nothing, unless `ms` is a positive whole number that stays within ten years. */
  advance(ms: number): void;
  /** The offset in milliseconds, shared with the workers' memory. */
  readonly shared: BigInt64Array;
}

export class ImpossibleMove extends RangeError {}

/** Ten years. A `Date` ends 275,000 years on, and what is written by a clock beyond it is not readable again. */
const furthestMs = 3_653 * 24 * 3_600_000;

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
        throw new ImpossibleMove(`The clock moves forward by a whole number of milliseconds, not by ${ms}.`);
      if (offsetMs() + ms > furthestMs)
        throw new ImpossibleMove("The clock goes at most ten years ahead of the machine's.");
      writeFileSync(`${file}.part`, JSON.stringify({ offsetMs: offsetMs() + ms }));
      renameSync(`${file}.part`, file);
      Atomics.add(shared, 0, BigInt(ms));
    },
  };
}

const kept = z.object({ offsetMs: z.int().nonnegative().max(furthestMs) });

function readOffset(file: string): number {
  try {
    return kept.parse(JSON.parse(readFileSync(file, 'utf8'))).offsetMs;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw new Error(`${file} is not readable; start with --fresh to begin anew.`, { cause: error });
  }
}
