import { FETCH_REFUSALS } from '../case/fetch-refusal';
import { z } from 'zod';
import { ITEM_ACTIONS, PRIORITIES, REASON_CODES, type TimelineEntry } from '../case/case';
import type { ItemGroup } from '../case/group-items';
import type { ClockView } from '../desk/case-clock-view';
import type { Claim } from '../desk/claim-case';
import type { NextClaim } from '../desk/claim-next';
import type { Decided } from '../desk/decide-items';
import type { Evidence } from '../desk/evidence';
import type { FoundCases } from '../desk/find-cases';
import type { listQueue, QueueLine } from '../desk/list-queue';
import type { CaseView, ItemView } from '../desk/read-case';
import type { ComparedTexts } from '../desk/read-texts';
import type { Moved } from '../desk/move-case';
import type { Rebuilt } from '../desk/rebuild-queue';
import type { DecisionPreview } from '../desk/preview-decision';
import type { SentNow } from '../desk/send-now';
import type { TakenBack } from '../desk/undo-decision';
import type { LicenceAnswer } from '../licence/check-licence';
import type { Notice } from '../notice/notice';
import { answering } from './answering';
import {
  articleFacts,
  articleMatch,
  datedEvidence,
  firstOfTwo,
  iscc,
  passage,
  storyFamily,
} from './article-answers';
import { articleIdField, caseIdField, instantField, licenceIdField, siteIdField } from './fields';

export const caseState = z.enum([
  'RECEIVED',
  'SCREENING',
  'IN_REVIEW',
  'AWAITING_COMPLAINANT',
  'AWAITING_APPROVAL',
  'ESCALATED',
  'ACTIONED',
  'REJECTED',
  'MERGED',
  'WITHDRAWN',
  'COUNTER_SCREENING',
  'COUNTER_WINDOW',
  'COURT_HOLD',
  'RESTORED',
  'APPEAL',
  'CLOSED',
]);
export const itemState = z.enum([
  'PENDING',
  'DISABLED',
  'REMOVED',
  'AMENDED',
  'KEPT',
  'NOT_FOUND',
  'NOT_OURS',
  'WITHDRAWN',
]);
export const outcome = z.enum(['UPHELD', 'PARTIAL', 'REJECTED']);
export const contentOrigin = z.enum(['user_uploaded', 'operator_ingested']);
const element = z
  .enum(['i', 'ii', 'iii', 'iv', 'v', 'vi'])
  .meta({ description: 'A clause of 17 U.S.C. 512(c)(3)(A)' });
export const channel = z.enum(['form', 'api', 'work_queue', 'mail', 'misdirected', 'paper']);
const deficiency = z.enum(['SIG', 'WORK', 'LOC', 'LOC_TOO_BROAD', 'NOT_OURS', 'CONTACT', 'GFB', 'AUTH']);
export const noticeWarning = z.enum([
  'STATED_DATE',
  'SIGNATURE_COMPANY_ONLY',
  'MISDIRECTED',
  'NOT_ENGLISH',
  'OTHER_LAW',
  'MIXED_CLAIMS',
  'SEVERAL_OWNERS',
  'NO_MANDATE',
  'ONE_WORK_FOR_MANY_URLS',
  'DUPLICATE_URL',
  'TARGETS_LEFT_OUT',
  'ATTACHMENT_ONLY',
]);
export const caseFlag = z.enum([
  'AT_RISK',
  'BREACHED',
  'NO_EMAIL',
  'RESPONDENT_TOLD',
  'INCOMPLETE',
  'COMPLAINANT_BOUNCED',
  'RESPONDENT_BOUNCED',
  'PRESS_FREEDOM',
  'ABUSE_SUSPECTED',
  'ROLE_CONFLICT',
]);
export const actor = z.object({
  role: z.enum(['SYS', 'CMP', 'UPL', 'TRI', 'REV', 'LEG', 'MGR', 'ADM', 'AUD']),
  id: z.string(),
});
export const caseKind = z.enum(['notice', 'held_article', 'found_copy', 'recalled_copy']);

