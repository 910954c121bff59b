import { Stack } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { copydeskApp } from '../../infra/copydesk-app';
import { routeKey, routes, type Route } from '../../shared/wire/routes';
import { functionsOf, named, resourcesOf, stem, synthesise, text, type Json } from './synthesised';

const { app, data, services } = synthesise();
const everything = [...resourcesOf(data), ...resourcesOf(services)];

describe('what is kept', () => {
  const stateful = ['AWS::S3::Bucket', 'AWS::DynamoDB::Table', 'AWS::Cognito::UserPool'];

  it('stays when the stack goes, and lives in the data stack alone', () => {
    const kept = resourcesOf(data).filter(({ type }) => stateful.includes(type));
    expect(kept.map(({ id }) => stem(id)).toSorted()).toEqual([
      'CorpusBucket',
      'DeskTable',
      'RecordsAccessLog',
      'RecordsBucket',
      'RegistryTable',
      'StaffPool',
    ]);
    expect(kept.filter(({ deletionPolicy }) => deletionPolicy !== 'Retain')).toEqual([]);
    const elsewhere = resourcesOf(services).filter(({ type }) => stateful.includes(type));
    // The console's files are put there again by every deployment.
    expect(elsewhere.map(({ id }) => stem(id))).toEqual(['ConsoleBucket']);
  });

  it('can be restored to any second, and not deleted by a slip', () => {
    data.allResourcesProperties('AWS::DynamoDB::Table', {
      BillingMode: 'PAY_PER_REQUEST',
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      DeletionProtectionEnabled: true,
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
    });
    data.allResourcesProperties('AWS::Cognito::UserPool', { DeletionProtection: 'ACTIVE' });
  });

  it('finds what is due and what waits for people by two indexes', () => {
    data.hasResourceProperties('AWS::DynamoDB::Table', {
      GlobalSecondaryIndexes: [
        Match.objectLike({
          IndexName: 'due',
          KeySchema: [
            { AttributeName: 'duePk', KeyType: 'HASH' },
            { AttributeName: 'dueSk', KeyType: 'RANGE' },
          ],
        }),
        Match.objectLike({
          IndexName: 'queue',
          KeySchema: [
            { AttributeName: 'queuePk', KeyType: 'HASH' },
            { AttributeName: 'queueSk', KeyType: 'RANGE' },
          ],
        }),
      ],
    });
  });

  it('is encrypted and closed to the public', () => {
    data.allResourcesProperties('AWS::S3::Bucket', {
      BucketEncryption: Match.anyValue(),
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    });
  });

  it('keeps a complaint that was never sent for a fortnight, as its page says', () => {
    data.hasResourceProperties('AWS::S3::Bucket', {
      LifecycleConfiguration: {
        Rules: Match.arrayWith([
          Match.objectLike({
            Prefix: 'drafts/',
            Status: 'Enabled',
            ExpirationInDays: 14,
            NoncurrentVersionExpiration: { NoncurrentDays: 1 },
          }),
        ]),
      },
    });
  });

  it('says who has read the records', () => {
    data.hasResourceProperties('AWS::S3::Bucket', { LoggingConfiguration: Match.anyValue() });
  });
});

describe('what travels', () => {
  it('goes over TLS alone: every bucket, queue and topic refuses the rest', () => {
    const policies = new Map([
      ['AWS::S3::Bucket', 'AWS::S3::BucketPolicy'],
      ['AWS::SQS::Queue', 'AWS::SQS::QueuePolicy'],
      ['AWS::SNS::Topic', 'AWS::SNS::TopicPolicy'],
    ]);
    const open: string[] = [];
    for (const [type, policyType] of policies) {
      const guarded = new Set(
        everything
          .filter(
            (each) =>
              each.type === policyType && JSON.stringify(each).includes('"aws:SecureTransport":"false"'),
          )
          .flatMap(({ properties: { Bucket: bucket, Queues, Topics } }) => [bucket, Queues, Topics].flat())
          .flatMap((target) => (target === undefined ? [] : [named(target)])),
      );
      const all = everything.filter((each) => each.type === type);
      expect(all.length).toBeGreaterThan(0);
      open.push(...all.map(({ id }) => stem(id)).filter((id) => !guarded.has(id)));
    }
    expect(open).toEqual([]);
  });

  it('is encrypted where it waits', () => {
    services.allResourcesProperties('AWS::SQS::Queue', { SqsManagedSseEnabled: true });
    services.allResourcesProperties('AWS::SNS::Topic', { KmsMasterKeyId: Match.anyValue() });
  });
});

