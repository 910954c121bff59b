import type { Actor, CaseFile, CaseState } from '../case/case';
import { undoneNext } from '../case/undo';
import { decisionTakenBack } from '../events';
import type { CaseId } from '../ids';
import { type CaseDesk, changeCase } from './change-case';
import type { Desk } from './desk';
import { revokeExclusion } from './exclude-passage';

export interface TakenBack {
  readonly caseId: CaseId;
  readonly state: CaseState;
  readonly version: number;
}

/**
 * Takes the last decision back while its orders and mails still wait, and what was excluded with it. The clocks go on as if
 * it had not been made.
 * @throws Problem `refused` once the undo window is over, `forbidden` for anybody but who decided.
 */
export async function undoDecision(
  desk: CaseDesk & Pick<Desk, 'exclusions'>,
  id: CaseId,
  actor: Actor,
): Promise<TakenBack> {
  let file: CaseFile;
  let left: number | undefined;
  do {
    ({ file } = await changeCase(
      desk,
      id,
      () => ({ type: 'decision_undone', actor }),
      (before) => undoneNext(before).map(({ no }) => no),
    ));
    // Of a long decision a part is taken back at a time; nobody decides anew before all of it is.
    left = file.head.lastDecisionVersion;
  } while (left !== undefined);
  const open = file.items.filter(({ decision }) => decision === undefined).map(({ no }) => no);
  for (const exclusion of await desk.exclusions.ofCase(id))
    if (open.includes(exclusion.item)) await revokeExclusion(desk, id, exclusion.id);
  decisionTakenBack(desk.now(), { caseId: id });
  return { caseId: id, state: file.head.state, version: file.head.version };
}
