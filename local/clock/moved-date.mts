import { workerData } from 'node:worker_threads';

/** Replaces the global Date by one that runs `offsetMs()` milliseconds ahead of the machine. */
export function moveDate(offsetMs: () => number): void {
  const MachineDate = Date;
  const now = (): number => MachineDate.now() + offsetMs();
  const MovedDate: DateConstructor = new Proxy(MachineDate, {
    apply: () => new MachineDate(now()).toString(),
    construct: (target, args, newTarget) =>
      Reflect.construct(
        target,
        args.length === 0 ? [now()] : args,
        newTarget === MovedDate ? target : newTarget,
      ),
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
  });
  MachineDate.prototype.constructor = MovedDate;
  globalThis.Date = MovedDate;
}

// As the preload of a function's worker: the stack's clock comes as shared memory, so a move is seen at once.
const clock: unknown = (workerData as { clock?: unknown } | null)?.clock;
if (clock instanceof BigInt64Array) moveDate(() => Number(Atomics.load(clock, 0)));
