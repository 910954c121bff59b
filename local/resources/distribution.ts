import { z } from 'zod';
import type { Behavior } from '../distribution/distribution';
import { edgeFunction } from '../distribution/edge-function';
import { distributionUrl, executeApiUrl } from '../template/local-urls';
import { flag, ignored, played } from './played';
import { physicalName, type World } from './world';

const functionProperties = z.strictObject({
  AutoPublish: z.literal(true, 'a function that is not published does not run'),
  FunctionCode: z.string(),
  ...ignored('FunctionConfig', 'Name'),
});

export const viewerFunction = played(functionProperties, ({ FunctionCode }, resource, world) => {
  const arn = `arn:aws:cloudfront::function/${physicalName(resource, 64)}`;
  world.edgeFunctions.set(arn, edgeFunction(FunctionCode));
  return { ref: arn, attributes: { FunctionARN: arn } };
});

const override = z.literal(true, 'the local stack sets headers over what the origin says');
const headersProperties = z.strictObject({
  ResponseHeadersPolicyConfig: z.strictObject({
    CustomHeadersConfig: z
      .strictObject({
        Items: z.array(z.strictObject({ Header: z.string(), Value: z.string(), Override: override })),
      })
      .optional(),
    SecurityHeadersConfig: z.strictObject({
      ContentSecurityPolicy: z
        .strictObject({ ContentSecurityPolicy: z.string(), Override: override })
        .optional(),
      ContentTypeOptions: z.strictObject({ Override: override }).optional(),
      FrameOptions: z.strictObject({ FrameOption: z.string(), Override: override }).optional(),
      ReferrerPolicy: z.strictObject({ ReferrerPolicy: z.string(), Override: override }).optional(),
      StrictTransportSecurity: z
        .strictObject({
          AccessControlMaxAgeSec: z.coerce.number(),
          IncludeSubdomains: flag.default(false),
          Override: override,
        })
        .optional(),
    }),
    ...ignored('Comment', 'Name'),
  }),
});

export const responseHeadersPolicy = played(
  headersProperties,
  ({ ResponseHeadersPolicyConfig }, resource, world) => {
    const { CustomHeadersConfig, SecurityHeadersConfig: security } = ResponseHeadersPolicyConfig;
    const { ContentSecurityPolicy, FrameOptions, ReferrerPolicy, StrictTransportSecurity } = security;
    const id = physicalName(resource, 64);
    world.responseHeaders.set(id, {
      ...Object.fromEntries(
        (CustomHeadersConfig?.Items ?? []).map(({ Header, Value }) => [Header.toLowerCase(), Value]),
      ),
      ...(ContentSecurityPolicy && {
        'content-security-policy': ContentSecurityPolicy.ContentSecurityPolicy,
      }),
      ...(security.ContentTypeOptions && { 'x-content-type-options': 'nosniff' }),
      ...(FrameOptions && { 'x-frame-options': FrameOptions.FrameOption }),
      ...(ReferrerPolicy && { 'referrer-policy': ReferrerPolicy.ReferrerPolicy }),
      ...(StrictTransportSecurity && {
        'strict-transport-security': `max-age=${StrictTransportSecurity.AccessControlMaxAgeSec}${StrictTransportSecurity.IncludeSubdomains ? '; includeSubDomains' : ''}`,
      }),
    });
    return { ref: id, attributes: { Id: id } };
  },
);

/** AWS's own policies, of which those are known that change nothing here: one caches, one does not, one passes all on. */
const cachePolicies = [
  '658327ea-f89d-4fab-a63d-7e88639e58f6',
  '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
] as const;
const allViewerExceptHost = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';

const behavior = z.strictObject({
  AllowedMethods: z.array(z.string()).default(['GET', 'HEAD']),
  CachePolicyId: z.enum(cachePolicies),
  FunctionAssociations: z
    .array(z.strictObject({ EventType: z.literal('viewer-request'), FunctionARN: z.string() }))
    .max(1)
    .default([]),
  OriginRequestPolicyId: z.literal(allViewerExceptHost).optional(),
  ResponseHeadersPolicyId: z.string(),
  TargetOriginId: z.string(),
  ...ignored('Compress', 'ViewerProtocolPolicy'),
});

const origin = z.strictObject({
  Id: z.string(),
  DomainName: z.string(),
  OriginCustomHeaders: z
    .array(z.strictObject({ HeaderName: z.string(), HeaderValue: z.string() }))
    .default([]),
  ...ignored('CustomOriginConfig', 'OriginAccessControlId', 'S3OriginConfig'),
});

const distributionProperties = z.strictObject({
  DistributionConfig: z.strictObject({
    Enabled: z.literal(true),
    DefaultCacheBehavior: behavior,
    CacheBehaviors: z.array(behavior.extend({ PathPattern: z.string() })).default([]),
    Origins: z.array(origin),
    ...ignored('Comment', 'HttpVersion', 'IPV6Enabled', 'PriceClass'),
  }),
  ...ignored('Tags'),
});

export const distribution = played(distributionProperties, ({ DistributionConfig }, resource, world) => {
  const { CacheBehaviors, DefaultCacheBehavior, Origins } = DistributionConfig;
  if (world.distribution.behaviors.length > 0)
    throw new Error('one distribution is played, and there is one already');
  const origins = new Map(Origins.map((each) => [each.Id, originOf(world, each)]));
  const behaviors = [...CacheBehaviors, { ...DefaultCacheBehavior, PathPattern: '*' }].map(
    (wanted): Behavior => {
      const [atViewer] = wanted.FunctionAssociations;
      return {
        pathPattern: wanted.PathPattern,
        methods: wanted.AllowedMethods,
        origin: origins.get(wanted.TargetOriginId)!,
        onRequest: atViewer && world.edgeFunctions.get(atViewer.FunctionARN),
        responseHeaders: world.responseHeaders.get(wanted.ResponseHeadersPolicyId) ?? {},
      };
    },
  );
  world.distribution.behaviors.push(...behaviors);
  const domain = `${resource.logicalId.toLowerCase()}.cloudfront.net`;
  world.urls.add(distributionUrl(domain), world.apiUrl);
  return { ref: resource.logicalId, attributes: { DomainName: domain, Id: resource.logicalId } };
});

/** @throws Error for an origin that is neither the HTTP API nor a bucket of the template. */
function originOf(
  world: World,
  { DomainName: domainName, OriginCustomHeaders }: z.infer<typeof origin>,
): Behavior['origin'] {
  const api = [...world.apis.keys()].find((id) => executeApiUrl(id) === `https://${domainName}`);
  if (api !== undefined) {
    const headers = OriginCustomHeaders.map((each) => [each.HeaderName.toLowerCase(), each.HeaderValue]);
    return { api, headers: Object.fromEntries(headers) as Readonly<Record<string, string>> };
  }
  const bucket = [...world.buckets.values()].find((name) => domainName === `${name}.s3.amazonaws.com`);
  if (bucket !== undefined) return { bucket };
  throw new Error(`its origin ${domainName} is neither the HTTP API nor a bucket of the template`);
}
