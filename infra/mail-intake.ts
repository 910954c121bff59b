import { Aws, Fn } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { EmailIdentity, Identity, ReceiptRuleSet, TlsPolicy } from 'aws-cdk-lib/aws-ses';
import { S3 } from 'aws-cdk-lib/aws-ses-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { Collaborators } from './collaborators';

type Needs = Pick<Collaborators, 'records' | 'queues' | 'mailbox'> & { readonly key: IKey };

/** Complaints by mail: stored as they came, then announced to the notices queue. */
export class MailIntake extends Construct {
  readonly ruleSet: ReceiptRuleSet;
  readonly identity: EmailIdentity;
  /** Where the mailbox is. */
  readonly domain: string;

  constructor(scope: Construct, id: string, { records, queues, mailbox, key }: Needs) {
    super(scope, id);
    this.domain = Fn.select(1, Fn.split('@', mailbox));
    this.identity = new EmailIdentity(this, 'Domain', { identity: Identity.domain(this.domain) });
    const received = new Topic(this, 'Received', { masterKey: key, enforceSSL: true });
    received.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('ses.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [received.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    received.addSubscription(new SqsSubscription(queues.notices.queue, { rawMessageDelivery: true }));
    this.ruleSet = new ReceiptRuleSet(this, 'Rules');
    const rule = this.ruleSet.addRule('Complaints', {
      recipients: [mailbox],
      scanEnabled: true,
      // Mail servers negotiate TLS where they can; a complaint sent without it is still a complaint.
      tlsPolicy: TlsPolicy.OPTIONAL,
      actions: [new S3({ bucket: records.bucket as IBucket, objectKeyPrefix: 'mail/', topic: received })],
    });
    // SES tries its right to publish when the rule is made.
    rule.node.addDependency(received);
  }
}
