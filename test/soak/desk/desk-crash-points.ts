import { isDeepStrictEqual } from 'node:util';
import { seededRandom } from '../../property/corpus/interleaving';
import type { SoakPoint, SoakSuite } from '../suite';
import { type DeskEmulators, DeskWorld, openDeskEmulators } from './desk-world';
import { CALL_FAULTS, type FaultAt } from './faulty-calls';
import { judge, type Result } from './judge';
import { type Scenario, SCENARIOS } from './scenarios';

interface Played {
  readonly result: Result | string;
  /** What its functions asked of stores, queues and others, in order. */
  readonly made: readonly string[];
}

/** What a sweep after a death may still have to bring out: effects in hand, articles and cases whose worker died. */
const AFTERMATH_MINUTES = [1, 2, 5, 6, 6];

async function play(
  emulators: DeskEmulators,
  { prepare, act }: Scenario,
  faults: readonly FaultAt[],
): Promise<Played> {
  const { log } = console;
  // The desk's own events are no output of a soak.
  console.log = () => undefined;
  const world = await DeskWorld.open(emulators);
  try {
    await prepare?.(world);
    world.calls.arm(faults);
    await act(world);
    const made = [...world.calls.made()];
    world.calls.arm([]);
    await world.pass(...AFTERMATH_MINUTES);
    return { result: await judge(world), made };
  } finally {
    world.close();
    console.log = log;
  }
}

/** The first thing in which two results differ, in words. */
function difference(expected: unknown, found: unknown, path = ''): string | undefined {
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

/**
 * Every request that the desk's functions make in every scenario, with everything that can happen to it. Under other seeds than the first a
 * second one goes wrong, too.
 */
export async function deskCrashPoints(emulators: DeskEmulators): Promise<readonly SoakPoint[]> {
  const points: SoakPoint[] = [];
  for (const scenario of SCENARIOS) {
    const { result, made } = await play(emulators, scenario, []);
    if (typeof result === 'string') throw new Error(`${scenario.name} fails without a fault: ${result}`);
    for (const [at, name] of made.entries())
      for (const kind of CALL_FAULTS)
        points.push({
          name: `${scenario.name}: request ${at + 1} of ${made.length} (${name}) ${kind}`,
          async run(seed) {
            const random = seededRandom(seed);
            const second = {
              kind: CALL_FAULTS[Math.floor(random() * CALL_FAULTS.length)]!,
              at: at + 1 + Math.floor(random() * made.length),
            };
            const faults = [{ kind, at }, ...(seed === 1 ? [] : [second])];
            const played = await play(emulators, scenario, faults);
            if (typeof played.result === 'string') return played.result;
            return seed === 1
              ? difference(result, played.result)
              : difference({ ...result, reached: [] }, { ...played.result, reached: [] });
          },
        });
  }
  return points;
}

export async function deskOnEmulators(): Promise<SoakSuite> {
  const emulators = await openDeskEmulators();
  return {
    name: 'desk on its emulators, every request of every function',
    points: await deskCrashPoints(emulators),
    close: () => emulators.close(),
  };
}
