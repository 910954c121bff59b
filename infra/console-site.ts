import { Aws, DefaultStackSynthesizer, RemovalPolicy } from 'aws-cdk-lib';
import {
  CachePolicy,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  ResponseHeadersPolicy,
  ViewerProtocolPolicy,
  type BehaviorOptions,
} from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, type BucketDeploymentProps } from 'aws-cdk-lib/aws-s3-deployment';
import { Construct } from 'constructs';
import { acknowledge, acknowledgeWildcard } from './acknowledge';
import { consoleBundle } from './console-bundle';
import type { Staff } from './staff';
import { transportHeaders } from './transport-headers';

/** Of a page's address, the page: whatever has no file's name is the console, which reads the address itself. */
const rewriteToPage = `function handler(event) {
  var request = event.request;
  if (!/\\.[a-z0-9]+$/.test(request.uri)) request.uri = '/console/index.html';
  return request;
}`;

/** The reviewers' console: static files in a private bucket, and how they are served. */
export class ConsoleSite extends Construct {
  readonly behavior: BehaviorOptions;

  constructor(scope: Construct, id: string, { staff }: { staff: Staff }) {
    super(scope, id);
    const bucket = new Bucket(this, 'Bucket', {
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      // It holds what the next deployment puts there again.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    acknowledge(bucket, 'S1', 'The same public files for everybody: who reads them tells nothing.');
    this.deployTo(bucket);
    this.behavior = {
      origin: S3BucketOrigin.withOriginAccessControl(bucket as IBucket),
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      compress: true,
      responseHeadersPolicy: this.headers(staff),
      functionAssociations: [
        {
          eventType: FunctionEventType.VIEWER_REQUEST,
          function: new EdgeFunction(this, 'Pages', {
            runtime: FunctionRuntime.JS_2_0,
            code: FunctionCode.fromInline(rewriteToPage),
            comment: 'Every page of the console is its one page',
          }),
        },
      ],
    };
  }

  /** Files with a hash in their name first and for ever, then the page that names them, which is asked for each time. */
  private deployTo(bucket: Bucket): void {
    const sources = [consoleBundle()];
    const deploy = (
      id: string,
      props: Pick<BucketDeploymentProps, 'exclude' | 'include' | 'cacheControl'>,
    ): BucketDeployment =>
      new BucketDeployment(this, id, {
        sources,
        destinationBucket: bucket as IBucket,
        destinationKeyPrefix: 'console',
        // A page that is open goes on finding the files that it was made with.
        prune: false,
        ...props,
      });
    const files = deploy('Files', {
      exclude: ['index.html'],
      cacheControl: [CacheControl.fromString('public, max-age=31536000, immutable')],
    });
    const page = deploy('Page', {
      exclude: ['*'],
      include: ['index.html'],
      cacheControl: [CacheControl.fromString('no-cache')],
    });
    page.node.addDependency(files);
    acknowledgeCopier(page, bucket);
  }

  /** It may load its own files, and speak with its own origin and with the sign-in; nothing else, and nothing inline. */
  private headers(staff: Staff): ResponseHeadersPolicy {
    const signIn = `${staff.pool.userPoolProviderUrl}/ ${staff.domain.baseUrl()}/`;
    const policy = [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      `connect-src 'self' ${signIn}`,
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
    ];
    return new ResponseHeadersPolicy(this, 'Headers', {
      comment: 'What a browser lets the console do',
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy: policy.join('; '), override: true },
        ...transportHeaders,
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
      },
      customHeadersBehavior: {
        customHeaders: [
          { header: 'cross-origin-opener-policy', value: 'same-origin', override: true },
          { header: 'permissions-policy', value: 'camera=(), geolocation=(), microphone=()', override: true },
        ],
      },
    });
  }
}

/**
 * CDK's own function, which copies files into the bucket while a deployment runs and at no other time. Its role, its
 * rights and its runtime are CDK's.
 */
function acknowledgeCopier({ handlerRole }: BucketDeployment, bucket: Bucket): void {
  const copier = handlerRole.node.scope!;
  const ownLog = 'Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';
  acknowledge(copier, `IAM4[${ownLog}]`, 'The role that CDK gives its copier: it may write logs.');
  acknowledge(copier, 'L1', 'The runtime is the one that CDK ships its copier for.');
  for (const action of ['GetObject', 'GetBucket', 'List', 'DeleteObject', 'Abort'])
    acknowledge(copier, `IAM5[Action::s3:${action}*]`, 'As CDK grants it: on two buckets, and nothing else.');
  acknowledgeWildcard(copier, bucket.arnForObjects('*'), 'It fills this bucket.');
  const assets = `arn:${Aws.PARTITION}:s3:::cdk-${DefaultStackSynthesizer.DEFAULT_QUALIFIER}-assets-${Aws.ACCOUNT_ID}-${Aws.REGION}/*`;
  acknowledgeWildcard(copier, assets, 'What is deployed lies in the assets of the bootstrapped account.');
}
