import { useState } from 'react';

export interface Steady<T> {
  readonly shown: readonly T[];
  /** What the list would gain and lose; undefined while it shows what there is. */
  readonly waiting: { readonly added: number; readonly gone: number; readonly moved: boolean } | undefined;
  readonly update: () => void;
}

/**
 * A list that does not move under the hand: while it is held, lines keep their place and only their content changes;
 * what came, went or moved waits until it is asked for or the hand has left.
 */
export function useSteadyList<T>(lines: readonly T[], idOf: (line: T) => string, held: boolean): Steady<T> {
  const [order, setOrder] = useState<readonly string[]>(() => lines.map(idOf));
  const now = lines.map(idOf);
  const same = now.length === order.length && now.every((id, i) => id === order[i]);
  const update = () => setOrder(now);
  if (!held && !same) {
    setOrder(now);
    return { shown: lines, waiting: undefined, update };
  }
  const byId = new Map(lines.map((line) => [idOf(line), line]));
  const shown = order.flatMap((id) => byId.get(id) ?? []);
  const added = now.filter((id) => !order.includes(id)).length;
  const gone = order.length - shown.length;
  return {
    shown,
    waiting: same ? undefined : { added, gone, moved: added === 0 && gone === 0 },
    update,
  };
}
