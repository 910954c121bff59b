import type { CaseHead, TimelineEntry } from './case';

/** Hash before the first entry. */
export const GENESIS = '';

/** JSON with sorted keys and no absent values: one text for one value, in any language. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((each) => canonicalJson(each ?? null)).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, each]) => `${JSON.stringify(key)}:${canonicalJson(each)}`);
  return `{${fields.join(',')}}`;
}

type Unsealed = Omit<TimelineEntry, 'hash'>;

/** hash = SHA-256 of the entry without its hash, as canonical JSON; it contains the hash before it. */
export const seal = (entry: Unsealed, sha256: (text: string) => string): TimelineEntry => ({
  ...entry,
  hash: sha256(canonicalJson(entry)),
});

export type Verification =
  | { readonly outcome: 'intact'; readonly entries: number }
  | { readonly outcome: 'broken'; readonly seq: number; readonly why: string };

/**
 * Checks a whole timeline, oldest first. With `head`, also that nothing was cut off its end.
 * `seq` is the number of the first entry that is not as it was written.
 */
export function verifyTimeline(
  entries: readonly TimelineEntry[],
  sha256: (text: string) => string,
  head?: Pick<CaseHead, 'id' | 'timelineSeq' | 'timelineHash'>,
): Verification {
  const broken = (seq: number, why: string): Verification => ({ outcome: 'broken', seq, why });
  let previousHash = GENESIS;
  for (const [index, entry] of entries.entries()) {
    const seq = index + 1;
    const { hash, ...unsealed } = entry;
    if (entry.seq !== seq) return broken(seq, `entry ${seq} is missing: found ${entry.seq} in its place`);
    if (entry.caseId !== (head?.id ?? entries[0]?.caseId))
      return broken(seq, `entry ${seq} belongs to case ${entry.caseId}`);
    if (entry.previousHash !== previousHash)
      return broken(seq, `entry ${seq} does not follow the entry before it`);
    if (sha256(canonicalJson(unsealed)) !== hash)
      return broken(seq, `entry ${seq} was changed after it was written`);
    previousHash = hash;
  }
  if (head && head.timelineSeq > entries.length)
    return broken(entries.length + 1, `the case has ${head.timelineSeq} entries, ${entries.length} are here`);
  if (head && head.timelineSeq < entries.length)
    return broken(
      head.timelineSeq + 1,
      `entry ${head.timelineSeq + 1} was put in: the case knows nothing of it`,
    );
  if (head && head.timelineHash !== previousHash)
    return broken(entries.length, 'the last entry is not the one the case knows');
  return { outcome: 'intact', entries: entries.length };
}
