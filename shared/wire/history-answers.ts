import { z } from 'zod';
import type { Readers } from '../desk/look-at-case';
import type { CaseHistory } from '../desk/read-history';
import { answering } from './answering';
import { caseState, itemState, outcome } from './case-answers';
import { caseIdField, instantField } from './fields';

const truncated = z.boolean().meta({ description: 'There are more: the counts are of the newest' });

/** Answer of GET /cases/{caseId}/history. */
export const historyAnswer = answering<CaseHistory>()(
  z.object({
    sender: z
      .object({
        cases: z.int(),
        truncated,
        upheld: z.int(),
        partial: z.int(),
        rejected: z.int(),
        withdrawn: z.int(),
        open: z.int(),
        last: z.array(
          z.object({
            caseId: caseIdField,
            receivedAt: instantField,
            state: caseState,
            outcome: outcome.exactOptional(),
          }),
        ),
      })
      .exactOptional()
      .meta({ description: 'Absent where nobody vouches for who sent it' }),
    sources: z.array(
      z.object({
        source: z.string(),
        items: z.int(),
        truncated,
        upheld: z.int(),
        kept: z.int(),
        open: z.int(),
        last: z.array(
          z.object({ caseId: caseIdField, item: z.int(), receivedAt: instantField, state: itemState }),
        ),
      }),
    ),
  }),
);

/** Answer of POST /cases/{caseId}/readers. */
export const readersAnswer = answering<Readers>()(
  z.object({
    caseId: caseIdField,
    others: z.array(z.object({ person: z.string(), until: instantField })),
  }),
);
