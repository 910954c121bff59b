import type { Fault } from '../../local/s3/fault-plan';
import { instant } from '../../shared/clock/instant';
import { buildStopLists } from '../../shared/corpus/build-stop-lists';
import { collect } from '../../shared/corpus/collect';
import { compact } from '../../shared/corpus/compact';
import { type Corpus, openCorpus } from '../../shared/corpus/corpus';
import { memoryObjectStore } from '../../shared/corpus/memory-object-store';
import { readManifest } from '../../shared/corpus/manifest';
import { RUNS, STOP_LISTS, TEXTS } from '../../shared/corpus/object-names';
import type { ObjectStore, StoredObject } from '../../shared/corpus/object-store';
import { Crash, interrupted } from '../contract/corpus/interrupted-store';
import { seededRandom } from '../property/corpus/interleaving';
import { ALGORITHM, entry, query, ulid } from '../unit/corpus/corpus-fixtures';
import type { SoakPoint } from './suite';

const LATER = instant(Date.UTC(2100, 0));
const AT = instant(0);
/** Every article holds the first; the others lie at the borders of the shards. */
const HASHES = [7, 2 ** 40, 2 ** 41, 2 ** 42 - 1];
/** Requests after which an actor is taken not to end: more than any makes. */
const ENDLESS = 2_000;

/** What happens to one request of a process. */
const FAULTS = [
  /** The process dies before it. */
  'dies_before',
  /** It is done, and the process dies before it hears. */
  'dies_after',
  /** It is never done, and the process is told so. */
  'refused',
  /** It is done, and the answer is lost. */
  'lost',
  /** It waits while all the others go on: compaction, collection, new articles. */
  'stalls',
  /** One bit of what comes back is wrong. */
  'damaged',
] as const;
type FaultKind = (typeof FAULTS)[number];

/** A corpus as one seed makes it, and the others who work on it. */
interface World {
  readonly store: ObjectStore;
  readonly newId: () => string;
  readonly random: () => number;
  /** Articles that have to be found. */
  readonly committed: Set<string>;
  /** Articles of which nobody knows: their process died over them. */
  readonly open: Set<string>;
}

const openOn = (store: ObjectStore): Corpus =>
  openCorpus(store, { algorithms: [ALGORITHM], maxTextBytes: 0 });
const compactOn = (store: ObjectStore, { newId }: World) =>
  compact(store, { newId, minPacks: 1, fanOut: 2, postingsPerSegment: 8 });
const collectOn = (store: ObjectStore) => collect(store, { orphansBefore: LATER });

async function register(store: ObjectStore, world: World, articleId: string): Promise<void> {
  await openOn(store).register([entry(articleId, HASHES)], world.newId());
  world.committed.add(articleId);
}

/** What a reader is told, judged: everything that was committed before it asked, and nothing else. */
async function lookUp(corpus: Corpus, world: World): Promise<string | undefined> {
  const expected = [...world.committed];
  const { answers, incomplete } = await corpus.lookUp([query('the reader', HASHES)]);
  const { candidates } = answers[0]!;
  const found = candidates.map(({ ref }) => ref.articleId);
  if (new Set(found).size < found.length) return `found one article twice: ${found.join()}`;
  if (incomplete.length > 0) return `incomplete: ${incomplete.join()}`;
  // Withdrawn meanwhile is no longer asked for.
  const missed = expected.filter((articleId) => !found.includes(articleId) && world.committed.has(articleId));
  if (missed.length > 0) return `did not find ${missed.join()}`;
  const strange = found.filter((articleId) => !world.committed.has(articleId) && !world.open.has(articleId));
  if (strange.length > 0) return `found ${strange.join()}, which is not there`;
  for (const { ref } of candidates) {
    const { text } = await corpus.read(ref);
    if (text !== `The text of ${ref.articleId}.`) return `read '${text}' for ${ref.articleId}`;
  }
  return undefined;
}

/** The processes of the protocol; what one says is broken, judged by itself. */
interface Actor {
  readonly name: string;
  /** Before anything goes wrong. */
  prepare?(corpus: Corpus, world: World): Promise<void>;
  /** @returns what it was told wrong. @throws where it fails aloud. */
  act(store: ObjectStore, world: World, corpus: Corpus): Promise<string | undefined>;
}

