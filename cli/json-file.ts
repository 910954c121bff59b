import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type Io, pathOf, UsageError } from './io';
import { ioProblem } from './jsonl';

/** A JSON file that must fit the schema. @throws UsageError naming the file and every wrong field. */
export function readJsonFile<S extends z.ZodType>(io: Io, file: string, schema: S): z.infer<S> {
  const text = readTextFile(io, file);
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new UsageError(`${file}: is not JSON`);
  }
  const checked = schema.safeParse(parsed);
  if (!checked.success) throw new UsageError(`${file}:\n${z.prettifyError(checked.error)}`);
  return checked.data;
}

/** A text file. @throws UsageError. */
export function readTextFile(io: Io, file: string): string {
  try {
    return readFileSync(pathOf(io, file), 'utf8');
  } catch (error) {
    throw ioProblem(file, error);
  }
}
