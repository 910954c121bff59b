import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Collaborators } from './collaborators';
import { CopydeskFunction } from './copydesk-function';
import { worstOf } from './event-metric';
import { Recurrence } from './recurrence';

/** Keeps look-ups cheap: merges the packs of many batches into runs. It knows the corpus and nothing of cases. */
export class Compaction extends Construct {
  constructor(scope: Construct, id: string, { corpus, alerts }: Pick<Collaborators, 'corpus' | 'alerts'>) {
    super(scope, id);
    const compactor = new CopydeskFunction(this, 'Compactor', {
      entry: 'compactor',
      description: 'Merges packs of the corpus into runs',
      timeout: Duration.minutes(10),
      memorySize: 1769,
    });
    const every = Duration.minutes(15);
    new Recurrence(this, 'EveryQuarter', { every, runs: compactor });
    corpus.allowCompaction(compactor);
    alerts.allowPublish(compactor);
    compactor.alarmOnFailure(alerts);
    alerts.alarm(this, 'Behind', {
      severity: 'warning',
      runbook: 'packs-wait-to-be-merged',
      says: 'For half an hour the corpus has not been compacted, or 2,000 packs and more were left each time',
      metric: worstOf('PacksWaiting', every),
      threshold: 2_000,
      periods: 2,
      silenceIsAlarm: true,
    });
  }
}
