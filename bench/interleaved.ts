/**
 * Times pieces of work so that a noisy machine hardly matters: each piece is a slice of (mostly) less than a
 * millisecond, run once a round, with a slice of one fixed reference kernel before it; what counts is each slice's
 * minimum over the rounds. A slice that was preempted is never a minimum.
 */
export interface Timings {
  /** Least time of each piece of work over all rounds, microseconds, in their order. */
  readonly microseconds: Float64Array;
  /** Least time of the reference kernel in the same process, microseconds. */
  readonly reference: number;
}

const REFERENCE_STEPS = 32_768;
let sink = 0;

/** FNV-1a over a counter: nothing but dependent multiplications, no memory. */
function referenceKernel(): void {
  let hash = 0x811c9dc5;
  for (let i = 0; i < REFERENCE_STEPS; i++) hash = Math.imul(hash ^ (i & 0xff), 0x01000193);
  sink ^= hash;
}

function elapsed(work: () => void): number {
  const from = performance.now();
  work();
  return (performance.now() - from) * 1_000;
}

/** @param works each does the same work again at each call. */
export function timeInterleaved(works: readonly (() => void)[], rounds: number): Timings {
  const microseconds = new Float64Array(works.length).fill(Infinity);
  let reference = Infinity;
  for (let round = 0; round < rounds; round++)
    for (const [i, work] of works.entries()) {
      reference = Math.min(reference, elapsed(referenceKernel));
      microseconds[i] = Math.min(microseconds[i]!, elapsed(work));
    }
  if (sink === 1) throw new Error('unreachable: keeps the reference kernel from being optimised away');
  return { microseconds, reference };
}

/** As timeInterleaved, of work that is awaited. */
export async function timeAwaited(
  works: readonly (() => Promise<unknown>)[],
  rounds: number,
): Promise<Timings> {
  const microseconds = new Float64Array(works.length).fill(Infinity);
  let reference = Infinity;
  for (let round = 0; round < rounds; round++)
    for (const [i, work] of works.entries()) {
      reference = Math.min(reference, elapsed(referenceKernel));
      const from = performance.now();
      await work();
      microseconds[i] = Math.min(microseconds[i]!, (performance.now() - from) * 1_000);
    }
  return { microseconds, reference };
}

/** The smallest of the values that at least `share` of them do not exceed. */
export function quantile(values: ArrayLike<number>, share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

export const sum = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((total, value) => total + value, 0);
