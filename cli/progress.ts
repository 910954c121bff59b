import { Presets, SingleBar } from 'cli-progress';
import type { Io } from './io';
import { tidyOnExit } from './tidy-on-exit';

/** How far a long piece of work is, on stderr: a bar on a terminal, else a line every ten seconds. */
export interface Progress {
  advance(by: number): void;
  stop(): void;
}

const LINE_EVERY_MS = 10_000;

/** @param total in units of `advance`, e.g. bytes. @param count what has been done so far, in words. */
export function startProgress(io: Io, label: string, total: number, count: () => string): Progress {
  let done = 0;
  if (io.stderrIsTty) {
    const bar = new SingleBar(
      {
        format: `${label} {bar} {percentage} %  {count}`,
        stream: io.stderr,
        clearOnComplete: true,
        hideCursor: true,
        fps: 10,
        // It would take Ctrl-C for itself, and the work would go on.
        gracefulExit: false,
      },
      Presets.shades_classic,
    );
    bar.start(Math.max(1, total), 0, { count: '' });
    // Else the terminal's cursor stays hidden.
    const tidied = tidyOnExit(() => bar.stop());
    return {
      advance: (by) => {
        done += by;
        bar.update(Math.min(done, total), { count: count() });
      },
      stop: () => {
        tidied();
        bar.stop();
      },
    };
  }
  let nextLine = performance.now() + LINE_EVERY_MS;
  return {
    advance: (by) => {
      done += by;
      const now = performance.now();
      if (now < nextLine) return;
      nextLine = now + LINE_EVERY_MS;
      io.stderr.write(
        `${label}: ${Math.floor((100 * Math.min(done, total)) / Math.max(1, total))} %, ${count()}\n`,
      );
    },
    stop: () => undefined,
  };
}