const ACTORS: readonly Actor[] = [
  {
    name: 'writer',
    async act(store, world, corpus) {
      world.open.add('new');
      await corpus.register([entry('new', HASHES)], world.newId());
      world.open.delete('new');
      world.committed.add('new');
      return lookUp(corpus, world);
    },
  },
  {
    name: 'withdrawal',
    async act(_store, world, corpus) {
      const [gone] = world.committed;
      world.committed.delete(gone!);
      world.open.add(gone!);
      await corpus.withdraw(gone!, 1, AT, world.newId());
      world.open.delete(gone!);
      return undefined;
    },
  },
  {
    name: 'compaction',
    async act(store, world) {
      while ((await compactOn(store, world)).outcome === 'compacted');
      return undefined;
    },
  },
  {
    name: 'stop list',
    async act(store, { newId }) {
      await buildStopLists(store, { newId });
      return undefined;
    },
  },
  {
    name: 'collection',
    async act(store) {
      await collectOn(store);
      return undefined;
    },
  },
  { name: 'reader', act: (_store, world, corpus) => lookUp(corpus, world) },
  {
    name: 'reader with a snapshot of long ago',
    async prepare(corpus, world) {
      await corpus.lookUp([query('the reader', HASHES)]);
      await others(world);
    },
    act: (_store, world, corpus) => lookUp(corpus, world),
  },
];

/** What all others do while one stalls, or after it died. */
async function others(world: World): Promise<void> {
  const { store, random } = world;
  const steps = [
    () => register(store, world, `other-${world.newId()}`),
    () => compactOn(store, world),
    () => collectOn(store),
    () => buildStopLists(store, { newId: world.newId }),
  ];
  for (let i = 0; i < 4; i++) await steps[Math.floor(random() * steps.length)]!();
  await compactOn(store, world);
  await collectOn(store);
}

async function makeWorld(store: ObjectStore, seed: number): Promise<World> {
  let lastId = 0;
  const world: World = {
    store,
    newId: () => ulid(++lastId),
    random: seededRandom(seed),
    committed: new Set(),
    open: new Set(),
  };
  const pick = (count: number): number => Math.floor(world.random() * count);
  for (let i = 0; i < 2 + pick(3); i++) await register(store, world, `a${i}`);
  // Something of each kind: a run that was merged, packs absorbed and still there, packs that wait.
  await compactOn(store, world);
  if (pick(2) === 0) await collectOn(store);
  if (pick(2) === 0) await buildStopLists(store, { newId: world.newId });
  for (let i = 0; i < 1 + pick(2); i++) await register(store, world, `b${i}`);
  if (pick(2) === 0) await compactOn(store, world);
  if (pick(3) === 0) {
    await openOn(store).withdraw('a0', 1, AT, world.newId());
    world.committed.delete('a0');
  }
  for (let i = 0; i < 1 + pick(2); i++) await register(store, world, `c${i}`);
  return world;
}

const flipped = ({ body, etag }: StoredObject, at: number): StoredObject => {
  const wrong = body.slice();
  if (wrong.length > 0) wrong[at % wrong.length]! ^= 1;
  return { body: wrong, etag };
};

/** The store as the actor sees it: `break` lets something happen to its request number `at` from then on, counted from 0. */
function faultyStore(world: World) {
  let fault: { readonly kind: FaultKind | undefined; readonly at: number } | undefined;
  let met = 0;
  let dead = false;
  let hit = false;
  const damagedAt = Math.floor(world.random() * 2 ** 16);
  const store = interrupted(world.store, {
    before: async () => {
      if (fault === undefined) return;
      if (dead) throw new Crash('the process is dead');
      if (met > ENDLESS) throw new Endless(`more than ${ENDLESS} requests`);
      hit = met++ === fault.at;
      if (!hit || fault.kind === undefined) return;
      dead = fault.kind === 'dies_before';
      if (dead || fault.kind === 'refused') throw new Crash(fault.kind);
      if (fault.kind === 'stalls') await others(world);
    },
    after: () => {
      if (!hit || (fault?.kind !== 'dies_after' && fault?.kind !== 'lost')) return;
      dead = fault.kind === 'dies_after';
      throw new Crash(fault.kind);
    },
    damage: (_key, object) => (hit && fault?.kind === 'damaged' ? flipped(object, damagedAt) : object),
  });
  return {
    store,
    break: (kind: FaultKind | undefined, at: number) => void (fault = { kind, at }),
    requests: () => met,
  };
}

class Endless extends Error {}

/** Where it must get through whatever happens: nothing failed that it was told of. */
const MUST_SUCCEED: readonly (FaultKind | undefined)[] = [undefined, 'stalls', 'damaged'];

/** Faults below the AWS SDK, whose own repeats are part of what is tested. */
export interface Wire {
  readonly faults: readonly Fault[];
  /** Lets it happen to the request number `at` from now on; undefined: to none. */
  arm(fault: Fault | undefined, at: number): void;
}

interface Played {
  readonly broken: string | undefined;
  readonly requests: number;
}

