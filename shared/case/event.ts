import type { Instant } from '../clock/instant';
import type { ArticleId, CaseId } from '../ids';
import type { DatedEvidence } from '../match/who-was-first';
import type { Element } from '../notice/notice';
import type { DeficiencyCode } from '../notice/deficiency';
import {
  type Actor,
  type ApprovalReason,
  type Comparison,
  type Decision,
  type Item,
  type ItemAction,
  type MailTemplate,
  PRIORITIES,
  type Priority,
  type Recalled,
  type ReasonCode,
  type TurnAwayCode,
} from './case';
import type { RevealField } from './reveal-contact';

/** Everything that can happen to an open file, in the past tense. Opening is openCase() in open-case.ts. */
export type CaseEvent = { readonly actor: Actor } & (
  | { readonly type: 'claimed' }
  /** The holder is still at it: the same token, a later end. */
  | { readonly type: 'claim_renewed'; readonly leaseToken: number }
  /** From whoever holds the case, live or not: they hear of it and why. */
  | { readonly type: 'taken_over'; readonly reason: string }
  | { readonly type: 'released'; readonly leaseToken: number }
  | {
      readonly type: 'items_decided';
      readonly leaseToken: number;
      /** The version the decider had read. */
      readonly version: number;
      readonly decisions: readonly ItemDecision[];
      /** A later part of one decision too long for one write: the version that its first part made. */
      readonly continues?: number;
      /** More of it follows. */
      readonly more?: boolean;
      /** Why the whole of it needs a second person, where this is a part; it can only add to what the policy says. */
      readonly why?: readonly ApprovalReason[];
    }
  /** A second person agrees to what was proposed for these items. */
  | {
      readonly type: 'decision_approved';
      /** The version the approver had read. */
      readonly version: number;
      readonly items: readonly number[];
      readonly continues?: number;
    }
  /** Refused by a second person, or taken back by who proposed it. */
  | { readonly type: 'proposal_refused'; readonly version: number; readonly reason: string }
  /** A note for colleagues. It is never changed or deleted: a later note corrects it. */
  | { readonly type: 'noted'; readonly text: string; readonly corrects?: number }
  /** A person has established what a case is, or that it is not. */
  | { readonly type: 'marked'; readonly mark: Mark; readonly on: boolean; readonly reason: string }
  /** Taken back within the undo window, by the one who decided. */
  | { readonly type: 'decision_undone' }
  /** The last decision does not wait to be taken back. */
  | { readonly type: 'sent_at_once' }
  | {
      readonly type: 'information_requested';
      readonly leaseToken: number;
      readonly missing: readonly DeficiencyCode[];
      readonly note?: string;
    }
  /** The complainant's answer, screened again: elements per item, and notice-wide what is still missing. */
  | {
      readonly type: 'answered';
      readonly items: readonly {
        readonly no: number;
        readonly elements: readonly Element[];
        readonly deficiencies: readonly DeficiencyCode[];
      }[];
      readonly missing: readonly Element[];
      readonly dsaComplete: boolean;
      /** A part of one that is too long for one write: its items alone; what it ends is ended by the last part. */
      readonly goesOn?: true;
    }
  /** The rest of a notice too long for one write, or URLs the complainant named later (which have their own 24 hours). */
  | {
      readonly type: 'items_added';
      readonly receivedAt: Instant;
      readonly items: readonly NewItem[];
      /** Of all that are to come, where these are the first of them. */
      readonly itemCount?: number;
    }
  /** Triage judged a notice fit for review although the checker did not. */
  | { readonly type: 'completed'; readonly note: string }
  /** Wrong kind of claim, none of it ours, or nothing in it to judge. */
  | {
      readonly type: 'turned_away';
      readonly leaseToken: number;
      /** The version the person had read. */
      readonly version: number;
      readonly reasonCode: TurnAwayCode;
      readonly reason: string;
    }
  | { readonly type: 'merged'; readonly into: CaseId }
  /** The other side of a merge: the earlier receipt counts, and what a proven sender or a person made of the other. */
  | {
      readonly type: 'duplicate_absorbed';
      readonly from: CaseId;
      readonly receivedAt: Instant;
      readonly priority?: Priority;
      readonly pressFreedom?: boolean;
    }
  | {
      readonly type: 'evidence_recorded';
      readonly items: readonly ItemEvidence[];
    }
  /** An address that named no article of ours leads to one: by a redirect, or as its page says of itself. */
  | {
      readonly type: 'item_located';
      readonly item: number;
      readonly articleId: ArticleId;
      readonly articleVersion: number;
      readonly respondent: string;
      readonly editedBy?: readonly string[];
      readonly snapshot: Snapshot;
      readonly by: 'redirect' | 'canonical_link';
    }
  /** A person found out when one of an item's two texts was there. */
  | { readonly type: 'date_recorded'; readonly item: number; readonly dated: DatedEvidence }
  /** A missing original's text came in: its items are to be compared again. */
  | {
      readonly type: 'original_supplied';
      readonly work: number;
      readonly key: string;
      readonly sha256: string;
    }
  | { readonly type: 'source_advised'; readonly item: number; readonly recalled: Recalled }
  | { readonly type: 'escalated'; readonly reason: string }
  | { readonly type: 'returned'; readonly note: string }
  /** `items` absent: all of them. `verified`: it came through the complainant's verified channel. */
  | {
      readonly type: 'withdrawn';
      readonly items?: readonly number[];
      readonly verified: boolean;
      /** A part of one too long for one write: the parties are told once, by its last part. */
      readonly goesOn?: true;
      /** In the last part: what the parts before it took back. */
      readonly begun?: readonly number[];
    }
  | { readonly type: 'cms_acknowledged'; readonly items: readonly number[] }
  | { readonly type: 'confirmed_gone'; readonly items: readonly number[] }
  /** `items` absent: it is about all of them. */
  | { readonly type: 'mail_sent'; readonly template: MailTemplate; readonly items?: readonly number[] }
  /** A mail that names the case came in; it moves nothing by itself. */
  | {
      readonly type: 'mail_received';
      readonly key: string;
      readonly sha256: string;
      /** Another case that the mail names, though its sender is no party to it. */
      readonly named?: CaseId;
    }
  | {
      readonly type: 'mail_bounced';
      readonly template: MailTemplate;
      readonly to: 'complainant' | 'respondent';
      readonly items?: readonly number[];
      /** Which sending of which mail, by which it is known when it is told again. */
      readonly sending?: string;
    }
  /** A way to reach them that works; where it stands is not said here. */
  | {
      readonly type: 'contact_corrected';
      readonly party: 'complainant' | 'respondent';
      readonly note: string;
    }
  /** Somebody is about to be shown contact data of the complainant, or the complaint as it came in. */
  | {
      readonly type: 'contact_revealed';
      readonly fields: readonly RevealField[];
      readonly purpose: string;
    }
  | { readonly type: 'ticked' }
  | { readonly type: 'abuse_flagged'; readonly signals: readonly string[] }
  | { readonly type: 'counter_arrived'; readonly items: readonly number[]; readonly receivedAt: Instant }
  | { readonly type: 'counter_found_deficient'; readonly missing: readonly CounterPart[] }
  | { readonly type: 'counter_found_valid'; readonly parts: readonly CounterPart[] }
  | {
      readonly type: 'action_filed';
      readonly court: string;
      readonly docket: string;
      readonly filedAt: Instant;
      readonly documentSha256: string;
      readonly byOriginalComplainant: boolean;
    }
  | {
      readonly type: 'court_decided';
      readonly outcome: 'keep_down' | 'restore';
      readonly documentSha256: string;
    }
  | {
      readonly type: 'appealed';
      readonly by: 'complainant' | 'respondent';
      readonly items?: readonly number[];
    }
  | {
      readonly type: 'appeal_decided';
      readonly leaseToken: number;
      readonly decisions: readonly ItemDecision[];
      readonly reason: string;
    }
  | { readonly type: 'reopened'; readonly newFacts: string }
);

