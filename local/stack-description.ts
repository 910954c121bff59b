import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServiceEndpoints } from './aws-clients';
import type { DemoUser } from './issuer/demo-users';

/** What a running stack tells the world: the content of stack.json in its state folder. */
export interface StackDescription {
  readonly pid: number;
  readonly stateDir: string;
  readonly apiUrl: string;
  readonly issuer: string;
  readonly clientId: string;
  /** The client's first callback; nobody need listen there to sign in from the command line. */
  readonly callbackUrl: string;
  readonly controlUrl: string;
  readonly controlToken: string;
  /** The page of the mails that were kept back, with the token that opens it. */
  readonly outboxUrl: string;
  readonly demoSiteUrl?: string;
  readonly endpoints: ServiceEndpoints;
  /** Physical names by logical id. */
  readonly buckets: Readonly<Record<string, string>>;
  /** Addresses by logical id. */
  readonly queues: Readonly<Record<string, string>>;
  /** Physical names by logical id. */
  readonly tables: Readonly<Record<string, string>>;
  readonly functions: readonly string[];
  readonly schedules: readonly string[];
  /** The template's outputs, by name. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly users: readonly DemoUser[];
}

export const stackFile = 'stack.json';

/** The description of the stack that runs on a folder, or undefined when none does. */
export function readStackDescription(stateDir: string): StackDescription | undefined {
  try {
    return JSON.parse(readFileSync(join(stateDir, stackFile), 'utf8')) as StackDescription;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** For this user only: it holds the control token. A reader never sees half of it. */
export function writeStackDescription(description: StackDescription): void {
  const file = join(description.stateDir, stackFile);
  writeFileSync(`${file}.part`, JSON.stringify(description, null, 2), { mode: 0o600 });
  renameSync(`${file}.part`, file);
}
