import { Aws } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData, type Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { CopydeskFunction } from './copydesk-function';

/** `critical` wakes someone at night, `warning` waits for the morning. */
export type Severity = 'critical' | 'warning';

export interface AlarmProps {
  readonly severity: Severity;
  /** The anchor of a heading of docs/runbook.md. */
  readonly runbook: string;
  /** What has happened, in words. */
  readonly says: string;
  readonly metric: Metric;
  /** The alarm is raised at this value and above. */
  readonly threshold: number;
  /** Periods of the metric in a row; 1 if not said. */
  readonly periods?: number;
  /** Hearing nothing is itself the alarm. */
  readonly silenceIsAlarm?: boolean;
}

export interface AlertsProps {
  readonly email: string;
  readonly key: IKey;
}

/** Where the people who run Copydesk are told that something is wrong. */
export class Alerts extends Construct {
  readonly topic: Topic;
  private readonly key: IKey;

  constructor(scope: Construct, id: string, { email, key }: AlertsProps) {
    super(scope, id);
    this.key = key;
    this.topic = new Topic(this, 'Topic', {
      displayName: 'Copydesk alerts',
      masterKey: key,
      enforceSSL: true,
    });
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    this.topic.addSubscription(new EmailSubscription(email));
  }

  allowPublish(fn: CopydeskFunction): void {
    fn.tell('ALERTS_TOPIC_ARN', this.topic.topicArn);
    fn.allow(['sns:Publish'], [this.topic.topicArn]);
    fn.allow(['kms:Decrypt', 'kms:GenerateDataKey'], [this.key.keyArn]);
  }

  alarm(scope: Construct, id: string, props: AlarmProps): void {
    const alarm = props.metric.createAlarm(scope, `${id}Alarm`, {
      alarmDescription: `[${props.severity}] ${props.says}. docs/runbook.md#${props.runbook}`,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      threshold: props.threshold,
      evaluationPeriods: props.periods ?? 1,
      treatMissingData: props.silenceIsAlarm ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    const tell = new SnsAction(this.topic);
    alarm.addAlarmAction(tell);
    alarm.addOkAction(tell);
  }
}
