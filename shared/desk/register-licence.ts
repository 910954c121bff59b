import { canonicalUrl } from '../article/canonical-url';
import type { PublisherId } from '../ids';
import type { Licence } from '../licence/licence';
import { Problem } from '../problem';
import type { LicenceRegistration } from '../wire/licence-registration';
import type { Desk } from './desk';

/** A publisher says who may republish its works; articles are judged by it from now on. */
export async function registerLicence(
  desk: Pick<Desk, 'ids' | 'registry'>,
  publisherId: PublisherId,
  { partner, scope, from, until, terms }: LicenceRegistration,
): Promise<Licence> {
  const licence: Licence = {
    id: desk.ids.licence(),
    publisherId,
    partner,
    scope: scope.kind === 'all' ? scope : { kind: 'prefixes', prefixes: scope.prefixes.map(canonicalPrefix) },
    from,
    ...(until !== undefined && { until }),
    terms,
  };
  await desk.registry.putLicence(licence);
  return licence;
}

/** Prefixes are compared with canonical addresses. */
function canonicalPrefix(prefix: string, index: number): string {
  const canonical = canonicalUrl(prefix);
  if (canonical !== undefined) return canonical;
  throw new Problem('invalid', 'a prefix is not an address', {
    errors: [{ pointer: `/scope/prefixes/${index}`, detail: 'expected an http or https address' }],
  });
}
