import type { Actor, OutboxEntry } from '../../case/case';
import type { CaseId } from '../../ids';
import { type CaseDesk, changeCase } from '../change-case';
import { itemsOf } from './items-of';

/** The case hears that a mail came back or was given up: once for each time it was sent, however often that is told. */
export async function tellOfReturn(
  desk: CaseDesk,
  caseId: CaseId,
  { id, effect, replays = [] }: OutboxEntry,
  actor: Actor,
): Promise<void> {
  if (effect.kind !== 'mail') return;
  const sending = `${id}/${replays.length}`;
  const timeline = await desk.cases.timeline(caseId);
  if (timeline.some(({ event, facts }) => event === 'mail_bounced' && facts['sending'] === sending)) return;
  const { template, to } = effect;
  await changeCase(desk, caseId, () => ({
    type: 'mail_bounced',
    actor,
    template,
    to,
    sending,
    ...itemsOf(effect),
  }));
}
