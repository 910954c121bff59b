import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Collaborators } from './collaborators';
import { CopydeskFunction } from './copydesk-function';
import { worstOf } from './event-metric';
import { Recurrence } from './recurrence';

type Needs = Pick<Collaborators, 'desk' | 'queues' | 'alerts'>;

/** Every minute, whatever is due: warnings, breaches, and what was recorded and not yet sent. */
export class Clock extends Construct {
  constructor(scope: Construct, id: string, needs: Needs) {
    super(scope, id);
    const { desk, queues, alerts } = needs;
    const sweep = new CopydeskFunction(this, 'ClockSweep', {
      entry: 'clock-sweep',
      description: 'Advances every clock that is due',
      timeout: Duration.seconds(50),
      memorySize: 512,
    });
    new Recurrence(this, 'EveryMinute', { every: Duration.minutes(1), runs: sweep });
    desk.allowReadAndWrite(sweep);
    desk.allowIndex(sweep, 'due');
    desk.allowIndex(sweep, 'queue');
    queues.submissions.allowSend(sweep);
    queues.notices.allowSend(sweep);
    queues.delivery.allowSend(sweep);

    sweep.alarmOnFailure(alerts);
    alerts.alarm(this, 'Late', {
      severity: 'critical',
      runbook: 'the-clock-sweep-is-late',
      says: 'For three minutes no sweep has run, or each found something that was due more than two minutes before',
      metric: worstOf('SweepLate'),
      threshold: Duration.minutes(2).toMilliseconds(),
      periods: 3,
      silenceIsAlarm: true,
    });
    alerts.alarm(this, 'CasesPastDue', {
      severity: 'critical',
      runbook: 'case-past-due',
      says: 'A case has passed its promised time without action',
      metric: worstOf('CasesPastDue'),
      threshold: 1,
    });
  }
}
