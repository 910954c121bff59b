import { Aws, Fn } from 'aws-cdk-lib';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
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
