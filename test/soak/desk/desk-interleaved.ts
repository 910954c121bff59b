import { setImmediate as turn } from 'node:timers/promises';
import type { Actor } from '../../../shared/case/case';
import { verifyTimeline } from '../../../shared/case/timeline';
import { MINUTE } from '../../../shared/clock/instant';
import { claimCase, takeOverCase } from '../../../shared/desk/claim-case';
import { decideItems } from '../../../shared/desk/decide-items';
import type { Desk } from '../../../shared/desk/desk';
import { sha256 } from '../../../shared/desk/digest';
import { fileNotice } from '../../../shared/desk/file-notice';
import { readCase } from '../../../shared/desk/read-case';
import { sweepClocks } from '../../../shared/desk/sweep-clocks';
import type { CaseId } from '../../../shared/ids';
import { seededRandom } from '../../property/corpus/interleaving';
import { completeNotice } from '../../contract/support/submissions';
import type { SoakPoint, SoakSuite } from '../suite';
import { DeskWorld, openDeskEmulators } from './desk-world';

const rita = { role: 'REV', id: 'rita' } as const;
const rolf = { role: 'REV', id: 'rolf' } as const;
const liam = { role: 'LEG', id: 'liam' } as const;

const down = { actions: ['disable'], reasonCode: 'UPHELD_VOLUNTARY', reason: 'Taken down.' } as const;
const kept = { actions: ['keep'], reasonCode: 'KEPT_QUOTATION', reason: 'It is a quotation.' } as const;

/** Runs functions side by side; their requests happen one at a time, each time a random one of those that wait. */
async function interleaved(
  { calls }: DeskWorld,
  random: () => number,
  runs: readonly (() => Promise<unknown>)[],
): Promise<void> {
  const waiting: (() => Promise<void>)[] = [];
  calls.inTurn(
    (perform) =>
      new Promise((resolve, reject) => {
        waiting.push(() => perform().then(resolve, reject));
      }),
  );
  const running = new Set(runs);
  for (const run of runs) void calls.run('somebody', run).finally(() => running.delete(run));
  while (running.size > 0) {
    // What was answered goes on to its next request.
    await turn();
    await turn();
    const [next] = waiting.splice(Math.floor(random() * waiting.length), 1);
    await next?.();
  }
  calls.inTurn((perform) => perform());
}

async function decideAfter(
  desk: Desk,
  id: CaseId,
  actor: Actor,
  how: typeof down | typeof kept,
  claim: () => Promise<{ readonly token: number }>,
): Promise<void> {
  const { token } = await claim();
  const { version } = await readCase(desk, id);
  const decisions = [{ item: 1, ...how, actions: [...how.actions] }];
  await decideItems(desk, id, actor, { leaseToken: token, version, decisions });
}

/** One case whose claim ran out, and all who believe it is theirs. @returns what broke. */
async function schedule(world: DeskWorld, seed: number, number: number): Promise<string | undefined> {
  const random = seededRandom(seed);
  const { desk } = world;
  const targets = [{ url: `https://news.demo.example/raced/${seed}/${number}`, work: 0 }];
  const { caseId: id } = await fileNotice(desk, completeNotice({ targets }), {
    key: undefined,
    idempotencyKey: undefined,
  });
  const { lease: old } = await claimCase(desk, id, rita);
  world.advance(11 * MINUTE);
  const leaseOf = async (claim: Promise<{ readonly lease: { readonly token: number } }>) =>
    (await claim).lease;
  const everyone = [
    (own: Desk) => decideAfter(own, id, rita, down, async () => old),
    (own: Desk) => decideAfter(own, id, rita, kept, () => leaseOf(claimCase(own, id, rita))),
    (own: Desk) => decideAfter(own, id, rolf, down, () => leaseOf(claimCase(own, id, rolf))),
    (own: Desk) => decideAfter(own, id, rolf, kept, () => leaseOf(claimCase(own, id, rolf))),
    (own: Desk) => decideAfter(own, id, liam, down, () => leaseOf(takeOverCase(own, id, liam, 'Ours.'))),
    (own: Desk) => sweepClocks(own, () => 60_000),
  ];
  world.calls.arm();
  await interleaved(
    world,
    random,
    everyone.map((act) => () => act(world.newDesk())),
  );
  return afterwards(desk, id);
}

async function afterwards(desk: Desk, id: CaseId): Promise<string | undefined> {
  const [file, timeline] = await Promise.all([desk.cases.load(id), desk.cases.timeline(id)]);
  if (!file) return `the case ${id} is gone`;
  const chain = verifyTimeline(timeline, sha256, file.head);
  if (chain.outcome === 'broken') return `the timeline of ${id} is broken: ${chain.why}`;
  const decisions = timeline.filter(({ event }) => event === 'items_decided');
  if (decisions.length !== 1) return `${id} was decided ${decisions.length} times`;
  const [item] = file.items;
  const owed = (await desk.outbox.listOf(id)).filter(({ effect }) => effect.kind === 'cms');
  const isDown = item?.decision?.actions.includes('disable') ?? false;
  if (owed.length !== (isDown ? 1 : 0))
    return `${id} was decided ${item?.decision?.actions.join()} and owes ${owed.length} orders`;
  return undefined;
}

/** @param schedules of so many cases, each of its own. */
export const racedDecisions = (world: DeskWorld, schedules: number): readonly SoakPoint[] =>
  Array.from({ length: schedules }, (_, number) => ({
    name: `an expired claim, schedule ${number + 1}`,
    async run(seed) {
      const { log } = console;
      console.log = () => undefined;
      try {
        return await schedule(world, seed * schedules + number, number);
      } finally {
        console.log = log;
      }
    },
  }));

export async function deskInterleaved(schedules: number): Promise<SoakSuite> {
  const emulators = await openDeskEmulators();
  const world = await DeskWorld.open(emulators);
  return {
    name: 'desk on its emulators, several people and an expired claim',
    points: racedDecisions(world, schedules),
    async close() {
      world.close();
      await emulators.close();
    },
  };
}
