import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import type { CopydeskFunction } from '../../infra/copydesk-function';
import { resourcesOf, synthesise } from './synthesised';

const { services, functions } = synthesise();

/** The settings that the template gives a function, with values of their kind. */
function settingsOf(fn: CopydeskFunction): Record<string, string> {
  const id = Stack.of(fn).getLogicalId(fn.node.defaultChild as never);
  const { properties } = resourcesOf(services, 'AWS::Lambda::Function').find((each) => each.id === id)!;
  const { Variables } = properties['Environment'] as { Variables: Record<string, unknown> };
  return Object.fromEntries(Object.keys(Variables).map((name) => [name, valueOf(name)]));
}

const valueOf = (name: string): string => {
  if (name === 'MAIL_FROM') return 'desk@example.org';
  return /URL|ISSUER/.test(name) ? `https://${name.toLowerCase().replaceAll('_', '-')}.example.org` : name;
};

describe('the settings of a function', () => {
  const environment = process.env;
  afterEach(() => {
    process.env = environment;
  });

  it('are looked at for all twelve', () => {
    expect(functions).toHaveLength(12);
  });

  // A function was deployed without a variable and told so only to the first person who needed it.
  it.each(functions.map((fn) => [fn.entry, fn] as const))(
    '%s starts with those of the template',
    async (entry, fn) => {
      process.env = { AWS_REGION: 'us-east-1', ...settingsOf(fn) };
      await jest.isolateModulesAsync(async () => {
        const loaded: unknown = await import(join(__dirname, '../../functions', entry));
        expect(loaded).toEqual({ handler: expect.any(Function) });
      });
    },
  );
});
