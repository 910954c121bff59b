import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';

export const region = 'us-east-1';
/** The account that fauxqs writes into every name. */
export const account = '000000000000';
export const localCredentials = { accessKeyId: 'local', secretAccessKey: 'local' };

/** Where the emulated services answer, on 127.0.0.1. */
export interface ServiceEndpoints {
  readonly s3: string;
  readonly sqs: string;
  readonly sns: string;
  readonly dynamodb: string;
  readonly ses: string;
  readonly cloudwatch: string;
}

/** The player's own clients: the real SDK against the emulators. */
export function awsClients(endpoints: ServiceEndpoints) {
  const to = (endpoint: string) => ({ region, endpoint, credentials: localCredentials });
  const clients = {
    s3: new S3Client({ ...to(endpoints.s3), forcePathStyle: true }),
    sqs: new SQSClient(to(endpoints.sqs)),
    sns: new SNSClient(to(endpoints.sns)),
    dynamodb: new DynamoDBClient(to(endpoints.dynamodb)),
  };
  return { ...clients, destroy: () => Object.values(clients).forEach((client) => client.destroy()) };
}

export type AwsClients = ReturnType<typeof awsClients>;

/** A queue's address as the SDK must use it: it follows the address's own host, whatever the endpoint is. */
export const queueUrl = (endpoints: ServiceEndpoints, name: string): string =>
  `${endpoints.sqs}/${account}/${name}`;
export const queueArn = (name: string): string => `arn:aws:sqs:${region}:${account}:${name}`;
export const topicArn = (name: string): string => `arn:aws:sns:${region}:${account}:${name}`;
