import type { ClockKind } from '../clock/sla-clock';
import type { NoticeWarning } from '../notice/deficiency';
import type { Channel, Element } from '../notice/notice';
import type {
  ApprovalReason,
  CaseFlag,
  CaseKind,
  CaseState,
  Effect,
  ItemAction,
  ItemState,
  MailTemplate,
  Outcome,
  ReasonCode,
  Role,
} from './case';
import type { Mark } from './event';
import type { AbuseSignal } from './flag-abuse';

/** How staff say what a case holds; the command line and the console say the same. */

export const KIND_WORDS = {
  notice: 'notice',
  held_article: 'held article',
  found_copy: 'copy found late',
  recalled_copy: 'copy of a recalled article',
} as const satisfies Record<CaseKind, string>;

/** The elements of 17 U.S.C. 512(c)(3)(A), (i) to (vi). */
export const ELEMENT_WORDS = {
  i: 'signature',
  ii: 'work',
  iii: 'address',
  iv: 'contact',
  v: 'good faith',
  vi: 'authority',
} as const satisfies Record<Element, string>;

/** What became of an article, which nobody complained about, and of a copy that is out already. */
export const OUTCOME_WORDS = {
  notice: { UPHELD: 'upheld', PARTIAL: 'upheld in part', REJECTED: 'rejected' },
  held_article: { UPHELD: 'refused', PARTIAL: 'released, changed', REJECTED: 'released' },
  found_copy: { UPHELD: 'taken down', PARTIAL: 'kept, changed', REJECTED: 'kept' },
  recalled_copy: { UPHELD: 'taken down', PARTIAL: 'kept, changed', REJECTED: 'kept' },
} as const satisfies Record<CaseKind, Record<Outcome, string>>;

/** What a clock is for. */
export const CLOCK_WORDS = {
  acknowledge: 'receipt',
  screen: 'screening',
  decide: 'decision',
  dispose: 'release or refusal',
  cure: 'answer',
  tell_respondent: 'telling the source',
  forward_counter: 'forwarding the counter notice',
  restore: 'restoring',
  appeal_open: 'time to appeal',
  appeal: 'appeal',
  confirm_gone: 'seeing the page gone',
} as const satisfies Record<ClockKind, string>;

export const STATE_WORDS: Readonly<Record<CaseState, string>> = {
  RECEIVED: 'received',
  SCREENING: 'being screened',
  IN_REVIEW: 'in review',
  AWAITING_COMPLAINANT: 'waiting for the complainant',
  AWAITING_APPROVAL: 'waiting for a second person',
  ESCALATED: 'escalated',
  ACTIONED: 'action taken',
  REJECTED: 'rejected',
  MERGED: 'merged',
  WITHDRAWN: 'withdrawn',
  COUNTER_SCREENING: 'counter notice being screened',
  COUNTER_WINDOW: 'counter notice: waiting for a court filing',
  COURT_HOLD: 'held by a court',
  RESTORED: 'restored',
  APPEAL: 'appealed',
  CLOSED: 'closed',
};

export const ITEM_STATE_WORDS = {
  PENDING: 'to be decided',
  DISABLED: 'disabled',
  REMOVED: 'removed',
  AMENDED: 'changed',
  KEPT: 'kept',
  NOT_FOUND: 'no such page',
  NOT_OURS: 'not on our sites',
  WITHDRAWN: 'withdrawn',
} as const satisfies Record<ItemState, string>;

export const ACTION_WORDS = {
  disable: 'Disable the page',
  remove: 'Remove the page',
  remove_image: 'Remove the image',
  trim_to_excerpt: 'Cut to an excerpt',
  add_credit: 'Add a credit',
  noindex: 'Keep from search engines',
  keep: 'Keep as it is',
} as const satisfies Record<ItemAction, string>;

/** The parties read the same, in the letters that are in English. */
export const REASON_WORDS = {
  UPHELD_FULL_COPY: 'a full copy',
  UPHELD_SUBSTANTIAL: 'a substantial part was taken',
  UPHELD_IMAGE: 'an image was taken',
  UPHELD_VOLUNTARY: 'a voluntary step, without a finding',
  KEPT_LICENSED: 'licensed',
  KEPT_QUOTATION: 'a quotation',
  KEPT_FACTS_ONLY: 'facts only',
  KEPT_SHORT_EXTRACT: 'a short extract',
  KEPT_LINK_ONLY: 'a link only',
  KEPT_NOT_OWNER: 'ownership was not shown',
  KEPT_EARLIER_OURS: 'our page is the earlier one',
  KEPT_PUBLIC_DOMAIN: 'in the public domain',
  KEPT_UNPROVEN: 'the copying was not shown',
  NA_NOT_FOUND: 'no such page',
  NA_NOT_OURS: 'not on a site we run',
  NA_OTHER_LAW: 'a matter of another law',
  NA_INCOMPLETE: 'the complaint remained incomplete',
  NA_DUPLICATE: 'a duplicate',
  NA_WITHDRAWN: 'withdrawn',
  REV_COUNTER: 'after a counter notice',
  REV_APPEAL: 'after an appeal',
  REV_ERROR: 'an error was put right',
  REV_COURT: 'by court order',
} as const satisfies Record<ReasonCode, string>;

