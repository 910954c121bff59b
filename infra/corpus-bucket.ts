import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge';
import type { CopydeskFunction } from './copydesk-function';

const reason =
  'The corpus is one key space: packs, runs and text are named when they are written, so no key is known beforehand.';

/** The corpus of fingerprints: write-once objects, one manifest. */
export class CorpusBucket extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      removalPolicy: RemovalPolicy.RETAIN,
      // Not versioned: every object is written once, and what compaction deletes has been merged before.
      versioned: false,
      lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(2) }],
    });
    acknowledge(
      this.bucket,
      'S1',
      'Several range reads an article, of objects that hold hashes and published text: a log line for each would cost more than the read and tell nothing.',
    );
  }

  /** To look up and to commit packs. */
  allowIngest(fn: CopydeskFunction): void {
    this.allow(fn, ['s3:GetObject', 's3:PutObject']);
  }

  /** To merge packs, swap the manifest and delete what has been merged as well. */
  allowCompaction(fn: CopydeskFunction): void {
    this.allow(fn, ['s3:GetObject', 's3:PutObject', 's3:DeleteObject']);
  }

  /** To know what boilerplate is: the manifest and the stop lists, no text. */
  allowStopLists(fn: CopydeskFunction): void {
    fn.tell('CORPUS_BUCKET', this.bucket.bucketName);
    fn.allow(['s3:ListBucket'], [this.bucket.bucketArn]);
    fn.allow(['s3:GetObject'], [this.bucket.arnForObjects('manifest')]);
    fn.allowAll(
      ['s3:GetObject'],
      this.bucket.arnForObjects('stop/*'),
      'Each stop list is named when it is written.',
    );
  }

  /** To count what there is, and read none of it. */
  allowList(fn: CopydeskFunction): void {
    fn.tell('CORPUS_BUCKET', this.bucket.bucketName);
    fn.allow(['s3:ListBucket'], [this.bucket.bucketArn]);
  }

  private allow(fn: CopydeskFunction, actions: readonly string[]): void {
    fn.tell('CORPUS_BUCKET', this.bucket.bucketName);
    fn.allow(['s3:ListBucket'], [this.bucket.bucketArn]);
    fn.allowAll(actions, this.bucket.arnForObjects('*'), reason);
  }
}
