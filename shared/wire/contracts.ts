import { z } from 'zod';
import type { ReadOnly } from './answering';
import { articleAnswer, licenceAnswer, submissionReceipt } from './article-answers';
import { articleSubmission } from './article-submission';
import {
  caseAnswer,
  caseNamed,
  claimAnswer,
  decidedAnswer,
  queueAnswer,
  signInAnswer,
  takenBackAnswer,
  textsAnswer,
} from './case-answers';
import { leaseRequest, originalTextRequest, redriveRequest } from './case-requests';
import { noticeReceipt, statusAnswer } from './complaint-answers';
import { decisionRequest } from './decision-request';
import { pageSize } from './fields';
import { licenceRegistration } from './licence-registration';
import { noticeSubmission } from './notice-submission';
import {
  deadLettersAnswer,
  deskStatusAnswer,
  issuedKeyAnswer,
  outboxAnswer,
  publisherAnswer,
  redriveAnswer,
  siteAnswer,
  traceAnswer,
} from './operation-answers';
import { createPublisherRequest, issueKeyRequest } from './publishers';
import type { RoutesOf } from './routes';
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
  /** It makes something and takes an Idempotency-Key. */
  readonly idempotent?: true;
  /** Its answer carries an ETag. */
  readonly etag?: true;
  /** It changes what has an ETag and takes If-Match. */
  readonly ifMatch?: 'optional' | 'required';
}

/** The routes that answer JSON; the others are pages for people. */
export type ApiRouteName = RoutesOf<'intake-api' | 'desk-api'>;

const limit = pageSize.default(25);
const cursor = z.string().max(2_000).exactOptional();

/** What every route takes and answers: the handlers are held to it, the client and the OpenAPI document are made of it. */
export const contracts = {
  health: { summary: 'answers `ok`', status: 200, answer: z.object({ status: z.literal('ok') }) },
  submitArticle: {
    summary: 'an article to be checked; 202 with its id',
    body: articleSubmission,
    status: 202,
    answer: submissionReceipt,
  },
  readArticle: {
    summary: 'stages, matches with passages, disposition',
    status: 200,
    answer: articleAnswer,
  },
  registerOriginal: {
    summary: "an original of the key's publisher",
    body: articleSubmission,
    status: 202,
    answer: submissionReceipt,
  },
  registerLicence: {
    summary: "who may republish the publisher's works",
    body: licenceRegistration,
    status: 201,
    answer: licenceAnswer,
  },
  submitNotice: {
    summary: 'a complaint; 201 with case number, status link, what lacks',
    body: noticeSubmission,
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
    status: 202,
    answer: caseNamed,
  },

  signIn: { summary: 'where staff sign in', status: 200, answer: signInAnswer },
  listQueue: {
    summary: 'open cases, least time left first',
    query: z.object({ limit, cursor }),
    status: 200,
    answer: queueAnswer,
  },
  readCase: { summary: 'the case file', status: 200, answer: caseAnswer },
  readTexts: { summary: "an item's two texts as they were compared", status: 200, answer: textsAnswer },
  claimCase: {
    summary: 'takes the case; answers with the lease token',
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
  undoDecision: {
    summary: 'takes the last decision back while its orders still wait',
    status: 200,
    answer: takenBackAnswer,
  },
  addOriginalText: {
    summary: 'as above, by staff',
    body: originalTextRequest,
    status: 202,
    answer: caseNamed,
  },
  readOutbox: {
    summary: 'what was told to whom about an article or a case',
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
    status: 200,
    answer: redriveAnswer,
  },
  readDeskStatus: { summary: 'what is waiting, late or dead', status: 200, answer: deskStatusAnswer },
  readSite: { summary: "a site's settings", status: 200, answer: siteAnswer },
  putSite: { summary: 'sets them', body: putSiteRequest, status: 200, answer: siteAnswer },
  createPublisher: {
    summary: 'creates a publisher or feed',
    body: createPublisherRequest,
    status: 201,
    answer: publisherAnswer,
  },
  issueKey: {
    summary: 'issues an API key, shown this once',
    body: issueKeyRequest,
    status: 201,
    answer: issuedKeyAnswer,
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
