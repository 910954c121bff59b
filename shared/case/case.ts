import type { Instant } from '../clock/instant';
import type { ClockKind, SlaClock } from '../clock/sla-clock';
import type { ArticleId, CaseId, OutboxId, PublisherId, SiteId } from '../ids';
import type { LicenceAnswer } from '../licence/check-licence';
import type { DatedEvidence } from '../match/who-was-first';
import type { DeficiencyCode, NoticeWarning } from '../notice/deficiency';
import type { Channel, Element } from '../notice/notice';
import type { AwaitedEvidence } from './awaited-evidence';
import type { FetchRefusal } from './fetch-refusal';
import type { Subject } from './subject';

/** The shape in which a case is stored. decide() in decide.ts is the only thing that changes it. */
export type CaseState =
  | 'RECEIVED'
  | 'SCREENING'
  | 'IN_REVIEW'
  | 'AWAITING_COMPLAINANT'
  /** Somebody has proposed a decision that a second person has to approve. */
  | 'AWAITING_APPROVAL'
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

/** `AMENDED`: stays visible, changed as decided (image removed, cut to an excerpt, credited, kept from search). */
export type ItemState =
  'PENDING' | 'DISABLED' | 'REMOVED' | 'AMENDED' | 'KEPT' | 'NOT_FOUND' | 'NOT_OURS' | 'WITHDRAWN';

/** Derived from the items once all are decided. */
export type Outcome = 'UPHELD' | 'PARTIAL' | 'REJECTED';

/**
 * Without a complaint: `held_article` was not published, `found_copy` is out already and proved a copy when its original
 * came late, `recalled_copy` is out and its source withdrew or embargoed what it was copied from.
 */
export type CaseKind = 'notice' | 'held_article' | 'found_copy' | 'recalled_copy';

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

/** Why a complaint as a whole is closed without judging any of its addresses. */
export const TURN_AWAY_CODES = [
  'NA_INCOMPLETE',
  'NA_NOT_OURS',
  'NA_OTHER_LAW',
] as const satisfies readonly ReasonCode[];
export type TurnAwayCode = (typeof TURN_AWAY_CODES)[number];

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
  /** The version of the case that this decision made: what its effects refer to. */
  readonly version: number;
  readonly evidenceSha256?: string;
  /** The hold that stood when it was made, and stands again if it is taken back. */
  readonly heldBefore?: Pick<Hold, 'kind' | 'from'>;
  /** The second person, where the policy asked for one. */
  readonly approvedBy?: Actor;
}

/** Why a decision needs a second person, as the policy of the case says. */
export type ApprovalReason =
  /** More pages come down in this case by one person's word than the policy allows. */
  | 'MANY_REMOVALS'
  | 'AUTHORITY_ORDER'
  | 'PRESS_FREEDOM'
  /** A reviewer takes down a page little of which is copied. */
  | 'LITTLE_COPIED';

/** A decision that waits for a second person. Its items' `proposed` carry its version; any other is of the past. */
export interface Proposal {
  readonly by: Actor;
  readonly at: Instant;
  readonly version: number;
  readonly why: readonly ApprovalReason[];
}

