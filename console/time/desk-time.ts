import { useSyncExternalStore } from 'react';
import { between, instant, type Instant } from '../../shared/clock/instant';

/**
 * The desk's time, not this machine's: what is left is counted from what the API said it was, and a laptop whose clock
 * is wrong promises nothing wrong.
 */
function openDeskTime() {
  let aheadMs = 0;
  const readers = new Set<() => void>();
  let ticking: ReturnType<typeof setInterval> | undefined;
  const second = (): number => Math.floor((Date.now() + aheadMs) / 1_000);
  const tell = () => readers.forEach((reader) => reader());
  return {
    observe: (at: Instant): void => {
      const ahead = between(instant(Date.now()), at);
      // A slow answer is no other clock.
      if (Math.abs(ahead - aheadMs) < 2_000) return;
      aheadMs = ahead;
      tell();
    },
    subscribe: (reader: () => void): (() => void) => {
      readers.add(reader);
      ticking ??= setInterval(tell, 1_000);
      return () => {
        readers.delete(reader);
        if (readers.size > 0) return;
        clearInterval(ticking);
        ticking = undefined;
      };
    },
    second,
    now: (): Instant => instant(Date.now() + aheadMs),
  };
}

export const deskTime = openDeskTime();

/** The time at the desk, new each second; only who calls it renders again. */
export const useNow = (): Instant =>
  instant(useSyncExternalStore(deskTime.subscribe, deskTime.second) * 1_000);