describe('the work queues', () => {
  const queues = resourcesOf(services, 'AWS::SQS::Queue');
  const sources = resourcesOf(services, 'AWS::Lambda::EventSourceMapping');
  const functions = new Map(functionsOf(services).map((fn) => [stem(fn.id), fn]));

  it.each([
    ['SubmissionsQueue', 'ArticleIntakeArticleWorker', { BatchSize: 100, MaximumBatchingWindowInSeconds: 1 }],
    ['NoticesQueue', 'NoticeIntakeNoticeWorker', { BatchSize: 10 }],
    ['DeliveryQueue', 'DeliveriesDeliverer', { BatchSize: 10 }],
  ])('%s feeds %s', (queueName, functionName, settings) => {
    const queue = queues.find(({ id }) => stem(id) === queueName)!;
    const source = sources.find(({ properties }) => named(properties['EventSourceArn']!) === queueName)!;
    expect(named(source.properties['FunctionName']!)).toBe(functionName);
    expect(source.properties).toMatchObject({
      ...settings,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: expect.any(Number) },
    });
    const { Timeout } = functions.get(functionName)!.properties;
    expect(queue.properties['VisibilityTimeout']).toBeGreaterThanOrEqual(6 * Number(Timeout));
    expect(queue.properties['RedrivePolicy']).toMatchObject({ maxReceiveCount: 5 });
  });

  it('keeps dead letters longer than the queue they come from keeps its messages', () => {
    const days = (name: string) =>
      Number(queues.find(({ id }) => stem(id) === name)!.properties['MessageRetentionPeriod']) / 86_400;
    for (const name of ['Submissions', 'Notices', 'Delivery'])
      expect([name, days(`${name}Queue`), days(`${name}DeadLetters`)]).toEqual([name, 4, 14]);
  });
});

describe('the functions', () => {
  const functions = functionsOf(services);

  it('run on arm64 and Node 24, each with a log of its own that ends', () => {
    expect(functions).toHaveLength(12);
    for (const { properties } of functions)
      expect(properties).toMatchObject({
        Architectures: ['arm64'],
        Runtime: 'nodejs24.x',
        LoggingConfig: { LogGroup: expect.anything() },
      });
    services.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: Match.anyValue() });
  });

  it('are told where they answer without a circle in the template', () => {
    const told = functions.flatMap(({ id, properties }) => {
      const { Variables } = properties['Environment'] as { Variables: Record<string, Json> };
      const url = Variables['PUBLIC_URL'];
      return url === undefined ? [] : [[stem(id), named(url)]];
    });
    expect(told).toEqual([
      ['DeliveriesDeliverer', 'https://FrontDoorDistribution'],
      ['CanaryFunction', 'https://FrontDoorDistribution'],
      ['IntakeApiFunction', 'https://FrontDoorDistribution'],
      ['PublicPagesFunction', 'https://FrontDoorDistribution'],
      ['PublisherPagesFunction', 'https://FrontDoorDistribution'],
    ]);
  });
});

describe('the HTTP API', () => {
  const made = new Map(
    resourcesOf(services, 'AWS::ApiGatewayV2::Route').map(({ properties }) => [
      text(properties['RouteKey']),
      properties,
    ]),
  );

  it('has the routes of the table, and one that says that there is no other', () => {
    const { $default, ...table } = Object.fromEntries(made);
    expect(Object.keys(table).toSorted()).toEqual(routes.map(routeKey).toSorted());
    expect($default).toMatchObject({ AuthorizationType: 'NONE' });
  });

  it('asks for a token of the user pool on every route for staff, and on those only', () => {
    const forStaff = ({ auth }: Route) => typeof auth === 'object' && 'groups' in auth;
    for (const route of routes)
      expect([route.name, made.get(routeKey(route))!['AuthorizationType']]).toEqual([
        route.name,
        forStaff(route) ? 'JWT' : 'NONE',
      ]);
    services.resourceCountIs('AWS::ApiGatewayV2::Authorizer', 1);
  });

  it('is throttled, and logs neither addresses nor paths, which can hold a status token', () => {
    const [stage] = resourcesOf(services, 'AWS::ApiGatewayV2::Stage');
    expect(stage!.properties['DefaultRouteSettings']).toMatchObject({ ThrottlingRateLimit: 100 });
    const { Format } = stage!.properties['AccessLogSettings'] as { Format: string };
    expect(Format).toContain('$context.routeKey');
    expect(Format).not.toMatch(/context\.(path|identity)/);
  });
});

