import { CreateBucketCommand, HeadBucketCommand, NotFound } from '@aws-sdk/client-s3';
import { z } from 'zod';
import { ignored, played } from './played';
import { physicalName } from './world';

const properties = z.strictObject({
  BucketName: z.string().optional(),
  ...ignored(
    'AccessControl',
    'BucketEncryption',
    'LifecycleConfiguration',
    'LoggingConfiguration',
    'OwnershipControls',
    'PublicAccessBlockConfiguration',
    'Tags',
    'VersioningConfiguration',
  ),
});

/** NotificationConfiguration is not among the properties: no function is called by S3 yet, and one would be refused. */
export const bucket = played(properties, async ({ BucketName }, resource, world) => {
  const name = BucketName ?? physicalName(resource, 63).toLowerCase();
  const { s3 } = world.clients;
  try {
    await s3.send(new HeadBucketCommand({ Bucket: name }));
  } catch (error) {
    if (!(error instanceof NotFound)) throw error;
    await s3.send(new CreateBucketCommand({ Bucket: name }));
  }
  world.buckets.set(resource.logicalId, name);
  const domain = `${name}.s3.amazonaws.com`;
  return {
    ref: name,
    attributes: { Arn: `arn:aws:s3:::${name}`, DomainName: domain, RegionalDomainName: domain },
  };
});
