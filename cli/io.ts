import { resolve } from 'node:path';
import type { Writable } from 'node:stream';

/** What a verb may touch of the terminal and the machine: an argument, so that tests can be the terminal. */
export interface Io {
  /** The caller's folder: npm runs scripts in the project's, and leaves the caller's in INIT_CWD. */
  readonly cwd: string;
  readonly stdin: NodeJS.ReadableStream;
  readonly stdout: Writable;
  readonly stderr: Writable;
  /** Whether stdout is a terminal. */
  readonly isTty: boolean;
  /** Whether stderr is one: progress bars only there. */
  readonly stderrIsTty: boolean;
  readonly columns: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** How the process ends once the verb has finished; 0 unless said. */
  readonly exitWith: (code: number) => void;
}

export const processIo = (): Io => ({
  cwd: process.env['INIT_CWD'] ?? process.cwd(),
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  isTty: process.stdout.isTTY,
  stderrIsTty: process.stderr.isTTY,
  columns: process.stdout.columns ?? 100,
  env: process.env,
  exitWith: (code) => {
    process.exitCode = code;
  },
});

/** A path as the caller means it. */
export const pathOf = (io: Io, path: string): string => resolve(io.cwd, path);

/** A wrong call or unusable file: the message goes to stderr and the exit code is 2. */
export class UsageError extends Error {}

/** The other side said no, for a reason that the message tells: exit code 1, no stack trace. */
export class Refusal extends Error {}
