import { isDeepStrictEqual } from 'node:util';
import { type DeskEmulators, DeskWorld } from './desk-world';
import type { Plan, Request } from './faulty-calls';
import { judge, type Result } from './judge';
import type { Scenario } from './scenarios';

export interface Played {
  readonly result: Result | string;
  /** What its functions asked of stores, queues and others, in order. */
  readonly made: readonly Request[];
}

/** What a sweep after a death may still have to bring out: effects in hand, articles and cases whose worker died. */
const AFTERMATH_MINUTES = [1, 2, 5, 6, 6];

/** A scenario in a world of its own. @param batch messages that a function is given at once, at most. */
export async function play(
  emulators: DeskEmulators,
  { prepare, act }: Scenario,
  plan?: Plan,
  batch?: number,
): Promise<Played> {
  const { log } = console;
  // The desk's own events are no output of a soak.
  console.log = () => undefined;
  const world = await DeskWorld.open(emulators, batch);
  try {
    await prepare?.(world);
    world.calls.arm(plan);
    await act(world);
    const made = [...world.calls.made()];
    world.calls.arm();
    await world.pass(...AFTERMATH_MINUTES);
    return { result: await judge(world), made };
  } finally {
    world.close();
    console.log = log;
  }
}

/** What came of it whenever: where much goes wrong, some is rightly late, and told of. */
export const inTime = (result: Result): Result => ({
  ...result,
  reached: [],
  mails: Object.fromEntries(
    Object.entries(result.mails).filter(([what]) => !/past due: |% of the time is used: /.test(what)),
  ),
});

/** The first thing in which two results differ, in words. */
export function difference(expected: unknown, found: unknown, path = ''): string | undefined {
  if (isDeepStrictEqual(expected, found)) return undefined;
  const isTree = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null;
  if (!isTree(expected) || !isTree(found))
    return `${path} is ${JSON.stringify(found)}, should be ${JSON.stringify(expected)}`;
  for (const key of new Set([...Object.keys(expected), ...Object.keys(found)])) {
    const differs = difference(expected[key], found[key], `${path}/${key}`);
    if (differs !== undefined) return differs;
  }
  return `${path} differs`;
}
