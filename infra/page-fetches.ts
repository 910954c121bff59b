import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Collaborators } from './collaborators';
import { CopydeskFunction } from './copydesk-function';

export const fetcherTimeout = Duration.minutes(1);

type Needs = Pick<Collaborators, 'records' | 'queues' | 'alerts'>;

/**
 * Reads pages that complaints name. Whatever a page makes of this function, it can read nothing of ours: it writes what
 * it fetched under one prefix and asks for the case to go on.
 */
export class PageFetches extends Construct {
  constructor(scope: Construct, id: string, { records, queues, alerts }: Needs) {
    super(scope, id);
    const fetcher = new CopydeskFunction(this, 'Fetcher', {
      entry: 'fetcher',
      description: 'Reads public pages that complaints name, and proofs of domains',
      timeout: fetcherTimeout,
      memorySize: 512,
    });
    // Two at a time is the least that SQS knows; each instance waits between two requests to one host.
    queues.fetches.consumedBy(fetcher, { batchSize: 1, maxConcurrency: 2 });
    queues.fetches.allowReject(fetcher);
    queues.notices.allowSend(fetcher);
    records.allowPut(fetcher, 'fetched/');
    records.allowPut(fetcher, 'proofs/');
    alerts.allowPublish(fetcher);

    fetcher.alarmOnFailure(alerts);
    queues.fetches.alarmOnDeadLetters(alerts, {
      severity: 'warning',
      says: 'A page that a complaint names could not be fetched: its case waits in the dead-letter queue',
    });
    queues.fetches.alarmOnAge(alerts, {
      severity: 'warning',
      says: 'A page that a complaint names has waited half an hour to be read; its comparison waits with it',
    });
  }
}
