import type { Instant } from '../clock/instant';
import type { SlaClock } from '../clock/sla-clock';
import type { ArticleId, CaseId, OutboxId, SiteId } from '../ids';
import type { Channel, Element } from '../notice/notice';

/** The shape in which a case is stored. decide() in decide.ts is the only thing that changes it. */
export type CaseState =
  | 'RECEIVED'
  | 'SCREENING'
  | 'IN_REVIEW'
  | 'AWAITING_COMPLAINANT'
  | 'ESCALATED'
  | 'ACTIONED'
  | 'REJECTED'
  | 'MERGED'
  | 'WITHDRAWN'
  | 'COUNTER_SCREENING'
  | 'COUNTER_WINDOW'
  | 'COURT_HOLD'
  | 'RESTORED'
  | 'APPEAL'
  | 'CLOSED';

export type ItemState = 'PENDING' | 'DISABLED' | 'REMOVED' | 'KEPT' | 'NOT_FOUND' | 'NOT_OURS' | 'WITHDRAWN';

/** Derived from the items once all are decided. */
export type Outcome = 'UPHELD' | 'PARTIAL' | 'REJECTED';

/** `held_article`: no complaint; the engine's disposition of an incoming article was `hold`. */
export type CaseKind = 'notice' | 'held_article';

/** Who publishes the copy decides which flows exist: 17 U.S.C. 512(c) covers only user-directed storage. */
export type ContentOrigin = 'user_uploaded' | 'operator_ingested';

export type Role = 'SYS' | 'CMP' | 'UPL' | 'TRI' | 'REV' | 'LEG' | 'MGR' | 'ADM' | 'AUD';

export interface Actor {
  readonly role: Role;
  /** Staff: the sign-in's subject. Parties: `complainant`, `respondent`. System: the verb's name. Never a mail address. */
  readonly id: string;
}

