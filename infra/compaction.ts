import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Collaborators } from './collaborators';
import { CopydeskFunction } from './copydesk-function';
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
    new Recurrence(this, 'EveryQuarter', { every: Duration.minutes(15), runs: compactor });
    corpus.allowCompaction(compactor);
    alerts.allowPublish(compactor);
    compactor.alarmOnFailure(alerts);
  }
}
