import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  ObjectOwnership,
  type IBucket,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge';
import type { CopydeskFunction } from './copydesk-function';

/** The first part of every key; what stands under each is said in shared/stores. */
export type RecordsPrefix =
  | 'bodies/'
  | 'notices/'
  | 'contacts/'
  | 'evidence/'
  | 'snapshots/'
  | 'originals/'
  | 'mail/'
  | 'uploads/'
  | 'drafts/'
  | 'fetched/'
  | 'proofs/'
  | 'imports/';

type RecordsRight = 'read' | 'write' | 'discard';

/** Bodies, notices with their personal data, evidence, and mail as it came in. */
export class RecordsBucket extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const shared = {
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      removalPolicy: RemovalPolicy.RETAIN,
    };
    const accessLog = new Bucket(this, 'AccessLog', {
      ...shared,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      lifecycleRules: [{ expiration: Duration.days(400) }],
    });
    acknowledge(accessLog, 'S1', 'This is the access log.');
    this.bucket = new Bucket(this, 'Bucket', {
      ...shared,
      versioned: true,
      // Who has read a complainant's notice must be answerable.
      serverAccessLogsBucket: accessLog as IBucket,
      lifecycleRules: [
        { noncurrentVersionExpiration: Duration.days(90) },
        { abortIncompleteMultipartUploadAfter: Duration.days(2) },
        // A large body on its way; its worker copies it to bodies/.
        { prefix: 'uploads/', expiration: Duration.days(30) },
        // A complaint that was never sent.
        { prefix: 'drafts/', expiration: Duration.days(14), noncurrentVersionExpiration: Duration.days(1) },
      ],
    });
  }

  allow(
    fn: CopydeskFunction,
    {
      read = [],
      write = [],
      discard = [],
    }: Readonly<Partial<Record<RecordsRight, readonly RecordsPrefix[]>>>,
  ): void {
    fn.tell('RECORDS_BUCKET', this.bucket.bucketName);
    // Without the right to list, S3 answers a missing key with 403 and not 404, and absence could not be told from refusal.
    fn.allow(['s3:ListBucket'], [this.bucket.bucketArn]);
    // A writer reads as well: a conditional put whose answer was lost is compared with what is there.
    for (const prefix of new Set([...read, ...write]))
      fn.allowAll(
        [
          's3:GetObject',
          ...(write.includes(prefix) ? ['s3:PutObject'] : []),
          ...(discard.includes(prefix) ? ['s3:DeleteObject'] : []),
        ],
        this.bucket.arnForObjects(`${prefix}*`),
        `Any record under ${prefix}, and no other.`,
      );
  }

  /** To leave records without being able to read any: no list, no condition on what is there. */
  allowPut(fn: CopydeskFunction, prefix: RecordsPrefix): void {
    fn.tell('RECORDS_BUCKET', this.bucket.bucketName);
    fn.allowAll(
      ['s3:PutObject'],
      this.bucket.arnForObjects(`${prefix}*`),
      `Any record under ${prefix}, and no other.`,
    );
  }
}
