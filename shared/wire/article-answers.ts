import { z } from 'zod';
import type { Facts, Match } from '../match/match';
import type { FamilyMember, StoryFamily, StoryMatch } from '../match/story-match';
import { type DatedEvidence, RUNGS, type WhoWasFirst } from '../match/who-was-first';
import type { advisoryAnswer } from '../desk/advise-article';
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

export const excludedBy = z
  .array(z.object({ caseId: caseIdField, item: z.int().positive(), passage: z.int().positive() }))
  .meta({ description: 'Decisions by which passages are not counted' });

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
    excludedBy: excludedBy.exactOptional(),
  }),
);

export const datedEvidence = answering<DatedEvidence>()(
  z.object({
    side: z.enum(['article', 'original']),
    rung: z
      .enum(RUNGS)
      .meta({ description: 'How far it is to be trusted: the ladder, the most trusted first' }),
    at: instantField.meta({
      description: 'By when the text was there; of a domain since when it can have been',
    }),
    source: z.string(),
  }),
);

export const firstOfTwo = answering<WhoWasFirst>()(
  z.object({
    first: z.enum(['article', 'original', 'not_known']),
    by: z.enum(RUNGS).exactOptional(),
    restsOn: z.array(datedEvidence),
    contradictions: z.array(z.object({ says: datedEvidence, against: datedEvidence })),
  }),
);

const carrier = z.object({
  site: z.string().exactOptional(),
  firstSeenAt: instantField.exactOptional(),
  registered: z.literal(true).exactOptional().meta({ description: 'By its publisher, as an original' }),
});

const familyMember = answering<FamilyMember>()(articleMatch.omit({ passages: true }).extend(carrier.shape));

export const storyFamily = answering<StoryFamily>()(
  z.object({
    count: z.int().min(2).meta({ description: 'Texts of this story; at least so many where truncated' }),
    sites: z.array(z.string()),
    members: z.array(familyMember),
    truncated: z.literal(true).exactOptional(),
  }),
);

const storyMatch = answering<StoryMatch>()(
  articleMatch.extend({
    ...carrier.shape,
    whoWasFirst: firstOfTwo.exactOptional(),
    family: storyFamily.exactOptional(),
  }),
);

/** Answer of POST /articles/messages. */
export const advisoryReceipt = answering<ReturnType<typeof advisoryAnswer>>()(
  z.object({
    articleIds: z
      .array(articleIdField)
      .meta({ description: 'What it is about, as far as it is here; it holds for what comes later, too' }),
    correctedBy: articleIdField.exactOptional(),
  }),
);

export const iscc = z.string().meta({ description: 'ISCC Text-Code (ISO 24138) of the text' });

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
        embargo: z.object({ until: instantField.exactOptional() }).exactOptional(),
      })
      .exactOptional(),
    facts: articleFacts.exactOptional(),
    iscc: iscc.exactOptional(),
    matches: z.array(storyMatch).meta({ description: 'One for each story, most copied first' }),
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
