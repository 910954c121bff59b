import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Collaborators } from './collaborators';
import { CopydeskFunction } from './copydesk-function';
import { countOf } from './event-metric';
import { Recurrence } from './recurrence';

type Needs = Pick<Collaborators, 'records' | 'registry' | 'queues' | 'alerts'>;

/** Whether the domains that publishers have proven still say so. */
export class ProofRenewal extends Construct {
  constructor(scope: Construct, id: string, { records, registry, queues, alerts }: Needs) {
    super(scope, id);
    const keeper = new CopydeskFunction(this, 'ProofKeeper', {
      entry: 'proof-keeper',
      description: 'Has proofs of domains looked for again, and lets those lapse that are gone',
      timeout: Duration.minutes(2),
      memorySize: 512,
    });
    // Each domain has its turn once a week; what was seen of it is judged an hour later.
    new Recurrence(this, 'EveryHour', { every: Duration.hours(1), runs: keeper });
    records.allow(keeper, { read: ['proofs/'] });
    registry.allowRead(keeper, ['PUBLISHER#', 'DOMAIN']);
    registry.allowWrite(keeper, ['PUBLISHER#', 'DOMAIN']);
    registry.allowDelete(keeper, ['DOMAIN']);
    queues.fetches.allowSend(keeper);
    queues.delivery.allowSend(keeper);
    keeper.alarmOnFailure(alerts);
    alerts.alarm(this, 'Contested', {
      severity: 'warning',
      runbook: 'two-accounts-prove-one-domain',
      says: 'A publisher has shown a proof of a domain that another account holds',
      metric: countOf('DomainsContested', Duration.minutes(5)),
      threshold: 1,
    });
  }
}
