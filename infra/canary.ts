import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { CANARY_HOST, CANARY_PUBLISHER_ID, CANARY_SITE_ID } from '../shared/desk/canary-site';
import type { Collaborators } from './collaborators';
import { CopydeskFunction } from './copydesk-function';
import { worstOf } from './event-metric';
import { Recurrence } from './recurrence';

type Needs = Pick<Collaborators, 'desk' | 'registry' | 'queues' | 'alerts' | 'publicUrl'>;

/** Every five minutes, an article and a complaint of our own go the whole way. It may write its own site and nobody else's. */
export class Canary extends Construct {
  constructor(scope: Construct, id: string, { desk, registry, queues, alerts, publicUrl }: Needs) {
    super(scope, id);
    const fn = new CopydeskFunction(this, 'Function', {
      entry: 'canary',
      description: 'Proves the whole way with an article and a complaint of its own',
      timeout: Duration.minutes(2),
      memorySize: 256,
    });
    const every = Duration.minutes(5);
    new Recurrence(this, 'EveryFiveMinutes', { every, runs: fn });
    desk.allowReadOf(fn, [`URL#https://${CANARY_HOST}/`, 'ARTICLE#']);
    desk.allowPulse(fn);
    registry.allowRead(fn, [`SITE#${CANARY_SITE_ID}`, `PUBLISHER#${CANARY_PUBLISHER_ID}`]);
    registry.allowWrite(fn, [
      `SITE#${CANARY_SITE_ID}`,
      `HOST#${CANARY_HOST}`,
      `SECRET#${CANARY_SITE_ID}`,
      `PUBLISHER#${CANARY_PUBLISHER_ID}`,
    ]);
    queues.submissions.allowSend(fn);
    fn.tell('PUBLIC_URL', publicUrl);
    fn.alarmOnFailure(alerts);
    alerts.alarm(this, 'Failed', {
      severity: 'critical',
      runbook: 'the-canary-does-not-come-through',
      says: 'Twice in a row our own article and complaint did not come through, or were not sent',
      metric: worstOf('CanaryFailed', every),
      threshold: 1,
      periods: 2,
      silenceIsAlarm: true,
    });
  }
}
