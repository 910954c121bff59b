import { z } from 'zod';
import { MARKS } from '../case/event';
import { ABUSE_SIGNALS } from '../case/flag-abuse';
import { DEFICIENCIES, type DeficiencyCode } from '../notice/deficiency';
import { RUNGS } from '../match/who-was-first';
import { body, caseIdField, instantField, line, prose, siteIdField } from './fields';
import { noticeSubmission } from './notice-submission';

/** What a person says to colleagues. */
const words = prose(2_000).refine((text) => text.trim() !== '', 'must say something');

/** Body of POST /cases. */
export const filingRequest = z.strictObject({
  /** When it came in at the door; now unless given. */
  receivedAt: instantField.exactOptional(),
  notice: noticeSubmission,
});

/** Body of POST /cases/{caseId}/release and /heartbeat. */
export const leaseRequest = z.strictObject({ leaseToken: z.int().positive() });

/** Body of POST /cases/{caseId}/take-over. */
export const takeOverRequest = z.strictObject({ reason: words });

/** Body of POST /queue/claim-next. */
export const claimNextRequest = z.strictObject({ siteId: siteIdField.exactOptional() });

/** Body of POST /cases/find. It may name a person, so it is no part of an address. */
export const findRequest = z.strictObject({
  /** A case number, the address or host of a page, an organisation or a mail address; absent: what was done last. */
  of: line(2_048).exactOptional(),
  limit: z.int().min(1).max(100).default(25),
  cursor: z.string().max(2_000).exactOptional(),
});

/** Body of POST /queue/rebuild: where an earlier call left off. */
export const rebuildRequest = z.strictObject({ cursor: z.string().max(2_000).exactOptional() });

const itemNumbers = z.array(z.int().positive()).min(1, 'name at least one item').max(500);
/** Of the case as it was read. */
const version = z.int().positive();

/** Body of POST /cases/{caseId}/approve; without `items` all that is proposed. */
export const approveRequest = z.strictObject({ version, items: itemNumbers.exactOptional() });

/** Body of POST /cases/{caseId}/refuse. */
export const refuseRequest = z.strictObject({ version, reason: words });

const deficiencies = Object.keys(DEFICIENCIES) as [DeficiencyCode, ...DeficiencyCode[]];

/** Body of POST /cases/{caseId}/request-info; the complainant reads the note. */
export const informationRequest = z.strictObject({
  leaseToken: z.int().positive(),
  missing: z.array(z.enum(deficiencies)).min(1, 'name what is missing'),
  note: words.exactOptional(),
});

/** Body of POST /cases/{caseId}/complete and /return. */
export const remarkRequest = z.strictObject({ note: words });

/** Body of POST /cases/{caseId}/escalate. */
export const escalateRequest = z.strictObject({ reason: words });

/** Body of POST /cases/{caseId}/reopen. */
export const reopenRequest = z.strictObject({ newFacts: words });

/** Body of POST /cases/{caseId}/withdraw; without `items` all of them. */
export const withdrawRequest = z.strictObject({ items: itemNumbers.exactOptional() });

/** Body of POST /cases/{caseId}/exclusions; passages by their numbers in the item's evidence, from 1. */
export const exclusionRequest = z.strictObject({
  item: z.int().positive(),
  passages: z.array(z.int().positive()).min(1, 'name at least one passage').max(50),
  scope: z.enum(['original', 'site', 'corpus']).default('original'),
});
export type ExclusionRequest = z.infer<typeof exclusionRequest>;

/** Body of POST /cases/{caseId}/merge. */
export const mergeRequest = z.strictObject({ into: caseIdField });

/** Body of POST /cases/{caseId}/notes; `corrects` is the number of an entry of the timeline. */
export const noteRequest = z.strictObject({ text: words, corrects: z.int().positive().exactOptional() });

/** Body of POST /cases/{caseId}/flag-abuse. */
export const abuseRequest = z.strictObject({
  signals: z.array(z.enum(ABUSE_SIGNALS)).min(2, 'one signal is not enough: name at least two'),
});

/** Body of POST /cases/{caseId}/mark. */
export const markRequest = z.strictObject({
  mark: z.enum(MARKS),
  on: z.boolean().default(true),
  reason: words,
});

/** Body of POST /status/{token}/original-text and POST /cases/{caseId}/original-text. */
export const originalTextRequest = z.strictObject({
  /** Counted from 0, as in the notice. */
  work: z.int().min(0).max(199).default(0),
  text: body,
});

/** Body of POST /cases/{caseId}/dates: what a person found on when one of an item's two texts was there. */
export const dateRequest = z.strictObject({
  item: z.int().positive(),
  side: z.enum(['article', 'original']),
  /** What we have from our own log nobody enters. */
  rung: z.enum(RUNGS).exclude(['ingest_log']),
  /** By when the text was there; of a domain when it was registered. */
  at: instantField,
  /** Where it is to be seen: the capture, the registry's answer, the feed. */
  source: z.url({ protocol: /^https?$/, error: 'must be the address where it is to be seen' }).max(2_000),
});

/** Body of POST /dead-letters/redrive. */
export const redriveRequest = z.strictObject({
  workQueue: z.enum(['submissions', 'notices', 'fetches', 'delivery']),
  limit: z.int().positive().max(100).default(10),
});
export type RedriveRequest = z.infer<typeof redriveRequest>;
