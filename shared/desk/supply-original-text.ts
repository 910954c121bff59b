import type { Actor } from '../case/case';
import type { CaseId } from '../ids';
import { Problem } from '../problem';
import { changeCase, loadCase } from './change-case';
import { sha256 } from './digest';
import { suppliedTextKey } from './original-text';
import { askForEvidence, type NoticeDesk } from './submit-notice';

/**
 * Takes in the text of a named work that was not at hand; its items are compared again.
 * @param work counted from 0, as in the notice.
 * @throws Problem `refused` where no open item waits for it.
 */
export async function supplyOriginalText(
  desk: NoticeDesk,
  id: CaseId,
  supplied: { readonly work: number; readonly text: string },
  actor: Actor,
): Promise<void> {
  const { head, items } = await loadCase(desk, id);
  const waits = items.some(({ state, work = 0 }) => state === 'PENDING' && work === supplied.work);
  if (head.kind !== 'notice' || !waits)
    throw new Problem(
      'refused',
      `no open item of ${id} is about the work you name (${supplied.work}, counted from 0)`,
    );
  const key = suppliedTextKey(head, supplied.work);
  await desk.records.put(key, Buffer.from(supplied.text));
  await changeCase(desk, id, () => ({
    type: 'original_supplied',
    actor,
    work: supplied.work,
    key,
    sha256: sha256(supplied.text),
  }));
  await askForEvidence(desk, id);
}