/** What puts a case before others; never on the sender's word alone. */
export const PRIORITIES = ['authority_order', 'trusted_flagger'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** What was compared, or why nothing was. Never 'no match' for want of a text. */
export type Comparison =
  | {
      readonly outcome: 'pending';
      /** The hash of a text that was supplied for its work: what was compared without it does not count. */
      readonly supplied?: string;
    }
  | {
      readonly outcome: 'compared';
      readonly evidenceKey: string;
      readonly sha256: string;
      readonly summary: ComparisonSummary;
    }
  | {
      readonly outcome: 'not_compared';
      readonly why: 'no_original_text' | 'no_article_text' | 'not_ours' | 'not_found' | 'unreadable';
      /** Its page was looked for on the web, and why that gave nothing. */
      readonly fetch?: FetchRefusal;
    };

export interface ComparisonSummary {
  readonly verdict: string;
  readonly articleCoverage: number;
  readonly originalCoverage: number;
  readonly ownWords: number;
  readonly quotedWords: number;
  readonly longestRunWords: number;
  /** What the licence registry answered; absent where there was nobody to ask about. */
  readonly licence?: LicenceAnswer['answer'];
}

export interface Recalled {
  readonly originalId: ArticleId;
  /** In words. */
  readonly reason: string;
}

/** One URL of a case. */
export interface Item {
  readonly no: number;
  /** As the sender wrote it. */
  readonly url: string;
  /** Whose page it is: its CMS takes the orders. Absent in older cases, and where it is nobody's of ours. */
  readonly siteId?: SiteId;
  /** Arrival of this URL: a later addition has its own 24 hours. */
  readonly receivedAt: Instant;
  readonly state: ItemState;
  readonly articleId?: ArticleId;
  readonly articleVersion?: number;
  /** The copy as it stood when the notice arrived. */
  readonly snapshotKey?: string;
  readonly snapshotSha256?: string;
  readonly work?: number;
  /** Who put the copy up: feed or uploader. One statement of reasons goes to each. */
  readonly respondent?: string;
  /** Elements this URL has: (ii) and (iii) of its own, the rest from the notice. */
  readonly elements: readonly Element[];
  readonly deficiencies: readonly DeficiencyCode[];
  readonly comparison: Comparison;
  /** What staff found on when the copy and the original were there. */
  readonly dated?: readonly DatedEvidence[];
  /** Its source has withdrawn or embargoed what it was copied from since the case was opened. */
  readonly recalled?: Recalled;
  readonly decision?: Decision;
  /** Waits for a second person while the case has a proposal of its version; nothing of it has been done. */
  readonly proposed?: Decision;
  /** Staff who edited the page: they do not decide on it. */
  readonly editedBy?: readonly string[];
  /** The hold by which this case keeps the copy down; absent = this case does not. */
  readonly hold?: Pick<Hold, 'kind' | 'from'>;
  /** A statement of reasons for its decision was sent to who is affected. */
  readonly toldAt?: Instant;
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
  /** Milliseconds. `confirm_gone` shares that of `decide`; `restore` and `appeal_open` are counted on the calendar. */
  readonly budgetsMs: Readonly<
    Record<Exclude<ClockKind, 'confirm_gone' | 'restore' | 'appeal_open'>, number>
  >;
  /** Per cent of the budget at which each clock fires. */
  readonly thresholds: Readonly<Record<ClockKind, readonly number[]>>;
  /** How often people are told again, and how long past a promise the head hears of it. Absent in older cases. */
  readonly alerts?: {
    readonly repageMs: Readonly<Record<'info' | 'warning' | 'critical', number>>;
    readonly headAfterMs: number;
  };
  readonly leaseMs: number;
  /** How long a decision waits before its webhook and mails go out, so that it can be taken back. */
  readonly undoMs: number;
  /** What ends `confirm_gone`: somebody saw the page changed, or, where nobody can look, the CMS's word. */
  readonly confirmGone: 'seen' | 'acknowledged';
  /** Calendar months in which a party may appeal. */
  readonly appealMonths: number;
  /** How long after closing for want of an answer a reply still reopens the case, in milliseconds. */
  readonly reopenMs: number;
  /** The designated agent's IANA time zone: business days are counted there. */
  readonly timeZone: string;
  /** One person holds every role: conflicts of roles are recorded, not refused. */
  readonly soloOperator: boolean;
  /** Absent: one person's decision is enough. */
  readonly secondPerson?: SecondPersonPolicy;
}

/** When a second person has to approve a decision. */
export interface SecondPersonPolicy {
  /** More pages than this taken down in one case. */
  readonly removalsAbove?: number;
  /** Whatever is decided on the order of a court or an authority. */
  readonly authorityOrders: boolean;
  /** Whatever is done to a page of a case marked for press freedom. */
  readonly pressFreedom: boolean;
  /** A reviewer takes down a page of which less than this share is copied, 0 to 1. */
  readonly reviewerBelow?: number;
}

export type CaseFlag =
  /** 75 % of the promise is used, or a resumed clock had less than an hour left. */
  | 'AT_RISK'
  | 'BREACHED'
  /** No working mail address: the status page is the only channel. */
  | 'NO_EMAIL'
  /** Something has been said to the respondent, so the end must be too. */
  | 'RESPONDENT_TOLD'
  /** Closed because the missing parts never came; a reply reopens. */
  | 'INCOMPLETE'
  /** A mail to the named party came back. */
  | 'COMPLAINANT_BOUNCED'
  | 'RESPONDENT_BOUNCED'
  /** Reporting that somebody may want silenced: nothing is done to it on one person's word. */
  | 'PRESS_FREEDOM'
  /** Two signals of misuse: for people inside only. */
  | 'ABUSE_SUSPECTED'
  /** One person acted in roles that should be two (soloOperator). */
  | 'ROLE_CONFLICT';

/** 17 U.S.C. 512(g): only where the content is user-uploaded. */
export interface Counter {
  readonly items: readonly number[];
  readonly receivedAt: Instant;
  /** Receipt of the version that turned out valid: day 0 of the restore clock. */
  readonly validAt?: Instant;
  /** When the material comes back, on business day 11, unless an action is filed before. */
  readonly restoreAt?: Instant;
  readonly copyDeliveredAt?: Instant;
  /** When it was found that it could not come back, since the complainant had not got the copy. */
  readonly blockedAt?: Instant;
  readonly action?: {
    readonly court: string;
    readonly docket: string;
    readonly filedAt: Instant;
    readonly documentSha256: string;
  };
}

export interface Appeal {
  readonly by: 'complainant' | 'respondent';
  readonly receivedAt: Instant;
  readonly from: CaseState;
  readonly items: readonly number[];
}

export interface CaseHead {
  readonly id: CaseId;
  readonly siteId: SiteId;
  readonly kind: CaseKind;
  readonly channel: Channel | 'article';
  readonly contentOrigin: ContentOrigin;
  readonly state: CaseState;
  readonly outcome?: Outcome;
  /** Counts committed changes: +1 each; every write is conditional on the one it read. */
  readonly version: number;
  /** The last version in which something a reviewer judges by changed: what a decision must have seen. */
  readonly materialVersion: number;
  readonly receivedAt: Instant;
  /** Where the notice stands in the records bucket, and its hash at receipt. */
  readonly noticeKey?: string;
  readonly noticeSha256?: string;
  /** Elements the notice as a whole lacks; what a single URL lacks is in its item. */
  readonly missing: readonly Element[];
  /** Complete under Art. 16 of Regulation (EU) 2022/2065, which asks for neither signature nor perjury. */
  readonly dsaComplete: boolean;
  readonly warnings: readonly NoticeWarning[];
  readonly policy: CasePolicy;
  readonly clocks: readonly SlaClock[];
  readonly priority?: Priority;
  /** The legal team was given the case and has not given it back: whatever happens meanwhile, it judges it. */
  readonly withLegal?: true;
  readonly proposal?: Proposal;
  readonly lease?: Lease;
  /** The highest fencing token ever given out; it never falls. */
  readonly lastLeaseToken: number;
  /** SHA-256 of the token in the status link. */
  readonly statusTokenSha256: string;
  /** URLs the case is about; while a long notice is still being stored, more than there are rows. */
  readonly itemCount: number;
  /** Of them, undecided. */
  readonly pendingCount: number;
  /** Absent in older cases. */
  readonly subject?: Subject;
  readonly filedBy?: string;
  /** By which cases of one proven sender are found: a hash of their mail address or publisher. */
  readonly senderSha256?: string;
  readonly mergedInto?: CaseId;
  readonly flags: readonly CaseFlag[];
  /** The version of the last decision that can be taken back. */
  readonly lastDecisionVersion?: number;
  /** The version that ended the case and of which its parties are told; absent while it is open. */
  readonly outcomeVersion?: number;
  /** A decision that did not wait to be taken back. */
  readonly sentAtOnce?: { readonly version: number; readonly at: Instant; readonly by: string };
  readonly counter?: Counter;
  readonly appeal?: Appeal;
  readonly closedAt?: Instant;
  /** Absent where no text is left to compare. */
  readonly awaitsEvidence?: AwaitedEvidence;
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
  /** Somebody is performing it; after this instant they have died over it. */
  readonly inHandUntil?: Instant;
  readonly deliveredAt?: Instant;
  /** No longer owed, e.g. the decision was taken back before it went out. */
  readonly cancelledAt?: Instant;
  readonly lastError?: string;
  /** Given up on; the duty is open and an alert has gone out. */
  readonly failedAt?: Instant;
  /** It waits for a person, not for a time. */
  readonly held?: { readonly by: HeldBy; readonly siteId: SiteId; readonly since: Instant };
  /** What came of each attempt, oldest first; the newest are kept. */
  readonly log?: readonly Attempt[];
  /** Sent once more on somebody's word, under the same id. */
  readonly replays?: readonly { readonly at: Instant; readonly by: string }[];
  /** A mail that was taken and came back, or was called spam. */
  readonly returned?: { readonly at: Instant; readonly why: MailReturn };
}

/** A stop of deliveries; too many removals in ten minutes; a CMS that nobody answers for. */
export type HeldBy = 'pause' | 'breaker' | 'endpoint';

/** `bounced`: no such mailbox. `undelivered`: not taken in time, another day may be better. `complained`: called spam. */
export type MailReturn = 'bounced' | 'undelivered' | 'complained';

export interface Attempt {
  readonly at: Instant;
  /** HTTP status of the receiver; absent where it did not answer. */
  readonly status?: number;
  readonly took: 'under 100 ms' | 'under 1 s' | 'under 5 s' | '5 s and more';
  /** Absent where it succeeded. */
  readonly error?: string;
}

/** What a mail says. The N numbers are those of the transition table in transitions.ts. */
export type MailTemplate =
  | 'receipt' // N1
  | 'information_requested' // N2
  | 'original_text_requested'
  | 'information_reminder'
  | 'information_received' // N3
  | 'closed_incomplete' // N4
  | 'merged' // N5
  | 'not_handled_here' // N6
  | 'outcome' // N8, N10: complainant
  | 'statement_of_reasons' // N9, N11: respondent
  | 'withdrawn' // N12
  | 'counter_received' // N13
  | 'counter_incomplete' // N14
  | 'counter_forwarded' // N15: a copy, to the complainant
  | 'counter_accepted' // N16
  | 'court_hold' // N17
  | 'restored' // N18
  | 'court_outcome' // N19
  | 'appeal_received' // N20
  | 'appeal_outcome' // N21
  | 'reopened'; // N22

export type Effect =
  /** Signed webhook to the host's CMS. `webhook-id` is the outbox id: the stable dedupe id. */
  | {
      readonly kind: 'cms';
      readonly siteId: SiteId;
      /** `item.amend`: the page stays, changed as `data.actions` says. */
      readonly type: 'article.disposition' | 'item.takedown' | 'item.amend' | 'item.restore';
      readonly data: Readonly<Record<string, unknown>>;
    }
  /** Mail to a party; address and details are looked up when it is sent: no personal data here, `data.items` are numbers. */
  | {
      readonly kind: 'mail';
      readonly to: 'complainant' | 'respondent';
      readonly template: MailTemplate;
      /** Which respondent, as in `Item.respondent`; absent where there is one or the site itself. */
      readonly respondent?: string;
      readonly caseId: CaseId;
      readonly data: Readonly<Record<string, unknown>>;
    }
  /** A complaint that came to another address than the designated agent's, passed on to it; what it says is read when it is sent. */
  | { readonly kind: 'forward'; readonly caseId: CaseId }
  /** Word to a publisher of a copy of its original that the public can read; the copy's article owes it. Whether and how is asked when it leaves. */
  | {
      readonly kind: 'match_alert';
      /** Where the copy stands. */
      readonly siteId: SiteId;
      readonly publisherId: PublisherId;
      readonly originalId: string;
      /** It goes with the digest that is due then. */
      readonly digestAt?: Instant;
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
