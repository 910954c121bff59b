import { seededRandom } from '../../property/corpus/interleaving';
import type { SoakPoint, SoakSuite } from '../suite';
import { type DeskEmulators, openDeskEmulators } from './desk-world';
import { CALL_FAULTS, faultsAt } from './faulty-calls';
import { difference, inTime, play } from './play';
import { SCENARIOS } from './scenarios';

/**
 * Every request that the desk's functions make in every scenario, with everything that can happen to it. Under other seeds than the first a
 * second one goes wrong, too.
 */
export async function deskCrashPoints(emulators: DeskEmulators): Promise<readonly SoakPoint[]> {
  const points: SoakPoint[] = [];
  for (const scenario of SCENARIOS) {
    const { result, made } = await play(emulators, scenario);
    if (typeof result === 'string') throw new Error(`${scenario.name} fails without a fault: ${result}`);
    for (const { at, site } of made)
      for (const kind of CALL_FAULTS)
        points.push({
          name: `${scenario.name}: request ${at + 1} of ${made.length} (${site}) ${kind}`,
          async run(seed) {
            const random = seededRandom(seed);
            const second = {
              kind: CALL_FAULTS[Math.floor(random() * CALL_FAULTS.length)]!,
              at: at + 1 + Math.floor(random() * made.length),
            };
            const faults = [{ kind, at }, ...(seed === 1 ? [] : [second])];
            const played = await play(emulators, scenario, faultsAt(faults));
            if (typeof played.result === 'string') return played.result;
            return seed === 1
              ? difference(result, played.result)
              : difference(inTime(result), inTime(played.result));
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
