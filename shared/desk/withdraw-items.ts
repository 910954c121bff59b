import type { Actor, CaseFile } from '../case/case';
import { ITEMS_PER_WRITE } from '../case/transition';
import type { CaseId } from '../ids';
import { hasAbsorbed } from './absorbed';
import { type CaseDesk, changeCase, loadCase } from './change-case';

/**
 * Takes items back, or, without numbers, the whole complaint. The complainant is told by mail.
 * @param actor the complainant by their secret link, or the legal team.
 * @param proven the sender's domain vouches for the mail that asks for it.
 * @throws Problem `refused` where there is no such item, or it is withdrawn already; `forbidden` by the link of a case that
 * has taken in another complaint.
 */
export async function withdrawItems(
  desk: CaseDesk,
  id: CaseId,
  actor: Actor,
  items: readonly number[] | undefined,
  proven = false,
): Promise<void> {
  // Only who filed the notice was given the link, and staff answer for themselves; but who filed first may have named
  // somebody else's address, and does not take back what that person filed then.
  const verified = proven || actor.role !== 'CMP' || !hasAbsorbed(await desk.cases.timeline(id));
  const withdrawn = { type: 'withdrawn', actor, verified } as const;
  const begun = firstParts(await loadCase(desk, id), items);
  for (let first = 0; first < begun.length; first += ITEMS_PER_WRITE) {
    const part = begun.slice(first, first + ITEMS_PER_WRITE);
    await changeCase(desk, id, () => ({ ...withdrawn, items: part, goesOn: true }));
  }
  await changeCase(desk, id, () => ({ ...withdrawn, ...(items && { items }), begun }));
}

/** What has to be taken back before one write holds the rest; nothing where the whole is refused. */
function firstParts({ head, items: all }: CaseFile, items: readonly number[] | undefined): readonly number[] {
  const isKnown = items?.every((no) => all.some((item) => item.no === no)) ?? all.length >= head.itemCount;
  const standing = all.filter(({ no, state }) => state !== 'WITHDRAWN' && (items?.includes(no) ?? true));
  return isKnown ? standing.slice(0, Math.max(0, standing.length - ITEMS_PER_WRITE)).map(({ no }) => no) : [];
}
