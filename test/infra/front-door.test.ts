import { Match } from 'aws-cdk-lib/assertions';
import { edgeFunction } from '../../local/distribution/edge-function';
import { named, resourcesOf, synthesise, text, type Json } from './synthesised';

const { services } = synthesise();
const only = (type: string) => {
  const [found, ...more] = resourcesOf(services, type);
  expect(more).toEqual([]);
  return found!;
};

/** A function at the edge by the stem of its name. */
function edgeAt(part: string) {
  const found = resourcesOf(services, 'AWS::CloudFront::Function').find(({ id }) => id.startsWith(part))!;
  return edgeFunction(text(found.properties['FunctionCode']));
}

/** A header policy by the stem of its name. */
function headersOf(part: string): Record<string, never> {
  const policy = resourcesOf(services, 'AWS::CloudFront::ResponseHeadersPolicy').find(({ id }) =>
    id.startsWith(part),
  )!;
  const config = policy.properties['ResponseHeadersPolicyConfig'] as never as Record<string, never>;
  return config['SecurityHeadersConfig']!;
}

describe('the front door', () => {
  const distribution = only('AWS::CloudFront::Distribution').properties['DistributionConfig'] as {
    CacheBehaviors: { PathPattern: string; TargetOriginId: string }[];
    DefaultCacheBehavior: Record<string, Json>;
    Origins: { Id: string; DomainName: Json }[];
  };
  const originOf = (id: Json) => named(distribution.Origins.find(({ Id }) => Id === id)!.DomainName);

  it('leads to the console under its path and to the API under every other', () => {
    for (const { TargetOriginId } of distribution.CacheBehaviors)
      expect(originOf(TargetOriginId)).toBe('ConsoleBucket');
    expect(distribution.CacheBehaviors.map(({ PathPattern }) => PathPattern)).toEqual([
      '/console',
      '/console/*',
    ]);
    expect(originOf(distribution.DefaultCacheBehavior['TargetOriginId']!)).toMatch(/^HttpApi\.execute-api\./);
  });

  it('keeps no answer of the API, and passes on all that the caller sent', () => {
    expect(distribution.DefaultCacheBehavior).toMatchObject({
      CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
      OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
      ViewerProtocolPolicy: 'https-only',
    });
  });

  // Somebody with a catalogue of 5 MB read {"message":"Request Entity Too Large"} and did not know what to do.
  it('leads who sends a form larger than the gateway takes to a page, and tells programs by problem+json', () => {
    const run = edgeAt('FrontDoor');
    const post = (type: string, length: number) =>
      run({
        method: 'POST',
        uri: '/complaints',
        headers: { 'content-type': type, 'content-length': String(length) },
      });
    const form = 'multipart/form-data; boundary=x';
    expect(post(form, 4_400_001)).toEqual({ status: 303, headers: { location: '/too-large' } });
    expect(post(form, 4_400_000)).toEqual({ uri: '/complaints' });
    expect(post('application/json', 4_400_000)).toEqual({ uri: '/complaints' });
    const told = post('application/json', 4_400_001);
    expect(told).toMatchObject({ status: 413, headers: { 'content-type': 'application/problem+json' } });
    expect(JSON.parse('body' in told ? (told.body ?? '') : '')).toEqual({
      type: 'urn:copydesk:problem:too_large',
      title: 'The request is too large',
      status: 413,
      detail: expect.stringContaining('4400000 bytes') as string,
      instance: expect.stringMatching(/^urn:copydesk:request:./) as string,
    });
    expect(run({ method: 'GET', uri: '/complaints/new' })).toEqual({ uri: '/complaints/new' });
    // What is let through fits into an event, beside its headers.
    expect((4_400_000 * 4) / 3).toBeLessThan(6 * 1024 * 1024 - 64 * 1024);
  });

  it('is where staff come back to from signing in', () => {
    const { properties } = only('AWS::Cognito::UserPoolClient');
    const [commandLine, console] = properties['CallbackURLs'] as Json[];
    expect(commandLine).toBe('http://localhost:8976/callback');
    expect(named(console!)).toBe('https://FrontDoorDistribution/console/signed-in');
  });
});

describe('the console’s files', () => {
  it('lie in a bucket that only the distribution reads', () => {
    services.hasResourceProperties('AWS::S3::Bucket', {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    });
    services.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Allow',
            Action: 's3:GetObject',
            Principal: { Service: 'cloudfront.amazonaws.com' },
            Condition: { StringEquals: Match.anyValue() },
          }),
        ]),
      },
    });
  });

  it('are kept by browsers for ever, but for the page that names them', () => {
    const deployed = resourcesOf(services, 'Custom::CDKBucketDeployment').map(({ properties }) => properties);
    expect(deployed).toMatchObject([
      { Exclude: ['index.html'], SystemMetadata: { 'cache-control': 'public, max-age=31536000, immutable' } },
      { Include: ['index.html'], SystemMetadata: { 'cache-control': 'no-cache' } },
    ]);
  });

  it('may load nothing but themselves, run nothing inline, and stand in nobody’s frame', () => {
    const { ContentSecurityPolicy } = headersOf('Console')['ContentSecurityPolicy'] as never;
    const written = named(ContentSecurityPolicy);
    expect(written).toContain("default-src 'none'; script-src 'self'; style-src 'self';");
    expect(written).toContain("frame-ancestors 'none'");
    expect(written).not.toMatch(/unsafe|\*/);
    // The pool's tokens and keys, and its sign-in pages: nothing else is spoken to.
    expect(/connect-src ([^;]+)/.exec(written)![1]!.split(' ')).toHaveLength(3);
  });

  it.each(['Console', 'FrontDoor'])(
    '%s: told to nobody, only encrypted, taken for what they say they are',
    (part) => {
      expect(headersOf(part)).toMatchObject({
        ContentTypeOptions: { Override: true },
        ReferrerPolicy: { ReferrerPolicy: 'no-referrer' },
        StrictTransportSecurity: { AccessControlMaxAgeSec: 31536000 },
      });
    },
  );

  it('are found from every address of the console, which reads the address itself', () => {
    const run = edgeAt('Console');
    const at = (path: string) => run({ method: 'GET', uri: path });
    expect(at('/console')).toEqual({ uri: '/console/index.html' });
    expect(at('/console/cases/CD-2VQVR-XW407')).toEqual({ uri: '/console/index.html' });
    expect(at('/console/assets/index-abc.js')).toEqual({ uri: '/console/assets/index-abc.js' });
  });
});
