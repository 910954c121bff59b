import { setTimeout as sleep } from 'node:timers/promises';

export interface Polling {
  /** Takes no further turn; settles when the one in hand is done. */
  stop(): Promise<void>;
}

const retryMs = 500;

/** Takes one turn after the other until stopped. One that fails is reported, and the next comes a little later. */
export function startPolling(
  name: string,
  turn: (stopping: AbortSignal) => Promise<void>,
  log: (line: string) => void,
): Polling {
  const stopping = new AbortController();
  const { signal } = stopping;
  async function run(): Promise<void> {
    while (!signal.aborted) {
      try {
        await turn(signal);
      } catch (error) {
        if (signal.aborted) return;
        log(`${name}: ${error instanceof Error ? error.message : String(error)}; trying again`);
        await sleep(retryMs);
      }
    }
  }
  const running = run();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
