import type { Template } from './assembly';
import { references } from './intrinsics';

/** Logical ids of a template's resources, each after those it refers to or depends on. @throws Error on a circle. */
export function dependencyOrder(template: Template): readonly string[] {
  const ordered: string[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const visit = (logicalId: string, path: readonly string[]): void => {
    const resource = template.Resources[logicalId];
    if (resource === undefined || state.get(logicalId) === 'done') return;
    if (state.get(logicalId) === 'open')
      throw new Error(`resources depend on each other in a circle: ${[...path, logicalId].join(' -> ')}`);
    state.set(logicalId, 'open');
    for (const needed of [...[resource.DependsOn ?? []].flat(), ...references(resource.Properties)])
      visit(needed, [...path, logicalId]);
    state.set(logicalId, 'done');
    ordered.push(logicalId);
  };
  for (const logicalId of Object.keys(template.Resources)) visit(logicalId, []);
  return ordered;
}
