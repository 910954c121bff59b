import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const resourceSchema = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  DependsOn: z.union([z.string(), z.array(z.string())]).optional(),
  Condition: z.string().optional(),
});

const templateSchema = z.object({
  Parameters: z
    .record(z.string(), z.object({ Type: z.string(), Default: z.coerce.string().optional() }))
    .default({}),
  Mappings: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))).default({}),
  Conditions: z.record(z.string(), z.unknown()).default({}),
  Resources: z.record(z.string(), resourceSchema),
  Outputs: z
    .record(
      z.string(),
      z.object({
        Value: z.unknown(),
        Condition: z.string().optional(),
        Export: z.object({ Name: z.unknown() }).optional(),
      }),
    )
    .default({}),
});

const manifestSchema = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      dependencies: z.array(z.string()).default([]),
      properties: z.object({ templateFile: z.string().optional() }).loose().optional(),
    }),
  ),
});

export type Template = z.infer<typeof templateSchema>;

export interface AssembledStack {
  readonly name: string;
  readonly template: Template;
}

/** Reads a synthesised cloud assembly: its stacks, each after the stacks it depends on. */
export function readAssembly(dir: string): readonly AssembledStack[] {
  const { artifacts } = manifestSchema.parse(JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8')));
  const ordered: AssembledStack[] = [];
  const visited = new Set<string>();
  const visit = (name: string): void => {
    const artifact = artifacts[name];
    if (visited.has(name) || artifact === undefined) return;
    visited.add(name);
    artifact.dependencies.forEach(visit);
    if (artifact.type !== 'aws:cloudformation:stack') return;
    const file = join(dir, artifact.properties?.templateFile ?? `${name}.template.json`);
    ordered.push({ name, template: templateSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) });
  };
  Object.keys(artifacts).forEach(visit);
  if (ordered.length === 0) throw new Error(`${dir} holds no stack: the app described nothing to play.`);
  return ordered;
}
