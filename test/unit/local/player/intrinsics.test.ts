import { dependencyOrder } from '../../../../local/template/dependency-order';
import { noValue, references, resolve, type Lookups } from '../../../../local/template/intrinsics';
import type { Template } from '../../../../local/template/assembly';

const lookups: Lookups = {
  ref: (name) =>
    ({ Queue: 'queue-1', 'AWS::NoValue': noValue, List: ['a', 'b'], 'AWS::Region': 'us-east-1' })[name],
  getAtt: (logicalId, attribute) => `${logicalId}#${attribute}`,
  importValue: (name) => `imported ${name}`,
  findInMap: (...keys) => keys.join('/'),
  condition: (name) => name === 'Yes',
};

describe('resolving a template value', () => {
  it.each([
    ['Ref', { Ref: 'Queue' }, 'queue-1'],
    ['GetAtt as a list', { 'Fn::GetAtt': ['Table', 'Stream.Arn'] }, 'Table#Stream.Arn'],
    ['GetAtt as a text', { 'Fn::GetAtt': 'Table.Stream.Arn' }, 'Table#Stream.Arn'],
    ['Join', { 'Fn::Join': ['-', ['a', { Ref: 'Queue' }, 3]] }, 'a-queue-1-3'],
    ['Join of a list that is itself a reference', { 'Fn::Join': [',', { Ref: 'List' }] }, 'a,b'],
    [
      'Sub',
      { 'Fn::Sub': '${Queue}.${AWS::Region}.${Table.Arn}.${!Queue}' },
      'queue-1.us-east-1.Table#Arn.${Queue}',
    ],
    ['Sub with variables', { 'Fn::Sub': ['${x}-${Queue}', { x: { Ref: 'Queue' } }] }, 'queue-1-queue-1'],
    ['Select of Split', { 'Fn::Select': [1, { 'Fn::Split': ['@', 'desk@example.org'] }] }, 'example.org'],
    ['If', { 'Fn::If': ['Yes', { Ref: 'Queue' }, 'no'] }, 'queue-1'],
    ['ImportValue', { 'Fn::ImportValue': { 'Fn::Join': [':', ['Kept', 'Table']] } }, 'imported Kept:Table'],
    ['FindInMap', { 'Fn::FindInMap': ['Regions', { Ref: 'AWS::Region' }, 'name'] }, 'Regions/us-east-1/name'],
    ['Base64', { 'Fn::Base64': 'é' }, 'w6k='],
    [
      'And, Or, Not, Equals',
      {
        'Fn::And': [
          { 'Fn::Or': [false, { Condition: 'Yes' }] },
          { 'Fn::Not': [{ 'Fn::Equals': ['a', 'b'] }] },
        ],
      },
      true,
    ],
    [
      'a policy, whose Condition is a property',
      { Condition: { Bool: { x: 'false' } } },
      { Condition: { Bool: { x: 'false' } } },
    ],
    ['plain values', [1, true, null, { a: 'b' }], [1, true, null, { a: 'b' }]],
  ])('%s', (_name, value, expected) => {
    expect(resolve(value, lookups)).toEqual(expected);
  });

  it('leaves out what refers to AWS::NoValue, directly or by a condition', () => {
    const value = { a: { Ref: 'AWS::NoValue' }, b: [1, { 'Fn::If': ['No', 2, { Ref: 'AWS::NoValue' }] }] };
    expect(resolve(value, lookups)).toEqual({ b: [1] });
  });

  it('names a function that it does not know, and never passes it on', () => {
    expect(() => resolve({ a: { 'Fn::Cidr': ['10.0.0.0/16', 6, 5] } }, lookups)).toThrow(
      'Fn::Cidr is not played',
    );
  });

  it('does not join what is no text', () => {
    expect(() => resolve({ 'Fn::Join': ['', [{ Ref: 'Missing' }]] }, lookups)).toThrow(
      'Fn::Join needs a text',
    );
  });
});

describe('the order of resources', () => {
  const template = (
    Resources: Record<string, { Type: string; Properties?: Record<string, unknown>; DependsOn?: string[] }>,
  ) =>
    ({
      Resources: Object.fromEntries(
        Object.entries(Resources).map(([id, one]) => [id, { Properties: {}, ...one }]),
      ),
    }) as unknown as Template;

  it('puts each after those it refers to by Ref, GetAtt, Sub or DependsOn', () => {
    const order = dependencyOrder(
      template({
        Route: {
          Type: 'r',
          Properties: { Target: { 'Fn::Join': ['', ['integrations/', { Ref: 'Integration' }]] } },
          DependsOn: ['Stage'],
        },
        Integration: { Type: 'i', Properties: { Uri: { 'Fn::GetAtt': ['Function', 'Arn'] } } },
        Function: { Type: 'f', Properties: { Url: { 'Fn::Sub': 'https://${Api}.x' } } },
        Stage: { Type: 's' },
        Api: { Type: 'a' },
      }),
    );
    expect(order).toEqual(['Stage', 'Api', 'Function', 'Integration', 'Route']);
  });

  it('names the circle when there is one', () => {
    const circle = template({
      A: { Type: 'x', Properties: { b: { Ref: 'B' } } },
      B: { Type: 'x', DependsOn: ['A'] },
    });
    expect(() => dependencyOrder(circle)).toThrow('A -> B -> A');
  });

  it('finds references within functions within functions', () => {
    const value = {
      'Fn::If': [
        'Yes',
        { 'Fn::Sub': ['${!No}${x}${Api}', { x: { 'Fn::GetAtt': 'Queue.Arn' } }] },
        { Ref: 'List' },
      ],
    };
    expect([...references(value)].sort()).toEqual(['Api', 'List', 'Queue', 'x']);
  });
});
