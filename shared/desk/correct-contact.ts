import type { Actor, OutboxEntry } from '../case/case';
import { mailResent } from '../events';
import type { CaseId } from '../ids';
import { Problem } from '../problem';
import { changeCase, loadCase } from './change-case';
import type { Desk } from './desk';
import { foundBy } from './found-by';
import { type Addressee, addressOf, putCorrectedContact } from './mail/address-of';
import { dispatch } from './outbox';
import { reopened } from './replay-deliveries';

export interface ContactCorrection extends Addressee {
  /** Absent: the address that stands works again. */
  readonly email?: string;
  /** How it was found out; no personal data. */
  readonly note: string;
}

/**
 * A person found how to reach a party whose mail came back: that address gets mail again, and what came back is sent
 * once more.
 * @throws Problem `not_found`, or `invalid` where no address is known and none is given.
 */
export async function correctContact(
  desk: Pick<
    Desk,
    'now' | 'ids' | 'cases' | 'articles' | 'outbox' | 'records' | 'registry' | 'mailboxes' | 'work'
  >,
  caseId: CaseId,
  actor: Actor,
  { email, note, ...addressee }: ContactCorrection,
): Promise<{ readonly caseId: CaseId; readonly sentAgain: number }> {
  const file = await loadCase(desk, caseId);
  const address = email ?? (await addressOf(desk, file, addressee));
  if (address === undefined)
    throw new Problem('invalid', `no address of the ${addressee.to} is known`, {
      errors: [{ pointer: '/email', detail: 'say where mail reaches them' }],
    });
  if (email !== undefined) {
    await putCorrectedContact(desk, caseId, addressee, { email });
    if (addressee.to === 'complainant') await desk.cases.makeFound(file.head, [foundBy(email)]);
  }
  await desk.mailboxes.lift(address);
  await changeCase(desk, caseId, () => ({
    type: 'contact_corrected',
    actor,
    party: addressee.to,
    note,
  }));
  const owed = (await desk.outbox.listOf(caseId)).filter((entry) => cameBack(entry, addressee));
  const again: OutboxEntry[] = [];
  for (const entry of owed) {
    const next = reopened(entry, actor.id, desk.now());
    if (await desk.outbox.reopen(next, entry)) again.push(next);
  }
  await dispatch(desk, again);
  mailResent(desk.now(), { caseId, party: addressee.to, mails: again.length });
  return { caseId, sentAgain: again.length };
}

const cameBack = ({ effect, returned, failedAt }: OutboxEntry, { to, respondent }: Addressee): boolean =>
  effect.kind === 'mail' &&
  effect.to === to &&
  effect.respondent === respondent &&
  (failedAt !== undefined || (returned !== undefined && returned.why !== 'complained'));
