import { z } from 'zod';
import type { ExclusionView } from '../desk/exclude-passage';
import { answering } from './answering';
import { articleIdField, caseIdField, exclusionIdField, instantField, siteIdField } from './fields';

/** Answer of POST /cases/{caseId}/exclusions/{exclusionId}/revoke. */
export const exclusionAnswer = answering<ExclusionView>()(
  z.object({
    id: exclusionIdField,
    scope: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('original'), originalId: articleIdField }),
      z.object({ kind: z.literal('site'), siteId: siteIdField }),
      z.object({ kind: z.literal('corpus') }),
    ]),
    caseId: caseIdField,
    item: z.int().positive(),
    passage: z.int().positive(),
    opening: z.string().meta({ description: 'How the passage begins' }),
    excludedBy: z.string(),
    excludedAt: instantField,
    revokedAt: instantField.exactOptional(),
  }),
);

/** Answer of GET and POST /cases/{caseId}/exclusions. */
export const exclusionsAnswer = z.object({ exclusions: z.array(exclusionAnswer) });
