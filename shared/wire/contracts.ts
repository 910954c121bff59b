import { z } from 'zod';
import type { ReadOnly } from './answering';
import { advisoryReceipt, articleAnswer, licenceAnswer, submissionReceipt } from './article-answers';
import { exclusionAnswer, exclusionsAnswer } from './exclusion-answers';
import { articleAdvisory, articleSubmission } from './article-submission';
import { auditAnswer, chainsAnswer, revealedAnswer, revealsAnswer } from './audit-answers';
import { revealRequest, revealsQuery } from './audit-requests';
import {
  caseAnswer,
  caseNamed,
  claimAnswer,
  decidedAnswer,
  queueAnswer,
  signInAnswer,
  sentNowAnswer,
  takenBackAnswer,
  textsAnswer,
  caseState,
  claimNextAnswer,
  foundAnswer,
  movedAnswer,
  previewAnswer,
  rebuildAnswer,
} from './case-answers';
import {
  abuseRequest,
  approveRequest,
  claimNextRequest,
  dateRequest,
  escalateRequest,
  filingRequest,
  exclusionRequest,
  findRequest,
  informationRequest,
  leaseRequest,
  markRequest,
  mergeRequest,
  noteRequest,
  originalTextRequest,
  rebuildRequest,
  redriveRequest,
  refuseRequest,
  remarkRequest,
  reopenRequest,
  takeOverRequest,
  withdrawRequest,
} from './case-requests';
import { historyAnswer, readersAnswer } from './history-answers';
import { filedReceipt, noticeReceipt, statusAnswer } from './complaint-answers';
import { decisionRequest } from './decision-request';
import {
  acknowledgedAnswer,
  alertsAnswer,
  contactAnswer,
  deliveriesAnswer,
  gate,
  gatesAnswer,
  replayAnswer,
  rotatedAnswer,
} from './delivery-answers';
import {
  acknowledgeRequest,
  contactRequest,
  deliveriesQuery,
  gateRequest,
  replayRequest,
  rotateSecretRequest,
} from './delivery-requests';
import { pageSize, siteIdField } from './fields';
import { licenceRegistration } from './licence-registration';
import { noticeAddition, noticeSubmission } from './notice-submission';
import {
  deadLettersAnswer,
  deskStatusAnswer,
  issuedKeyAnswer,
  keyNamed,
  keysAnswer,
  outboxAnswer,
  publisherAnswer,
  redriveAnswer,
  selfCheckAnswer,
  siteAnswer,
  traceAnswer,
} from './operation-answers';
import { createPublisherRequest, issueKeyRequest } from './publishers';
import type { RoutesOf } from './routes';
import { rebuiltStatistics, statisticsAnswer, statisticsQuery } from './statistics';
import { putSiteRequest } from './site-settings';

/** What one route takes and answers, beside its address and who may call it (routes.ts). */
export interface Contract {
  /** One line, as docs/api.md and the OpenAPI document say it. */
  readonly summary: string;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly status: 200 | 201 | 202;
  /** Of the answer's JSON body. */
  readonly answer: z.ZodType;
  /**
   * It makes something and takes an Idempotency-Key: the verb keeps what it made by it, or the first reply is kept, or, where
   * that holds a secret, only that there was one.
   */
  readonly idempotent?: 'by_verb' | 'by_reply' | 'shown_once';
  /** Its answer carries an ETag. */
  readonly etag?: true;
  /** It changes what has an ETag and wants If-Match; what changes a case takes it anyway. */
  readonly ifMatch?: 'required';
}

/** The routes that answer JSON; the others are pages for people. */
export type ApiRouteName = RoutesOf<'intake-api' | 'desk-api'>;

const limit = pageSize.default(25);
const cursor = z.string().max(2_000).exactOptional();