export const clockKind = z.enum([
  'acknowledge',
  'screen',
  'decide',
  'dispose',
  'cure',
  'tell_respondent',
  'forward_counter',
  'restore',
  'appeal_open',
  'appeal',
  'confirm_gone',
]);
export const sha256 = z.string().meta({ description: 'SHA-256 in hexadecimal' });
const version = z
  .int()
  .positive()
  .meta({ description: 'Counts the changes of the case; a decision says which it has seen' });

export const missingPart = z.object({
  code: deficiency,
  add: z.string().meta({ description: 'What to add, in the words we ask for it' }),
});

const lease = z.object({
  holder: z.string(),
  token: z.int().positive().meta({ description: 'Goes with every decision; a stale one is answered 409' }),
  expiresAt: instantField,
});

const hold = z.object({
  kind: z.enum(['NOTICE', 'COURT', 'POLICY', 'INTERIM']),
  from: instantField,
});

const approvalReason = z.enum(['MANY_REMOVALS', 'AUTHORITY_ORDER', 'PRESS_FREEDOM', 'LITTLE_COPIED']);

/** One line of the review queue. */
export const queueLine = answering<QueueLine>()(
  z.object({
    caseId: caseIdField,
    siteId: siteIdField,
    subject: z
      .object({
        page: z
          .string()
          .exactOptional()
          .meta({ description: 'The title of its first page, or where that stands' }),
        sender: z
          .string()
          .exactOptional()
          .meta({ description: 'The organisation that complains, or the domain of its mail' }),
      })
      .exactOptional()
      .meta({ description: 'What it is about, as it was opened; absent in older cases' }),
    kind: caseKind,
    channel: z.enum([...channel.options, 'article']),
    state: caseState,
    receivedAt: instantField,
    dueClock: clockKind
      .exactOptional()
      .meta({ description: 'Due next: dueAt, timeLeft and pastDue are of this clock' }),
    dueAt: instantField.exactOptional(),
    timeLeft: z.string(),
    pastDue: z.boolean(),
    items: z.int(),
    pending: z.int(),
    missing: z.array(element),
    flags: z.array(caseFlag),
    priority: z.enum(PRIORITIES).exactOptional().meta({ description: 'Puts it before others' }),
    awaits: z
      .object({ proposedBy: z.string(), why: z.array(approvalReason) })
      .exactOptional()
      .meta({ description: 'A decision waits for a second person' }),
    claimedBy: z.string().exactOptional().meta({ description: 'Who works on it now' }),
  }),
);

/** Answer of GET /queue. */
export const queueAnswer = answering<Awaited<ReturnType<typeof listQueue>>>()(
  z.object({
    at: instantField.meta({ description: "The desk's own time: what is left is counted from it" }),
    cases: z.array(queueLine),
    cursor: z.string().exactOptional().meta({ description: 'Of the next page; absent on the last' }),
  }),
);

/** Answer of POST /cases/find. */
export const foundAnswer = answering<FoundCases>()(
  z.object({
    at: instantField,
    cases: z.array(
      queueLine.extend({
        outcome: outcome.exactOptional(),
        doneAt: instantField
          .exactOptional()
          .meta({ description: 'When it was decided, or else closed; absent while it waits for somebody' }),
      }),
    ),
    cursor: z.string().exactOptional().meta({ description: 'Of the next page; absent on the last' }),
  }),
);

const clockView = answering<ClockView>()(
  z.object({
    kind: clockKind,
    cycle: z.int(),
    startedAt: instantField,
    dueAt: instantField.exactOptional().meta({ description: 'Absent while it is paused' }),
    timeLeft: z.string(),
    budgetMs: z.int().meta({ description: 'Unpaused time that it allows' }),
    ageMs: z.int().meta({ description: 'Since it started, pauses included' }),
    pauses: z.array(z.object({ from: instantField, to: instantField.exactOptional() })),
    fulfilledAt: instantField.exactOptional().meta({ description: 'What it waited for happened' }),
    cancelledAt: instantField.exactOptional().meta({ description: 'Nothing is owed any more' }),
    breachedAt: instantField.exactOptional(),
  }),
);

