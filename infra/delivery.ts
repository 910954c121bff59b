import { Arn, Duration, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Collaborators } from './collaborators';
import { CopydeskFunction } from './copydesk-function';
import { countOf } from './event-metric';
import type { MailEvents } from './mail-events';

export const delivererTimeout = Duration.minutes(2);

type Needs = Pick<
  Collaborators,
  'records' | 'desk' | 'registry' | 'queues' | 'alerts' | 'publicUrl' | 'mailbox'
> & {
  /** The verified domain that mail goes out from. */
  readonly mailDomain: string;
  readonly mailEvents: MailEvents;
};

/** Effects out: signed orders to a site's CMS, mail to the parties, alerts. The only reader of the keys that sign. */
export class Delivery extends Construct {
  constructor(scope: Construct, id: string, needs: Needs) {
    super(scope, id);
    const { records, desk, registry, queues, alerts, publicUrl, mailbox, mailDomain, mailEvents } = needs;
    const deliverer = new CopydeskFunction(this, 'Deliverer', {
      entry: 'deliverer',
      description: 'Carries out what was decided: orders to the CMS, mail, alerts',
      timeout: delivererTimeout,
      memorySize: 512,
    });
    queues.delivery.consumedBy(deliverer, { batchSize: 10, maxConcurrency: 5 });
    records.allow(deliverer, { read: ['notices/', 'contacts/'] });
    // It makes the links that it mails.
    desk.allowReadAndWrite(deliverer, ['SESSION#']);
    registry.allowRead(deliverer, ['PUBLISHER#', 'CONTACT#', 'SITE#', 'SECRET#']);
    queues.delivery.allowSend(deliverer);
    queues.delivery.allowReject(deliverer);
    alerts.allowPublish(deliverer);
    const identity = { service: 'ses', resource: 'identity', resourceName: mailDomain };
    mailEvents.allowSend(deliverer, Arn.format(identity, Stack.of(this)), mailbox);
    deliverer.tell('PUBLIC_URL', publicUrl);

    deliverer.alarmOnFailure(alerts);
    queues.delivery.alarmOnDeadLetters(alerts, {
      severity: 'critical',
      says: 'An order or a mail could not be delivered and waits in the dead-letter queue',
    });
    queues.delivery.alarmOnAge(alerts, {
      severity: 'critical',
      says: 'An order or a mail has waited for fifteen minutes',
    });
    // A CMS that is down: its orders wait between attempts, not in the queue.
    alerts.alarm(this, 'Retried', {
      severity: 'warning',
      runbook: 'decisions-wait-to-be-delivered',
      says: 'Three attempts to deliver an order or a mail failed within fifteen minutes',
      metric: countOf('EffectsRetried', Duration.minutes(15)),
      threshold: 3,
    });
    alerts.alarm(this, 'Held', {
      severity: 'warning',
      runbook: 'deliveries-wait-for-a-person',
      says: 'Orders or mails are held: deliveries are paused, removals stopped, or a CMS is not called any more',
      metric: countOf('EffectsHeld', Duration.minutes(5)),
      threshold: 1,
    });
    alerts.alarm(this, 'Abandoned', {
      severity: 'critical',
      runbook: 'an-effect-was-given-up',
      says: 'An order or a mail was tried until its last attempt and given up',
      metric: countOf('EffectsAbandoned', Duration.minutes(1)),
      threshold: 1,
    });
  }
}
