import { randomUUID } from 'node:crypto';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { PublishCommand } from '@aws-sdk/client-sns';
import type { Address, Email } from 'postal-mime';
import type { AwsClients } from '../aws-clients';

/** A receipt rule of the template that is switched on. */
export interface ReceiptRule {
  readonly name: string;
  /** Addresses or domains; none means everybody. */
  readonly recipients: readonly string[];
  readonly actions: readonly {
    readonly bucket: string;
    readonly keyPrefix: string;
    readonly topicArn: string | undefined;
  }[];
}

export interface IncomingMail {
  /** RFC 5322, as it came. */
  readonly raw: Buffer;
  /** Whom the envelope names; the header's To and Cc if nobody. */
  readonly recipients: readonly string[];
  /** What SES found on SPF, DKIM and DMARC. */
  readonly verdict: 'PASS' | 'FAIL' | 'GRAY';
}

export type Receipt =
  | { readonly kind: 'received'; readonly messageId: string; readonly rules: readonly string[] }
  /** Nobody here takes mail for any of the recipients. */
  | { readonly kind: 'refused'; readonly recipients: readonly string[]; readonly taken: readonly string[] }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Plays the receipt of a mail by SES: stored under each matching rule's prefix, then announced as SES announces it. */
export async function receiveMail(
  mail: IncomingMail,
  rules: readonly ReceiptRule[],
  clients: Pick<AwsClients, 's3' | 'sns'>,
  now: () => number,
): Promise<Receipt> {
  const parsed = await parsedHeaders(mail.raw);
  if (typeof parsed === 'string') return { kind: 'unreadable', reason: parsed };
  const addresses = (list: readonly Address[] | undefined) =>
    (list ?? []).flatMap((one) => (one.address === undefined ? [] : [one.address]));
  const recipients =
    mail.recipients.length > 0 ? mail.recipients : [...addresses(parsed.to), ...addresses(parsed.cc)];
  const matching = rules.flatMap((rule) => {
    const taken = recipients.filter((recipient) => takes(rule, recipient));
    return taken.length > 0 ? [{ rule, taken }] : [];
  });
  if (matching.length === 0)
    return { kind: 'refused', recipients, taken: rules.flatMap((rule) => rule.recipients) };

  const messageId = randomUUID().replaceAll('-', '');
  const timestamp = new Date(now()).toISOString();
  const verdict = { status: mail.verdict };
  for (const { rule, taken } of matching)
    for (const { bucket, keyPrefix, topicArn } of rule.actions) {
      const objectKey = `${keyPrefix}${messageId}`;
      await clients.s3.send(new PutObjectCommand({ Bucket: bucket, Key: objectKey, Body: mail.raw }));
      if (topicArn === undefined) continue;
      const notification = {
        notificationType: 'Received',
        mail: {
          timestamp,
          source: parsed.from?.address ?? '',
          messageId,
          destination: recipients,
          headersTruncated: false,
          headers: parsed.headers.map(({ key, value }) => ({ name: key, value })),
          commonHeaders: {
            returnPath: parsed.returnPath ?? parsed.from?.address ?? '',
            from: parsed.from === undefined ? [] : [display(parsed.from)],
            to: (parsed.to ?? []).map(display),
            date: parsed.date,
            messageId: parsed.messageId,
            subject: parsed.subject,
          },
        },
        receipt: {
          timestamp,
          processingTimeMillis: 1,
          recipients: taken,
          spamVerdict: { status: 'PASS' },
          virusVerdict: { status: 'PASS' },
          spfVerdict: verdict,
          dkimVerdict: verdict,
          dmarcVerdict: verdict,
          action: { type: 'S3', topicArn, bucketName: bucket, objectKeyPrefix: keyPrefix, objectKey },
        },
      };
      await clients.sns.send(
        new PublishCommand({
          TopicArn: topicArn,
          Subject: 'Amazon SES Email Receipt Notification',
          Message: JSON.stringify(notification),
        }),
      );
    }
  return { kind: 'received', messageId, rules: matching.map(({ rule }) => rule.name) };
}

/** Its headers, or why they cannot be read. */
async function parsedHeaders(raw: Buffer): Promise<Email | string> {
  const { default: PostalMime } = await import('postal-mime');
  const [headers = ''] = raw.toString('latin1').split(/\r?\n\r?\n/, 1);
  try {
    return await PostalMime.parse(raw.subarray(0, headers.length));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const display = ({ name, address }: Address): string =>
  name ? `${name} <${address ?? ''}>` : (address ?? '');

/** As SES reads a rule's recipients: an address, a domain, or `.domain` for its subdomains; case does not matter. */
export function takes({ recipients }: Pick<ReceiptRule, 'recipients'>, address: string): boolean {
  const wanted = address.toLowerCase();
  const domain = wanted.slice(wanted.lastIndexOf('@') + 1);
  return (
    recipients.length === 0 ||
    recipients.some((recipient) => {
      const rule = recipient.toLowerCase();
      return rule.startsWith('.') ? domain.endsWith(rule) : rule === wanted || rule === domain;
    })
  );
}