const attestation = z.object({ textId: z.string(), text: z.string() });

export const notice = answering<Notice>()(
  z.object({
    channel,
    receivedAt: instantField,
    language: z.string().exactOptional(),
    contact: z.object({
      name: z.string().exactOptional(),
      organisation: z.string().exactOptional(),
      email: z.string().exactOptional(),
      phone: z.string().exactOptional(),
      postalAddress: z.string().exactOptional(),
    }),
    capacity: z.enum(['owner', 'agent']).exactOptional(),
    onBehalfOf: z.string().exactOptional(),
    works: z.array(
      z.object({
        title: z.string().exactOptional(),
        description: z.string().exactOptional(),
        originalUrl: z.string().exactOptional(),
        author: z.string().exactOptional(),
        firstPublished: z.string().exactOptional(),
        registrationNo: z.string().exactOptional(),
        text: z.string().exactOptional(),
      }),
    ),
    targets: z.array(
      z.object({
        url: z.string(),
        work: z.int().exactOptional(),
        part: z.enum(['whole_text', 'passage', 'image', 'headline']).exactOptional(),
        quoted: z.string().exactOptional(),
      }),
    ),
    targetsLeftOut: z.int().exactOptional(),
    goodFaith: attestation.exactOptional(),
    authority: attestation.exactOptional(),
    accuracy: attestation.exactOptional(),
    signature: z.string().exactOptional(),
    explanation: z.string().exactOptional(),
    statedDate: z.string().exactOptional(),
    raw: z.string().exactOptional(),
  }),
);

const licenceOpinion = answering<LicenceAnswer>()(
  z.discriminatedUnion('answer', [
    z.object({ answer: z.literal('licensed'), licenceId: licenceIdField, reasons: z.array(z.string()) }),
    z.object({
      answer: z.literal('terms_broken'),
      licenceId: licenceIdField,
      broken: z.array(z.enum(['expired', 'not_yet_valid', 'embargo', 'over_word_limit', 'no_credit'])),
      reasons: z.array(z.string()),
    }),
    z.object({ answer: z.literal('unlicensed'), reasons: z.array(z.string()) }),
    z.object({ answer: z.literal('unknown'), reasons: z.array(z.string()) }),
  ]),
);

const comparedText = z.object({
  source: z.string(),
  url: z.string().exactOptional(),
  title: z.string().exactOptional(),
  firstSeenAt: instantField.exactOptional(),
  publishedAt: instantField.exactOptional(),
  fetchedAt: instantField.exactOptional().meta({ description: 'When its page was read from the web' }),
  textSha256: sha256,
  iscc,
  words: z.int(),
  ownWords: z
    .int()
    .exactOptional()
    .meta({ description: 'Of them, those in no quotation and no boilerplate; absent in older evidence' }),
});

/** What a person judges an item by. */
const evidence = answering<Evidence>()(
  z.object({
    comparedAt: instantField,
    algorithm: z.string(),
    article: comparedText,
    original: comparedText,
    comparison: articleMatch.omit({ originalId: true, passages: true }),
    passages: z.array(
      passage.extend({
        articleText: z.string(),
        originalText: z.string(),
        standsOn: z
          .object({ pages: z.int(), sites: z.int() })
          .exactOptional()
          .meta({ description: 'Where words of it stand that are boilerplate of the corpus' }),
      }),
    ),
    articleFacts,
    dated: z.array(datedEvidence).meta({ description: 'What was known of when each text was there' }),
    incomplete: z
      .array(z.string())
      .exactOptional()
      .meta({ description: 'Why boilerplate may pass for own words here' }),
    family: storyFamily
      .exactOptional()
      .meta({ description: "Who else carries the original's story, as the corpus knew" }),
    licence: licenceOpinion.exactOptional(),
  }),
);

