import type { Template } from 'aws-cdk-lib/assertions';
import { functionsOf, named, resourcesOf, stem } from './synthesised';

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** What one function may do: actions by resource, and for a table narrowed to kinds of partition by `Table KIND#`. */
export type Rights = Readonly<Record<string, readonly string[]>>;

const listOf = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T]);

/** The partitions that a statement is narrowed to; one empty string if it is not narrowed. */
const partitionsOf = ({ Condition }: Statement): readonly string[] => {
  const keys = Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'];
  return keys === undefined ? [''] : listOf(keys as string).map((key) => ` ${key.replace(/\*$/, '')}`);
};

/** The rights of every function of a template, by the stem of its logical id. */
export function rightsOfFunctions(template: Template): Readonly<Record<string, Rights>> {
  const policies = resourcesOf(template, 'AWS::IAM::Policy');
  return Object.fromEntries(
    functionsOf(template).map((fn) => {
      const role = named(fn.properties['Role']!);
      const statements = policies
        .filter(({ properties }) => listOf(properties['Roles']!).some((each) => named(each) === role))
        .flatMap(
          ({ properties }) => (properties['PolicyDocument'] as never as { Statement: Statement[] }).Statement,
        );
      const rights: Record<string, string[]> = {};
      for (const statement of statements)
        for (const resource of listOf(statement.Resource))
          for (const partition of partitionsOf(statement))
            (rights[named(resource as never) + partition] ??= []).push(...listOf(statement.Action));
      for (const actions of Object.values(rights)) actions.sort();
      return [stem(fn.id), rights];
    }),
  );
}
