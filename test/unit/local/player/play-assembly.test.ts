import { classification } from '../../../../local/resources/classification';
import { playAssembly } from '../../../../local/resources/play-assembly';
import type { World } from '../../../../local/resources/world';
import type { AssembledStack } from '../../../../local/template/assembly';
import { localUrls } from '../../../../local/template/local-urls';

type Resources = Record<string, { Type: string; Properties?: Record<string, unknown>; Condition?: string }>;

const stackOf = (name: string, Resources: Resources, rest: Record<string, unknown> = {}): AssembledStack => ({
  name,
  template: {
    Parameters: {},
    Mappings: {},
    Conditions: {},
    Outputs: {},
    ...rest,
    Resources: Object.fromEntries(
      Object.entries(Resources).map(([id, one]) => [id, { Properties: {}, ...one }]),
    ),
  },
});

/** Enough of a world for resources that need no emulator. */
const world = () =>
  ({
    urls: localUrls(),
    apis: new Map(),
    groups: new Set(),
    issuerClients: [],
    issuerUrl: 'http://127.0.0.1:2',
    apiUrl: 'http://127.0.0.1:1',
  }) as unknown as World;

const play = (...stacks: AssembledStack[]) => playAssembly(stacks, {}, world());

describe('playing a template', () => {
  it('names every resource whose type is not classified, and plays nothing', async () => {
    const stack = stackOf('S', {
      Pipe: { Type: 'AWS::Pipes::Pipe' },
      Vpc: { Type: 'AWS::EC2::VPC' },
      Role: { Type: 'AWS::IAM::Role' },
    });
    await expect(play(stack)).rejects.toThrow(
      /S\/Pipe \(AWS::Pipes::Pipe\), S\/Vpc \(AWS::EC2::VPC\).*classification/,
    );
  });

  it('names a property that it neither honours nor knowingly ignores', async () => {
    const stack = stackOf('S', {
      Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP', BasePath: '/v1' } },
    });
    await expect(play(stack)).rejects.toThrow(/S\/Api \(AWS::ApiGatewayV2::Api\).*BasePath/s);
  });

  it('refuses settings that AWS refuses', async () => {
    const mapping = {
      EventSourceArn: 'arn:aws:sqs:us-east-1:000000000000:q',
      FunctionName: 'f',
      BatchSize: 100,
    };
    const hasty = stackOf('S', { Map: { Type: 'AWS::Lambda::EventSourceMapping', Properties: mapping } });
    await expect(play(hasty)).rejects.toThrow('a batch of more than ten only with a window');
    const Variables = { LONG: 'x'.repeat(4_100) };
    const fn = {
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Code: { S3Key: 'a.zip' },
      Environment: { Variables },
    };
    const wordy = stackOf('S', { Fn: { Type: 'AWS::Lambda::Function', Properties: fn } });
    await expect(play(wordy)).rejects.toThrow('at most 4096 bytes of environment variables');
  });

  it('names the resource and the reference when something is referred to that is not there', async () => {
    const stack = stackOf('S', {
      Stage: { Type: 'AWS::ApiGatewayV2::Stage', Properties: { ApiId: { Ref: 'Api' } } },
    });
    await expect(play(stack)).rejects.toThrow(
      'S/Stage (AWS::ApiGatewayV2::Stage): refers to Api, which is not in the template',
    );
  });

  it('names an attribute that a played resource does not give', async () => {
    const stack = stackOf('S', {
      Pool: { Type: 'AWS::Cognito::UserPool' },
      Group: {
        Type: 'AWS::Cognito::UserPoolGroup',
        Properties: { GroupName: { 'Fn::GetAtt': ['Pool', 'Colour'] } },
      },
    });
    await expect(play(stack)).rejects.toThrow('refers to Pool.Colour, which the local stack does not give');
  });

  it('names a parameter without a value, and takes one that has a local value', async () => {
    const stack = (name: string) =>
      stackOf(
        'S',
        {},
        { Parameters: { [name]: { Type: 'String' } }, Outputs: { It: { Value: { Ref: name } } } },
      );
    await expect(play(stack('Colour'))).rejects.toThrow('parameter Colour has no value');
    expect(await play(stack('AlertEmail'))).toEqual({ It: 'operations@copydesk.example' });
  });

  it('makes an address of AWS a local one however the template builds it, also across stacks', async () => {
    const outputs = await play(
      stackOf(
        'Kept',
        {
          Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP' } },
          Pool: { Type: 'AWS::Cognito::UserPool' },
        },
        {
          Outputs: {
            Url: {
              Value: { 'Fn::Sub': 'https://${Api}.execute-api.${AWS::Region}.${AWS::URLSuffix}/status/x' },
              Export: { Name: 'Kept:Url' },
            },
            Issuer: {
              Value: {
                'Fn::Join': [
                  '',
                  ['https://cognito-idp.', { Ref: 'AWS::Region' }, '.amazonaws.com/', { Ref: 'Pool' }],
                ],
              },
            },
          },
        },
      ),
      stackOf('Replaced', {}, { Outputs: { Again: { Value: { 'Fn::ImportValue': 'Kept:Url' } } } }),
    );
    expect(outputs).toEqual({ Again: 'http://127.0.0.1:1/status/x', Issuer: 'http://127.0.0.1:2' });
  });

  it('leaves out what its condition excludes', async () => {
    const stack = stackOf(
      'S',
      { Rule: { Type: 'AWS::Events::Rule', Properties: {}, Condition: 'Never' } },
      { Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } } },
    );
    await expect(play(stack)).resolves.toEqual({});
  });
});

describe('the classification', () => {
  it('gives a reason for every type that is not played', () => {
    const reasons = Object.values(classification).flatMap((how) => ('inert' in how ? [how.inert] : []));
    expect(reasons.filter((reason) => !/^[A-Z].{10,}\.$/.test(reason))).toEqual([]);
  });
});
