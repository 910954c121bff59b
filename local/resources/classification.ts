import { bucket } from './bucket';
import { bucketDeployment } from './bucket-deployment';
import { distribution, responseHeadersPolicy, viewerFunction } from './distribution';
import { eventSourceMapping } from './event-source-mapping';
import { lambdaFunction } from './function';
import { api, authorizer, integration, route, stage } from './http-api';
import { configurationSet, eventDestination } from './mail-events';
import type { Inert, Played } from './played';
import { queue } from './queue';
import { receiptRule, receiptRuleSet } from './receipt-rule';
import { rule, schedule } from './schedule';
import { table } from './table';
import { subscription, topic } from './topic';
import { userPool, userPoolClient, userPoolDomain, userPoolGroup } from './user-pool';

const rights: Inert = {
  inert: 'Everything here runs as one person; test/infra asserts the rights of each function.',
};
const watching: Inert = { inert: 'Nobody is paged by a laptop; test/infra asserts the alarms.' };

/** Every resource type that may stand in the template: how it is played, or why it is not. There is no third way. */
export const classification: Readonly<Record<string, Played | Inert>> = {
  'AWS::ApiGatewayV2::Api': api,
  'AWS::ApiGatewayV2::Authorizer': authorizer,
  'AWS::ApiGatewayV2::Integration': integration,
  'AWS::ApiGatewayV2::Route': route,
  'AWS::ApiGatewayV2::Stage': stage,
  'AWS::CloudFront::Distribution': distribution,
  'AWS::CloudFront::Function': viewerFunction,
  'AWS::CloudFront::ResponseHeadersPolicy': responseHeadersPolicy,
  'AWS::Cognito::UserPool': userPool,
  'AWS::Cognito::UserPoolClient': userPoolClient,
  'AWS::Cognito::UserPoolDomain': userPoolDomain,
  'AWS::Cognito::UserPoolGroup': userPoolGroup,
  'AWS::DynamoDB::Table': table,
  'AWS::Events::Rule': rule,
  'AWS::Lambda::EventSourceMapping': eventSourceMapping,
  'AWS::Lambda::Function': lambdaFunction,
  'AWS::S3::Bucket': bucket,
  'AWS::SES::ConfigurationSet': configurationSet,
  'AWS::SES::ConfigurationSetEventDestination': eventDestination,
  'AWS::SES::ReceiptRule': receiptRule,
  'AWS::SES::ReceiptRuleSet': receiptRuleSet,
  'AWS::SNS::Subscription': subscription,
  'AWS::SNS::Topic': topic,
  'AWS::SQS::Queue': queue,
  'AWS::Scheduler::Schedule': schedule,
  'Custom::CDKBucketDeployment': bucketDeployment,

  'AWS::CDK::Metadata': { inert: 'Tells AWS which constructs were used.' },
  'AWS::CloudFront::OriginAccessControl': rights,
  'AWS::CloudWatch::Alarm': watching,
  'AWS::CloudWatch::Dashboard': watching,
  'AWS::IAM::ManagedPolicy': rights,
  'AWS::IAM::Policy': rights,
  'AWS::IAM::Role': rights,
  'AWS::KMS::Alias': { inert: 'Names a key that is not played.' },
  'AWS::KMS::Key': { inert: 'Nothing is encrypted at rest in the state folder.' },
  'AWS::Lambda::LayerVersion': {
    inert: "Holds the tools of CDK's copier, whose work bucket-deployment.ts does.",
  },
  'AWS::Lambda::Permission': rights,
  'AWS::Logs::LogGroup': { inert: 'Each function writes one file under logs/ in the state folder.' },
  'AWS::Logs::MetricFilter': watching,
  'AWS::S3::BucketPolicy': rights,
  'AWS::SES::EmailIdentity': { inert: 'The outbox takes mail from every sender; no domain is proved.' },
  'AWS::SNS::TopicPolicy': rights,
  'AWS::SQS::QueuePolicy': rights,
};
