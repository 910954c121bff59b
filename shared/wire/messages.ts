import { z } from 'zod';
import { articleSubmitted } from './article-submission';
import { articleIdField, caseIdField, outboxIdField } from './fields';
import { noticeSubmitted } from './notice-submission';

/** What travels on the three work queues; everything else on them ends in the dead-letter queue with its reason. */
const articleProcess = z.strictObject({ kind: z.literal('article.process'), articleId: articleIdField });
export const submissionsMessage = z.discriminatedUnion('kind', [articleSubmitted, articleProcess]);
export type SubmissionsMessage = z.infer<typeof submissionsMessage>;

const caseGatherEvidence = z.strictObject({ kind: z.literal('case.gather_evidence'), caseId: caseIdField });

const check = z.object({ status: z.string() }).exactOptional();
/** What Amazon SES says of a mail it has stored (receipt notification of an S3 action); only the part that is read. */
export const mailReceived = z.object({
  notificationType: z.literal('Received'),
  mail: z.object({ messageId: z.string() }),
  receipt: z.object({
    timestamp: z.string(),
    recipients: z.array(z.string()),
    spamVerdict: check,
    virusVerdict: check,
    spfVerdict: check,
    dkimVerdict: check,
    dmarcVerdict: check,
    action: z.object({ type: z.literal('S3'), objectKey: z.string() }),
  }),
});
export type MailReceived = z.infer<typeof mailReceived>;

export const noticesMessage = z.union([
  z.discriminatedUnion('kind', [noticeSubmitted, caseGatherEvidence]),
  mailReceived,
]);
export type NoticesMessage = z.infer<typeof noticesMessage>;

export const deliveryMessage = z.strictObject({
  kind: z.literal('deliver'),
  owner: z.union([articleIdField, caseIdField]),
  id: outboxIdField,
});
export type DeliveryMessage = z.infer<typeof deliveryMessage>;
