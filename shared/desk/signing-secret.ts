import type { Instant } from '../clock/instant';
import type { IdSource } from '../ids';

/** One of the secrets that sign a site's webhooks. */
export interface SigningSecret {
  /** Standard Webhooks: `whsec_` and base64. */
  readonly secret: string;
  /** When it was set; absent in what was stored before there was rotation, which is older than all else. */
  readonly from?: Instant;
  /** Until when the one before it signs too. */
  readonly formerUntil?: Instant;
}

/**
 * The secrets that sign at `now`, the newest first: two while the receiver changes over, then one. Who rotates need
 * not be able to read any: how long the former one stays is told by the one that follows it.
 */
export function secretsInForce(kept: readonly SigningSecret[], now: Instant): readonly string[] {
  const [newest, former] = kept.toSorted((a, b) => ((a.from ?? '') < (b.from ?? '') ? 1 : -1));
  if (newest === undefined) return [];
  const both = former !== undefined && newest.formerUntil !== undefined && newest.formerUntil > now;
  return both ? [newest.secret, former.secret] : [newest.secret];
}

/** 256 random bits. */
export const newSigningSecret = (ids: Pick<IdSource, 'secret'>): string =>
  `whsec_${Buffer.from(ids.secret(), 'base64url').toString('base64')}`;
