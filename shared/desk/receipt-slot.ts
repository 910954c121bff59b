import type { Instant } from '../clock/instant';
import type { Desk } from './desk';
import { sha256 } from './digest';

/** Receipts to one address in an hour, whatever its mails are about. */
const PER_HOUR = 5;

/** What answers add to a subject: prefixes, numbers of cases and tickets. */
const subjectOf = (subject: string): string =>
  subject
    .replaceAll(/\bCD-[0-9A-Z]{5}-[0-9A-Z]{5}\b/gi, '')
    .replaceAll(/\b(?:re|fwd?|aw|wg|sv|tr)\s*:/gi, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}]+/gu, '');

/**
 * Whether a mail is answered by a machine: once for each sender, subject and hour, and a few times for each sender. Two
 * desks that answer each other come to an end, and nobody floods a mailbox by writing to us in its name.
 * @param mail names the mail: worked again, it has the answer it had.
 */
export async function takesReceipt(
  desk: Pick<Desk, 'records'>,
  from: string,
  subject: string,
  at: Instant,
  mail: string,
): Promise<boolean> {
  const hour = at.slice(0, 13);
  const sender = from.toLowerCase();
  if (!(await isTaken(desk, [hour, sender, subjectOf(subject)], mail))) return false;
  for (let slot = 0; slot < PER_HOUR; slot++)
    if (await isTaken(desk, [hour, sender, slot], mail)) return true;
  return false;
}

/** A slot is whose it was first. */
async function isTaken(
  { records }: Pick<Desk, 'records'>,
  slot: readonly (string | number)[],
  mail: string,
): Promise<boolean> {
  const key = `notices/receipts/${sha256(JSON.stringify(slot))}`;
  const name = sha256(mail);
  const kept = await records.get(key);
  if (kept) return new TextDecoder().decode(kept.body) === name;
  const put = await records.put(key, Buffer.from(name), { ifNoneMatch: '*' });
  return put.outcome === 'stored' || isTaken({ records }, slot, mail);
}
