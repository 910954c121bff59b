import { DAY, type Instant, plus } from '../clock/instant';
import { cmsSecretRotated } from '../events';
import type { SiteId } from '../ids';
import type { Desk } from './desk';
import { newSigningSecret } from './signing-secret';
import { readSite } from './site-settings';

export interface RotatedSecret {
  readonly siteId: SiteId;
  /** Shown this once, and only where it was made here. */
  readonly secret?: string;
  readonly from: Instant;
  /** Until then every webhook carries the signatures of both. */
  readonly formerUntil: Instant;
}

const CHANGE_OVER_MS = DAY;

/**
 * A new secret signs a site's webhooks from now on, and the one before it beside it for a while, so that the CMS can
 * change over without losing an order. With no time to change over, the former one ends at once.
 * @throws Problem `not_found`.
 */
export async function rotateSecret(
  desk: Pick<Desk, 'registry' | 'ids' | 'now'>,
  siteId: SiteId,
  { secret, keepFormerMs = CHANGE_OVER_MS }: { readonly secret?: string; readonly keepFormerMs?: number },
): Promise<RotatedSecret> {
  await readSite(desk, siteId);
  const made = secret ?? newSigningSecret(desk.ids);
  const from = desk.now();
  const formerUntil = plus(from, keepFormerMs);
  await desk.registry.addCmsSecret(siteId, { secret: made, from, formerUntil });
  cmsSecretRotated(from, { siteId, formerUntil });
  return { siteId, ...(secret === undefined && { secret: made }), from, formerUntil };
}
