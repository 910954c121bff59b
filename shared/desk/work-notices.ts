import type { NoticesMessage } from '../wire/messages';
import { sha256 } from './digest';
import { type EvidenceDesk, gatherEvidence } from './gather-evidence';
import { receiveMail } from './receive-mail';
import { submitNotice } from './submit-notice';
import { understandNotice } from './understand-notice';
import type { WorkMessage } from './work-message';

/** One message of the notices queue: a complaint, a mail, or a case whose texts are to be compared. */
export async function workNotice(
  desk: EvidenceDesk,
  { id, message }: WorkMessage<NoticesMessage>,
  timeLeft: () => number,
): Promise<void> {
  if ('notificationType' in message) return receiveMail(desk, message);
  if (message.kind === 'case.gather_evidence')
    return gatherEvidence(desk, message.caseId, timeLeft, message.fetched);
  const { kind: _kind, siteId, idempotencyKey, ...submission } = message;
  const notice = await understandNotice(desk, submission, 'work_queue', desk.now());
  const raw = JSON.stringify(submission);
  await submitNotice(desk, {
    notice,
    raw: Buffer.from(raw),
    ...(siteId && { siteId }),
    idempotency: { scope: 'work_queue', key: idempotencyKey ?? `sqs:${id}`, payloadSha256: sha256(raw) },
  });
}
