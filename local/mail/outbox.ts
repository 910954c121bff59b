import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A mail that would have left: a file in the state folder. */
export interface OutboxMail {
  readonly id: string;
  /** ISO 8601, by the stack's clock. */
  readonly at: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What SES would say with each event about it. */
  readonly tags?: Readonly<Record<string, string>>;
  readonly configurationSet?: string;
}

export interface Outbox {
  put(mail: Omit<OutboxMail, 'id' | 'at'>): OutboxMail;
  /** Oldest first. */
  list(): readonly OutboxMail[];
  get(id: string): OutboxMail | undefined;
}

export function openOutbox(dir: string, now: () => number): Outbox {
  mkdirSync(dir, { recursive: true });
  const files = () => readdirSync(dir).filter((name) => name.endsWith('.json'));
  const read = (name: string) => JSON.parse(readFileSync(join(dir, name), 'utf8')) as OutboxMail;
  return {
    put(mail) {
      const at = now();
      const stored: OutboxMail = { id: randomUUID(), at: new Date(at).toISOString(), ...mail };
      // The name sorts by time; a reader never sees half a file.
      const file = join(dir, `${String(at).padStart(15, '0')}-${stored.id}.json`);
      writeFileSync(`${file}.part`, JSON.stringify(stored, null, 2), { mode: 0o600 });
      renameSync(`${file}.part`, file);
      return stored;
    },
    list: () => files().sort().map(read),
    get(id) {
      const name = files().find((file) => file.endsWith(`-${id}.json`));
      return name === undefined ? undefined : read(name);
    },
  };
}