/** One process with one fault in one corpus; then the others go on, and what it left is judged. */
async function play(
  actor: Actor,
  world: World,
  kind: FaultKind | undefined,
  at: number,
  wire?: { readonly of: Wire; readonly fault: Fault },
): Promise<Played> {
  const faulty = faultyStore(world);
  const corpus = openOn(faulty.store);
  await actor.prepare?.(corpus, world);
  faulty.break(kind, at);
  wire?.of.arm(wire.fault, at);
  let broken: string | undefined;
  try {
    broken = await actor.act(faulty.store, world, corpus);
  } catch (error) {
    // To fail aloud is allowed where something failed; to go on for ever never is.
    if (error instanceof Endless || MUST_SUCCEED.includes(kind)) broken = `failed: ${String(error)}`;
  }
  wire?.of.arm(undefined, 0);
  return { broken: broken ?? (await aftermath(world)), requests: faulty.requests() };
}

/** What the others find, what remains to be done is done again, and nothing is left lying about. */
async function aftermath(world: World): Promise<string | undefined> {
  const { store, committed, open } = world;
  const judged = async (when: string): Promise<string | undefined> => {
    const broken = await lookUp(openOn(store), world);
    return broken && `${when}: ${broken}`;
  };
  const afterwards = await judged('afterwards');
  if (afterwards) return afterwards;
  await others(world);
  // A batch of which nobody knows is sent again, under another name; a withdrawal, too.
  for (const articleId of open) {
    if (articleId === 'new') await register(store, world, articleId);
    else await openOn(store).withdraw(articleId, 1, AT, world.newId());
  }
  open.clear();
  const repeated = await judged('after it was sent again');
  if (repeated) return repeated;
  while ((await compactOn(store, world)).outcome === 'compacted');
  await collectOn(store);
  await collectOn(store);
  return (await judged('after all was merged')) ?? (await left(store, committed.size));
}

async function left(store: ObjectStore, articles: number): Promise<string | undefined> {
  const { runs, stopLists, absorbed, doomed } = (await readManifest(store)).manifest;
  const expected = {
    l0: 0,
    absorbed: 0,
    doomed: 0,
    [RUNS]: runs.reduce((sum, { shardBits }) => sum + 2 ** shardBits, 0),
    [TEXTS]: new Set(runs.flatMap(({ texts }) => texts.map(({ id }) => id))).size,
    [STOP_LISTS]: stopLists.length,
  };
  const found: typeof expected = {
    l0: (await store.list('l0/')).length,
    absorbed: absorbed.length,
    doomed: doomed.length,
    [RUNS]: (await store.list(RUNS)).length,
    [TEXTS]: (await store.list(TEXTS)).length,
    [STOP_LISTS]: (await store.list(STOP_LISTS)).length,
  };
  const documents = runs.reduce((sum, run) => sum + run.documents, 0);
  if (documents < articles) return `the runs hold ${documents} documents, ${articles} articles are committed`;
  for (const [what, count] of Object.entries(found))
    if (count !== expected[what as keyof typeof expected])
      return `${count} of ${what} are left where ${expected[what as keyof typeof expected]} are named`;
  return undefined;
}

/** As many requests as an actor makes under the first seeds; under another seed it may make fewer. */
async function requestsOf(actor: Actor): Promise<number> {
  let most = 0;
  for (let seed = 1; seed <= 5; seed++) {
    const { broken, requests } = await play(actor, await makeWorld(memoryObjectStore(), seed), undefined, -1);
    if (broken !== undefined) throw new Error(`${actor.name} fails without a fault: ${broken}`);
    most = Math.max(most, requests);
  }
  return most;
}

/**
 * Every request of every process of the protocol, with everything that can happen to it: docs/engine.md names the rules
 * that these hold to.
 * @param fresh an empty store for each schedule.
 */
export async function corpusCrashPoints(
  fresh: () => Promise<ObjectStore>,
  wire?: Wire,
): Promise<readonly SoakPoint[]> {
  const points: SoakPoint[] = [];
  for (const actor of ACTORS) {
    const requests = await requestsOf(actor);
    for (let at = 0; at < requests; at++) {
      const where = `${actor.name}, request ${at + 1} of ${requests}`;
      for (const kind of FAULTS)
        points.push({
          name: `${where} ${kind}`,
          run: async (seed) => (await play(actor, await makeWorld(await fresh(), seed), kind, at)).broken,
        });
      for (const fault of wire?.faults ?? [])
        points.push({
          name: `${where}, on the wire ${fault.kind}`,
          run: async (seed) => {
            const world = await makeWorld(await fresh(), seed);
            return (await play(actor, world, undefined, at, { of: wire!, fault })).broken;
          },
        });
    }
  }
  return points;
}
