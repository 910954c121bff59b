import { z } from 'zod';
import {
  articleIdField,
  body,
  httpUrl,
  idempotencyKey,
  instantField,
  line,
  publisherIdField,
  siteIdField,
} from './fields';

/** A body too large for a message, put into the records bucket beforehand. */
export const bodyRef = z.strictObject({
  key: z.string().regex(/^uploads\/[\w./-]{1,900}$/, 'expected a key under uploads/ in the records bucket'),
  type: z.enum(['text', 'html']).default('text'),
});

const shape = {
  externalId: line(200).exactOptional(),
  url: httpUrl.exactOptional(),
  title: line(500).exactOptional(),
  publishedAt: instantField.exactOptional(),
  /** Who edited it, by the names they sign in to this desk with: they do not decide on it. */
  editedBy: z.array(line(200)).max(20).exactOptional(),
  text: body.exactOptional(),
  html: body.exactOptional(),
  bodyRef: bodyRef.exactOptional(),
  /** As IPTC ninjs has it: not to be published now; not at all any more. */
  pubStatus: z.enum(['usable', 'withheld', 'canceled']).exactOptional(),
  embargoedUntil: instantField.exactOptional(),
};

interface Bodies {
  readonly text?: string | undefined;
  readonly html?: string | undefined;
  readonly bodyRef?: unknown;
}
const oneBody = (submission: Bodies): boolean =>
  [submission.text, submission.html, submission.bodyRef].filter((given) => given !== undefined).length === 1;
const oneBodyError = { path: ['text'], error: 'give the article as exactly one of text, html or bodyRef' };

/** Body of POST /articles and POST /originals; who sends it is known from the API key. */
export const articleSubmission = z.strictObject(shape).refine(oneBody, oneBodyError);
export type ArticleSubmission = z.infer<typeof articleSubmission>;

/** The same on the submissions queue, where the sender is trusted to say who it is. */
export const articleSubmitted = z
  .strictObject({
    kind: z.literal('article.submitted'),
    siteId: siteIdField,
    submitter: line(100),
    publisherId: publisherIdField.exactOptional(),
    original: z.boolean().exactOptional(),
    idempotencyKey: idempotencyKey.exactOptional(),
    ...shape,
  })
  .refine(oneBody, oneBodyError)
  .refine((message) => message.original !== true || message.publisherId !== undefined, {
    path: ['publisherId'],
    error: 'an original needs the publisher it belongs to',
  });
export type ArticleSubmitted = z.infer<typeof articleSubmitted>;

/** Who sends a message, where the queue is trusted to say. */
const sender = {
  siteId: siteIdField,
  submitter: line(100),
  publisherId: publisherIdField.exactOptional(),
};
/** Which of the sender's articles it is about: ours, its own id, or where it stands. */
const about = {
  articleId: articleIdField.exactOptional(),
  externalId: line(200).exactOptional(),
  url: httpUrl.exactOptional(),
};
interface Named {
  readonly articleId?: unknown;
  readonly externalId?: unknown;
  readonly url?: unknown;
}
const isNamed = ({ articleId, externalId, url }: Named): boolean =>
  articleId !== undefined || externalId !== undefined || url !== undefined;
const namedError = { path: ['externalId'], error: 'name the article by articleId, externalId or url' };
/** When the source said it; a later word counts more than an earlier one. */
const saidAt = instantField.exactOptional();

const withdrawn = {
  kind: z.literal('article.withdrawn'),
  ...about,
  /** `stop`, unless said: copies are held, those that are out are reported. `leave`: only its registration ends. */
  copies: z.enum(['stop', 'leave']).exactOptional(),
  reason: line(500).exactOptional(),
  saidAt,
};
const embargoed = {
  kind: z.literal('article.embargoed'),
  ...about,
  /** Absent: until further notice. One that is past lifts it. */
  until: instantField.exactOptional(),
  saidAt,
};
/** The new text, and which article had the former one: `articleId`, or else its own `externalId` or `url`. */
const corrected = {
  kind: z.literal('article.corrected'),
  articleId: articleIdField.exactOptional(),
  original: z.boolean().exactOptional(),
  idempotencyKey: idempotencyKey.exactOptional(),
  ...shape,
};

/** Body of POST /articles/messages; who sends it is known from the API key. */
export const articleAdvisory = z.discriminatedUnion('kind', [
  z.strictObject(withdrawn).refine(isNamed, namedError),
  z.strictObject(embargoed).refine(isNamed, namedError),
  z.strictObject(corrected).refine(isNamed, namedError).refine(oneBody, oneBodyError),
]);
export type ArticleAdvisory = z.infer<typeof articleAdvisory>;

/** The same on the submissions queue. */
export const articleWithdrawn = z.strictObject({ ...withdrawn, ...sender }).refine(isNamed, namedError);
export const articleEmbargoed = z.strictObject({ ...embargoed, ...sender }).refine(isNamed, namedError);
export const articleCorrected = z
  .strictObject({ ...corrected, ...sender })
  .refine(isNamed, namedError)
  .refine(oneBody, oneBodyError);
