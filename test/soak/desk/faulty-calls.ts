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

/** A request that a function makes. */
export interface Request {
  /** Number since `arm`, from 0. */
  readonly at: number;
  /** What the SDK or the interface calls it. */
  readonly command: string;
  /** The same in every play: by which function, what is asked of what, the how manieth such in one run of the function. */
  readonly site: string;
  /** How often its function was begun for the same event, from 1. */
  readonly tries: number;
}

/** What happens to a request, if anything. */
export type Plan = (request: Request) => CallFault | undefined;

export const faultsAt =
  (faults: readonly FaultAt[]): Plan =>
  ({ at }) =>
    faults.find((fault) => fault.at === at)?.kind;

/** One run of a function, from its event to its answer. */
interface Run {
  readonly of: string;
  readonly tries: number;
  readonly asked: Map<string, number>;
  dead: boolean;
}

export class Died extends Error {}

/** As the SDKs report a service that does not answer well. */
const sdkError = (name: string): Error => Object.assign(new Error(name), { name });

type Pace = <T>(perform: () => Promise<T>) => Promise<T>;

/** Requests after which a run is taken never to end. */
const ENDLESS = 5_000;

const NOTHING: Plan = () => undefined;

/** Counts the requests that functions make from `arm` on, and lets faults happen to them; others' requests pass. */
export function faultyCalls() {
  const runs = new AsyncLocalStorage<Run>();
  let plan = NOTHING;
  const made: Request[] = [];
  let pace: Pace = (perform) => perform();

  function note(run: Run, command: string, target: string): Request {
    const asked = `${run.of}: ${command}${target && ` ${target}`}`;
    const count = (run.asked.get(asked) ?? 0) + 1;
    run.asked.set(asked, count);
    const request = { at: made.length, command, site: `${asked} #${count}`, tries: run.tries };
    made.push(request);
    if (made.length > ENDLESS) throw new Error(`more than ${ENDLESS} requests`);
    return request;
  }

  return {
    arm(next: Plan = NOTHING): void {
      plan = next;
      made.length = 0;
    },
    /** Has requests wait for their turn. */
    inTurn(turns: Pace): void {
      pace = turns;
    },
    /** What was asked for since. */
    made: (): readonly Request[] => made,
    /** A request; `target` says of what. */
    async call<T>(command: string, target: string, perform: () => Promise<T>): Promise<T> {
      const run = runs.getStore();
      if (!run) return perform();
      if (run.dead) throw new Died('the function is dead');
      const fault = plan(note(run, command, target));
      if (fault === 'dies_before') {
        run.dead = true;
        throw new Died(fault);
      }
      if (fault === 'refused') throw sdkError('ServiceUnavailable');
      const answer = await pace(perform);
      if (fault === 'dies_after') {
        run.dead = true;
        throw new Died(fault);
      }
      if (fault === 'lost') throw sdkError('ECONNRESET');
      return answer;
    },
    /**
     * Runs a function; a dead one answers nothing, whatever it made of its death.
     * @param of its name. @param tries how often it was begun for the same event, from 1.
     */
    async run<T>(
      of: string,
      perform: () => Promise<T>,
      tries = 1,
    ): Promise<{ readonly answer: T } | 'died' | { readonly threw: unknown }> {
      const run: Run = { of, tries, asked: new Map(), dead: false };
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
