import { z } from 'zod';
import type { World } from './world';

/** A resource of the template whose properties are resolved. */
export interface ResolvedResource {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  readonly properties: unknown;
}

/** What other resources may refer to. */
export interface ResourceValues {
  readonly ref: string;
  /** By name as in Fn::GetAtt, `Stream.Arn` style names included. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** A type that is made real on this machine. */
export interface Played {
  play(resource: ResolvedResource, world: World): Promise<ResourceValues>;
}

/** A type that only matters in AWS. */
export interface Inert {
  readonly inert: string;
}

/**
 * A played type. `properties` must be strict: a property that the player neither honours nor knowingly ignores is an
 * error that names it, so that no setting of the template is silently without effect.
 */
export function played<P>(
  properties: z.ZodType<P>,
  play: (properties: P, resource: ResolvedResource, world: World) => Promise<ResourceValues> | ResourceValues,
): Played {
  return {
    async play(resource, world) {
      const parsed = properties.safeParse(resource.properties);
      if (!parsed.success) throw new Error(`not played as it stands:\n${z.prettifyError(parsed.error)}`);
      return play(parsed.data, resource, world);
    },
  };
}

/** CloudFormation takes a flag as a boolean or as its name. */
export const flag = z.union([z.boolean(), z.stringbool()]);

/** Properties that mean nothing on one machine (encryption, retention, tags): accepted and not looked at. */
export function ignored<N extends string>(...names: readonly N[]): Record<N, z.ZodOptional<z.ZodUnknown>> {
  return Object.fromEntries(names.map((name) => [name, z.unknown().optional()])) as Record<
    N,
    z.ZodOptional<z.ZodUnknown>
  >;
}
