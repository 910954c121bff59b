import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Collaborators } from './collaborators';
import { CopydeskFunction } from './copydesk-function';
import { doorToken } from './front-door';

type Needs = Pick<Collaborators, 'records' | 'desk' | 'registry' | 'queues' | 'alerts' | 'publicUrl'>;

/** What publishers, feeds and complainants call. It takes in and hands on; it cannot touch the corpus. */
export class IntakeApi extends Construct {
  readonly fn: CopydeskFunction;

  constructor(scope: Construct, id: string, needs: Needs) {
    super(scope, id);
    const { records, desk, registry, queues, alerts, publicUrl } = needs;
    this.fn = new CopydeskFunction(this, 'Function', {
      entry: 'intake-api',
      description: 'Takes in articles, originals, licences and complaints',
      timeout: Duration.seconds(15),
      memorySize: 512,
    });
    records.allow(this.fn, {
      read: ['uploads/'],
      write: ['bodies/', 'notices/', 'originals/'],
    });
    desk.allowReadAndWrite(this.fn);
    desk.allowCounting(this.fn);
    registry.allowRead(this.fn, ['PUBLISHER#', 'KEY#', 'SITE#', 'HOST#']);
    registry.allowWrite(this.fn, ['PUBLISHER#']);
    queues.submissions.allowSend(this.fn);
    queues.notices.allowSend(this.fn);
    queues.delivery.allowSend(this.fn);
    this.fn.tell('PUBLIC_URL', publicUrl);
    this.fn.tell('DOOR_TOKEN', doorToken());
    this.fn.alarmOnFailure(alerts);
  }
}
