import { CfnOutput, CfnParameter, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Alerts } from './alerts';
import { ArticleIntake, articleWorkerTimeout } from './article-intake';
import { Clock } from './clock';
import type { WorkQueues } from './collaborators';
import { Compaction } from './compaction';
import type { DataStack } from './data-stack';
import { Delivery, delivererTimeout } from './delivery';
import { DeskApi } from './desk-api';
import { HttpApi } from './http-api';
import { IntakeApi } from './intake-api';
import { MailIntake } from './mail-intake';
import { NoticeIntake, noticeWorkerTimeout } from './notice-intake';
import { TopicKey } from './topic-key';
import { WorkQueue } from './work-queue';

const address = { allowedPattern: '[^@\\s]+@[^@\\s]+', constraintDescription: 'must be a mail address' };

/** What can be thrown away and made again. */
export class ServicesStack extends Stack {
  constructor(scope: Construct, id: string, { data }: { data: DataStack }) {
    super(scope, id, { description: 'Copydesk: what can be replaced' });
    const alertEmail = new CfnParameter(this, 'AlertEmail', {
      description: 'Who is told when something is wrong.',
      ...address,
    });
    const mailFrom = new CfnParameter(this, 'MailFrom', {
      description: 'The address that mail goes out from and complaints come in at; its domain must be yours.',
      ...address,
    });

    const key = new TopicKey(this, 'TopicKey');
    const alerts = new Alerts(this, 'Alerts', { email: alertEmail.valueAsString, key });
    const api = new HttpApi(this, 'HttpApi');
    const queues: WorkQueues = {
      submissions: new WorkQueue(this, 'Submissions', {
        name: 'SUBMISSIONS',
        consumerTimeout: articleWorkerTimeout,
      }),
      notices: new WorkQueue(this, 'Notices', { name: 'NOTICES', consumerTimeout: noticeWorkerTimeout }),
      delivery: new WorkQueue(this, 'Delivery', { name: 'DELIVERY', consumerTimeout: delivererTimeout }),
    };
    const { corpus, records, desk, registry, staff } = data;
    const collaborators = {
      corpus,
      records,
      desk,
      registry,
      queues,
      alerts,
      publicUrl: api.url,
      mailbox: mailFrom.valueAsString,
    };

    new ArticleIntake(this, 'ArticleIntake', collaborators);
    new NoticeIntake(this, 'NoticeIntake', collaborators);
    const mail = new MailIntake(this, 'MailIntake', { ...collaborators, key });
    new Delivery(this, 'Deliveries', { ...collaborators, mailDomain: mail.domain });
    new Clock(this, 'Clock', collaborators);
    new Compaction(this, 'Compaction', collaborators);
    const intakeApi = new IntakeApi(this, 'IntakeApi', collaborators);
    const deskApi = new DeskApi(this, 'DeskApi', { ...collaborators, staff });
    api.serve({ 'intake-api': intakeApi.fn, 'desk-api': deskApi.fn }, staff);
    api.alarmOnFailure(alerts);

    const output = (name: string, value: string) => new CfnOutput(this, name, { value });
    output('ApiUrl', api.url);
    for (const [name, { queue, deadLetters }] of [
      ['Submissions', queues.submissions],
      ['Notices', queues.notices],
      ['Delivery', queues.delivery],
    ] as const) {
      output(`${name}Queue`, queue.queueUrl);
      output(`${name}DeadLetters`, deadLetters.queueUrl);
    }
    output('AlertsTopic', alerts.topic.topicArn);
    output('MailRuleSet', mail.ruleSet.receiptRuleSetName);
    mail.identity.dkimRecords.forEach(({ name, value }, i) =>
      output(`MailDnsRecord${i + 1}`, `${name} CNAME ${value}`),
    );
  }
}