const comparison = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('pending'),
    supplied: sha256
      .exactOptional()
      .meta({ description: 'Of a text that was supplied for its work, and is to be compared with' }),
  }),
  z.object({
    outcome: z.literal('compared'),
    evidenceKey: z.string(),
    sha256,
    summary: z.object({
      verdict: z.string(),
      articleCoverage: z.number(),
      originalCoverage: z.number(),
      ownWords: z.int(),
      quotedWords: z.int(),
      longestRunWords: z.int(),
      licence: z.enum(['licensed', 'terms_broken', 'unlicensed', 'unknown']).exactOptional(),
    }),
  }),
  z.object({
    outcome: z.literal('not_compared'),
    why: z.enum(['no_original_text', 'no_article_text', 'not_ours', 'not_found', 'unreadable']),
    fetch: z
      .enum(FETCH_REFUSALS)
      .exactOptional()
      .meta({ description: 'Its page was looked for on the web, and why that gave nothing' }),
  }),
]);

const decision = z.object({
  actions: z.array(z.enum(ITEM_ACTIONS)),
  reasonCode: z.enum(REASON_CODES),
  reason: z.string(),
  decidedBy: actor,
  decidedAt: instantField,
  version,
  evidenceSha256: sha256.exactOptional(),
  heldBefore: hold.exactOptional(),
  approvedBy: actor.exactOptional(),
});

/** One address of a case, with what it is judged by. */
export const itemView = answering<ItemView>()(
  z.object({
    no: z.int().positive(),
    url: z.string().meta({ description: 'As the sender wrote it' }),
    siteId: siteIdField.exactOptional(),
    receivedAt: instantField,
    state: itemState,
    articleId: articleIdField.exactOptional(),
    articleVersion: z.int().exactOptional(),
    snapshotKey: z.string().exactOptional(),
    snapshotSha256: sha256.exactOptional(),
    work: z.int().min(0).exactOptional(),
    respondent: z.string().exactOptional(),
    elements: z.array(element),
    deficiencies: z.array(deficiency),
    comparison,
    dated: z
      .array(datedEvidence)
      .exactOptional()
      .meta({ description: 'What staff found on when the texts were there' }),
    recalled: z
      .object({ originalId: articleIdField, reason: z.string() })
      .exactOptional()
      .meta({ description: 'Since the case was opened its source has spoken of what it was copied from' }),
    decision: decision.exactOptional(),
    proposed: decision
      .exactOptional()
      .meta({ description: 'Waits for a second person while the case has a proposal of its version' }),
    editedBy: z.array(z.string()).exactOptional().meta({ description: 'Staff who edited the page' }),
    hold: hold.exactOptional(),
    toldAt: instantField.exactOptional(),
    acknowledgedAt: instantField.exactOptional(),
    confirmedGoneAt: instantField.exactOptional(),
    evidence: evidence.exactOptional(),
    whoWasFirst: firstOfTwo.exactOptional(),
    evidenceLeftOut: z.literal(true).exactOptional().meta({
      description: 'The answer would be too large with it: it is shown once others are decided',
    }),
    heldBy: z.array(caseIdField).meta({ description: 'Other cases that keep the article down' }),
  }),
);

const itemGroup = answering<ItemGroup>()(
  z.object({
    facts: z.object({
      state: itemState,
      work: z.int(),
      finding: z.string().meta({ description: 'The verdict, or why nothing was compared' }),
      copied: z
        .tuple([z.number(), z.number()])
        .exactOptional()
        .meta({ description: 'Per cent of the page, from and to' }),
      licence: z.string().exactOptional(),
      elements: z.array(element),
      deficiencies: z.array(deficiency),
      held: z.boolean(),
    }),
    items: z.array(z.int()),
  }),
);

export const timelineEntry = answering<TimelineEntry>()(
  z.object({
    caseId: caseIdField,
    seq: z.int().positive(),
    at: instantField,
    event: z.string(),
    from: caseState.nullable(),
    to: caseState,
    actor,
    facts: z.record(z.string(), z.unknown()),
    previousHash: z.string(),
    hash: sha256,
  }),
);

