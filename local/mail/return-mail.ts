import { PublishCommand } from '@aws-sdk/client-sns';
import type { AwsClients } from '../aws-clients';
import type { OutboxMail } from './outbox';

/** An event destination of the template that is switched on. */
export interface MailEventDestination {
  readonly configurationSet: string;
  /** As CloudFormation writes them: `bounce`, `complaint`. */
  readonly events: readonly string[];
  readonly topicArn: string;
}

/** `bounced`: no such mailbox. `undelivered`: not taken in time. `complained`: called spam. */
export type MailFate = 'bounced' | 'undelivered' | 'complained';

/** Tells of a mail that went out what Amazon SES would (event publishing). @returns to how many destinations. */
export async function returnMail(
  mail: OutboxMail,
  fate: MailFate,
  destinations: readonly MailEventDestination[],
  { sns }: Pick<AwsClients, 'sns'>,
  now: () => number,
): Promise<number> {
  const timestamp = new Date(now()).toISOString();
  const recipients = mail.to.map((emailAddress) => ({ emailAddress }));
  const complained = fate === 'complained';
  const event = {
    eventType: complained ? 'Complaint' : 'Bounce',
    mail: {
      timestamp: mail.at,
      messageId: mail.id,
      source: mail.from,
      destination: mail.to,
      tags: {
        'ses:configuration-set': [mail.configurationSet ?? ''],
        ...Object.fromEntries(Object.entries(mail.tags ?? {}).map(([name, value]) => [name, [value]])),
      },
    },
    ...(complained
      ? { complaint: { timestamp, complainedRecipients: recipients, complaintFeedbackType: 'abuse' } }
      : {
          bounce: {
            timestamp,
            bounceType: fate === 'bounced' ? 'Permanent' : 'Transient',
            bounceSubType: 'General',
            bouncedRecipients: recipients,
          },
        }),
  };
  const wanted = complained ? 'complaint' : 'bounce';
  const told = destinations.filter(
    ({ configurationSet, events }) =>
      configurationSet === mail.configurationSet && events.some((name) => name.toLowerCase() === wanted),
  );
  for (const { topicArn } of told)
    await sns.send(new PublishCommand({ TopicArn: topicArn, Message: JSON.stringify(event) }));
  return told.length;
}
