import { CfnOutput, CfnParameter, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Alerts } from './alerts';
import { ArticleIntake, articleWorkerTimeout } from './article-intake';
import { Canary } from './canary';
import { Clock } from './clock';
import type { WorkQueues } from './collaborators';
import { Compaction } from './compaction';
import { ConsoleSite } from './console-site';
import type { DataStack } from './data-stack';
import { Delivery, delivererTimeout } from './delivery';
import { DeskApi } from './desk-api';
import { FrontDoor } from './front-door';
import { HttpApi } from './http-api';
import { IntakeApi } from './intake-api';
import { MailEvents } from './mail-events';
import { MailIntake } from './mail-intake';
import { NoticeIntake, noticeWorkerTimeout } from './notice-intake';
import { fetcherTimeout, PageFetches } from './page-fetches';
import { StaffClient } from './staff-client';
import { ProofRenewal } from './proof-renewal';
import { PublicPages } from './public-pages';
import { PublisherPages } from './publisher-pages';
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
    const console = new ConsoleSite(this, 'Console', { staff: data.staff });
    const { url: publicUrl } = new FrontDoor(this, 'FrontDoor', { api, console });
    const client = new StaffClient(this, 'StaffClient', { staff: data.staff, publicUrl });
    const queues: WorkQueues = {
      submissions: new WorkQueue(this, 'Submissions', {
        name: 'SUBMISSIONS',
        consumerTimeout: articleWorkerTimeout,
      }),
      notices: new WorkQueue(this, 'Notices', { name: 'NOTICES', consumerTimeout: noticeWorkerTimeout }),
      fetches: new WorkQueue(this, 'Fetches', { name: 'FETCHES', consumerTimeout: fetcherTimeout }),
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
      publicUrl,
      mailbox: mailFrom.valueAsString,
    };

    new ArticleIntake(this, 'ArticleIntake', collaborators);
    new NoticeIntake(this, 'NoticeIntake', collaborators);
    new PageFetches(this, 'PageFetches', collaborators);
    const mail = new MailIntake(this, 'MailIntake', { ...collaborators, key });
    const mailEvents = new MailEvents(this, 'MailEvents', { ...collaborators, key });
    new Delivery(this, 'Deliveries', { ...collaborators, mailDomain: mail.domain, mailEvents });
    new Clock(this, 'Clock', collaborators);
    new Compaction(this, 'Compaction', collaborators);
    new ProofRenewal(this, 'ProofRenewal', collaborators);
    new Canary(this, 'Canary', collaborators);
    const intakeApi = new IntakeApi(this, 'IntakeApi', collaborators);
    const publicPages = new PublicPages(this, 'PublicPages', collaborators);
    const publisherPages = new PublisherPages(this, 'PublisherPages', collaborators);
    const deskApi = new DeskApi(this, 'DeskApi', { ...collaborators, client });
    api.serve(
      {
        'intake-api': intakeApi.fn,
        'desk-api': deskApi.fn,
        'public-pages': publicPages.fn,
        'publisher-pages': publisherPages.fn,
      },
      staff,
      client,
    );
    api.alarmOnFailure(alerts);

    const output = (name: string, value: string) => new CfnOutput(this, name, { value });
    output('ApiUrl', publicUrl);
    output('ConsoleUrl', `${publicUrl}/console/`);
    output('UserPoolClientId', client.userPoolClientId);
    for (const [name, { queue, deadLetters }] of [
      ['Submissions', queues.submissions],
      ['Notices', queues.notices],
      ['Fetches', queues.fetches],
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
