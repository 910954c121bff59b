import type { Actor, CaseFile, CaseState } from '../case/case';
import type { CaseEvent, EventOf } from '../case/event';
import { caseMoved } from '../events';
import type { CaseId } from '../ids';
import { type CaseDesk, changeCase } from './change-case';

/** Where a case stands after something was done to it. */
export interface Moved {
  readonly caseId: CaseId;
  readonly state: CaseState;
  readonly version: number;
}

export const moved = ({ head }: Pick<CaseFile, 'head'>): Moved => ({
  caseId: head.id,
  state: head.state,
  version: head.version,
});

/** What a person does to a case besides claiming and deciding it. */
type MovingType =
  | 'information_requested'
  | 'completed'
  | 'escalated'
  | 'returned'
  | 'reopened'
  | 'withdrawn'
  | 'noted'
  | 'date_recorded'
  | 'abuse_flagged'
  | 'marked'
  | 'proposal_refused';
export type Move = { readonly [T in MovingType]: Omit<EventOf<T>, 'actor'> }[MovingType];

/** @throws Problem as the rules refuse: `refused`, `forbidden`, or `conflict` with what changed. */
export async function moveCase(desk: CaseDesk, id: CaseId, actor: Actor, move: Move): Promise<Moved> {
  const { file } = await changeCase(desk, id, (): CaseEvent => ({ ...move, actor }));
  caseMoved(desk.now(), { caseId: id, move: move.type, state: file.head.state });
  return moved(file);
}
