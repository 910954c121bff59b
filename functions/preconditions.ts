import type { Desk } from '../shared/desk/desk';
import { Problem } from '../shared/problem';
import type { Call } from './http';

/** Refuses where what stands is not what the caller has read. @param current its ETag; undefined: there is none. */
export type Precondition = (current: string | undefined) => void;

export const versionTag = (version: number): string => `"${version}"`;

/** Of a list of entity tags; weak ones never match (RFC 9110, 8.8.3.2). */
const tagsIn = (list: string): readonly string[] => list.split(',').map((tag) => tag.trim());

/** What If-Match and If-None-Match ask for (RFC 9110, 13.1); undefined where neither was sent. */
export function preconditionOf(call: Pick<Call, 'header'>): Precondition | undefined {
  const [ifMatch, ifNoneMatch] = [call.header('if-match'), call.header('if-none-match')];
  if (ifMatch === undefined && ifNoneMatch === undefined) return undefined;
  return (current) => {
    const matches = (list: string) =>
      current !== undefined && (list.trim() === '*' || tagsIn(list).includes(current));
    if (ifMatch !== undefined && !matches(ifMatch))
      throw new Problem('precondition_failed', 'it has changed since you read it; read it again', {
        facts: { etag: current ?? null },
      });
    if (ifNoneMatch !== undefined && matches(ifNoneMatch))
      throw new Problem('precondition_failed', 'there is one already; read it before you change it', {
        facts: { etag: current ?? null },
      });
  };
}

/** @throws Problem `precondition_required` where the caller does not say what it has read (RFC 6585, 3). */
export function requiredPrecondition(call: Pick<Call, 'header'>): Precondition {
  const precondition = preconditionOf(call);
  if (precondition) return precondition;
  throw new Problem(
    'precondition_required',
    'send If-Match with the ETag of what you have read, or If-None-Match: * where there is none yet',
  );
}

/**
 * The desk as a change of one case may see it: as the caller has read it and, from then on, as this change has made it.
 * Every write is conditional on what was loaded, so nobody comes in between.
 */
export function asRead<D extends Pick<Desk, 'cases'>>(desk: D, call: Pick<Call, 'header'>): D {
  const precondition = preconditionOf(call);
  if (!precondition) return desk;
  let own: number | undefined;
  return {
    ...desk,
    cases: {
      ...desk.cases,
      async load(id) {
        const file = await desk.cases.load(id);
        if (own === undefined || file?.head.version !== own)
          precondition(file && versionTag(file.head.version));
        return file;
      },
      async commit(change) {
        const result = await desk.cases.commit(change);
        if (result.outcome === 'committed') own = change.head.version;
        return result;
      },
    },
  };
}
