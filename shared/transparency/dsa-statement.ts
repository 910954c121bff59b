import { z } from 'zod';
import { parseDay } from '../clock/day';

/**
 * A statement of reasons as the DSA Transparency Database takes it (Art. 24(5) of Regulation (EU) 2022/2065; schema in force
 * since 1 July 2025), as far as a decision on copyright needs it. What the database would strip is stripped here: no field
 * that it does not keep leaves. Its text is public for years.
 */

/** Greece is `GR` here. All 27 together are the European Union. */
export const EU_COUNTRIES =
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ');

const VISIBILITIES = [
  'DECISION_VISIBILITY_CONTENT_REMOVED',
  'DECISION_VISIBILITY_CONTENT_DISABLED',
  'DECISION_VISIBILITY_CONTENT_DEMOTED',
  'DECISION_VISIBILITY_OTHER',
] as const;

const text = (most: number) => z.string().trim().min(1).max(most);
const dayFrom = (first: string) =>
  z
    .string()
    .refine(
      (day) => parseDay(day) !== undefined && day >= first && day <= '2038-01-01',
      `expected a day from ${first} to 2038-01-01, as YYYY-MM-DD`,
    );

const ofEveryGround = {
  decision_visibility: z.array(z.enum(VISIBILITIES)).min(1),
  decision_visibility_other: text(500).exactOptional(),
  content_type: z.array(z.enum(['CONTENT_TYPE_TEXT', 'CONTENT_TYPE_IMAGE'])).min(1),
  category: z.literal('STATEMENT_CATEGORY_INTELLECTUAL_PROPERTY_INFRINGEMENTS'),
  category_specification: z.array(z.literal('KEYWORD_COPYRIGHT_INFRINGEMENT')).min(1),
  territorial_scope: z.array(z.enum(EU_COUNTRIES)).min(1),
  content_date: dayFrom('2000-01-01').meta({ description: 'The day from which it was hosted' }),
  application_date: dayFrom('2020-01-01').meta({ description: 'The day on which the restriction began' }),
  decision_facts: text(5_000).meta({ description: 'No personal data' }),
  source_type: z.enum([
    'SOURCE_ARTICLE_16',
    'SOURCE_TRUSTED_FLAGGER',
    'SOURCE_TYPE_OTHER_NOTIFICATION',
    'SOURCE_VOLUNTARY',
  ]),
  automated_detection: z.enum(['Yes', 'No']),
  // A decision by a machine alone has no name here: none is made at this desk.
  automated_decision: z.enum(['AUTOMATED_DECISION_PARTIALLY', 'AUTOMATED_DECISION_NOT_AUTOMATED']),
  puid: z
    .string()
    .max(500)
    .regex(/^[a-zA-Z0-9-_]+$/),
};

export const dsaStatement = z
  .discriminatedUnion('decision_ground', [
    z.object({
      ...ofEveryGround,
      decision_ground: z.literal('DECISION_GROUND_ILLEGAL_CONTENT'),
      illegal_content_legal_ground: text(500),
      illegal_content_explanation: text(2_000),
    }),
    z.object({
      ...ofEveryGround,
      decision_ground: z.literal('DECISION_GROUND_INCOMPATIBLE_CONTENT'),
      incompatible_content_ground: text(500),
      incompatible_content_explanation: text(2_000),
    }),
  ])
  .refine((statement) => !isOther(statement) || statement.decision_visibility_other !== undefined, {
    path: ['decision_visibility_other'],
    error: 'say what the other measure is',
  })
  .transform((statement) => {
    const kept = { ...statement };
    if (!isOther(kept)) delete kept.decision_visibility_other;
    return kept;
  });
export type DsaStatement = z.output<typeof dsaStatement>;

type Visible = { readonly decision_visibility: readonly (typeof VISIBILITIES)[number][] };
const isOther = ({ decision_visibility: taken }: Visible): boolean =>
  taken.includes('DECISION_VISIBILITY_OTHER');
