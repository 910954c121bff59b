import { z } from 'zod';
import { body, httpUrl, idempotencyKey, instantField, line, publisherIdField, siteIdField } from './fields';

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
  text: body.exactOptional(),
  html: body.exactOptional(),
  bodyRef: bodyRef.exactOptional(),
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
