import { Arn, Aws, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { ConfigurationSet, EmailSendingEvent, EventDestination } from 'aws-cdk-lib/aws-ses';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { Collaborators } from './collaborators';
import type { CopydeskFunction } from './copydesk-function';

type Needs = Pick<Collaborators, 'queues'> & { readonly key: IKey };

/** What becomes of our mail after SES took it: bounces and complaints come to the deliverer, who sent it. */
export class MailEvents extends Construct {
  readonly configurationSet: ConfigurationSet;

  constructor(scope: Construct, id: string, { queues, key }: Needs) {
    super(scope, id);
    const topic = new Topic(this, 'Returned', { masterKey: key, enforceSSL: true });
    topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('ses.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    topic.addSubscription(new SqsSubscription(queues.delivery.queue, { rawMessageDelivery: true }));
    this.configurationSet = new ConfigurationSet(this, 'Sending', { reputationMetrics: true });
    this.configurationSet.addEventDestination('Returned', {
      destination: EventDestination.snsTopic(topic),
      events: [EmailSendingEvent.BOUNCE, EmailSendingEvent.COMPLAINT],
    });
  }

  /** To send by it: SES asks for the right on the set beside that on the identity. */
  allowSend(fn: CopydeskFunction, identityArn: string, from: string): void {
    const name = this.configurationSet.configurationSetName;
    const set = { service: 'ses', resource: 'configuration-set', resourceName: name };
    fn.tell('MAIL_FROM', from);
    fn.tell('MAIL_CONFIGURATION_SET', name);
    fn.allow(['ses:SendEmail'], [identityArn, Arn.format(set, Stack.of(this))], {
      StringEquals: { 'ses:FromAddress': from },
    });
  }
}
