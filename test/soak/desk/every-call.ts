import { WORK_QUEUES } from '../../contract/support/functions';
import type { DeskEmulators } from './desk-world';
import type { CallFault, Request } from './faulty-calls';
import { difference, inTime, play } from './play';
import { SCENARIOS } from './scenarios';

/** What one pass over the desk's life came to. */
export interface Pass {
  /** Places at which a function asks something of a store, a queue or a service. */
  readonly calls: number;
  /** At how many of them one died. */
  readonly diedAt: number;
  readonly plays: number;
  readonly violations: readonly string[];
}

const WRITES = /^(?:Put|Update|TransactWrite|Delete|Send|Call|Publish)/;

/** A write is done and not heard of; before a read nothing is done that was not after the write before it. */
const deathAt = ({ command }: Request): CallFault => (WRITES.test(command) ? 'dies_after' : 'dies_before');

/** Of two mails of one moment either goes first: some calls are not made in every play. */
const IN_VAIN = 3;

/** So often a function dies over one event: an article that killed its worker a third time is given up, people stop asking. */
function deathsOver({ site }: Request): number {
  if (site.startsWith('submissions ')) return 2;
  return WORK_QUEUES.some((name) => site.startsWith(`${name} `)) ? 12 : 4;
}

/**
 * Lets every function die at every call it makes in the scenarios, each time it comes to one at which none has died yet;
 * what it was about comes again, passes there and dies at the next, as often as it may. A scenario is played until it holds
 * no new death.
 */
export async function dieAtEveryCall(emulators: DeskEmulators): Promise<Pass> {
  const calls = new Set<string>();
  const died = new Set<string>();
  const violations: string[] = [];
  let plays = 0;
  for (const scenario of SCENARIOS) {
    const { result, made } = await play(emulators, scenario, undefined, 1);
    if (typeof result === 'string') throw new Error(`${scenario.name} fails without a fault: ${result}`);
    for (const { site } of made) calls.add(site);
    let inVain = 0;
    do {
      const now: string[] = [];
      const plan = (request: Request): CallFault | undefined => {
        const { site, tries } = request;
        if (!calls.has(site) || died.has(site) || tries > deathsOver(request)) return undefined;
        died.add(site);
        now.push(site);
        return deathAt(request);
      };
      plays++;
      const played = await play(emulators, scenario, plan, 1);
      const broken =
        typeof played.result === 'string'
          ? played.result
          : // Who dies as often as this is rightly late.
            difference(inTime(result), inTime(played.result));
      if (broken !== undefined)
        violations.push(`${scenario.name}: ${broken}, where functions died at ${now.join(', ')}`);
      inVain = now.length > 0 ? 0 : inVain + 1;
    } while (inVain < IN_VAIN && [...calls].some((site) => !died.has(site)));
  }
  return { calls: calls.size, diedAt: died.size, plays, violations };
}
