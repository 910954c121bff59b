import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Collaborators } from './collaborators';
import { CopydeskFunction } from './copydesk-function';
import { doorToken } from './front-door';

type Needs = Pick<Collaborators, 'records' | 'desk' | 'registry' | 'queues' | 'alerts' | 'publicUrl'>;

/** The pages of complainants: a form, and a case by its secret link. It knows no key, no publisher and no article's body. */
export class PublicPages extends Construct {
  readonly fn: CopydeskFunction;

  constructor(scope: Construct, id: string, needs: Needs) {
    super(scope, id);
    const { records, desk, registry, queues, alerts, publicUrl } = needs;
    this.fn = new CopydeskFunction(this, 'Function', {
      entry: 'public-pages',
      description: 'The pages on which complaints are filed and followed',
      timeout: Duration.seconds(15),
      memorySize: 512,
    });
    // A draft is its writer's own: they can throw it away, and it has done its service once the complaint is sent.
    records.allow(this.fn, { write: ['notices/', 'originals/', 'drafts/'], discard: ['drafts/'] });
    desk.allowReadAndWrite(this.fn);
    // What an account that is signed in has filed; the copies it could file about say so.
    desk.allowIndexOf(this.fn, 'queue', ['SENDER#']);
    desk.allowCounting(this.fn);
    registry.allowRead(this.fn, ['SITE#', 'HOST#']);
    queues.notices.allowSend(this.fn);
    queues.delivery.allowSend(this.fn);
    this.fn.tell('PUBLIC_URL', publicUrl);
    this.fn.tell('DOOR_TOKEN', doorToken());
    this.fn.alarmOnFailure(alerts);
  }
}
