import { z } from 'zod';
import { Problem } from '../problem';

/** Where the next page begins, as an opaque word. */
const tableKey = z.strictObject({ pk: z.string(), sk: z.string() });
/** An instant and an id, as in the queue index. */
const queueKey = z.string().regex(/^\d{4}-[\dT:.-]{18}Z#[\w-]{1,64}$/);
/** Of a copy, among those of one publisher. */
const copyKey = z.string().regex(/^COPY#\d{14}#[\w#]{1,100}$/);

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** @throws Problem `invalid` if it is not one that this desk gave out. */
function decoded<S extends z.ZodType>(cursor: string, schema: S): z.infer<S> {
  const parsed = schema.safeParse(readJson(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (parsed.success) return parsed.data;
  throw new Problem('invalid', 'the cursor is not one this desk gave out; start again without it', {
    errors: [{ pointer: '/cursor', detail: 'start again without it' }],
  });
}

export const toQueueCursor = (queueSk: string): string => encoded(queueSk);
export const fromQueueCursor = (cursor: string): string => decoded(cursor, queueKey);
export const toCopyCursor = (sk: string): string => encoded(sk);
export const fromCopyCursor = (cursor: string): string => decoded(cursor, copyKey);
export const toTableCursor = ({ pk, sk }: Readonly<Record<string, unknown>>): string => encoded({ pk, sk });
export const fromTableCursor = (cursor: string): z.infer<typeof tableKey> => decoded(cursor, tableKey);

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
