import { between, type Instant, instant, MINUTE, SECOND } from '../clock/instant';
import { L0, ulidTime } from '../corpus/object-names';
import type { ObjectStore } from '../corpus/object-store';
import { Problem } from '../problem';
import type { Desk, DuePointer, QueueAge, QueueDepth, WorkQueues } from './desk';
import { isStopped, listGates } from './order-deliveries';
import { WAITS_TOO_LONG } from './waits-too-long';

export type CheckState = 'green' | 'amber' | 'red';

/** One thing that operations want to know, judged. */
export interface Check {
  readonly name:
    | 'clock sweep'
    | 'timers'
    | 'deliveries'
    | 'delivery gates'
    | 'work queues'
    | 'dead letters'
    | 'index'
    | 'canary';
  readonly state: CheckState;
  readonly says: string;
  /** A heading of docs/runbook.md, where something is to be done. */
  readonly runbook?: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

export interface SelfCheck {
  readonly at: Instant;
  /** The worst of its checks. */
  readonly state: CheckState;
  readonly checks: readonly Check[];
}

type CheckDesk = Pick<Desk, 'now' | 'due' | 'gates' | 'pulses' | 'work' | 'queueAges'>;

/** From when on a thing is worth a look, and from when on it is wrong; alarms in infra/ have the same bounds. */
const BOUNDS = {
  /** Milliseconds since the sweep last ran; it runs every minute. */
  sweepAge: { amber: 2 * MINUTE, red: 3 * MINUTE },
  /** Milliseconds that the oldest due thing has waited. */
  timerLag: { amber: 90 * SECOND, red: 3 * MINUTE },
  deliveryLag: { amber: 5 * MINUTE, red: 15 * MINUTE },
  /** Messages that nobody has taken up. */
  waiting: { amber: 1_000, red: 10_000 },
  packs: { amber: 1_000, red: 2_000 },
  /** Milliseconds since the canary last came through; it flies every five minutes. */
  canaryAge: { amber: 11 * MINUTE, red: 16 * MINUTE },
} as const;

const judged = (
  value: number,
  { amber, red }: { readonly amber: number; readonly red: number },
): CheckState => (value >= red ? 'red' : value >= amber ? 'amber' : 'green');

const WORST: readonly CheckState[] = ['red', 'amber', 'green'];
const worst = (states: readonly CheckState[]): CheckState =>
  WORST.find((state) => states.includes(state)) ?? 'green';

/** What is due and looked at; more than this is counted as this. */
const LOOKED_AT = 1_000;

const ago = (ms: number): string => {
  const seconds = Math.max(0, Math.round(ms / SECOND));
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
};

/** What the desk knows of its own health. It reads and judges; all it writes is when it was asked before the first sweep. */
export async function selfCheck(desk: CheckDesk, corpus: Pick<ObjectStore, 'list'>): Promise<SelfCheck> {
  const at = desk.now();
  const due = await desk.due.dueBy(at, LOOKED_AT);
  const checks = await Promise.all([
    sweepCheck(desk, at),
    timerCheck(due, at),
    deliveryCheck(due, at),
    gateCheck(desk),
    queueCheck(desk),
    deadLetterCheck(desk),
    indexCheck(corpus),
    canaryCheck(desk, at),
  ]);
  return { at, state: worst(checks.map(({ state }) => state)), checks };
}

/** Of it, what the figures of the days are read with: deliveries, what stops them, the index. */
export async function deliveryHealth(
  desk: Pick<Desk, 'now' | 'due' | 'gates'>,
  corpus: Pick<ObjectStore, 'list'>,
): Promise<readonly Check[]> {
  const at = desk.now();
  const due = await desk.due.dueBy(at, LOOKED_AT);
  return Promise.all([deliveryCheck(due, at), gateCheck(desk), indexCheck(corpus)]);
}

async function sweepCheck(desk: CheckDesk, at: Instant): Promise<Check> {
  const pulse = await desk.pulses.get('clock-sweep');
  const base = { name: 'clock sweep', runbook: 'the-clock-sweep-is-late' } as const;
  if (!pulse) return { ...base, ...(await neverSwept(desk, at)) };
  const age = between(pulse.at, at);
  const { pointers: due = 0, fired = due } = pulse.facts as {
    readonly pointers?: number;
    readonly fired?: number;
  };
  return {
    ...base,
    state: worst([judged(age, BOUNDS.sweepAge), fired < due ? 'amber' : 'green']),
    says: `ran ${ago(age)} ago, ${fired} fired of ${due} due`,
    facts: { ranAt: pulse.at, ...pulse.facts },
  };
}

/** A desk that has just been started is not ill; one that is asked again and has still not swept is. */
async function neverSwept(desk: CheckDesk, at: Instant): Promise<Pick<Check, 'state' | 'says' | 'facts'>> {
  const asked = await desk.pulses.get('self-check');
  if (!asked) await desk.pulses.put({ name: 'self-check', at, facts: {} });
  const firstAskedAt = asked?.at ?? at;
  const isDue = between(firstAskedAt, at) >= BOUNDS.sweepAge.red;
  return {
    state: isDue ? 'red' : 'amber',
    says: isDue ? 'has never run' : 'has not run yet, and is not yet due: it runs every minute',
    facts: { firstAskedAt },
  };
}

const lagOf = (due: readonly DuePointer[], at: Instant): number => (due[0] ? between(due[0].dueAt, at) : 0);
const countOf = (due: readonly DuePointer[]): string =>
  due.length < LOOKED_AT ? String(due.length) : `${LOOKED_AT} or more`;

/** What is due and has not been done: the sweep takes it up within a minute. */
async function timerCheck(due: readonly DuePointer[], at: Instant): Promise<Check> {
  const timers = due.filter(({ kind }) => kind !== 'outbox');
  const lag = lagOf(timers, at);
  return {
    name: 'timers',
    state: judged(lag, BOUNDS.timerLag),
    says: timers.length === 0 ? 'nothing is due' : `${countOf(timers)} due, the oldest for ${ago(lag)}`,
    runbook: 'the-clock-sweep-is-late',
    facts: { due: timers.length, oldestDueAt: timers[0]?.dueAt ?? null },
  };
}

/** What is owed to somebody and could have gone out. */
async function deliveryCheck(due: readonly DuePointer[], at: Instant): Promise<Check> {
  const effects = due.filter(({ kind }) => kind === 'outbox');
  const lag = lagOf(effects, at);
  return {
    name: 'deliveries',
    state: judged(lag, BOUNDS.deliveryLag),
    says:
      effects.length === 0 ? 'nothing is due' : `${countOf(effects)} undelivered, the oldest for ${ago(lag)}`,
    runbook: 'decisions-wait-to-be-delivered',
    facts: { waiting: effects.length, oldestDueAt: effects[0]?.dueAt ?? null },
  };
}

async function gateCheck(desk: Pick<Desk, 'now' | 'gates'>): Promise<Check> {
  const stopped = (await listGates(desk)).filter(isStopped);
  return {
    name: 'delivery gates',
    state: stopped.length === 0 ? 'green' : 'amber',
    says: stopped.length === 0 ? 'all open' : `${stopped.length} stopped: see copydesk deliveries`,
    facts: { stopped: stopped.length },
  };
}

const NAMES = [
  'submissions',
  'notices',
  'fetches',
  'delivery',
] as const satisfies readonly (keyof WorkQueues)[];

type QueueName = (typeof NAMES)[number];

const ofEach = <T>(count: (name: QueueName) => Promise<T>): Promise<(readonly [QueueName, T])[]> =>
  Promise.all(NAMES.map(async (name) => [name, await count(name)] as const));

interface QueueState extends QueueDepth {
  /** Null where nobody knows it. */
  readonly oldest: QueueAge | null;
}

/** What waits, and for how long: of a queue whose worker stands still the age grows, however little is in it. */
async function queueCheck(desk: CheckDesk): Promise<Check> {
  const [depths, ages] = await Promise.all([
    ofEach((name) => desk.work[name].depth()),
    desk.queueAges.read().catch(unknownAges),
  ]);
  const queues = depths.map(
    ([name, depth]) =>
      [name, { ...depth, oldest: ages[name] ?? null }, stateOf(name, depth, ages[name])] as const,
  );
  const busy = queues.filter(([, depth]) => hasWork(depth));
  const state = worst(queues.map(([, , each]) => each));
  return {
    name: 'work queues',
    state,
    says: busy.length === 0 ? 'empty' : busy.map(([name, queue]) => describeQueue(name, queue)).join('; '),
    runbook: WAITS_TOO_LONG[queues.find(([, , each]) => each === state)?.[0] ?? 'submissions'].runbook,
    facts: Object.fromEntries(queues),
  };
}

const hasWork = ({ waiting, inWork }: QueueDepth): boolean => waiting + inWork > 0;

function stateOf(name: QueueName, depth: QueueDepth, age: QueueAge | undefined): CheckState {
  if (!hasWork(depth)) return 'green';
  const { afterMs } = WAITS_TOO_LONG[name];
  const byAge = age ? judged(age.ageMs, { amber: afterMs / 2, red: afterMs }) : 'amber';
  return worst([judged(depth.waiting, BOUNDS.waiting), byAge]);
}

const describeQueue = (name: QueueName, { waiting, inWork, oldest }: QueueState): string =>
  `${name} ${waiting} and ${inWork} in work, ${oldest ? `the oldest for ${ago(oldest.ageMs)}` : 'for how long is not known'}`;

/** The rest of the self-check is told all the same. */
const unknownAges = (error: unknown): Record<string, never> => {
  if (error instanceof Problem) return {};
  throw error;
};

async function deadLetterCheck(desk: CheckDesk): Promise<Check> {
  const counted = await ofEach((name) => desk.work[name].deadLetterCount());
  const dead = counted.filter(([, count]) => count > 0);
  return {
    name: 'dead letters',
    state: dead.length === 0 ? 'green' : 'red',
    says: dead.length === 0 ? 'none' : dead.map(([name, count]) => `${name} ${count}`).join(', '),
    runbook: 'a-message-in-a-dead-letter-queue',
    facts: Object.fromEntries(counted),
  };
}

/** Packs that every worker reads one by one, and when the newest came. */
async function indexCheck(corpus: Pick<ObjectStore, 'list'>): Promise<Check> {
  const packs = await corpus.list(L0);
  const newest = packs.reduce((latest, name) => Math.max(latest, ulidTime(name)), 0);
  const newestAt = newest === 0 ? null : instant(newest);
  return {
    name: 'index',
    state: judged(packs.length, BOUNDS.packs),
    says: `${packs.length} packs not yet merged${newestAt === null ? '' : `, the newest of ${newestAt}`}`,
    runbook: 'packs-wait-to-be-merged',
    facts: { packsWaiting: packs.length, newestPackAt: newestAt },
  };
}

async function canaryCheck(desk: CheckDesk, at: Instant): Promise<Check> {
  const pulse = await desk.pulses.get('canary');
  const base = { name: 'canary', runbook: 'the-canary-does-not-come-through' } as const;
  if (!pulse) return { ...base, state: 'amber', says: 'has not come through yet', facts: {} };
  const age = between(pulse.at, at);
  return {
    ...base,
    state: judged(age, BOUNDS.canaryAge),
    says: `came through ${ago(age)} ago`,
    facts: { cameThroughAt: pulse.at, ...pulse.facts },
  };
}
