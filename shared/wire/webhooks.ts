import { z } from 'zod';
import { type Effect, ITEM_ACTIONS, REASON_CODES } from '../case/case';
import type { FoundCopy } from '../desk/found-copies';
import { answering } from './answering';
import { articleIdField, caseIdField, instantField, publisherIdField } from './fields';

type WebhookType = Extract<Effect, { kind: 'cms' }>['type'];

const order = z.object({
  caseId: caseIdField,
  item: z.int().positive(),
  url: z.string(),
  articleId: articleIdField.exactOptional(),
  actions: z.array(z.enum(ITEM_ACTIONS)).exactOptional(),
  reasonCode: z.enum(REASON_CODES),
  decidedAt: instantField.exactOptional(),
  decisionVersion: z.int().exactOptional(),
});

const judgedByMachine = z.object({
  articleId: articleIdField,
  externalId: z.string().exactOptional(),
  url: z.string().exactOptional(),
  disposition: z.enum(['publish', 'label', 'hold']),
  reasons: z.array(z.string()),
  policyVersion: z.string(),
  caseId: caseIdField.exactOptional(),
  late: z.boolean().meta({ description: 'The original came after the article was published' }),
  matches: z.array(
    z.object({
      originalId: z.string(),
      publisherId: publisherIdField.exactOptional(),
      verdict: z.string(),
      ownWords: z.int(),
      quotedWords: z.int(),
      licence: z.string(),
    }),
  ),
});
const judgedByPerson = order.extend({ disposition: z.enum(['publish', 'refuse']) });

const foundCopy = answering<Omit<FoundCopy, 'publisherId'>>()(
  z.object({
    articleId: articleIdField,
    originalId: z.string(),
    since: instantField.meta({ description: 'When the copy came to us' }),
    url: z.string().exactOptional(),
    title: z.string().exactOptional(),
    originalUrl: z.string().exactOptional(),
    verdict: z.enum(['copy', 'partial', 'quotation', 'boilerplate', 'original']),
    articleCoverage: z.number(),
    originalCoverage: z.number(),
    ownWords: z.int(),
    licence: z.enum(['licensed', 'terms_broken', 'unlicensed', 'unknown']),
  }),
).extend({ copies: z.string().meta({ description: 'Where the account lists all of them' }) });

const disposition = z.union([judgedByMachine, judgedByPerson]);

/** `data` of each webhook that a site's CMS receives, and of the one that a publisher can have, as Standard Webhooks wraps it: `{ type, timestamp, data }`. */
export const webhooks = {
  'article.disposition': {
    summary: 'publish it, or wait',
    data: disposition,
  },
  'item.takedown': { summary: 'take the page down', data: order },
  'item.amend': { summary: 'change it as `actions` say', data: order },
  'item.restore': { summary: 'put it back', data: order },
  'copy.found': {
    summary: "to a publisher's own webhook: a published copy of its original",
    data: foundCopy,
  },
} as const satisfies Record<
  WebhookType | 'copy.found',
  { readonly summary: string; readonly data: z.ZodType }
>;
