import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { METRIC_NAMESPACE } from '../shared/events';

/** A metric that shared/events.ts writes into the log, its worst value in each period. */
export const eventMetric = (metricName: string, period = Duration.minutes(1)): Metric =>
  new Metric({ namespace: METRIC_NAMESPACE, metricName, period, statistic: 'Maximum' });
