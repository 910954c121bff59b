import { CreateTopicCommand, SubscribeCommand } from '@aws-sdk/client-sns';
import { openSnsAlerts } from '../../../shared/stores/sns-alerts';
import { useMessaging } from '../support/messaging';

const messaging = useMessaging();

it('tells operations of an alert: one line of ASCII as its subject, then words, then the facts as JSON', async () => {
  const queue = await messaging.newQueue();
  const { TopicArn = '' } = await messaging.sns().send(new CreateTopicCommand({ Name: 'alerts' }));
  const Endpoint = `arn:aws:sqs:us-east-1:000000000000:${queue.split('/').at(-1)}`;
  await messaging.sns().send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint }));
  const alert = {
    severity: 'critical' as const,
    subject: `Case CD-12345-67890 is past due\n– ${'very '.repeat(30)}late`,
    runbook: 'case-past-due',
    dedupeKey: 'CD-12345-67890/decide/1/100',
    data: { caseId: 'CD-12345-67890', dueAt: '2026-03-03T12:00:00.000Z' },
  };
  await openSnsAlerts(messaging.sns(), TopicArn).publish(alert);
  const [message] = await messaging.receiveAll(queue);
  const envelope = JSON.parse(message?.Body ?? '') as Record<string, unknown>;
  expect(envelope['Subject']).toMatch(/^\[critical\] Case CD-12345-67890 is past due [\x20-\x7E]{1,70}$/);
  // The mail was raw JSON, its keys in no order.
  const [words = '', facts = ''] = String(envelope['Message']).split('\n\n');
  expect(words.split('\n').slice(-3)).toEqual([
    'Due: 2026-03-03T12:00:00.000Z',
    'Look: copydesk case CD-12345-67890',
    "What to do: docs/runbook.md, 'Case past due'",
  ]);
  expect(JSON.parse(facts)).toEqual(alert);
  expect(envelope['MessageAttributes']).toMatchObject({
    severity: { Value: 'critical' },
    dedupeKey: { Value: alert.dedupeKey },
  });
});
