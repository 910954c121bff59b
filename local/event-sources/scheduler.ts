import type { MovableClock } from '../clock/movable-clock';
import type { InvocationResult } from '../lambda/execution-environment';
import type { NextDue } from './schedule-expression';

/** A rule or schedule of the template. */
export interface Schedule {
  readonly logicalId: string;
  readonly expression: string;
  readonly nextDue: NextDue;
  /** @param at the instant it is due, in milliseconds since the epoch. */
  readonly fire: (at: number) => Promise<InvocationResult>;
}

export interface Scheduler {
  /** Fires every schedule that is due by the stack's clock, once however many turns a move has skipped. */
  runDue(): Promise<void>;
  /** Fires one now, due or not; undefined where none is called so. */
  run(logicalId: string): Promise<InvocationResult> | undefined;
  /** Settles when what runs has ended. */
  stop(): Promise<void>;
}

export interface SchedulerOptions {
  readonly schedules: readonly Schedule[];
  readonly clock: MovableClock;
  readonly log: (line: string) => void;
}

const tickMs = 500;

export function startScheduler({ schedules, clock, log }: SchedulerOptions): Scheduler {
  const dueAt = new Map(schedules.map((schedule) => [schedule, schedule.nextDue(clock.now())]));
  const running = new Set<Promise<unknown>>();

  async function fire(schedule: Schedule, at: number): Promise<InvocationResult> {
    const fired = schedule.fire(at);
    running.add(fired);
    const result = await fired.finally(() => running.delete(fired));
    if (!result.ok) log(`${schedule.logicalId}: ${result.errorType}: ${result.errorMessage}`);
    return result;
  }

  async function runDue(): Promise<void> {
    const now = clock.now();
    const due = schedules.filter((schedule) => dueAt.get(schedule)! <= now);
    await Promise.all(
      due.map((schedule) => {
        const at = dueAt.get(schedule)!;
        dueAt.set(schedule, schedule.nextDue(now));
        return fire(schedule, at);
      }),
    );
  }

  const timer = setInterval(() => void runDue(), tickMs);
  return {
    runDue,
    run(logicalId) {
      const schedule = schedules.find((one) => one.logicalId === logicalId);
      return schedule && fire(schedule, clock.now());
    },
    async stop() {
      clearInterval(timer);
      await Promise.all(running);
    },
  };
}