export const CHANNEL_WORDS = {
  form: 'form',
  api: 'API',
  work_queue: 'message',
  mail: 'mail',
  misdirected: 'mail to another address of ours',
  paper: 'paper or telephone',
  article: 'check of an article',
} as const satisfies Record<Channel | 'article', string>;

export const FLAG_WORDS: Readonly<Record<CaseFlag, string>> = {
  AT_RISK: 'at risk',
  BREACHED: 'breached',
  NO_EMAIL: 'no mail address',
  RESPONDENT_TOLD: 'source hears of it',
  INCOMPLETE: 'closed incomplete',
  COMPLAINANT_BOUNCED: 'mail to the complainant came back',
  RESPONDENT_BOUNCED: 'mail to the source came back',
  PRESS_FREEDOM: 'reporting that somebody may want silenced',
  ABUSE_SUSPECTED: 'misuse suspected',
  ROLE_CONFLICT: 'one person in two roles',
};

export const WARNING_WORDS: Readonly<Record<NoticeWarning, string>> = {
  STATED_DATE: 'The date in the notice is of another year than its arrival.',
  SIGNATURE_COMPANY_ONLY: 'It is signed in the name of a company alone.',
  MISDIRECTED: 'It came to an address that is not the designated agent’s.',
  NOT_ENGLISH: 'It is not in English.',
  OTHER_LAW: 'It speaks of another law than copyright: trademark, privacy, defamation or circumvention.',
  MIXED_CLAIMS: 'Beside copyright it speaks of another law: only the copyright part is judged here.',
  SEVERAL_OWNERS: 'It speaks for more than one owner.',
  NO_MANDATE: 'It is sent for somebody else and does not say for whom.',
  ONE_WORK_FOR_MANY_URLS: 'It names one work for many addresses.',
  DUPLICATE_URL: 'It names an address twice.',
  TARGETS_LEFT_OUT: 'Its text names more addresses than one case holds.',
  ATTACHMENT_ONLY: 'What it says stands in an attachment alone.',
};

/** After `a second person has to approve it, for`. */
export const APPROVAL_WORDS = {
  MANY_REMOVALS: 'more pages come down than one person may decide',
  AUTHORITY_ORDER: 'an authority has ordered it',
  PRESS_FREEDOM: 'it is reporting that somebody may want silenced',
  LITTLE_COPIED: 'little of the page is copied',
} as const satisfies Record<ApprovalReason, string>;

/** After `it is`. */
export const MARK_WORDS = {
  authority_order: 'an order of a court or an authority',
  trusted_flagger: 'from a trusted flagger',
  press_freedom: 'reporting that somebody may want silenced',
} as const satisfies Record<Mark, string>;

/** What was seen, never what it means. */
export const ABUSE_WORDS = {
  BACKDATED: 'the original is dated before its own domain or its first capture',
  NEW_DOMAIN: 'the domain of the original is new',
  OLDER_HERE: 'our page is older on independent evidence',
  UNRELATED_ORIGINAL: 'the named original says something else',
  ORIGINAL_GONE: 'the named original is not there',
  MANY_ACCOUNTS: 'several accounts file in one hand',
  FREE_MAIL_FOR_BRAND: 'a free mail address speaks for a brand',
  ABOUT_COMPLAINANT: 'the page is about who complains of it',
  NO_MANDATE: 'no mandate was shown',
  FLOOD: 'very many complaints in a short time',
} as const satisfies Record<AbuseSignal, string>;

/** Who did something: the parties have no name here. */
export const ROLE_WORDS = {
  SYS: 'Copydesk',
  CMP: 'the complainant',
  UPL: 'the source',
  TRI: 'triage',
  REV: 'reviewer',
  LEG: 'legal',
  MGR: 'manager',
  ADM: 'admin',
  AUD: 'auditor',
} as const satisfies Record<Role, string>;

export const MAIL_WORDS = {
  receipt: 'receipt',
  information_requested: 'request for missing parts',
  original_text_requested: 'request for the original’s text',
  information_reminder: 'reminder of what is missing',
  information_received: 'receipt of what was missing',
  closed_incomplete: 'end for want of an answer',
  merged: 'merged with another complaint',
  not_handled_here: 'end without judgement',
  outcome: 'what was decided',
  statement_of_reasons: 'statement of reasons',
  withdrawn: 'withdrawal',
  counter_received: 'receipt of the counter notice',
  counter_incomplete: 'what the counter notice lacks',
  counter_forwarded: 'copy of the counter notice',
  counter_accepted: 'counter notice accepted',
  court_hold: 'held for a court',
  restored: 'the page is back',
  court_outcome: 'what the court decided',
  appeal_received: 'receipt of the appeal',
  appeal_outcome: 'what came of the appeal',
  reopened: 'the case is open again',
} as const satisfies Record<MailTemplate, string>;

/** What the CMS is asked for. */
export const ORDER_WORDS = {
  'article.disposition': 'publish it, or wait',
  'item.takedown': 'take the page down',
  'item.amend': 'change the page',
  'item.restore': 'put the page back',
} as const satisfies Record<Extract<Effect, { kind: 'cms' }>['type'], string>;
