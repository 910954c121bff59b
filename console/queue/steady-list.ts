import { useState } from 'react';

export interface Waiting {
  readonly added: number;
  readonly gone: number;
  readonly moved: boolean;
}

export interface Steady<T> {
  readonly shown: readonly T[];
  /** What the list would gain and lose; undefined while it shows what there is. */
  readonly waiting: Waiting | undefined;
  readonly update: () => void;
}

/** Lines in an order that was fixed before: each as it is now, those that went left out, those that came kept back. */
export function inOrder<T>(
  order: readonly string[],
  lines: readonly T[],
  idOf: (line: T) => string,
): Pick<Steady<T>, 'shown' | 'waiting'> {
  const byId = new Map(lines.map((line) => [idOf(line), line]));
  const known = new Set(order);
  const shown = order.flatMap((id) => byId.get(id) ?? []);
  const added = lines.filter((line) => !known.has(idOf(line))).length;
  const gone = order.length - shown.length;
  const moved = added === 0 && gone === 0 && lines.some((line, i) => idOf(line) !== order[i]);
  return { shown, waiting: added + gone > 0 || moved ? { added, gone, moved } : undefined };
}

/**
 * A list that does not move under the hand: while it is held, lines keep their place and only their content changes;
 * what came, went or moved waits until it is asked for or the hand has left.
 */
export function useSteadyList<T>(lines: readonly T[], idOf: (line: T) => string, held: boolean): Steady<T> {
  const [order, setOrder] = useState<readonly string[]>(() => lines.map(idOf));
  const update = () => setOrder(lines.map(idOf));
  const steady = inOrder(order, lines, idOf);
  if (held || steady.waiting === undefined) return { ...steady, update };
  update();
  return { shown: lines, waiting: undefined, update };
}
