import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { METRIC_NAMESPACE } from '../shared/events';

/** A metric that shared/events.ts writes into the log: the worst value of each period. */
export const worstOf = (metricName: string, period = Duration.minutes(1)): Metric =>
  new Metric({
    namespace: METRIC_NAMESPACE,
    metricName,
    period,
    statistic: 'Maximum',
  });

/** A count that shared/events.ts writes into the log, summed over each period. */
export const countOf = (metricName: string, period: Duration): Metric =>
  new Metric({ namespace: METRIC_NAMESPACE, metricName, period, statistic: 'Sum' });
