import type { Instant } from '../clock/instant';
import type { ArticleId, CaseId, PublisherId, SiteId } from '../ids';
import type { Facts, Match } from '../match/match';

/** What has happened to an article so far; each stage is stamped once. */
export type ArticleStage = 'accepted' | 'registered' | 'matched' | 'disposed' | 'failed';

export type DispositionKind = 'publish' | 'label' | 'hold';

export interface Disposition {
  readonly kind: DispositionKind;
  readonly reasons: readonly string[];
  readonly policyVersion: string;
  readonly caseId?: CaseId;
}

/** An article as submitted, original or copy: its row in the desk table. The text is in the records bucket. */
export interface ArticleRow {
  readonly id: ArticleId;
  readonly siteId: SiteId;
  /** A registered original of a publisher, as against an article submitted for checking. */
  readonly original: boolean;
  /** Publisher or feed that sent it. */
  readonly submitter: string;
  readonly publisherId?: PublisherId;
  readonly url?: string;
  readonly canonicalUrl?: string;
  readonly externalId?: string;
  readonly title?: string;
  readonly publishedAt?: Instant;
  readonly acceptedAt: Instant;
  readonly contentSha256: string;
  /** Key of the submitted body in the records bucket, and what it is. */
  readonly bodyKey: string;
  readonly bodyType: 'text' | 'html';
  readonly version: number;
  readonly stages: readonly { readonly stage: ArticleStage; readonly at: Instant; readonly note?: string }[];
  readonly facts?: Facts;
  readonly matches?: readonly Match[];
  /** Why the look-up could not see everything: never silently 'no copy'. */
  readonly incomplete?: readonly string[];
  readonly disposition?: Disposition;
  /** How often a worker has taken it up by itself, after a batch with it failed, and not come back. */
  readonly attempts?: number;
  /** Absent once the worker has finished; until then the sweep sends it to the worker again after this instant. */
  readonly retryAt?: Instant;
}
