import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type Io, pathOf, UsageError } from './io';

/** A JSON file that must fit the schema. @throws UsageError naming the file and every wrong field. */
export function readJsonFile<S extends z.ZodType>(io: Io, file: string, schema: S): z.infer<S> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(pathOf(io, file), 'utf8'));
  } catch (error) {
    throw new UsageError(`cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`);
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
    throw new UsageError(`cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
