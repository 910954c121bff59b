import { z } from 'zod';
import type { Facts, Match } from '../match/match';
import type { ArticleView, submissionAnswer } from '../desk/read-article';
import type { Licence } from '../licence/licence';
import { answering } from './answering';
import { articleIdField, caseIdField, instantField, licenceIdField, publisherIdField } from './fields';

const articleStages = z.array(
  z.object({
    stage: z.enum(['accepted', 'registered', 'matched', 'disposed', 'failed', 'advised', 'followed_up']),
    at: instantField,
    note: z.string().exactOptional(),
  }),
);

/** Answer of POST /articles and POST /originals. */
export const submissionReceipt = answering<ReturnType<typeof submissionAnswer>>()(
  z.object({
    articleId: articleIdField,
    statusUrl: z.string(),
    stages: articleStages,
    /** Answered once before, under the same key or with the same text. */
    replayed: z.boolean(),
  }),
);

const span = z
  .tuple([z.int().min(0), z.int().min(0)])
  .meta({ description: 'Start and end, exclusive, in UTF-16 code units of the stored text' });
const verdict = z.enum(['copy', 'partial', 'quotation', 'boilerplate', 'original']);
const share = z.number().min(0).max(1).meta({ description: 'Share of the words, 0 to 1' });
const words = z.int().min(0);

export const passage = z.object({
  article: span,
  original: span,
  kind: z.enum(['own', 'quotation', 'boilerplate']),
});

export const articleMatch = answering<Match>()(
  z.object({
    originalId: z.string(),
    verdict,
    score: z.number().meta({ description: 'Higher: more copied; comparable across pairs' }),
    articleCoverage: share,
    originalCoverage: share,
    ownWords: words,
    quotedWords: words,
    boilerplateWords: words,
    longestRunWords: words,
    passages: z.array(passage),
  }),
);

export const articleFacts = answering<Facts>()(
  z.object({
    words,
    quotedWords: words,
    credits: z.array(z.object({ text: z.string(), start: z.int(), end: z.int() })),
    mixedScript: z.array(z.object({ start: z.int(), end: z.int(), codePoints: z.array(z.string()) })),
    boilerplateFrom: z.int().nullable(),
  }),
);

/** Answer of GET /articles/{articleId}. */
export const articleAnswer = answering<ArticleView>()(
  z.object({
    articleId: articleIdField,
    original: z.boolean(),
    externalId: z.string().exactOptional(),
    url: z.string().exactOptional(),
    title: z.string().exactOptional(),
    acceptedAt: instantField,
    finished: z.boolean().meta({ description: 'Nothing more will happen by itself' }),
    stages: articleStages,
    disposition: z
      .object({
        kind: z.enum(['publish', 'label', 'hold']),
        reasons: z.array(z.string()),
        policyVersion: z.string(),
        caseId: caseIdField.exactOptional(),
        embargo: z.object({ until: instantField }).exactOptional(),
      })
      .exactOptional(),
    facts: articleFacts.exactOptional(),
    matches: z.array(articleMatch),
    incomplete: z.array(z.string()).exactOptional().meta({
      description: "Why the look-up could not see everything: then 'no match' does not mean 'no copy'",
    }),
  }),
);

/** Answer of POST /licences. */
export const licenceAnswer = answering<Licence>()(
  z.object({
    id: licenceIdField,
    publisherId: publisherIdField,
    partner: z.string(),
    scope: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('all') }),
      z.object({ kind: z.literal('prefixes'), prefixes: z.array(z.string()) }),
    ]),
    from: instantField,
    until: instantField.exactOptional(),
    terms: z.object({
      credit: z.string().exactOptional(),
      maxWords: z.int().exactOptional(),
      embargoMs: z.int().exactOptional(),
    }),
  }),
);
