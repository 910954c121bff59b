import { account, region } from '../aws-clients';
import type { AssembledStack } from '../template/assembly';
import { dependencyOrder } from '../template/dependency-order';
import { noValue, resolve, type Lookups } from '../template/intrinsics';
import { parameterValues } from '../template/parameters';
import { classification } from './classification';
import type { ResourceValues } from './played';
import { physicalName, type World } from './world';

/** Plays every resource of every stack, each after those it needs. @returns the stacks' outputs, by name. */
export async function playAssembly(
  stacks: readonly AssembledStack[],
  parameters: Readonly<Record<string, string>>,
  world: World,
): Promise<Readonly<Record<string, string>>> {
  const exports = new Map<string, unknown>();
  const outputs: Record<string, string> = {};
  for (const stack of stacks) {
    const { name, template } = stack;
    assertClassified(stack);
    const played = new Map<string, ResourceValues>();
    const lookups = lookupsOf(stack, parameterValues(template, parameters), played, exports);
    const wanted = (condition: string | undefined) => condition === undefined || lookups.condition(condition);

    for (const logicalId of dependencyOrder(template)) {
      const { Type, Properties, Condition } = template.Resources[logicalId]!;
      if (!wanted(Condition)) continue;
      const how = classification[Type]!;
      try {
        const properties = world.urls.rewrite(resolve(Properties, lookups));
        played.set(
          logicalId,
          'inert' in how
            ? inertValues(name, logicalId)
            : await how.play({ stack: name, logicalId, type: Type, properties }, world),
        );
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new Error(`${name}/${logicalId} (${Type}): ${reason}`, { cause: error });
      }
    }
    for (const [outputName, output] of Object.entries(template.Outputs)) {
      if (!wanted(output.Condition)) continue;
      const value = world.urls.rewrite(resolve(output.Value, lookups));
      if (output.Export !== undefined) exports.set(String(resolve(output.Export.Name, lookups)), value);
      else outputs[outputName] = String(value);
    }
  }
  return outputs;
}

/** @throws Error naming every resource whose type the classification does not know. */
function assertClassified({ name, template }: AssembledStack): void {
  const unknown = Object.entries(template.Resources).filter(
    ([, { Type }]) => !Object.hasOwn(classification, Type),
  );
  if (unknown.length > 0)
    throw new Error(
      `The local stack does not know what to do with ${unknown.map(([id, { Type }]) => `${name}/${id} (${Type})`).join(', ')}: ` +
        'say in local/resources/classification.ts how the type is played, or why it is not.',
    );
}

/** Something inert may still be referred to (a role by its function): by names that nothing looks behind. */
function inertValues(stack: string, logicalId: string): ResourceValues {
  const ref = physicalName({ stack, logicalId }, 128);
  const attributes = new Proxy<Record<string, string>>(
    {},
    {
      get: (_target, name) =>
        name === 'Arn' ? `arn:aws:inert:${region}:${account}:${ref}` : `${ref}.${String(name)}`,
    },
  );
  return { ref, attributes };
}

function lookupsOf(
  { name, template }: AssembledStack,
  parameters: Readonly<Record<string, unknown>>,
  played: ReadonlyMap<string, ResourceValues>,
  exports: ReadonlyMap<string, unknown>,
): Lookups {
  const pseudo: Readonly<Record<string, unknown>> = {
    'AWS::AccountId': account,
    'AWS::NoValue': noValue,
    'AWS::NotificationARNs': [],
    'AWS::Partition': 'aws',
    'AWS::Region': region,
    'AWS::StackId': `arn:aws:cloudformation:${region}:${account}:stack/${name}/local`,
    'AWS::StackName': name,
    'AWS::URLSuffix': 'amazonaws.com',
  };
  const of = (logicalId: string): ResourceValues => {
    const values = played.get(logicalId);
    if (values === undefined) throw new Error(`refers to ${logicalId}, which is not in the template`);
    return values;
  };
  const lookups: Lookups = {
    ref(target) {
      if (Object.hasOwn(pseudo, target)) return pseudo[target];
      if (Object.hasOwn(parameters, target)) return parameters[target];
      return of(target).ref;
    },
    getAtt(logicalId, attribute) {
      const value = of(logicalId).attributes[attribute];
      if (value === undefined)
        throw new Error(`refers to ${logicalId}.${attribute}, which the local stack does not give`);
      return value;
    },
    importValue(exportName) {
      if (!exports.has(exportName)) throw new Error(`imports ${exportName}, which no earlier stack exports`);
      return exports.get(exportName);
    },
    findInMap(map, topKey, secondKey) {
      const value = template.Mappings[map]?.[topKey]?.[secondKey];
      if (value === undefined)
        throw new Error(`finds nothing in the mapping ${map} under ${topKey}.${secondKey}`);
      return value;
    },
    condition(conditionName) {
      if (!Object.hasOwn(template.Conditions, conditionName))
        throw new Error(`there is no condition ${conditionName}`);
      return resolve(template.Conditions[conditionName], lookups) === true;
    },
  };
  return lookups;
}
