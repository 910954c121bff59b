/** Lets the clock move only between pieces of work: a batch in hand sees no jump, and none starts during one. */
export interface Standstill {
  /** Runs `work`, after a move that is under way. */
  readonly during: <T>(work: () => Promise<T>) => Promise<T>;
  /** Waits for the work in hand (at most `patienceMs`), then runs `move` while nothing else starts. */
  whenStill<T>(move: () => Promise<T>, patienceMs: number): Promise<T>;
}

export function standstill(): Standstill {
  const inHand = new Set<Promise<unknown>>();
  let moving: Promise<unknown> = Promise.resolve();
  const waiting = { moves: 0 };
  return {
    async during(work) {
      while (waiting.moves > 0) await moving;
      const running = work();
      const settled = running.catch(() => undefined);
      inHand.add(settled);
      void settled.then(() => inHand.delete(settled));
      return running;
    },
    async whenStill(move, patienceMs) {
      waiting.moves++;
      const previous = moving;
      const turn = (async () => {
        await previous;
        let timer: NodeJS.Timeout | undefined;
        const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, patienceMs)));
        await Promise.race([Promise.all(inHand), patience]);
        clearTimeout(timer);
        return move();
      })();
      moving = turn.catch(() => undefined);
      try {
        return await turn;
      } finally {
        waiting.moves--;
      }
    },
  };
}
