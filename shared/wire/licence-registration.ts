import { z } from 'zod';
import { httpUrl, instantField, line } from './fields';

/** Body of POST /licences; whose works it is about is known from the API key. */
export const licenceRegistration = z
  .strictObject({
    /** A submitter of this desk, or * for every one. */
    partner: line(100),
    scope: z
      .discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('all') }),
        z.strictObject({ kind: z.literal('prefixes'), prefixes: z.array(httpUrl).min(1).max(100) }),
      ])
      .default({ kind: 'all' }),
    from: instantField,
    until: instantField.exactOptional(),
    terms: z
      .strictObject({
        credit: line(200).exactOptional(),
        maxWords: z.int().positive().exactOptional(),
        embargoMs: z.int().min(0).exactOptional(),
      })
      .default({}),
  })
  .refine(({ from, until }) => until === undefined || until > from, {
    path: ['until'],
    error: 'must be later than from',
  });
export type LicenceRegistration = z.infer<typeof licenceRegistration>;
