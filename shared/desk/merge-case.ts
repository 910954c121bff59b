import { canonicalUrl } from '../article/canonical-url';
import type { Actor, Item } from '../case/case';
import { caseMoved } from '../events';
import type { CaseId } from '../ids';
import { Problem } from '../problem';
import { type CaseDesk, changeCase, loadCase } from './change-case';
import { type Moved, moved } from './move-case';

/**
 * A person confirms that two cases are one complaint: the other takes over the earlier receipt, then this one ends. Called
 * again after it broke off in between, it goes on where it stopped.
 * Of two merges that crossed, each case having taken in the other, only that into the first by number goes through.
 * @throws Problem `refused` where either is decided already, the two cases are of different sites, or the other one leaves
 * out a page of this; `conflict` where the other is to be merged into this.
 */
export async function mergeCase(desk: CaseDesk, id: CaseId, into: CaseId, actor: Actor): Promise<Moved> {
  if (into === id) throw new Problem('refused', 'a case can not be merged into itself');
  const [from, other] = await Promise.all([loadCase(desk, id), loadCase(desk, into)]);
  if (from.head.siteId !== other.head.siteId || other.head.kind !== from.head.kind)
    throw new Problem('refused', `${into} is not a complaint to the same site`);
  if (from.items.length < from.head.itemCount)
    throw new Problem('unavailable', `the addresses of ${id} are still being stored: try again in a minute`);
  const pages = new Set(other.items.map(pageOf));
  const lost = from.items.find((item) => !pages.has(pageOf(item)));
  if (lost)
    throw new Problem(
      'refused',
      `${into} does not complain of item ${lost.no}: nobody would decide it there`,
      {
        facts: { item: lost.no },
      },
    );
  if (!(await hasTaken(desk, into, id)))
    await changeCase(desk, into, () => ({
      type: 'duplicate_absorbed',
      actor: { role: 'SYS', id: 'merge-case' },
      from: id,
      receivedAt: from.head.receivedAt,
      ...(from.head.priority && { priority: from.head.priority }),
      ...(from.head.flags.includes('PRESS_FREEDOM') && { pressFreedom: true }),
    }));
  const { file } = await end(desk, id, into, actor);
  caseMoved(desk.now(), { caseId: id, move: 'merged', state: file.head.state });
  return moved(file);
}

/** How often a case that changes while it is looked at is looked at anew. */
const LOOKS = 6;

/** Each takes the other in before it looks, and ends only as it was looked at, so two merges that cross never end both cases. */
async function end(desk: CaseDesk, id: CaseId, into: CaseId, actor: Actor) {
  for (let look = 0; look < LOOKS; look++) {
    const { head } = await loadCase(desk, id);
    if (id < into && (await hasTaken(desk, id, into)))
      throw new Problem('conflict', `${into} is being merged into this case: merge that one into this`, {
        facts: { merge: into, into: id },
      });
    let stale = false;
    try {
      return await changeCase(desk, id, (file) => {
        stale = file.head.version !== head.version;
        if (stale) throw new Problem('conflict', `case ${id} has changed since it was looked at`);
        return { type: 'merged', actor, into };
      });
    } catch (error) {
      if (!stale) throw error;
    }
  }
  throw new Problem('conflict', `case ${id} is changing too fast; read it again`);
}

const pageOf = ({ url }: Pick<Item, 'url'>): string => canonicalUrl(url) ?? url;

const hasTaken = async (desk: CaseDesk, taker: CaseId, taken: CaseId): Promise<boolean> =>
  (await desk.cases.timeline(taker)).some(
    ({ event, facts }) => event === 'duplicate_absorbed' && facts['from'] === taken,
  );
