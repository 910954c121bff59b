import type { NoticeSubmission } from '../wire/notice-submission';
import type { PublisherId } from '../ids';
import type { ApiKey } from './desk';
import { sha256 } from './digest';
import { type NoticeDesk, type NoticeReceipt, submitNotice } from './submit-notice';
import { understandNotice } from './understand-notice';

/** A complaint by form or API; its clock starts here. */
export async function fileNotice(
  desk: NoticeDesk,
  submission: NoticeSubmission,
  by: {
    readonly key: ApiKey | undefined;
    readonly idempotencyKey: string | undefined;
    /** Who is signed in and files it from their account. */
    readonly account?: PublisherId;
  },
): Promise<NoticeReceipt> {
  const notice = await understandNotice(desk, submission, by.key ? 'api' : 'form', desk.now());
  const raw = JSON.stringify(submission);
  const payloadSha256 = sha256(raw);
  // Nobody vouches for a stranger: only who sends the very same again is taken for the same sender.
  const publisherId = by.key?.publisherId ?? by.account;
  const scope = by.key
    ? `key ${by.key.id}`
    : by.account
      ? `account ${by.account}`
      : `public ${payloadSha256}`;
  return submitNotice(desk, {
    notice,
    raw: Buffer.from(raw),
    ...(by.key && { siteId: by.key.siteId }),
    ...(publisherId && { filedBy: publisherId, sender: { publisherId } }),
    ...(by.idempotencyKey !== undefined && {
      idempotency: { scope, key: by.idempotencyKey, payloadSha256 },
    }),
  });
}
