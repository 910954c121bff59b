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
 * A form's bytes reach a function in an event of 6 MB at most, a third longer than they are (base64); above that the gateway
 * answers in JSON, and nothing there can be told otherwise.
 */
const MAX_FORM_BYTES = 4_400_000;

/** Who sends a form that the gateway will not take is led to a page that says so; programs are told by the gateway. */
const turnAwayLargeForms = `function handler(event) {
  var request = event.request;
  var header = function (name) { return (request.headers[name] || { value: '' }).value; };
  var isForm = header('content-type').indexOf('multipart/form-data') === 0;
  if (request.method === 'POST' && isForm && Number(header('content-length')) > ${MAX_FORM_BYTES})
    return { statusCode: 303, statusDescription: 'See Other', headers: { location: { value: '/too-large' } } };
  return request;
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
            function: new EdgeFunction(this, 'LargeForms', {
              runtime: FunctionRuntime.JS_2_0,
              code: FunctionCode.fromInline(turnAwayLargeForms),
              comment: 'Forms larger than the gateway takes',
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
