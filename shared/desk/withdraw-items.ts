import type { Actor } from '../case/case';
import type { CaseId } from '../ids';
import { hasAbsorbed } from './absorbed';
import { type CaseDesk, changeCase } from './change-case';

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
  await changeCase(desk, id, () => ({
    type: 'withdrawn',
    actor,
    ...(items && { items }),
    verified,
  }));
}
