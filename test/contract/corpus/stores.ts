import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FaultPlan } from '../../../local/s3/fault-plan';
import { startS3Emulator } from '../../../local/s3/s3-emulator';
import { memoryObjectStore } from '../../../shared/corpus/memory-object-store';
import type { ObjectStore } from '../../../shared/corpus/object-store';
import { openS3ObjectStore } from '../../../shared/stores/s3-object-store';
import { local } from '../support/desk-tables';

export interface Stores {
  /** An empty one. */
  fresh(): Promise<ObjectStore>;
  stop(): Promise<void>;
}

export async function memoryStores(): Promise<Stores> {
  return { fresh: async () => memoryObjectStore(), stop: async () => {} };
}

/** Buckets of the emulator, through the AWS SDK. */
export async function s3Stores(faults?: FaultPlan): Promise<Stores> {
  const dir = await mkdtemp(join(tmpdir(), 'copydesk-corpus-'));
  const emulator = await startS3Emulator({ dir, ...(faults === undefined ? {} : { faults }) });
  const client = new S3Client({ ...local, endpoint: emulator.endpoint, forcePathStyle: true });
  let buckets = 0;
  return {
    async fresh() {
      const Bucket = `corpus-${++buckets}`;
      await client.send(new CreateBucketCommand({ Bucket }));
      return openS3ObjectStore(client, Bucket);
    },
    async stop() {
      client.destroy();
      await emulator.close();
      await rm(dir, { recursive: true });
    },
  };
}