/** Answer of GET /cases/{caseId}. */
export const caseAnswer = answering<CaseView>()(
  queueLine.extend({
    at: instantField.meta({ description: "The desk's own time: what is left is counted from it" }),
    version,
    contentOrigin,
    outcome: outcome.exactOptional(),
    warnings: z.array(noticeWarning),
    lease: lease.exactOptional(),
    clocks: z.array(clockView),
    whatIsMissing: z.array(missingPart),
    notice: notice.exactOptional().meta({ description: 'Contact data masked' }),
    itemViews: z.array(itemView),
    heldBack: z
      .array(z.enum(['pause', 'endpoint', 'breaker']))
      .meta({ description: 'Why what it owes does not leave now; its clocks run on' }),
    groups: z
      .array(itemGroup)
      .meta({ description: 'Items with identical facts, which can be decided as one' }),
    proposal: z
      .object({
        by: actor,
        at: instantField,
        version,
        why: z.array(approvalReason),
      })
      .exactOptional(),
    waitsUntil: instantField
      .exactOptional()
      .meta({ description: 'Until then the last decision can be taken back, and nothing of it has left' }),
    timeline: z.array(timelineEntry),
  }),
);

/** Answer of GET /cases/{caseId}/items/{item}/texts. */
export const textsAnswer = answering<ComparedTexts>()(
  z.object({ article: z.string(), original: z.string() }),
);

/** Answer of GET /sign-in: OpenID Connect, code flow with PKCE. */
export const signInAnswer = z.object({ issuer: z.url(), clientId: z.string() });
export type SignIn = z.infer<typeof signInAnswer>;

/** Answer of POST /cases/{caseId}/claim. */
export const claimAnswer = answering<Claim>()(z.object({ caseId: caseIdField, lease, version }));

/** Answer where there is nothing more to say than which case it was. */
export const caseNamed = z.object({ caseId: caseIdField });

/** Answer of POST /cases/{caseId}/decisions. */
export const decidedAnswer = answering<Decided>()(
  z.object({
    caseId: caseIdField,
    state: caseState,
    outcome: outcome.exactOptional(),
    version,
    awaits: z
      .array(approvalReason)
      .exactOptional()
      .meta({ description: 'It is only proposed: why a second person has to approve it' }),
    items: z.array(z.object({ no: z.int(), url: z.string(), state: itemState })),
    carriedOutAt: instantField.meta({
      description: 'Until then the decision waits and can be taken back',
    }),
  }),
);

/** Answer of POST /cases/{caseId}/undo. */
export const takenBackAnswer = answering<TakenBack>()(
  z.object({ caseId: caseIdField, state: caseState, version }),
);

/** Answer of POST /cases/{caseId}/send-now. */
export const sentNowAnswer = answering<SentNow>()(
  z.object({
    caseId: caseIdField,
    state: caseState,
    version,
    sent: z.int().meta({ description: 'Orders and mails that had waited' }),
  }),
);

/** Answer of what moves a case without deciding its items. */
export const movedAnswer = answering<Moved>()(z.object({ caseId: caseIdField, state: caseState, version }));

/** Answer of POST /queue/claim-next. */
export const claimNextAnswer = answering<NextClaim>()(z.object({ claim: claimAnswer.nullable() }));

/** Answer of POST /queue/rebuild. */
export const rebuildAnswer = answering<Rebuilt>()(
  z.object({
    cases: z.int(),
    mended: z.int().meta({ description: 'Of them, those that stood elsewhere than their facts put them' }),
    cursor: z.string().exactOptional().meta({ description: 'Where the next part begins; absent at the end' }),
  }),
);

/** Answer of POST /cases/{caseId}/decisions/preview. */
export const previewAnswer = answering<DecisionPreview>()(
  z.object({
    refusals: z.array(z.object({ item: z.int().exactOptional(), reason: z.string() })),
    approval: z.array(approvalReason),
    state: caseState,
    outcome: outcome.exactOptional(),
    items: z.array(
      z.object({ no: z.int(), url: z.string(), state: itemState, evidenceSha256: sha256.exactOptional() }),
    ),
    orders: z.array(z.object({ type: z.string(), item: z.int() })),
    letters: z.array(
      z.object({
        to: z.enum(['complainant', 'respondent']),
        respondent: z.string().exactOptional(),
        items: z.array(z.int()),
        subject: z.string(),
        text: z.string(),
      }),
    ),
  }),
);
