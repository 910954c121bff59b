import { AsyncLocalStorage } from 'node:async_hooks';

/** What happens to one request that a function makes of a store, a queue, a mail service, a CMS. */
export const CALL_FAULTS = [
  /** The function dies before it. */
  'dies_before',
  /** It is done, and the function dies before it hears. */
  'dies_after',
  /** It is never done, and the function is told so. */
  'refused',
  /** It is done, and the answer is lost. */
  'lost',
] as const;
export type CallFault = (typeof CALL_FAULTS)[number];

export interface FaultAt {
  readonly kind: CallFault;
  /** Number of the request, from 0. */
  readonly at: number;
}

/** One run of a function, from its event to its answer. */
interface Run {
  dead: boolean;
}

export class Died extends Error {}

/** As the SDKs report a service that does not answer well. */
const sdkError = (name: string): Error => Object.assign(new Error(name), { name });

type Pace = <T>(perform: () => Promise<T>) => Promise<T>;

/** Requests after which a run is taken never to end. */
const ENDLESS = 5_000;

/** Counts the requests that functions make from `arm` on, and lets faults happen to them; others' requests pass. */
export function faultyCalls() {
  const runs = new AsyncLocalStorage<Run>();
  let faults: readonly FaultAt[] = [];
  const made: string[] = [];
  let pace: Pace = (perform) => perform();

  return {
    arm(next: readonly FaultAt[]): void {
      faults = next;
      made.length = 0;
    },
    /** Has requests wait for their turn. */
    inTurn(turns: Pace): void {
      pace = turns;
    },
    /** What was asked for since. */
    made: (): readonly string[] => made,
    /** A request; `name` says of what. */
    async call<T>(name: string, perform: () => Promise<T>): Promise<T> {
      const run = runs.getStore();
      if (!run) return perform();
      if (run.dead) throw new Died('the function is dead');
      const fault = faults.find(({ at }) => at === made.length)?.kind;
      made.push(name);
      if (made.length > ENDLESS) throw new Error(`more than ${ENDLESS} requests`);
      if (fault === 'dies_before') run.dead = true;
      if (run.dead) throw new Died(fault);
      if (fault === 'refused') throw sdkError('ServiceUnavailable');
      const answer = await pace(perform);
      if (fault === 'dies_after') {
        run.dead = true;
        throw new Died(fault);
      }
      if (fault === 'lost') throw sdkError('ECONNRESET');
      return answer;
    },
    /** Runs a function; a dead one answers nothing, whatever it made of its death. */
    async run<T>(
      perform: () => Promise<T>,
    ): Promise<{ readonly answer: T } | 'died' | { readonly threw: unknown }> {
      const run: Run = { dead: false };
      try {
        const answer = await runs.run(run, perform);
        return run.dead ? 'died' : { answer };
      } catch (threw) {
        return run.dead ? 'died' : { threw };
      }
    },
  };
}

export type FaultyCalls = ReturnType<typeof faultyCalls>;