describe('the schedules', () => {
  it('sweep every minute, compact every quarter of an hour, look for proofs every hour, and fly a canary between', () => {
    const schedules = resourcesOf(services, 'AWS::Scheduler::Schedule').map(({ properties }) => [
      properties['ScheduleExpression'],
      named((properties['Target'] as { Arn: never }).Arn),
    ]);
    expect(schedules).toEqual([
      ['rate(1 minute)', 'ClockClockSweep'],
      ['rate(15 minutes)', 'CompactionCompactor'],
      ['rate(1 hour)', 'ProofRenewalProofKeeper'],
      ['rate(5 minutes)', 'CanaryFunction'],
    ]);
  });
});

describe('mail', () => {
  it('is stored under mail/ and announced to the notices queue as SES says it', () => {
    services.hasResourceProperties('AWS::SES::ReceiptRule', {
      Rule: {
        Recipients: [{ Ref: 'MailFrom' }],
        ScanEnabled: true,
        Actions: [{ S3Action: Match.objectLike({ ObjectKeyPrefix: 'mail/' }) }],
      },
    });
    const subscription = resourcesOf(services, 'AWS::SNS::Subscription').find(
      ({ properties }) => properties['Protocol'] === 'sqs',
    )!;
    expect(subscription.properties['RawMessageDelivery']).toBe(true);
    expect(named(subscription.properties['Endpoint']!)).toBe('NoticesQueue');
  });
});

describe('the user pool', () => {
  it('has the groups of the route table, a second factor, and a public client by code and PKCE', () => {
    const groups = resourcesOf(data, 'AWS::Cognito::UserPoolGroup').map(({ properties }) =>
      text(properties['GroupName']),
    );
    expect(groups.toSorted()).toEqual(['admin', 'auditor', 'legal', 'manager', 'reviewer']);
    data.hasResourceProperties('AWS::Cognito::UserPool', {
      MfaConfiguration: 'ON',
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
    });
    services.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      GenerateSecret: false,
      AllowedOAuthFlows: ['code'],
    });
  });
});

describe('cdk-nag', () => {
  it('finds nothing that is not acknowledged with its reason', () => {
    app.synth();
    expect(new AwsSolutionsChecks().validateScope(app).violations).toEqual([]);
  });

  it('finds a planted breach', () => {
    const planted = copydeskApp({ context: { 'aws:cdk:bundling-stacks': [] } }).app;
    new Bucket(new Stack(planted, 'Planted'), 'Open');
    const names = new AwsSolutionsChecks().validateScope(planted).violations.map(({ ruleName }) => ruleName);
    expect(names).toEqual(expect.arrayContaining(['AwsSolutions-S1', 'AwsSolutions-S10']));
  });
});

describe('the template', () => {
  it('has no custom resource but those that fill the console’s bucket, which the local player plays', () => {
    const custom = everything.filter(
      ({ type }) => type.startsWith('Custom::') || type.includes('CustomResource'),
    );
    expect(custom.map(({ type }) => type)).toEqual([
      'Custom::CDKBucketDeployment',
      'Custom::CDKBucketDeployment',
    ]);
  });

  it('is made without a look-up, so that no account is needed', () => {
    const manifest = app.synth();
    expect(manifest.manifest.missing ?? []).toEqual([]);
  });

  it('says where everything is, by names that stay', () => {
    expect(Object.keys(data.toJSON().Outputs).filter((name) => !name.startsWith('Exports'))).toEqual([
      'CorpusBucket',
      'RecordsBucket',
      'DeskTable',
      'RegistryTable',
      'UserPoolId',
      'UserPoolIssuer',
      'SignInUrl',
    ]);
    expect(Object.keys(services.toJSON().Outputs)).toEqual([
      'ApiUrl',
      'ConsoleUrl',
      'UserPoolClientId',
      'SubmissionsQueue',
      'SubmissionsDeadLetters',
      'NoticesQueue',
      'NoticesDeadLetters',
      'FetchesQueue',
      'FetchesDeadLetters',
      'DeliveryQueue',
      'DeliveryDeadLetters',
      'AlertsTopic',
      'MailRuleSet',
      'MailDnsRecord1',
      'MailDnsRecord2',
      'MailDnsRecord3',
    ]);
  });
});