/** What every route takes and answers: the handlers are held to it, the client and the OpenAPI document are made of it. */
export const contracts = {
  health: { summary: 'answers `ok`', status: 200, answer: z.object({ status: z.literal('ok') }) },
  openApi: {
    summary: 'this API as an OpenAPI 3.1 document',
    status: 200,
    answer: z.record(z.string(), z.unknown()),
  },
  canaryWebhook: {
    summary: "the canary's own CMS: takes whatever it is told and does nothing",
    status: 200,
    answer: z.object({ taken: z.literal(true) }),
  },
  submitArticle: {
    summary: 'an article to be checked; 202 with its id',
    body: articleSubmission,
    idempotent: 'by_verb',
    status: 202,
    answer: submissionReceipt,
  },
  readArticle: {
    summary: 'stages, matches with passages, disposition',
    status: 200,
    answer: articleAnswer,
  },
  adviseArticle: {
    summary: 'an article of your own is withdrawn, embargoed or corrected',
    body: articleAdvisory,
    idempotent: 'by_reply',
    status: 202,
    answer: advisoryReceipt,
  },
  registerOriginal: {
    summary: "an original of the key's publisher",
    body: articleSubmission,
    idempotent: 'by_verb',
    status: 202,
    answer: submissionReceipt,
  },
  registerLicence: {
    summary: "who may republish the publisher's works",
    body: licenceRegistration,
    idempotent: 'by_reply',
    status: 201,
    answer: licenceAnswer,
  },
  submitNotice: {
    summary: 'a complaint; 201 with case number, status link, what lacks',
    body: noticeSubmission,
    idempotent: 'by_verb',
    status: 201,
    answer: noticeReceipt,
  },
  readStatus: {
    summary: 'how each address stands: ordered, said done, seen gone',
    status: 200,
    answer: statusAnswer,
  },
  supplyOriginalText: {
    summary: 'the text of a named original that was not at hand',
    body: originalTextRequest,
    idempotent: 'by_reply',
    status: 202,
    answer: caseNamed,
  },
  completeComplaint: {
    summary: 'the parts that were missing, and further addresses',
    body: noticeAddition,
    idempotent: 'by_reply',
    status: 202,
    answer: caseNamed,
  },
  withdrawComplaint: {
    summary: 'takes items back, or, without numbers, the whole complaint',
    body: withdrawRequest,
    idempotent: 'by_reply',
    status: 202,
    answer: caseNamed,
  },

  signIn: { summary: 'where staff sign in', status: 200, answer: signInAnswer },
  listQueue: {
    summary: 'open cases in the order to be taken',
    query: z.object({
      limit,
      cursor,
      siteId: siteIdField.exactOptional(),
      state: caseState.exactOptional(),
      assignee: z.string().max(200).exactOptional(),
    }),
    status: 200,
    answer: queueAnswer,
  },
  claimNext: {
    summary: 'takes the next free case, never one of your own filing; `claim` is null where none is',
    body: claimNextRequest,
    status: 200,
    answer: claimNextAnswer,
  },
  rebuildQueue: {
    summary: 'computes queue, subjects and what cases are found by anew, a part at a time',
    body: rebuildRequest,
    status: 200,
    answer: rebuildAnswer,
  },
  fileForComplainant: {
    summary: 'enters a complaint that came on paper; who enters it does not decide it',
    body: filingRequest,
    status: 201,
    answer: filedReceipt,
  },
  findCases: {
    summary: 'any case by number, page, host, organisation or mail; without one, what was done last',
    body: findRequest,
    status: 200,
    answer: foundAnswer,
  },
  readCase: { summary: 'the case file', status: 200, answer: caseAnswer, etag: true },
  readTexts: { summary: "an item's two texts as they were compared", status: 200, answer: textsAnswer },
  readHistory: {
    summary: 'what became of earlier complaints by its proven sender and about its sources',
    status: 200,
    answer: historyAnswer,
  },
  lookAtCase: {
    summary: 'says that you have the case open; answers who else has',
    status: 200,
    answer: readersAnswer,
  },
  claimCase: {
    summary: 'takes the case; answers with the lease token',
    status: 200,
    answer: claimAnswer,
  },
  renewClaim: {
    summary: 'says that you are still at it: the claim lasts longer',
    body: leaseRequest,
    status: 200,
    answer: claimAnswer,
  },
  takeOverCase: {
    summary: 'takes the case out of somebody’s hands, with a reason',
    body: takeOverRequest,
    status: 200,
    answer: claimAnswer,
  },
  releaseCase: { summary: 'gives it back', body: leaseRequest, status: 200, answer: caseNamed },
  decideItems: {
    summary: 'decides items or closes it; 409 says what has changed',
    body: decisionRequest,
    status: 200,
    answer: decidedAnswer,
  },
  previewDecision: {
    summary: 'what a decision would do, item by item, and every letter as its party would read it',
    body: decisionRequest,
    status: 200,
    answer: previewAnswer,
  },
  approveDecision: {
    summary: 'the second person agrees to what was proposed',
    body: approveRequest,
    status: 200,
    answer: decidedAnswer,
  },
  refuseDecision: {
    summary: 'the second person refuses it, or who proposed it takes it back',
    body: refuseRequest,
    status: 200,
    answer: movedAnswer,
  },
  undoDecision: {
    summary: 'takes the last decision back while its orders still wait',
    status: 200,
    answer: takenBackAnswer,
  },
  sendNow: {
    summary: 'carries the last decision out now, without the time to take it back',
    status: 200,
    answer: sentNowAnswer,
  },
  excludePassages: {
    summary: "passages of a decided item's evidence are nobody's own words from now on",
    body: exclusionRequest,
    idempotent: 'by_reply',
    status: 201,
    answer: exclusionsAnswer,
  },
  listExclusions: {
    summary: 'what was excluded with the case',
    status: 200,
    answer: exclusionsAnswer,
  },
  revokeExclusion: { summary: 'the passage counts again', status: 200, answer: exclusionAnswer },
  requestInformation: {
    summary: 'asks the complainant for named missing parts',
    body: informationRequest,
    status: 200,
    answer: movedAnswer,
  },
  completeScreening: {
    summary: 'finds a notice fit for review although the checker did not',
    body: remarkRequest,
    status: 200,
    answer: movedAnswer,
  },
  escalateCase: {
    summary: 'passes it to the legal team',
    body: escalateRequest,
    status: 200,
    answer: movedAnswer,
  },
  returnCase: {
    summary: 'gives it back to the reviewers',
    body: remarkRequest,
    status: 200,
    answer: movedAnswer,
  },
  reopenCase: {
    summary: 'opens a closed case on new facts',
    body: reopenRequest,
    status: 200,
    answer: movedAnswer,
  },
  withdrawForComplainant: {
    summary: 'withdraws items in the name of the complainant',
    body: withdrawRequest,
    status: 200,
    answer: movedAnswer,
  },
  mergeCase: {
    summary: 'the same complaint twice: this case ends, the other goes on',
    body: mergeRequest,
    status: 200,
    answer: movedAnswer,
  },
  addNote: {
    summary: 'a note in the timeline; a later one corrects it',
    body: noteRequest,
    idempotent: 'by_reply',
    status: 200,
    answer: movedAnswer,
  },
  flagAbuse: {
    summary: 'two signals of misuse or more, for people inside only',
    body: abuseRequest,
    status: 200,
    answer: movedAnswer,
  },
  markCase: {
    summary: 'establishes that it is an order, from a trusted flagger, or touches press freedom',
    body: markRequest,
    status: 200,
    answer: movedAnswer,
  },
  addOriginalText: {
    summary: 'the text of a named original, added by staff',
    body: originalTextRequest,
    idempotent: 'by_reply',
    status: 202,
    answer: caseNamed,
  },
  recordDate: {
    summary: 'when a text was there, as somebody else attests',
    body: dateRequest,
    status: 200,
    answer: movedAnswer,
  },
  readOutbox: {
    summary: 'what was told to whom about an article or a case',
    query: z.object({ limit, cursor }),
    status: 200,
    answer: outboxAnswer,
  },
  trace: { summary: 'every step of an article or a case', status: 200, answer: traceAnswer },
  listDeadLetters: {
    summary: 'what could not be worked, and why',
    query: z.object({ limit }),
    status: 200,
    answer: deadLettersAnswer,
  },
  redriveDeadLetters: {
    summary: 'sends dead letters back to work',
    body: redriveRequest,
    idempotent: 'by_reply',
    status: 200,
    answer: redriveAnswer,
  },
  listDeliveries: {
    summary: "the delivery log of a site's webhooks in a window: every attempt",
    query: deliveriesQuery,
    status: 200,
    answer: deliveriesAnswer,
  },
  replayDeliveries: {
    summary: 'sends an effect, or the webhooks of a window, once more under their ids',
    body: replayRequest,
    idempotent: 'by_reply',
    status: 200,
    answer: replayAnswer,
  },
  listGates: {
    summary: 'where deliveries are paused, removals stopped or a CMS not called',
    status: 200,
    answer: gatesAnswer,
  },
  orderDeliveries: {
    summary: 'pauses deliveries or lets them go on, with a reason',
    body: gateRequest,
    status: 200,
    answer: gate,
  },
  listAlerts: {
    summary: 'what is wrong now, one for each case or site',
    query: z.object({ limit, cursor }),
    status: 200,
    answer: alertsAnswer,
  },
  acknowledgeAlert: {
    summary: 'somebody has it in hand: no more pages until something else goes wrong',
    body: acknowledgeRequest,
    status: 200,
    answer: acknowledgedAnswer,
  },
  correctContact: {
    summary: 'how to reach a party whose mail came back; it is sent once more',
    body: contactRequest,
    status: 200,
    answer: contactAnswer,
  },
  revealContact: {
    summary:
      'shows masked contact data of the complainant; who saw what, and what for, stands in the timeline',
    body: revealRequest,
    status: 200,
    answer: revealedAnswer,
  },
  readAudit: {
    summary: 'the record of a case: what happened, was decided and told, with hashes to verify it by',
    status: 200,
    answer: auditAnswer,
  },
  listChains: {
    summary: 'how far the hash chain of every case goes; a page may be empty',
    query: z.object({ cursor }),
    status: 200,
    answer: chainsAnswer,
  },
  listReveals: {
    summary: 'who was shown whose contact data in a window, and what for',
    query: revealsQuery,
    status: 200,
    answer: revealsAnswer,
  },
  selfCheck: { summary: 'whether the desk itself is well', status: 200, answer: selfCheckAnswer },
  readDeskStatus: { summary: 'what is waiting, late or dead', status: 200, answer: deskStatusAnswer },
  statistics: {
    summary: 'what happened day by day or week by week, and what is coming; at most 92 days',
    query: statisticsQuery,
    status: 200,
    answer: statisticsAnswer,
  },
  rebuildStatistics: {
    summary: 'computes the figures of every day anew from the records, a part at a time',
    body: rebuildRequest,
    status: 200,
    answer: rebuiltStatistics,
  },
  readSite: { summary: "a site's settings", status: 200, answer: siteAnswer, etag: true },
  putSite: {
    summary: 'sets them, with If-Match or If-None-Match',
    body: putSiteRequest,
    status: 200,
    answer: siteAnswer,
    etag: true,
    ifMatch: 'required',
  },
  rotateSecret: {
    summary: 'a new secret for the webhooks; the former one signs beside it for a while',
    body: rotateSecretRequest,
    idempotent: 'shown_once',
    status: 200,
    answer: rotatedAnswer,
  },
  createPublisher: {
    summary: 'creates a publisher or feed',
    body: createPublisherRequest,
    idempotent: 'by_reply',
    status: 201,
    answer: publisherAnswer,
  },
  issueKey: {
    summary: 'issues an API key, shown this once',
    body: issueKeyRequest,
    idempotent: 'shown_once',
    status: 201,
    answer: issuedKeyAnswer,
  },
  listIssuedKeys: {
    summary: 'its API keys, without their secrets; good ones first',
    status: 200,
    answer: keysAnswer,
  },
  rotateIssuedKey: {
    summary: 'a new key for it, shown this once; the old one is good for a day more',
    idempotent: 'shown_once',
    status: 201,
    answer: issuedKeyAnswer,
  },
  revokeIssuedKey: {
    summary: 'the key opens nothing any more, at once',
    idempotent: 'by_reply',
    status: 200,
    answer: keyNamed,
  },
} as const satisfies Record<ApiRouteName, Contract>;

type Contracts = typeof contracts;

/** What a route answers, as its caller reads it. */
export type AnswerOf<N extends ApiRouteName> = ReadOnly<z.infer<Contracts[N]['answer']>>;
export type StatusOf<N extends ApiRouteName> = Contracts[N]['status'];
/** What a caller may send: defaults left out. */
export type BodyOf<N extends ApiRouteName> = Contracts[N] extends {
  readonly body: infer B extends z.ZodType;
}
  ? ReadOnly<z.input<B>>
  : undefined;
/** Query parameters, as text or as what they stand for. */
export type QueryOf<N extends ApiRouteName> = Contracts[N] extends {
  readonly query: infer Q extends z.ZodType;
}
  ? { readonly [K in keyof z.input<Q>]?: z.input<Q>[K] | z.output<Q>[K & keyof z.output<Q>] | undefined }
  : undefined;
