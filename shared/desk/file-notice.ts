import type { NoticeSubmission } from '../wire/notice-submission';
import type { ApiKey } from './desk';
import { sha256 } from './digest';
import { type NoticeDesk, type NoticeReceipt, submitNotice } from './submit-notice';
import { understandNotice } from './understand-notice';

/** A complaint by form or API; its clock starts here. */
export async function fileNotice(
  desk: NoticeDesk,
  submission: NoticeSubmission,
  by: { readonly key: ApiKey | undefined; readonly idempotencyKey: string | undefined },
): Promise<NoticeReceipt> {
  const notice = await understandNotice(desk, submission, by.key ? 'api' : 'form', desk.now());
  const raw = JSON.stringify(submission);
  const payloadSha256 = sha256(raw);
  // Nobody vouches for a stranger: only who sends the very same again is taken for the same sender.
  const scope = by.key ? `key ${by.key.id}` : `public ${payloadSha256}`;
  return submitNotice(desk, {
    notice,
    raw: Buffer.from(raw),
    ...(by.key && {
      filedBy: by.key.publisherId,
      siteId: by.key.siteId,
      sender: { publisherId: by.key.publisherId },
    }),
    ...(by.idempotencyKey !== undefined && {
      idempotency: { scope, key: by.idempotencyKey, payloadSha256 },
    }),
  });
}
