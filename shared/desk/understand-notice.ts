import { hostOf } from '../article/canonical-url';
import type { Instant } from '../clock/instant';
import { addressesInText } from '../notice/addresses-in-text';
import { readBulkText } from '../notice/bulk-text';
import type { Channel, Notice } from '../notice/notice';
import { type Letter, readNotice } from '../notice/read-notice';
import type { NoticeSubmission } from '../wire/notice-submission';
import type { Desk } from './desk';

/** A letter that names more hosts than this is read as if the rest were not ours; its addresses stay in the case. */
const MAX_HOSTS = 300;

/** Reads a complaint in free text, knowing which of the hosts it names are ours. */
export async function readLetter(
  desk: Pick<Desk, 'registry'>,
  sent: string,
  letter: Omit<Letter, 'isOurHost'>,
): Promise<Notice> {
  // A mail may hold half a character; no store takes one.
  const text = sent.toWellFormed();
  const addresses = addressesInText(text, () => true);
  const named = [...new Set(addresses.flatMap((address) => hostOf(address) ?? []))].slice(0, MAX_HOSTS);
  const owners = await Promise.all(named.map((host) => desk.registry.siteOfHost(host)));
  const ours = new Set(named.filter((_, i) => owners[i] !== undefined));
  return readNotice(text, { ...letter, isOurHost: (host) => ours.has(host) });
}

/** A submission as a notice: what its fields say, and where they are silent what its free text says. */
export async function understandNotice(
  desk: Pick<Desk, 'registry'>,
  submission: NoticeSubmission,
  channel: Channel,
  receivedAt: Instant,
): Promise<Notice> {
  const { text, bulkText, works, targets, contact, ...fields } = submission;
  if (bulkText !== undefined) return { channel, receivedAt, ...fields, contact, ...readBulkText(bulkText) };
  if (text === undefined) return { channel, receivedAt, ...fields, contact, works, targets };
  const read = await readLetter(desk, text, { channel, receivedAt });
  // Works and targets refer to each other by number, so they are taken from one hand.
  const { works: worksRead, targets: targetsRead, targetsLeftOut, ...rest } = read;
  const matter =
    targets.length > 0 || works.length > 0
      ? { works, targets }
      : { works: worksRead, targets: targetsRead, ...(targetsLeftOut !== undefined && { targetsLeftOut }) };
  return {
    ...rest,
    ...fields,
    contact: { ...read.contact, ...contact },
    ...matter,
    raw: text,
  };
}
