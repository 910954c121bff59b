import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { AlertSink } from '../desk/desk';
import { calling } from './sdk-problem';

/** SNS takes fewer than 100 characters of printable ASCII that do not begin with a space. */
const subjectLine = (text: string): string =>
  text
    .replace(/[^\x20-\x7E]+/g, ' ')
    .trim()
    .slice(0, 99);

type Alert = Parameters<AlertSink['publish']>[0];

const asHeading = (slug: string): string => slug.charAt(0).toUpperCase() + slug.slice(1).replaceAll('-', ' ');

/** What a person woken at night has to read: what is wrong, by when, what to run and where it is explained; then all facts. */
function messageText({ severity, subject, runbook, dedupeKey, data }: Alert): string {
  const { dueAt, caseId, owner, alert, acknowledge } = data;
  const facts = JSON.stringify({ severity, subject, runbook, dedupeKey, data }, null, 2);
  return [
    `${subject}.`,
    ...(typeof dueAt === 'string' ? [`Due: ${dueAt}`] : []),
    ...(typeof caseId === 'string' ? [`Look: copydesk case ${caseId}`] : []),
    ...(typeof owner === 'string' ? [`Look: copydesk trace ${owner}`] : []),
    ...(typeof alert === 'string' ? [`Acknowledge: copydesk alerts ack ${alert}`] : []),
    ...(typeof acknowledge === 'string' ? [`Or open: ${acknowledge}`] : []),
    `What to do: docs/runbook.md, '${asHeading(runbook)}'`,
    '',
    facts,
  ].join('\n');
}

/** Alerts to the operations topic. The same `dedupeKey` means the same alert told again. */
export function openSnsAlerts(client: SNSClient, TopicArn: string): AlertSink {
  return {
    async publish(alert) {
      const { severity, subject, dedupeKey } = alert;
      await calling('publishing an alert', () =>
        client.send(
          new PublishCommand({
            TopicArn,
            Subject: subjectLine(`[${severity}] ${subject}`),
            Message: messageText(alert),
            MessageAttributes: {
              severity: { DataType: 'String', StringValue: severity },
              dedupeKey: { DataType: 'String', StringValue: dedupeKey },
            },
          }),
        ),
      );
    },
  };
}
