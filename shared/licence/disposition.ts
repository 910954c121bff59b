import type { Stop } from '../article/advisory';
import type { Disposition } from '../article/article';
import type { Instant } from '../clock/instant';
import type { PublisherId } from '../ids';
import type { Verdict } from '../match/match';
import type { MatchFigures } from '../match/story-match';
import type { LicenceAnswer } from './check-licence';

export interface DispositionPolicy {
  readonly version: string;
  /** Verdicts that stop an article whose use is not licensed. */
  readonly holdVerdicts: readonly Verdict[];
  /** While the look-up cannot see everything: `open` publishes, `closed` holds. */
  readonly whenUnavailable: 'open' | 'closed';
}

/** Quotations and boilerplate are nobody's copy; own words taken from an original are worth a person's look. */
export const dispositionPolicy = (whenUnavailable: 'open' | 'closed'): DispositionPolicy => ({
  version: '2026-11-1',
  holdVerdicts: ['copy', 'partial'],
  whenUnavailable,
});

/** A match with what the registry says of it. */
export interface AnsweredMatch {
  readonly match: MatchFigures;
  /** Publisher of the original, if known. */
  readonly publisherId?: PublisherId;
  /** Where the original stands, if known: what a person calls it by. */
  readonly originalUrl?: string;
  readonly licence: LicenceAnswer;
  /** The original was registered as one, and was not merely seen before. */
  readonly registered?: true;
  /** Its source does not want it published, be it licensed or not. */
  readonly stop?: Stop;
  /** Its source has sent a newer text since. */
  readonly corrected?: boolean;
}

/** What becomes of an article. A licensed copy is labelled, never queued; one's own text is not a copy of somebody else. */
export function disposition(
  policy: DispositionPolicy,
  article: {
    /** The publisher that submitted it, if it is one. */
    readonly publisherId?: PublisherId;
    /** Why the look-up could not see everything; empty = it did. */
    readonly incomplete: readonly string[];
    /** Its own source does not want it published. */
    readonly stop?: Stop;
  },
  matches: readonly AnsweredMatch[],
): Disposition {
  const holds: string[] = [];
  const waits: { readonly reason: string; readonly until: Instant | undefined }[] = [];
  const labels: string[] = [];
  const notes: string[] = [];
  const stopFor = ({ reason, embargo }: Stop, about = ''): void => {
    const said = `${about}${reason}`;
    if (embargo) waits.push({ reason: said, until: embargo.until });
    else holds.push(said);
  };
  if (article.stop) stopFor(article.stop);
  for (const { match, publisherId, originalUrl, licence, stop, corrected } of matches) {
    for (const { caseId, item, passage } of match.excludedBy ?? [])
      notes.push(
        `Words of ${originalUrl ?? match.originalId} are not counted: excluded by decision of case ${caseId}, item ${item} (passage ${passage}).`,
      );
    if (!policy.holdVerdicts.includes(match.verdict)) continue;
    if (corrected) notes.push(`${originalUrl ?? match.originalId} has been corrected by its source since.`);
    if (publisherId !== undefined && publisherId === article.publisherId) {
      notes.push(`${originalUrl ?? match.originalId} is the submitter's own text.`);
      continue;
    }
    const found = describe(match, originalUrl ?? match.originalId);
    if (stop) stopFor(stop, `${found} `);
    if (licence.answer === 'licensed') labels.push(`${found} Licensed.`, ...licence.reasons);
    else holds.push(`${found} ${SAID_OF[licence.answer]}`, ...licence.reasons);
  }
  for (const why of article.incomplete) {
    if (policy.whenUnavailable === 'closed') holds.push(`The look-up was incomplete: ${why}`);
    else notes.push(`Not held although the look-up was incomplete: ${why}`);
  }
  const kind = holds.length + waits.length > 0 ? 'hold' : labels.length > 0 ? 'label' : 'publish';
  const reasons = [...holds, ...waits.map(({ reason }) => reason), ...labels, ...notes];
  const embargo = holds.length === 0 && waits.length > 0 && embargoOf(waits.map(({ until }) => until));
  return { kind, reasons, policyVersion: policy.version, ...(embargo && { embargo }) };
}

/** Of several embargoes the last; open-ended if one of them is. */
function embargoOf(ends: readonly (Instant | undefined)[]): { readonly until?: Instant } {
  const known = ends.filter((end) => end !== undefined).toSorted();
  const until = known.length === ends.length ? known.at(-1) : undefined;
  return until === undefined ? {} : { until };
}

const SAID_OF = {
  terms_broken: 'The licence is not kept to.',
  unlicensed: 'Not licensed.',
  unknown: 'Whether it is licensed is not known.',
} as const satisfies Record<Exclude<LicenceAnswer['answer'], 'licensed'>, string>;

const describe = (match: MatchFigures, original: string): string =>
  `${match.verdict === 'copy' ? 'Copy' : 'Part'} of ${original}: ${match.ownWords} of its words outside quotations.`;
