import type { Actor } from '../case/case';
import type { CaseId } from '../ids';
import { type CaseDesk, changeCase } from './change-case';

/**
 * Takes items back, or, without numbers, the whole complaint. The complainant is told by mail.
 * @param actor the complainant by their secret link, or the legal team.
 * @throws Problem `refused` where there is no such item, or it is withdrawn already.
 */
export async function withdrawItems(
  desk: CaseDesk,
  id: CaseId,
  actor: Actor,
  items: readonly number[] | undefined,
): Promise<void> {
  await changeCase(desk, id, () => ({
    type: 'withdrawn',
    actor,
    ...(items && { items }),
    // Only who filed the notice was given the link, and staff answer for themselves.
    verified: true,
  }));
}
