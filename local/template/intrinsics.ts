/** What a template's functions may look up while its values are resolved. */
export interface Lookups {
  /** `Ref` of a resource, parameter or pseudo parameter. */
  ref(name: string): unknown;
  getAtt(logicalId: string, attribute: string): unknown;
  importValue(name: string): unknown;
  findInMap(map: string, topKey: string, secondKey: string): unknown;
  condition(name: string): boolean;
}

/** `AWS::NoValue`: the property or list entry that refers to it is left out. */
export const noValue: unique symbol = Symbol('AWS::NoValue');

type Evaluate = (argument: unknown, lookups: Lookups) => unknown;

const functions: Readonly<Record<string, Evaluate>> = {
  Ref: (name, lookups) => lookups.ref(asString(name, 'Ref')),
  'Fn::GetAtt'(argument, lookups) {
    const [logicalId, ...attribute] =
      typeof argument === 'string' ? argument.split('.') : asList(resolve(argument, lookups), 'Fn::GetAtt');
    return lookups.getAtt(asString(logicalId, 'Fn::GetAtt'), attribute.map(String).join('.'));
  },
  'Fn::Join'(argument, lookups) {
    const [separator, parts] = asList(resolve(argument, lookups), 'Fn::Join');
    return asList(parts, 'Fn::Join')
      .map((part) => asString(part, 'Fn::Join'))
      .join(asString(separator, 'Fn::Join'));
  },
  'Fn::Sub'(argument, lookups) {
    const [text, variables] = Array.isArray(argument)
      ? [asString(argument[0], 'Fn::Sub'), resolve(argument[1] ?? {}, lookups) as Record<string, unknown>]
      : [asString(argument, 'Fn::Sub'), {}];
    return text.replaceAll(/\$\{(!?)([^}]+)\}/g, (_whole, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      if (Object.hasOwn(variables, name)) return asString(variables[name], 'Fn::Sub');
      const value = name.includes('.') ? resolve({ 'Fn::GetAtt': name }, lookups) : lookups.ref(name);
      return asString(value, 'Fn::Sub');
    });
  },
  'Fn::Select'(argument, lookups) {
    const [index, list] = asList(resolve(argument, lookups), 'Fn::Select');
    const chosen = asList(list, 'Fn::Select')[Number(index)];
    if (chosen === undefined) throw new Error(`Fn::Select: there is no entry ${String(index)}`);
    return chosen;
  },
  'Fn::Split'(argument, lookups) {
    const [separator, text] = asList(resolve(argument, lookups), 'Fn::Split');
    return asString(text, 'Fn::Split').split(asString(separator, 'Fn::Split'));
  },
  'Fn::If'(argument, lookups) {
    const [condition, yes, no] = asList(argument, 'Fn::If');
    return resolveValue(lookups.condition(asString(condition, 'Fn::If')) ? yes : no, lookups);
  },
  'Fn::ImportValue': (argument, lookups) =>
    lookups.importValue(asString(resolve(argument, lookups), 'Fn::ImportValue')),
  'Fn::FindInMap'(argument, lookups) {
    const [map, topKey, secondKey] = asList(resolve(argument, lookups), 'Fn::FindInMap').map((part) =>
      asString(part, 'Fn::FindInMap'),
    );
    return lookups.findInMap(map!, topKey!, secondKey!);
  },
  'Fn::Base64': (argument, lookups) =>
    Buffer.from(asString(resolve(argument, lookups), 'Fn::Base64')).toString('base64'),
  Condition: (name, lookups) => lookups.condition(asString(name, 'Condition')),
  'Fn::Equals'(argument, lookups) {
    const [left, right] = asList(resolve(argument, lookups), 'Fn::Equals');
    return left === right;
  },
  'Fn::Not': (argument, lookups) => !asList(resolve(argument, lookups), 'Fn::Not')[0],
  'Fn::And': (argument, lookups) => asList(resolve(argument, lookups), 'Fn::And').every(Boolean),
  'Fn::Or': (argument, lookups) => asList(resolve(argument, lookups), 'Fn::Or').some(Boolean),
};

/**
 * A template value with every intrinsic function replaced by what it stands for.
 * @throws Error on a function that CloudFormation or this player does not know: nothing is passed on unresolved.
 */
export function resolve(value: unknown, lookups: Lookups): unknown {
  const resolved = resolveValue(value, lookups);
  return resolved === noValue ? undefined : resolved;
}

function resolveValue(value: unknown, lookups: Lookups): unknown {
  if (Array.isArray(value))
    return value.map((entry) => resolveValue(entry, lookups)).filter((entry) => entry !== noValue);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value);
  const [only] = entries;
  if (entries.length === 1 && only !== undefined) {
    const evaluate = functions[only[0]];
    // `Condition` is also a plain property name (policy statements); there its argument is not a condition's name.
    if (evaluate !== undefined && (only[0] !== 'Condition' || typeof only[1] === 'string'))
      return evaluate(only[1], lookups);
    if (only[0].startsWith('Fn::')) throw new Error(`the template function ${only[0]} is not played`);
  }
  return Object.fromEntries(
    entries
      .map(([key, entry]) => [key, resolveValue(entry, lookups)] as const)
      .filter(([, entry]) => entry !== noValue),
  );
}

/** The names a value refers to in its own template: logical ids and parameters, without resolving anything. */
export function references(value: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(walk);
    if (node === null || typeof node !== 'object' || Array.isArray(node)) return;
    for (const [key, argument] of Object.entries(node)) {
      if (key === 'Ref' && typeof argument === 'string') found.add(argument);
      if (key === 'Fn::GetAtt')
        found.add(String(Array.isArray(argument) ? argument[0] : String(argument).split('.')[0]));
      if (key === 'Fn::Sub')
        for (const [, name] of String(Array.isArray(argument) ? argument[0] : argument).matchAll(
          /\$\{([^!}.]+)[^}]*\}/g,
        ))
          found.add(name!);
      walk(argument);
    }
  };
  walk(value);
  return found;
}

function asString(value: unknown, where: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new Error(`${where} needs a text, not ${JSON.stringify(value)}`);
}

function asList(value: unknown, where: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new Error(`${where} needs a list, not ${JSON.stringify(value)}`);
}
