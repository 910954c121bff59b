import type { Actor } from '../../case/case';
import { between } from '../../clock/instant';
import { alertAcknowledged } from '../../events';
import type { AlertId } from '../../ids';
import { Problem } from '../../problem';
import type { Desk } from '../desk';
import { acknowledge, type Alert } from './alert';
import { changeAlert } from './change-alert';

/**
 * Somebody has it in hand: no more pages until something else goes wrong. Who was first stays first.
 * @throws Problem `not_found`.
 */
export async function acknowledgeAlert(
  desk: Pick<Desk, 'now' | 'alertBook'>,
  id: AlertId,
  actor: Actor,
  note: string | undefined,
): Promise<Alert> {
  const now = desk.now();
  const { before, after } = await changeAlert(desk, id, (alert) =>
    !alert || alert.acknowledged || alert.settledAt !== undefined
      ? alert
      : acknowledge(alert, { at: now, by: actor.id, ...(note !== undefined && { note }) }),
  );
  if (!after) throw new Problem('not_found', `there is no alert about ${id}`);
  if (after !== before) alertAcknowledged(now, { about: id, afterMs: between(after.openedAt, now) });
  return after;
}
