import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Collaborators } from './collaborators';
import { CopydeskFunction } from './copydesk-function';
import { countOf, worstOf } from './event-metric';

export const articleWorkerTimeout = Duration.minutes(1);

type Needs = Pick<Collaborators, 'corpus' | 'records' | 'desk' | 'registry' | 'queues' | 'alerts'>;

/** Articles in: fingerprinted, committed to the corpus, looked up, and given a disposition, a batch at a time. */
export class ArticleIntake extends Construct {
  constructor(scope: Construct, id: string, needs: Needs) {
    super(scope, id);
    const { corpus, records, desk, registry, queues, alerts } = needs;
    const worker = new CopydeskFunction(this, 'ArticleWorker', {
      entry: 'article-worker',
      description: 'Matches submitted articles and gives each its disposition',
      timeout: articleWorkerTimeout,
      memorySize: 1769,
    });
    // Batching is the cheapest lever there is: one corpus commit and one look-up for a hundred articles.
    queues.submissions.consumedBy(worker, {
      batchSize: 100,
      window: Duration.seconds(1),
      maxConcurrency: 10,
    });
    corpus.allowIngest(worker);
    records.allow(worker, { read: ['bodies/', 'uploads/'], write: ['bodies/', 'evidence/'] });
    desk.allowReadAndWrite(worker);
    registry.allowRead(worker, ['PUBLISHER#', 'SITE#']);
    queues.submissions.allowReject(worker);
    queues.delivery.allowSend(worker);
    alerts.allowPublish(worker);

    worker.alarmOnFailure(alerts);
    queues.submissions.alarmOnDeadLetters(alerts, {
      severity: 'warning',
      says: 'A submission could not be worked and waits in the dead-letter queue',
    });
    queues.submissions.alarmOnAge(alerts, {
      severity: 'warning',
      says: 'An article has waited for its verdict for ten minutes',
    });
    alerts.alarm(this, 'FollowUpLate', {
      severity: 'critical',
      runbook: 'copies-of-a-recalled-article',
      says: 'A source withdrew, embargoed or corrected an article, and its copies were looked for only ten minutes later',
      metric: worstOf('FollowUpLate'),
      threshold: Duration.minutes(10).toMilliseconds(),
    });
    alerts.alarm(this, 'Incomplete', {
      severity: 'warning',
      runbook: 'a-look-up-was-incomplete',
      says: 'An article was compared with less than the whole corpus',
      metric: countOf('LookUpsIncomplete', Duration.minutes(5)),
      threshold: 1,
    });
  }
}
