import { z } from 'zod';
import { parseInstant } from '../clock/instant';
import {
  parseAlertId,
  parseArticleId,
  parseCaseId,
  parseKeyId,
  parseLicenceId,
  parseOutboxId,
  parsePublisherId,
  parseExclusionId,
  parseSiteId,
} from '../ids';

/** A submitted text or page may hold this many bytes of UTF-8; larger ones are refused, never cut. */
export const MAX_TEXT_BYTES = 1_048_576;

/** A text field, as a parser of ours reads it. */
export const parsed = <T>(parse: (text: string) => T | undefined, expected: string) =>
  z
    .string()
    .transform((text, context): T => {
      const value = parse(text);
      if (value !== undefined) return value;
      context.addIssue({ code: 'custom', message: `expected ${expected}` });
      return z.NEVER;
    })
    .meta({ description: `${expected[0]?.toUpperCase()}${expected.slice(1)}` });

export const instantField = parsed(
  parseInstant,
  'an ISO 8601 date-time with an offset, such as 2026-11-22T10:00:00Z',
);
export const articleIdField = parsed(parseArticleId, 'an article id, art_ and 26 characters');
export const caseIdField = parsed(parseCaseId, 'a case number, such as CD-7K3MX-2QZ9A');
export const keyIdField = parsed(parseKeyId, 'an API key id, 12 of a-z and 0-9');
export const licenceIdField = parsed(parseLicenceId, 'a licence id, lic_ and 26 characters');
export const ownerField = z.union([articleIdField, caseIdField]);
export const alertIdField = parsed(parseAlertId, 'what an alert is about: a case, an article or a site');
export const outboxIdField = parsed(parseOutboxId, 'an outbox id, msg_ and 26 characters');
export const publisherIdField = parsed(parsePublisherId, 'a publisher id: 2 to 63 of a-z, 0-9 and -');
export const exclusionIdField = parsed(parseExclusionId, 'an exclusion id, exc_ and 26 characters');
export const siteIdField = parsed(parseSiteId, 'a site id: 2 to 63 of a-z, 0-9 and -');

/** UTF-8 has no half of a surrogate pair, and no store takes one. */
const wholeCharacters = [
  (text: string) => text.isWellFormed(),
  'holds half a character (a lone surrogate): send the text as it was, in UTF-8',
] as const;

/** One line of text: what people type into a form. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(max, `at most ${max} characters`)
    .refine(...wholeCharacters)
    .refine((text) => !/\p{Cc}/u.test(text), 'holds a control character: send one line of plain text');
/** Several lines of text. */
export const prose = (max: number) =>
  z
    .string()
    .min(1, 'must not be empty')
    .max(max, `at most ${max} characters`)
    .refine(...wholeCharacters);

export const httpUrl = z
  .url({ protocol: /^https?$/, error: 'expected an http or https address' })
  .max(2_048, 'at most 2048 characters')
  .refine(...wholeCharacters);

/** Chosen by the sender, one for each thing sent: a repeated request is answered with the first result. */
export const idempotencyKey = z
  .string()
  .regex(/^[\x21-\x7e]{1,255}$/, 'expected 1 to 255 printable ASCII characters without spaces');

export const byteLength = (text: string): number => new TextEncoder().encode(text).length;

/** A whole text or page. */
export const body = z
  .string()
  .refine((text) => text.trim() !== '', 'must not be empty')
  .refine(...wholeCharacters)
  .refine((text) => byteLength(text) <= MAX_TEXT_BYTES, {
    error: `is larger than ${MAX_TEXT_BYTES} bytes: send the article's own text without the page around it`,
  });

/** How many of a list are wanted, as a query parameter. */
export const pageSize = z
  .string()
  .regex(/^\d{1,3}$/, 'expected a number')
  .transform(Number)
  .refine((size) => size >= 1 && size <= 100, 'expected 1 to 100');