export type EventType = CaseEvent['type'];
export type EventOf<T extends EventType> = Extract<CaseEvent, { readonly type: T }>;

export const MARKS = [...PRIORITIES, 'press_freedom'] as const;
export type Mark = (typeof MARKS)[number];

export interface ItemDecision {
  readonly item: number;
  readonly actions: readonly ItemAction[];
  readonly reasonCode: ReasonCode;
  readonly reason: Decision['reason'];
}

/** A URL as screened and resolved, before it has a number. */
export type NewItem = Pick<Item, 'url' | 'elements' | 'deficiencies'> &
  Partial<
    Pick<Item, 'siteId' | 'articleId' | 'articleVersion' | 'work' | 'respondent' | 'comparison' | 'editedBy'>
  > & {
    readonly snapshot?: Snapshot;
    /** Of the page: the first one's is kept as what the case is about. */
    readonly title?: string;
  };

/** What came of comparing an item. */
export interface ItemEvidence {
  readonly no: number;
  readonly comparison: Exclude<Comparison, { outcome: 'pending' }>;
  readonly snapshot?: Snapshot;
  /** The hash of the text that stood as supplied for its work when it was compared. */
  readonly supplied?: string;
}

export interface Snapshot {
  readonly key: string;
  readonly sha256: string;
}

/** The clauses of 17 U.S.C. 512(g)(3). */
export type CounterPart = 'A' | 'B' | 'C' | 'D';
