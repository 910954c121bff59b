import type { CaseFile, Hold } from '../case/case';
import { decide, looksAtHolds } from '../case/decide';
import { heldOn } from '../case/holds';
import type { CaseEvent } from '../case/event';
import type { Transition, Unchanged } from '../case/transition';
import type { CaseId } from '../ids';
import { Problem } from '../problem';
import type { Desk } from './desk';
import { sha256 } from './digest';
import { pagesFoundBy } from './found-by';
import { dispatch, owe } from './outbox';

export type CaseDesk = Pick<Desk, 'now' | 'ids' | 'cases' | 'articles' | 'work'>;

/** How often a change that lost a race is judged anew; more in a row means that something else is wrong. */
const ATTEMPTS = 6;

/** @throws Problem `not_found`. */
export async function loadCase(desk: Pick<Desk, 'cases'>, id: CaseId): Promise<CaseFile> {
  const file = await desk.cases.load(id);
  if (!file) throw new Problem('not_found', `there is no case ${id}`);
  return file;
}

/** Every hold on the articles of these items, or of all, whichever case put it there. */
export async function holdsOf(
  desk: Pick<Desk, 'articles'>,
  { items }: CaseFile,
  touched?: readonly number[],
): Promise<readonly Hold[]> {
  const about = touched ? items.filter(({ no }) => touched.includes(no)) : items;
  const articles = new Set(about.map((item) => heldOn(item, sha256)));
  const holds = await Promise.all([...articles].map((id) => desk.articles.holds(id)));
  return holds.flat();
}

/** Whether a case still takes what was found out about it: it may have been decided, withdrawn or turned away meanwhile. */
export async function taken(changing: Promise<unknown>): Promise<boolean> {
  try {
    await changing;
    return true;
  } catch (error) {
    if (error instanceof Problem && error.kind === 'refused') return false;
    throw error;
  }
}

/**
 * One event happens to one case: read, decided by the rules of shared/case, written in one transaction with what
 * it owes. Who loses a race reads again, and the rules judge the event anew against what stands now.
 * @param touched the only items whose pages the event can show or take down; all of them unless given.
 * @throws Problem as the rules refuse: `refused`, `conflict` with what changed, `forbidden`; `not_found`.
 */
export async function changeCase(
  desk: CaseDesk,
  id: CaseId,
  eventOf: (file: CaseFile) => CaseEvent,
  touched?: (file: CaseFile) => readonly number[],
): Promise<Transition | (Unchanged & { readonly file: CaseFile })> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const file = await loadCase(desk, id);
    const event = eventOf(file);
    const holds = looksAtHolds(event.type) ? await holdsOf(desk, file, touched?.(file)) : [];
    const decided = decide(file, event, { now: desk.now(), sha256, holds });
    if (decided.outcome === 'refused')
      throw new Problem(decided.kind, decided.reason, { facts: decided.facts });
    if (decided.outcome === 'unchanged') return { ...decided, file };
    const outbox = decided.effects.map((effect) => owe(desk, id, effect));
    const known = new Set(file.items.map(({ no }) => no));
    const { outcome } = await desk.cases.commit({
      expectedVersion: file.head.version,
      head: decided.file.head,
      changedItems: decided.changedItems,
      timeline: decided.timeline,
      outbox,
      holds: decided.holds,
      foundBy: pagesFoundBy(decided.changedItems.filter(({ no }) => !known.has(no))),
    });
    if (outcome !== 'committed') continue;
    await dispatch(desk, outbox);
    return decided;
  }
  throw new Problem('conflict', `case ${id} is changing too fast; read it again`);
}
