import type { Actor, OutboxEntry } from '../case/case';
import { decisionSentAtOnce } from '../events';
import type { CaseId } from '../ids';
import { type CaseDesk, changeCase } from './change-case';
import type { Desk } from './desk';
import { type Moved, moved } from './move-case';
import { dispatch } from './outbox';
import { outboxState } from './read-outbox';

/** Orders and mails that had waited. */
export interface SentNow extends Moved {
  readonly sent: number;
}

/**
 * Carries the last decision out now, without the time to take it back. Should this break off after the case has said so,
 * a second call hurries the rest; without one they leave when they would have left anyway.
 * @throws Problem `refused` where nothing waits, `forbidden` for anybody but who decided, holds the case or manages.
 */
export async function sendNow(
  desk: CaseDesk & Pick<Desk, 'outbox'>,
  id: CaseId,
  actor: Actor,
): Promise<SentNow> {
  const { file } = await changeCase(desk, id, () => ({ type: 'sent_at_once', actor }));
  const now = desk.now();
  const version = file.head.sentAtOnce?.version;
  const hurried: OutboxEntry[] = [];
  for (const entry of await desk.outbox.listOf(id)) {
    if (decisionOf(entry) !== version || outboxState(entry) !== 'waiting') continue;
    // What was tried before waits for another reason.
    if (entry.notBefore <= now || entry.attempts > 0) continue;
    const due = { ...entry, notBefore: now };
    if (await desk.outbox.reopen(due, entry)) hurried.push(due);
  }
  await dispatch(desk, hurried);
  decisionSentAtOnce(now, { caseId: id, effects: hurried.length });
  return { ...moved(file), sent: hurried.length };
}

const decisionOf = ({ effect }: OutboxEntry): unknown =>
  effect.kind === 'mail' || effect.kind === 'cms' ? effect.data['decisionVersion'] : undefined;
