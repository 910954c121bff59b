import type { Instant } from '../clock/instant';
import type { LicenceId, PublisherId } from '../ids';

/** Permission for a partner to republish a publisher's works. */
export interface Licence {
  readonly id: LicenceId;
  readonly publisherId: PublisherId;
  /** The source (feed or submitter) that may republish; `*` = every source of this site. */
  readonly partner: string;
  /** Which works: all, or those whose canonical URL starts with one of the prefixes. */
  readonly scope:
    { readonly kind: 'all' } | { readonly kind: 'prefixes'; readonly prefixes: readonly string[] };
  readonly from: Instant;
  /** Exclusive; absent = open-ended. */
  readonly until?: Instant;
  readonly terms: {
    /** A credit that must stand in the copy, e.g. the publisher's name. */
    readonly credit?: string;
    /** The copy may hold at most this many of the original's words. */
    readonly maxWords?: number;
    /** Milliseconds after the original's publication before which nothing may be republished. */
    readonly embargoMs?: number;
  };
}
