import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Collaborators } from './collaborators';
import { CopydeskFunction } from './copydesk-function';

export const noticeWorkerTimeout = Duration.minutes(1);

type Needs = Pick<Collaborators, 'corpus' | 'records' | 'desk' | 'registry' | 'queues' | 'alerts'>;

/** Complaints in, by API, by SQS and by mail: a case is opened, its clock started, its evidence gathered. */
export class NoticeIntake extends Construct {
  constructor(scope: Construct, id: string, needs: Needs) {
    super(scope, id);
    const { corpus, records, desk, registry, queues, alerts } = needs;
    const worker = new CopydeskFunction(this, 'NoticeWorker', {
      entry: 'notice-worker',
      description: 'Opens a case for a complaint and gathers its evidence',
      timeout: noticeWorkerTimeout,
      memorySize: 1024,
    });
    queues.notices.consumedBy(worker, { batchSize: 10, maxConcurrency: 5 });
    records.allow(worker, {
      read: ['bodies/', 'mail/', 'originals/', 'fetched/'],
      write: ['notices/', 'evidence/', 'snapshots/'],
    });
    corpus.allowStopLists(worker);
    desk.allowReadAndWrite(worker);
    registry.allowRead(worker, ['PUBLISHER#', 'SITE#', 'HOST#']);
    queues.notices.allowSend(worker);
    queues.notices.allowReject(worker);
    queues.fetches.allowSend(worker);
    queues.delivery.allowSend(worker);
    alerts.allowPublish(worker);

    worker.alarmOnFailure(alerts);
    // A complaint's clock starts at receipt, whether its message has been read or not.
    queues.notices.alarmOnDeadLetters(alerts, {
      severity: 'critical',
      says: 'A complaint could not be worked and waits in the dead-letter queue',
    });
    queues.notices.alarmOnAge(alerts, {
      severity: 'critical',
      says: 'A complaint has waited for its case for ten minutes',
    });
  }
}