export const REASON_CODES = [
  'UPHELD_FULL_COPY',
  'UPHELD_SUBSTANTIAL',
  'UPHELD_IMAGE',
  'UPHELD_VOLUNTARY',
  'KEPT_LICENSED',
  'KEPT_QUOTATION',
  'KEPT_FACTS_ONLY',
  'KEPT_SHORT_EXTRACT',
  'KEPT_LINK_ONLY',
  'KEPT_NOT_OWNER',
  'KEPT_EARLIER_OURS',
  'KEPT_PUBLIC_DOMAIN',
  'KEPT_UNPROVEN',
  'NA_NOT_FOUND',
  'NA_NOT_OURS',
  'NA_OTHER_LAW',
  'NA_INCOMPLETE',
  'NA_DUPLICATE',
  'NA_WITHDRAWN',
  'REV_COUNTER',
  'REV_APPEAL',
  'REV_ERROR',
  'REV_COURT',
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

export const ITEM_ACTIONS = [
  'disable',
  'remove',
  'remove_image',
  'trim_to_excerpt',
  'add_credit',
  'noindex',
  'keep',
] as const;
export type ItemAction = (typeof ITEM_ACTIONS)[number];

export interface Decision {
  readonly actions: readonly ItemAction[];
  readonly reasonCode: ReasonCode;
  /** The reviewer's own words, as the parties will read them. */
  readonly reason: string;
  readonly decidedBy: Actor;
  readonly decidedAt: Instant;
  readonly evidenceSha256?: string;
}

/** What was compared, or why nothing was. Never 'no match' for want of a text. */
export type Comparison =
  | { readonly outcome: 'pending' }
  | { readonly outcome: 'compared'; readonly evidenceKey: string; readonly sha256: string; readonly summary: ComparisonSummary }
  | { readonly outcome: 'not_compared'; readonly why: 'no_original_text' | 'no_article_text' | 'not_ours' | 'not_found' | 'unreadable' };

export interface ComparisonSummary {
  readonly verdict: string;
  readonly articleCoverage: number;
  readonly originalCoverage: number;
  readonly ownWords: number;
  readonly quotedWords: number;
  readonly longestRunWords: number;
}

/** One URL of a case. */
export interface Item {
  readonly no: number;
  /** As the sender wrote it. */
  readonly url: string;
  /** Arrival of this URL: a later addition has its own 24 hours. */
  readonly receivedAt: Instant;
  readonly state: ItemState;
  readonly articleId?: ArticleId;
  readonly articleVersion?: number;
  /** The copy as it stood when the notice arrived. */
  readonly snapshotKey?: string;
  readonly snapshotSha256?: string;
  readonly work?: number;
  /** Elements this URL has: (ii) and (iii) of its own, the rest from the notice. */
  readonly elements: readonly Element[];
  readonly comparison: Comparison;
  readonly decision?: Decision;
  /** The CMS said it did what the decision asked. */
  readonly acknowledgedAt?: Instant;
  /** The page was seen changed. */
  readonly confirmedGoneAt?: Instant;
}

/** An item is visible iff no active hold stands on its article. */
export interface Hold {
  readonly articleId: ArticleId;
  readonly caseId: CaseId;
  readonly itemNo: number;
  readonly kind: 'NOTICE' | 'COURT' | 'POLICY' | 'INTERIM';
  readonly from: Instant;
  readonly to?: Instant;
}

/** A reviewer's claim on a case. The token fences: a decision carries it and a stale one gets 409. */
export interface Lease {
  readonly holder: string;
  readonly token: number;
  readonly expiresAt: Instant;
}

/** The terms a case is judged by, copied into it when it opens: a later edit never moves a running clock. */
export interface CasePolicy {
  readonly version: string;
  readonly budgetsMs: Readonly<Record<SlaClock['kind'], number>>;
  readonly thresholds: readonly number[];
  readonly leaseMs: number;
  readonly undoMs: number;
  readonly soloOperator: boolean;
}

export interface CaseHead {
  readonly id: CaseId;
  readonly siteId: SiteId;
  readonly kind: CaseKind;
  readonly channel: Channel | 'article';
  readonly contentOrigin: ContentOrigin;
  readonly state: CaseState;
  readonly outcome?: Outcome;
  /** Counts transitions; every write is conditional on the one it read. */
  readonly version: number;
  readonly receivedAt: Instant;
  /** Where the notice stands in the records bucket, and its hash at receipt. */
  readonly noticeKey?: string;
  readonly noticeSha256?: string;
  readonly missing: readonly Element[];
  readonly policy: CasePolicy;
  readonly clocks: readonly SlaClock[];
  readonly lease?: Lease;
  /** SHA-256 of the token in the status link. */
  readonly statusTokenSha256: string;
  readonly itemCount: number;
  readonly pendingCount: number;
  readonly filedBy?: string;
  readonly mergedInto?: CaseId;
  readonly flags: readonly string[];
  /** The earliest instant at which the sweep has something to do; absent when it has nothing. */
  readonly nextDueAt?: Instant;
  /** Hash chain: number and hash of the newest timeline entry. */
  readonly timelineSeq: number;
  readonly timelineHash: string;
}

export interface TimelineEntry {
  readonly caseId: CaseId;
  readonly seq: number;
  readonly at: Instant;
  readonly event: string;
  readonly from: CaseState | null;
  readonly to: CaseState;
  readonly actor: Actor;
  /** Facts of the event: item numbers, reason codes, hashes, thresholds with their true times. No personal data. */
  readonly facts: Readonly<Record<string, unknown>>;
  readonly previousHash: string;
  readonly hash: string;
}

/** Something to be told to somebody, recorded with the change that owes it and sent at least once. */
export interface OutboxEntry {
  readonly id: OutboxId;
  /** The article or case that owes it. */
  readonly owner: ArticleId | CaseId;
  readonly effect: Effect;
  readonly createdAt: Instant;
  /** Not before this instant: undo windows and retries. */
  readonly notBefore: Instant;
  readonly attempts: number;
  readonly deliveredAt?: Instant;
  readonly lastError?: string;
  /** Given up on; the duty is open and an alert has gone out. */
  readonly failedAt?: Instant;
}

export type Effect =
  /** Signed webhook to the host's CMS. `webhook-id` is the outbox id: the stable dedupe id. */
  | {
      readonly kind: 'cms';
      readonly siteId: SiteId;
      readonly type: 'article.disposition' | 'item.takedown' | 'item.restore';
      readonly data: Readonly<Record<string, unknown>>;
    }
  /** Mail to a party; the address is looked up when it is sent, never stored here. */
  | {
      readonly kind: 'mail';
      readonly to: 'complainant' | 'respondent';
      readonly template: string;
      readonly caseId: CaseId;
      readonly data: Readonly<Record<string, unknown>>;
    }
  /** Operations alert; `dedupeKey` makes one of many. */
  | {
      readonly kind: 'alert';
      readonly severity: 'info' | 'warning' | 'critical';
      readonly subject: string;
      readonly runbook: string;
      readonly dedupeKey: string;
      readonly data: Readonly<Record<string, unknown>>;
    };

/** A case with all that decide() needs. */
export interface CaseFile {
  readonly head: CaseHead;
  readonly items: readonly Item[];
}
