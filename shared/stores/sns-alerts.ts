import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { AlertSink } from '../desk/desk';
import { calling } from './sdk-problem';

/** SNS takes fewer than 100 characters of printable ASCII that do not begin with a space. */
const subjectLine = (text: string): string =>
  text
    .replace(/[^\x20-\x7E]+/g, ' ')
    .trim()
    .slice(0, 99);

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
            Message: JSON.stringify(alert, null, 2),
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
