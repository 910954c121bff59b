import { once } from 'node:events';
import { createWriteStream, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { finished } from 'node:stream/promises';
import type { Writable } from 'node:stream';
import { UsageError } from './io';
import { ioProblem } from './jsonl';
import { tidyOnExit } from './tidy-on-exit';

/** What goes to a file in place of stdout: the file stays as it was until all is written. */
export interface OutputFile {
  readonly stream: Writable;
  /** @throws UsageError if something could not be written; the file is then as it was, once `discard` is called. */
  readonly keep: () => Promise<void>;
  readonly discard: () => void;
}

const statOf = (path: string) => statSync(path, { throwIfNoEntry: false });

/** Whether two paths lead to one file, by whatever links. */
export function isSameFile(path: string, other: string): boolean {
  const [one, two] = [statOf(path), statOf(other)];
  return one !== undefined && one.dev === two?.dev && one.ino === two.ino;
}

/** @param name the path as the caller gave it. @throws UsageError if it cannot be written to. */
export async function openOutput(path: string, name: string): Promise<OutputFile> {
  const stats = statOf(path);
  // A pipe or a device cannot be exchanged for a file.
  const direct = stats !== undefined && !stats.isFile();
  const target = stats === undefined ? path : realpathSync(path);
  const written = direct ? path : `${target}.${process.pid}.part`;
  const remove = () => {
    if (!direct) rmSync(written, { force: true });
  };
  const tidied = tidyOnExit(remove);
  const stream = createWriteStream(written);
  try {
    await once(stream, 'open');
  } catch (error) {
    tidied();
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new UsageError(`${name}: there is no folder ${dirname(name)} to write it to`, { cause: error });
    throw ioProblem(name, error);
  }
  // A disk that fills up is told at the end, by `finished`.
  stream.on('error', () => undefined);
  const discard = () => {
    stream.destroy();
    remove();
    tidied();
  };
  return {
    stream,
    keep: async () => {
      try {
        stream.end();
        await finished(stream);
        if (!direct) renameSync(written, target);
        tidied();
      } catch (error) {
        throw ioProblem(name, error);
      }
    },
    discard,
  };
}
