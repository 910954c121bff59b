import { z } from 'zod';
import { Problem } from '../problem';

/** Where the next page of an index begins, as an opaque word. */
const position = z.strictObject({ pk: z.string(), sk: z.string(), queuePk: z.string(), queueSk: z.string() });

export const toCursor = (key: Readonly<Record<string, unknown>>): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url');

/** @throws Problem `invalid` if it is not one that this desk gave out for the partition. */
export function fromCursor(cursor: string, queuePk: string): z.infer<typeof position> {
  const parsed = position.safeParse(readJson(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (!parsed.success || parsed.data.queuePk !== queuePk)
    throw new Problem('invalid', 'the cursor is not one this desk gave out; start again without it', {
      errors: [{ pointer: '/cursor', detail: 'start again without it' }],
    });
  return parsed.data;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
