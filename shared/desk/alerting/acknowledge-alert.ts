import type { Actor } from '../../case/case';
import { between } from '../../clock/instant';
import { alertAcknowledged } from '../../events';
import type { AlertId } from '../../ids';
import { Problem } from '../../problem';
import type { Desk } from '../desk';
import { acknowledge, type Alert, standingConcerns } from './alert';
import { changeAlert } from './change-alert';
import { standingOf } from './page-alert';

export type Acknowledged =
  | { readonly outcome: 'acknowledged'; readonly acknowledged: NonNullable<Alert['acknowledged']> }
  /** Nothing of it stands any more: whoever hears this need do nothing. */
  | { readonly outcome: 'over' };

/**
 * Somebody has it in hand: no more pages until something else goes wrong. Who was first stays first.
 * @throws Problem `not_found`.
 */
export async function acknowledgeAlert(
  desk: Pick<Desk, 'now' | 'alertBook' | 'cases' | 'gates'>,
  id: AlertId,
  actor: Actor,
  note: string | undefined,
): Promise<Acknowledged> {
  const now = desk.now();
  const known = await desk.alertBook.get(id);
  if (!known) throw new Problem('not_found', `there is no alert about ${id}`);
  // The book learns that it is over only when people are next to be told.
  const isOver =
    known.settledAt !== undefined || standingConcerns(known, await standingOf(desk, known)).length === 0;
  if (isOver) return { outcome: 'over' };
  const { before, after } = await changeAlert(desk, id, (alert) =>
    !alert || alert.acknowledged || alert.settledAt !== undefined
      ? alert
      : acknowledge(alert, { at: now, by: actor.id, ...(note !== undefined && { note }) }),
  );
  if (!after?.acknowledged || after.settledAt !== undefined) return { outcome: 'over' };
  if (after !== before) alertAcknowledged(now, { about: id, afterMs: between(after.openedAt, now) });
  return { outcome: 'acknowledged', acknowledged: after.acknowledged };
}
