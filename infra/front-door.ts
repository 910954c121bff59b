import { Aws, Fn } from 'aws-cdk-lib';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Construct } from 'constructs';
import { PROBLEM_CONTENT_TYPE, type ProblemJson } from '../shared/wire/problem-json';
import { acknowledge } from './acknowledge';
import type { ConsoleSite } from './console-site';
import type { HttpApi } from './http-api';
import { transportHeaders } from './transport-headers';

export interface FrontDoorProps {
  readonly api: HttpApi;
  readonly console: ConsoleSite;
}

/**
 * What the door is known by to the functions, which else would take every caller for CloudFront, or believe anybody's
 * X-Forwarded-For: the random part of the stack's id, which nobody outside the account sees.
 */
export const doorToken = (): string => Fn.select(2, Fn.split('/', Aws.STACK_ID));

/**
 * A body reaches a function in an event of 6 MB at most, a third longer than it is where it is no text (base64); above that the
 * gateway answers in words of its own, and nothing there can be told otherwise. What any route takes is smaller.
 */
const MAX_BODY_BYTES = 4_400_000;

const TOO_LARGE = {
  type: 'urn:copydesk:problem:too_large',
  title: 'The request is too large',
  status: 413,
  detail: `a request may have ${MAX_BODY_BYTES} bytes: send it in parts, or an article's body by its place in the records bucket`,
} as const satisfies Omit<ProblemJson, 'instance'>;

/** Who sends more than the gateway will take is told so: a person's form by a page, a program by problem+json as everywhere. */
const turnAwayLargeBodies = `function handler(event) {
  var request = event.request;
  var header = function (name) { return (request.headers[name] || { value: '' }).value; };
  if (!(Number(header('content-length')) > ${MAX_BODY_BYTES})) return request;
  if (request.method === 'POST' && header('content-type').indexOf('multipart/form-data') === 0)
    return { statusCode: 303, statusDescription: 'See Other', headers: { location: { value: '/too-large' } } };
  var problem = ${JSON.stringify(TOO_LARGE)};
  problem.instance = 'urn:copydesk:request:' + event.context.requestId;
  return {
    statusCode: 413,
    statusDescription: 'Content Too Large',
    headers: { 'content-type': { value: '${PROBLEM_CONTENT_TYPE}' }, 'cache-control': { value: 'no-store' } },
    body: { encoding: 'text', data: JSON.stringify(problem) },
  };
}`;

/** The one address that everybody calls: the console under its path, the API under every other. */
export class FrontDoor extends Construct {
  /** No trailing slash. */
  readonly url: string;

  constructor(scope: Construct, id: string, { api, console }: FrontDoorProps) {
    super(scope, id);
    const distribution = new Distribution(this, 'Distribution', {
      comment: 'Copydesk',
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
      defaultBehavior: {
        origin: new HttpOrigin(api.host, {
          protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
          customHeaders: { 'x-copydesk-door': doorToken() },
        }),
        allowedMethods: AllowedMethods.ALLOW_ALL,
        viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
        // Every answer is about one case, at one moment, for one caller.
        cachePolicy: CachePolicy.CACHING_DISABLED,
        // The gateway knows itself by its own host name alone.
        originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
        responseHeadersPolicy: new ResponseHeadersPolicy(this, 'Headers', {
          comment: 'For every answer of the API',
          securityHeadersBehavior: transportHeaders,
        }),
        functionAssociations: [
          {
            eventType: FunctionEventType.VIEWER_REQUEST,
            function: new EdgeFunction(this, 'LargeBodies', {
              runtime: FunctionRuntime.JS_2_0,
              code: FunctionCode.fromInline(turnAwayLargeBodies),
              comment: 'Bodies larger than the gateway takes',
            }),
          },
        ],
      },
      additionalBehaviors: { '/console': console.behavior, '/console/*': console.behavior },
    });
    this.url = `https://${distribution.distributionDomainName}`;
    acknowledge(distribution, 'CFR1', 'A publisher may complain from any country.');
    acknowledge(
      distribution,
      'CFR2',
      'The gateway throttles, the functions limit by caller and bound every body: a firewall would see no more.',
    );
    acknowledge(
      distribution,
      'CFR3',
      "A path can hold a complainant's status token, so paths are logged nowhere; the gateway logs routes.",
    );
    acknowledge(
      distribution,
      'CFR4',
      'Without a domain of its own CloudFront offers no other certificate; docs/deploy.md says how to give it one.',
    );
  }
}
