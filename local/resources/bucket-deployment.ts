import { PutObjectCommand } from '@aws-sdk/client-s3';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, matchesGlob, relative } from 'node:path';
import { z } from 'zod';
import { flag, ignored, played } from './played';
import { physicalName } from './world';

const properties = z.strictObject({
  SourceObjectKeys: z.array(z.string()),
  DestinationBucketName: z.string(),
  DestinationBucketKeyPrefix: z.string(),
  Prune: flag.pipe(
    z.literal(false, 'the local stack leaves in place what an earlier deployment has put there'),
  ),
  Exclude: z.array(z.string()).default([]),
  Include: z.array(z.string()).default([]),
  SystemMetadata: z.strictObject({ 'cache-control': z.string() }),
  ...ignored('OutputObjectKeys', 'ServiceToken', 'SourceBucketNames', 'WaitForDistributionInvalidation'),
});

/** What CDK's copier guesses from a file's name. */
const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
};

/** Copies the files of an asset into a bucket, as CDK's function does in a deployment. */
export const bucketDeployment = played(properties, async (wanted, resource, world) => {
  for (const key of wanted.SourceObjectKeys) {
    const folder = join(world.assemblyDir, `asset.${key.replace(/\.zip$/, '')}`);
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      const name = relative(folder, path);
      // As `aws s3 sync` has it: what is included is included again after what is excluded.
      const listed = (patterns: readonly string[]) => patterns.some((pattern) => matchesGlob(name, pattern));
      const everything = wanted.Exclude.includes('*');
      if ((everything || listed(wanted.Exclude)) && !listed(wanted.Include)) continue;
      await world.clients.s3.send(
        new PutObjectCommand({
          Bucket: wanted.DestinationBucketName,
          Key: `${wanted.DestinationBucketKeyPrefix}/${name}`,
          Body: readFileSync(path),
          ContentType: contentTypeOf(name),
          CacheControl: wanted.SystemMetadata['cache-control'],
        }),
      );
    }
  }
  return { ref: physicalName(resource, 128), attributes: {} };
});

function contentTypeOf(name: string): string {
  const type = contentTypes[extname(name)];
  if (type === undefined)
    throw new Error(`${name}: add its content type to local/resources/bucket-deployment.ts`);
  return type;
}
