import type { Instant } from '../clock/instant';
import { toMs } from '../clock/instant';
import type { Fingerprint } from '../fingerprint/fingerprint';
import { Problem } from '../problem';
import { encodeUtf8 } from './byte-stream';
import type { CorpusEntry } from './corpus';
import { encodePack } from './pack';
import type { Postings } from './postings';
import { FINGERPRINT_BITS, emptyPostings, sortPostings, storedHash } from './postings';

/** @throws Problem `invalid` if an entry is not well formed or its fingerprint not of the algorithm. */
export function packEntries(algorithm: string, entries: readonly CorpusEntry[]): Uint8Array {
  for (const entry of entries) {
    checkRevision(entry.articleId, entry.version, entry.firstSeenAt);
    checkFingerprint(algorithm, entry);
  }
  return encodePack({
    algorithm,
    postings: sortPostings(postingsOf(entries.map(({ fingerprint }) => fingerprint))),
    documents: entries.length,
    records: entries.map((entry) => ({
      ...entry,
      wordCount: entry.fingerprint.wordCount,
      withdrawn: false,
      text: encodeUtf8(entry.text),
    })),
  }).bytes;
}

/** A pack that says only: this article's revisions up to `throughVersion` match no longer. */
export function packTombstone(
  algorithm: string,
  articleId: string,
  throughVersion: number,
  at: Instant,
): Uint8Array {
  checkRevision(articleId, throughVersion, at);
  return encodePack({
    algorithm,
    postings: emptyPostings(0),
    documents: 1,
    records: [
      {
        articleId,
        version: throughVersion,
        source: '',
        firstSeenAt: at,
        registeredOriginal: false,
        simhash: [0, 0],
        wordCount: 0,
        withdrawn: true,
      },
    ],
  }).bytes;
}

function checkRevision(articleId: string, version: number, at: Instant): void {
  if (!Number.isInteger(version) || version < 0 || version >= 2 ** 32)
    throw new Problem('invalid', `${articleId}: ${version} is no number of a revision`);
  if (Number.isNaN(toMs(at))) throw new Problem('invalid', `${articleId}: '${at}' is no instant`);
}

function checkFingerprint(algorithm: string, { articleId, fingerprint }: CorpusEntry): void {
  const { hashes, positions } = fingerprint;
  if (fingerprint.algorithm !== algorithm)
    throw new Problem(
      'invalid',
      `${articleId}: fingerprint of '${fingerprint.algorithm}', not of '${algorithm}'`,
    );
  if (hashes.length !== positions.length)
    throw new Problem('invalid', `${articleId}: ${hashes.length} hashes, ${positions.length} positions`);
  if (!hashes.every((hash) => Number.isInteger(hash) && hash >= 0 && hash < 2 ** FINGERPRINT_BITS))
    throw new Problem('invalid', `${articleId}: a hash is not an integer of ${FINGERPRINT_BITS} bits`);
}

/** The postings of the documents in their order, not sorted yet. */
export function postingsOf(documents: readonly Fingerprint[]): Postings {
  const postings = emptyPostings(documents.reduce((sum, { hashes }) => sum + hashes.length, 0));
  let at = 0;
  documents.forEach(({ hashes, positions }, document) => {
    postings.hashes.set(hashes.map(storedHash), at);
    postings.positions.set(positions, at);
    postings.documents.fill(document, at, at + hashes.length);
    at += hashes.length;
  });
  return postings;
}
