import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Collaborators } from './collaborators';
import { CopydeskFunction } from './copydesk-function';
import { doorToken } from './front-door';
import type { StaffClient } from './staff-client';

type Needs = Pick<Collaborators, 'corpus' | 'records' | 'desk' | 'registry' | 'queues' | 'alerts'> & {
  readonly client: StaffClient;
};

/** What staff call. It may write a site's signing key and never read it. */
export class DeskApi extends Construct {
  readonly fn: CopydeskFunction;

  constructor(scope: Construct, id: string, needs: Needs) {
    super(scope, id);
    const { corpus, records, desk, registry, queues, alerts, client } = needs;
    this.fn = new CopydeskFunction(this, 'Function', {
      entry: 'desk-api',
      description: 'The review queue, decisions and settings, for staff',
      timeout: Duration.seconds(15),
      memorySize: 512,
    });
    records.allow(this.fn, {
      read: ['evidence/'],
      write: ['notices/', 'originals/', 'contacts/'],
    });
    desk.allowReadAndWrite(this.fn);
    desk.allowCounting(this.fn);
    desk.allowIndex(this.fn, 'queue');
    desk.allowIndex(this.fn, 'due');
    corpus.allowList(this.fn);
    desk.allowScan(this.fn);
    registry.allowRead(this.fn, ['PUBLISHER#', 'KEY#', 'SITE#', 'HOST#']);
    registry.allowWrite(this.fn, ['PUBLISHER#', 'CONTACT#', 'KEY#', 'SITE#', 'HOST#', 'SECRET#']);
    // A host that a site gives up.
    registry.allowDelete(this.fn, ['HOST#']);
    queues.submissions.allowRedrive(this.fn);
    queues.notices.allowRedrive(this.fn);
    queues.fetches.allowRedrive(this.fn);
    queues.delivery.allowRedrive(this.fn);
    for (const queue of Object.values(queues)) queue.allowWatch(this.fn);
    this.fn.allowAll(
      ['cloudwatch:GetMetricData'],
      '*',
      "The age of a queue's oldest message. IAM knows no resource and no condition for this action: it reads figures, and changes nothing.",
    );
    client.tellIssuer(this.fn);
    this.fn.tell('DOOR_TOKEN', doorToken());
    this.fn.alarmOnFailure(alerts);
  }
}
