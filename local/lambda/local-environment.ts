import { account, localCredentials, region, type ServiceEndpoints } from '../aws-clients';

/** A variable that the player adds to every function's environment, and why. All else comes from the template. */
interface AddedVariable {
  readonly name: string;
  readonly value: string;
  readonly why: string;
}

export interface FunctionFacts {
  readonly name: string;
  readonly handler: string;
  readonly memoryMb: number;
  readonly logGroup: string;
  readonly taskRoot: string;
}

/** The one table of what a function meets here and would not find in its template. */
function addedVariables(
  fn: FunctionFacts,
  endpoints: ServiceEndpoints,
  nameServer: string,
): readonly AddedVariable[] {
  const runtime = 'Lambda sets it';
  const endpoint = 'the SDK talks to the emulator instead of AWS';
  return [
    { name: 'AWS_REGION', value: region, why: runtime },
    { name: 'AWS_DEFAULT_REGION', value: region, why: runtime },
    { name: 'AWS_EXECUTION_ENV', value: 'AWS_Lambda_nodejs24.x', why: runtime },
    { name: 'AWS_LAMBDA_FUNCTION_NAME', value: fn.name, why: runtime },
    { name: 'AWS_LAMBDA_FUNCTION_VERSION', value: '$LATEST', why: runtime },
    { name: 'AWS_LAMBDA_FUNCTION_MEMORY_SIZE', value: String(fn.memoryMb), why: runtime },
    { name: 'AWS_LAMBDA_LOG_GROUP_NAME', value: fn.logGroup, why: runtime },
    { name: 'AWS_LAMBDA_LOG_STREAM_NAME', value: 'local', why: runtime },
    { name: 'LAMBDA_TASK_ROOT', value: fn.taskRoot, why: runtime },
    { name: '_HANDLER', value: fn.handler, why: runtime },
    { name: 'TZ', value: ':UTC', why: runtime },
    {
      name: 'AWS_ACCESS_KEY_ID',
      value: localCredentials.accessKeyId,
      why: 'the SDK must sign; nobody verifies',
    },
    {
      name: 'AWS_SECRET_ACCESS_KEY',
      value: localCredentials.secretAccessKey,
      why: 'the SDK must sign; nobody verifies',
    },
    { name: 'AWS_ACCOUNT_ID', value: account, why: 'the account of every local ARN' },
    { name: 'AWS_ENDPOINT_URL_S3', value: endpoints.s3, why: endpoint },
    { name: 'AWS_ENDPOINT_URL_SQS', value: endpoints.sqs, why: endpoint },
    { name: 'AWS_ENDPOINT_URL_SNS', value: endpoints.sns, why: endpoint },
    { name: 'AWS_ENDPOINT_URL_DYNAMODB', value: endpoints.dynamodb, why: endpoint },
    {
      name: 'AWS_ENDPOINT_URL_CLOUDWATCH',
      value: endpoints.cloudwatch,
      why: 'the ages of messages are those of the emulated queues',
    },
    { name: 'AWS_ENDPOINT_URL_SESV2', value: endpoints.ses, why: 'outgoing mail lands in the outbox' },
    {
      name: 'AWS_ENDPOINT_URL',
      value: endpoints.ses,
      why: 'any other service is refused there by name, never reached',
    },
    { name: 'AWS_EC2_METADATA_DISABLED', value: 'true', why: 'nothing is asked of a machine in a cloud' },
    {
      name: 'CMS_ALLOW_LOOPBACK',
      value: '1',
      why: 'the demo site lives on 127.0.0.1, which deployed code refuses to call',
    },
    { name: 'NAME_SERVER', value: nameServer, why: 'domains are proven by records of this machine' },
  ];
}

/** The whole environment of a function: the template's variables and the added ones; nothing of our own process. */
export function functionEnvironment(
  fromTemplate: Readonly<Record<string, string>>,
  fn: FunctionFacts,
  endpoints: ServiceEndpoints,
  nameServer: string,
): Readonly<Record<string, string>> {
  const added = addedVariables(fn, endpoints, nameServer).map(({ name, value }) => [name, value] as const);
  return { ...fromTemplate, ...Object.fromEntries(added) };
}
