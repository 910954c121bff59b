import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { account, region } from '../aws-clients';
import { functionEnvironment } from '../lambda/local-environment';
import { localFunction } from '../lambda/local-function';
import { ignored, played } from './played';
import { physicalName } from './world';

/** What AWS takes of them, names and values together. */
const maxVariablesBytes = 4096;
const variables = z
  .record(z.string(), z.coerce.string())
  .refine(
    (all) => Buffer.byteLength(JSON.stringify(all)) <= maxVariablesBytes,
    `AWS takes at most ${maxVariablesBytes} bytes of environment variables`,
  );

const properties = z.strictObject({
  FunctionName: z.string().optional(),
  Runtime: z.string().regex(/^nodejs|^python/, 'the local stack runs Node.js functions'),
  Handler: z.string().regex(/^[\w/-]+\.\w+$/),
  Code: z.object({ S3Key: z.string() }),
  Environment: z.strictObject({ Variables: variables.default({}) }).optional(),
  /** MB. */
  MemorySize: z.coerce.number().default(128),
  /** Seconds. */
  Timeout: z.coerce.number().default(3),
  ReservedConcurrentExecutions: z.coerce.number().optional(),
  LoggingConfig: z.object({ LogGroup: z.string().optional() }).optional(),
  ...ignored(
    'Architectures',
    'Description',
    'KmsKeyArn',
    'Layers',
    'RecursiveLoop',
    'Role',
    'RuntimeManagementConfig',
    'Tags',
    'TracingConfig',
  ),
});

/** Workers of one function at the same time: more than this machine's processors would only share them. */
const localConcurrency = Math.max(2, availableParallelism());

export const lambdaFunction = played(properties, (wanted, resource, world) => {
  const name = wanted.FunctionName ?? physicalName(resource, 64);
  const arn = `arn:aws:lambda:${region}:${account}:function:${name}`;
  // CDK's copier of files into buckets: its custom resource is played instead (bucket-deployment.ts), and nothing else calls it.
  if (wanted.Runtime.startsWith('python')) return { ref: name, attributes: { Arn: arn } };
  const taskRoot = join(world.assemblyDir, `asset.${wanted.Code.S3Key.replace(/\.zip$/, '')}`);
  const [module = '', handlerName = ''] = wanted.Handler.split('.');
  const handlerFile = ['.mjs', '.js', '.cjs']
    .map((end) => join(taskRoot, module + end))
    .find((file) => existsSync(file));
  if (handlerFile === undefined) throw new Error(`its handler ${wanted.Handler} is not in ${taskRoot}`);
  const logGroup = wanted.LoggingConfig?.LogGroup ?? `/aws/lambda/${name}`;
  const facts = { name, handler: wanted.Handler, memoryMb: wanted.MemorySize, logGroup, taskRoot };
  world.functions.set(
    arn,
    localFunction({
      handlerFile,
      handlerName,
      functionName: name,
      functionArn: arn,
      memoryMb: wanted.MemorySize,
      logGroup,
      clock: world.clock.shared,
      env: functionEnvironment(wanted.Environment?.Variables ?? {}, facts, world.endpoints, world.nameServer),
      timeoutMs: wanted.Timeout * 1000,
      maxConcurrency: Math.min(wanted.ReservedConcurrentExecutions ?? localConcurrency, localConcurrency),
      logFile: join(world.logsDir, `${name}.log`),
    }),
  );
  return { ref: name, attributes: { Arn: arn } };
});
