import type { Actor } from '../case/case';
import type { Instant } from '../clock/instant';
import { Problem } from '../problem';
import type { NoticeSubmission } from '../wire/notice-submission';
import { type NoticeDesk, type NoticeReceipt, submitNotice } from './submit-notice';
import { understandNotice } from './understand-notice';

/** What staff see of it; the status link goes to the complainant alone. */
export type FiledReceipt = Omit<NoticeReceipt, 'statusToken' | 'replayed'>;

/**
 * A complaint that came by post, by hand or by telephone, entered by somebody of the desk, who then does not decide it.
 * @param receivedAt when it came in at the door: the promise runs from there.
 * @throws Problem `invalid` for an instant to come.
 */
export async function fileForComplainant(
  desk: NoticeDesk,
  actor: Actor,
  submission: NoticeSubmission,
  receivedAt: Instant = desk.now(),
): Promise<FiledReceipt> {
  if (receivedAt > desk.now())
    throw new Problem('invalid', 'a complaint cannot have come in yet to come', {
      errors: [{ pointer: '/receivedAt', detail: `it is ${desk.now()} now` }],
    });
  const notice = await understandNotice(desk, submission, 'paper', receivedAt);
  const raw = Buffer.from(JSON.stringify(submission));
  const {
    statusToken: _complainants,
    replayed: _first,
    ...receipt
  } = await submitNotice(desk, {
    notice,
    raw,
    filedBy: actor.id,
    enteredBy: actor,
  });
  return receipt;
}
