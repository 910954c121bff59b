import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Collaborators } from './collaborators';
import { CopydeskFunction } from './copydesk-function';
import { doorToken } from './front-door';

type Needs = Pick<Collaborators, 'records' | 'desk' | 'registry' | 'queues' | 'alerts' | 'publicUrl'>;

/** The account of a publisher. It writes no article and no case: what it takes in goes to the workers. */
export class PublisherPages extends Construct {
  readonly fn: CopydeskFunction;

  constructor(scope: Construct, id: string, needs: Needs) {
    super(scope, id);
    const { records, desk, registry, queues, alerts, publicUrl } = needs;
    this.fn = new CopydeskFunction(this, 'Function', {
      entry: 'publisher-pages',
      description: 'The pages of publishers who signed in',
      timeout: Duration.seconds(29),
      memorySize: 512,
    });
    desk.allowCounting(this.fn);
    desk.allowReadAndWriteOf(this.fn, ['TICKET#', 'SESSION#']);
    // How the rows of an import stand.
    desk.allowReadOf(this.fn, ['IDEMPOTENCY#', 'ARTICLE#', 'PUBLISHER#']);
    records.allow(this.fn, { read: ['proofs/'], write: ['imports/', 'uploads/', 'drafts/'] });
    registry.allowRead(this.fn, ['PUBLISHER#', 'CONTACT#', 'DOMAIN', 'KEY#', 'SITE#', 'HOST#']);
    // The secret of a publisher's webhook is written here and read by the deliverer alone.
    registry.allowWrite(this.fn, ['PUBLISHER#', 'CONTACT#', 'DOMAIN', 'KEY#', 'SECRET#PUBLISHER#']);
    // A mailbox that is a contact no more, and a domain that is free again.
    registry.allowDelete(this.fn, ['CONTACT#', 'DOMAIN']);
    queues.submissions.allowSend(this.fn);
    // Mail is sent by the deliverer, and other people's servers are asked by the fetcher.
    queues.delivery.allowSend(this.fn);
    queues.fetches.allowSend(this.fn);
    this.fn.tell('PUBLIC_URL', publicUrl);
    this.fn.tell('DOOR_TOKEN', doorToken());
    this.fn.alarmOnFailure(alerts);
  }
}
