import { randomBytes } from 'node:crypto';
import { monotonicFactory } from 'ulid';
import type { ArticleId, CaseId, ExclusionId, IdSource, KeyId, LicenceId, OutboxId } from '../ids';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Key ids are typed by people at times: no 0/o, 1/l. 32 letters, so that five bits pick one without bias. */
const KEY_LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789';

/** `length` letters of a 32-letter alphabet, five random bits each. */
const letters = (alphabet: string, length: number): string =>
  Array.from(randomBytes(length), (byte) => alphabet.charAt(byte & 31)).join('');

/** Ids from the system's random source; ULIDs of one process ascend even within a millisecond. */
export function randomIds(): IdSource {
  const ulid = monotonicFactory();
  return {
    article: () => `art_${ulid()}` as ArticleId,
    case: () => `CD-${letters(CROCKFORD, 5)}-${letters(CROCKFORD, 5)}` as CaseId,
    licence: () => `lic_${ulid()}` as LicenceId,
    outbox: () => `msg_${ulid()}` as OutboxId,
    exclusion: () => `exc_${ulid()}` as ExclusionId,
    key: () => letters(KEY_LETTERS, 12) as KeyId,
    ulid: () => ulid(),
    secret: () => randomBytes(32).toString('base64url'),
  };
}
