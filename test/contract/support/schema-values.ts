import * as fc from '../../fast-check';
import { z } from 'zod';

/** The part of JSON Schema that zod's schemas of this API come out as. */
interface JsonSchema {
  readonly type?: string;
  readonly description?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
}

/** Values for fields that must name something that there is, by the words in which the schema says what it expects. */
export type Known = readonly (readonly [RegExp, string])[];

const FEW = 3;

/** Values that a zod schema takes, or nearly: what refinements forbid may be among them. */
export function valuesOf(schema: z.ZodType, known: Known): fc.Arbitrary<unknown> {
  return valuesOfJson(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema, known);
}

function valuesOfJson(schema: JsonSchema, known: Known): fc.Arbitrary<unknown> {
  const some = (one: JsonSchema) => valuesOfJson(one, known);
  const { anyOf, oneOf, allOf, properties, items } = schema;
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (anyOf ?? oneOf) return fc.oneof(...(anyOf ?? oneOf ?? []).map(some));
  if (allOf) return fc.tuple(...allOf.map(some)).map((all) => all[0]);
  if (properties)
    return fc.record(Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, some(one)])), {
      requiredKeys: [...(schema.required ?? [])],
    });
  switch (schema.type) {
    case 'array':
      return fc.array(items ? some(items) : fc.string(), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.max(schema.minItems ?? 0, FEW),
      });
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'number': {
      const min = Math.ceil(
        schema.exclusiveMinimum === undefined ? (schema.minimum ?? 0) : schema.exclusiveMinimum + 1,
      );
      return fc.oneof(fc.constant(min), fc.integer({ min, max: Math.min(schema.maximum ?? 50, min + 50) }));
    }
    case 'string':
      return textsOf(schema, known);
    case undefined:
    default:
      return fc.jsonValue({ maxDepth: 1 });
  }
}

function textsOf({ description = '', format, pattern, minLength = 0 }: JsonSchema, known: Known) {
  const named = known.find(([words]) => words.test(description) || words.test(pattern ?? ''))?.[1];
  if (named !== undefined) return fc.constant(named);
  if (format === 'email') return fc.constant('jane.roe@gazette.example');
  if (format === 'uri') return fc.constant('https://news.demo.example/2026/harbour');
  // fast-check knows no lookahead: host names have one.
  if (pattern?.includes('(?!') || pattern?.includes('(?=')) return fc.constant('news.demo.example');
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern));
  return fc.oneof(
    fc.string({ minLength: Math.max(1, minLength), maxLength: 40 }),
    fc.string({ unit: 'binary', minLength: Math.max(1, minLength), maxLength: 40 }),
    fc.constant('https://news.demo.example/2026/harbour'),
  );
}
