import { z } from 'zod';
import { articleCorrected, articleEmbargoed, articleSubmitted, articleWithdrawn } from './article-submission';
import {
  alertIdField,
  articleIdField,
  caseIdField,
  outboxIdField,
  ownerField,
  publisherIdField,
} from './fields';
import { noticeSubmitted } from './notice-submission';

/** What travels on the four work queues; everything else on them ends in the dead-letter queue with its reason. */
const articleProcess = z.strictObject({ kind: z.literal('article.process'), articleId: articleIdField });
export const submissionsMessage = z.discriminatedUnion('kind', [
  articleSubmitted,
  articleCorrected,
  articleWithdrawn,
  articleEmbargoed,
  articleProcess,
]);
export type SubmissionsMessage = z.infer<typeof submissionsMessage>;

/** What of a case a page is fetched for. */
const fetchPurpose = z.discriminatedUnion('for', [
  z.strictObject({ for: z.literal('original'), work: z.int().min(0) }),
  z.strictObject({ for: z.literal('item'), item: z.int().min(1) }),
]);

const caseGatherEvidence = z.strictObject({
  kind: z.literal('case.gather_evidence'),
  caseId: caseIdField,
  /** The page that has come; absent where all of the case is to be looked at. */
  fetched: fetchPurpose.exactOptional(),
});

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

/** To the function that alone goes where a complaint points. */
export const pageFetch = z.strictObject({
  kind: z.literal('page.fetch'),
  caseId: caseIdField,
  purpose: fetchPurpose,
  url: z.string().max(8_192),
});
export type PageFetch = z.infer<typeof pageFetch>;

/** To the same function: whether a domain bears a publisher's token. */
const domainCheck = z.strictObject({
  kind: z.literal('domain.check'),
  publisherId: publisherIdField,
  domain: z.string().max(253),
});
export type DomainCheck = z.infer<typeof domainCheck>;

export const fetchesMessage = z.discriminatedUnion('kind', [pageFetch, domainCheck]);
export type FetchesMessage = z.infer<typeof fetchesMessage>;

const deliverMessage = z.strictObject({
  kind: z.literal('deliver'),
  owner: ownerField,
  id: outboxIdField,
});
/** Somebody asks for a link to sign in by; the mailbox is named by its hash (shared/desk/mailbox.ts). */
const signInMessage = z.strictObject({
  kind: z.literal('sign_in'),
  mailbox: z.string().regex(/^[0-9a-f]{64}$/),
});
/** What a publisher is told of their account; addresses stand in the account alone. */
const accountMailMessage = z.strictObject({
  kind: z.literal('account_mail'),
  publisherId: publisherIdField,
  about: z.discriminatedUnion('what', [
    z.strictObject({
      what: z.enum(['proof_missing', 'proof_lapsed']),
      domain: z.string().max(253),
    }),
    z.strictObject({ what: z.enum(['contact_asked', 'contact_changed']) }),
  ]),
});
const pageMessage = z.strictObject({ kind: z.literal('page'), alertId: alertIdField });

const recipients = z.array(z.looseObject({ emailAddress: z.string().max(320) })).max(50);
/** What becomes of a mail after Amazon SES took it (event publishing); only the part that is read. */
const mailEvent = z.object({
  eventType: z.enum(['Bounce', 'Complaint']),
  mail: z.object({
    timestamp: z.string(),
    tags: z.record(z.string(), z.array(z.string())),
  }),
  bounce: z
    .object({
      bounceType: z.enum(['Undetermined', 'Permanent', 'Transient']),
      bouncedRecipients: recipients,
    })
    .exactOptional(),
  complaint: z.object({ complainedRecipients: recipients }).exactOptional(),
});
export type MailEvent = z.infer<typeof mailEvent>;

export const deliveryMessage = z.union([
  z.discriminatedUnion('kind', [deliverMessage, pageMessage, signInMessage, accountMailMessage]),
  mailEvent,
]);
export type DeliveryMessage = z.infer<typeof deliveryMessage>;
export type DeliverMessage = z.infer<typeof deliverMessage>;
export type SignInMessage = z.infer<typeof signInMessage>;
export type AccountMailMessage = z.infer<typeof accountMailMessage>;
export type PageMessage = z.infer<typeof pageMessage>;
