import { Aws, Duration } from 'aws-cdk-lib';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledgeWildcard } from './acknowledge';
import type { CopydeskFunction } from './copydesk-function';

/** Runs a function again and again. A run that could not be started is not made up for: the next one does its work. */
export class Recurrence extends Construct {
  constructor(scope: Construct, id: string, { every, runs }: { every: Duration; runs: CopydeskFunction }) {
    super(scope, id);
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    });
    acknowledgeWildcard(role, `${runs.functionArn}:*`, 'Any version of this one function.');
    new Schedule(this, 'Schedule', {
      schedule: ScheduleExpression.rate(every),
      target: new LambdaInvoke(runs, { role, retryAttempts: 0, maxEventAge: Duration.minutes(1) }),
    });
  }
}
