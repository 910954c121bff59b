import type { CaseFile, TimelineEntry } from '../../../shared/case/case';
import { canonicalJson, verifyTimeline } from '../../../shared/case/timeline';
import { between, DAY } from '../../../shared/clock/instant';
import { endedAt } from '../../../shared/clock/sla-clock';
import { sha256 } from '../../../shared/desk/digest';
import type { DeskWorld } from './desk-world';
import { PAGES } from './scenarios';

/** What came of a scenario, as far as it may not depend on what went wrong on the way. */
export interface Result {
  /** How many different ids each thing was sent under: one thing, one id. */
  readonly mails: Readonly<Record<string, number>>;
  readonly orders: Readonly<Record<string, number>>;
  readonly cases: readonly unknown[];
  readonly articles: readonly unknown[];
  /** Thresholds that were reached: of no clock while one thing goes wrong; with two some are rightly late. */
  readonly reached: readonly string[];
}

/** Stand there as often as somebody tries, or as the order of two mails of one moment has it: the later one moves a window. */
const AS_IT_COMES = new Set(['claimed', 'contact_corrected', 'mail_sent', 'warned', 'breached']);

/** Different ids by what was sent. */
function idsOf(sent: readonly { readonly what: string; readonly id: string }[]): Record<string, number> {
  const ids = Map.groupBy(sent, ({ what }) => what);
  return Object.fromEntries([...ids].map(([what, each]) => [what, new Set(each.map(({ id }) => id)).size]));
}

const withoutNumber = (text: string): string => text.replace(/CD-[0-9A-Z]{5}-[0-9A-Z]{5}/g, 'CASE');

function orderOf({ id, body }: { readonly id: string; readonly body: string }) {
  const { type, data } = JSON.parse(body) as { type: string; data: Record<string, unknown> };
  return { id, what: [type, data['url'], data['disposition'], data['action']].filter(Boolean).join(' ') };
}

/** Whatever happens to be read, in an order that does not depend on ids. */
const sorted = <T>(values: readonly T[]): readonly T[] =>
  values.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

const counted = (names: readonly string[]): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(names, (name) => name)].map(([name, all]) => [name, all.length]));

async function caseOf(world: DeskWorld, { head, items }: CaseFile, timeline: readonly TimelineEntry[]) {
  const holds = await Promise.all(
    items.map(async ({ articleId }) => (articleId ? await world.desk.articles.holds(articleId) : [])),
  );
  return {
    kind: head.kind,
    state: head.state,
    outcome: head.outcome,
    leased: head.lease?.holder,
    flags: sorted(head.flags.filter((flag) => flag !== 'BREACHED')),
    items: items.map(({ url, state, decision, comparison, acknowledgedAt, confirmedGoneAt }) => ({
      url,
      state,
      comparison: comparison.outcome,
      actions: decision?.actions,
      by: decision?.decidedBy.id,
      acknowledged: acknowledgedAt !== undefined,
      gone: confirmedGoneAt !== undefined,
    })),
    held: holds.map((each) => each.filter(({ to }) => to === undefined).length),
    clocks: sorted(
      head.clocks.map((clock) => ({
        kind: clock.kind,
        cycle: clock.cycle,
        ended: endedAt(clock) !== undefined,
      })),
    ),
    timeline: counted(timeline.map(({ event }) => event).filter((event) => !AS_IT_COMES.has(event))),
  };
}

/** Who was to be told what, and is not: nothing may be left of that when all is done. */
async function owed(world: DeskWorld, owner: Parameters<DeskWorld['desk']['outbox']['listOf']>[0]) {
  const entries = await world.desk.outbox.listOf(owner);
  return entries.filter(
    ({ deliveredAt, cancelledAt, failedAt, notBefore }) =>
      (deliveredAt ?? cancelledAt ?? failedAt) === undefined && notBefore <= world.at(),
  );
}

function wrongClock({ head }: CaseFile): string | undefined {
  const decide = head.clocks.find(({ kind, cycle }) => kind === 'decide' && cycle === 1);
  if (!decide) return undefined;
  if (decide.startedAt !== head.receivedAt)
    return `the clock of ${head.id} runs from ${decide.startedAt}, it was received ${head.receivedAt}`;
  return decide.budgetMs === DAY ? undefined : `the clock of ${head.id} has ${decide.budgetMs} ms`;
}

/** @returns what came of it, or, in words, what may never be. */
export async function judge(world: DeskWorld): Promise<Result | string> {
  const { heads } = await world.desk.cases.everyHead({ limit: 10_000 });
  const cases: unknown[] = [];
  const reached: string[] = [];
  const articles: unknown[] = [];
  for (const { id } of heads) {
    const file = await world.desk.cases.load(id);
    const timeline = await world.desk.cases.timeline(id);
    if (!file) return `the case ${id} is gone`;
    const chain = verifyTimeline(timeline, sha256, file.head);
    if (chain.outcome === 'broken') return `the timeline of ${id} is broken: ${chain.why}`;
    const late = timeline.find((entry, i) => i > 0 && between(timeline[i - 1]!.at, entry.at) < 0);
    if (late) return `the timeline of ${id} goes back in time at ${late.seq}`;
    const wrong = wrongClock(file);
    if (wrong !== undefined) return wrong;
    const waiting = await owed(world, id);
    if (waiting.length > 0) return `${id} still owes ${JSON.stringify(waiting.map(({ effect }) => effect))}`;
    for (const { kind, fired } of file.head.clocks)
      reached.push(...fired.map((percent) => `${kind} ${percent} %`));
    cases.push(await caseOf(world, file, timeline));
  }
  for (const url of PAGES) {
    for (const which of ['article', 'original'] as const) {
      const row = await world.desk.articles.findByUrl(url, which);
      if (!row || row.original !== (which === 'original')) continue;
      const left = await owed(world, row.id);
      if (left.length > 0) return `${row.id} still owes ${left.length} effects`;
      const { disposition, retryAt, original } = row;
      articles.push({ url, original, disposition: disposition?.kind, unfinished: retryAt !== undefined });
    }
  }
  const dead = await world.deadLetters();
  if (dead.length > 0) return `dead letters: ${dead.join()}`;
  const bodies = Map.groupBy(world.orders, ({ id }) => id);
  for (const [id, orders] of bodies)
    if (new Set(orders.map(({ body }) => canonicalJson(JSON.parse(body)))).size > 1)
      return `order ${id} says two things: ${orders.map(({ body }) => body).join(' and ')}`;
  return {
    mails: idsOf(
      world.mails.map(({ to, subject, dedupeId }) => ({
        what: `${to}: ${withoutNumber(subject)}`,
        id: dedupeId,
      })),
    ),
    orders: idsOf(world.orders.map(orderOf)),
    cases: sorted(cases),
    articles,
    reached,
  };
}
