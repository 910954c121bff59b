import type { Disposition } from '../article/article';
import type { PublisherId } from '../ids';
import type { Match, Verdict } from '../match/match';
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
  readonly match: Match;
  /** Publisher of the original, if known. */
  readonly publisherId?: PublisherId;
  /** Where the original stands, if known: what a person calls it by. */
  readonly originalUrl?: string;
  readonly licence: LicenceAnswer;
}

/** What becomes of an article. A licensed copy is labelled, never queued; one's own text is not a copy of somebody else. */
export function disposition(
  policy: DispositionPolicy,
  article: {
    /** The publisher that submitted it, if it is one. */
    readonly publisherId?: PublisherId;
    /** Why the look-up could not see everything; empty = it did. */
    readonly incomplete: readonly string[];
  },
  matches: readonly AnsweredMatch[],
): Disposition {
  const holds: string[] = [];
  const labels: string[] = [];
  const notes: string[] = [];
  for (const { match, publisherId, originalUrl, licence } of matches) {
    if (!policy.holdVerdicts.includes(match.verdict)) continue;
    if (publisherId !== undefined && publisherId === article.publisherId) {
      notes.push(`${originalUrl ?? match.originalId} is the submitter's own text.`);
      continue;
    }
    const found = describe(match, originalUrl ?? match.originalId);
    if (licence.answer === 'licensed') labels.push(`${found} Licensed.`, ...licence.reasons);
    else holds.push(`${found} ${SAID_OF[licence.answer]}`, ...licence.reasons);
  }
  for (const why of article.incomplete) {
    if (policy.whenUnavailable === 'closed') holds.push(`The look-up was incomplete: ${why}`);
    else notes.push(`Not held although the look-up was incomplete: ${why}`);
  }
  const kind = holds.length > 0 ? 'hold' : labels.length > 0 ? 'label' : 'publish';
  return { kind, reasons: [...holds, ...labels, ...notes], policyVersion: policy.version };
}

const SAID_OF = {
  terms_broken: 'The licence is not kept to.',
  unlicensed: 'Not licensed.',
  unknown: 'Whether it is licensed is not known.',
} as const satisfies Record<Exclude<LicenceAnswer['answer'], 'licensed'>, string>;

const describe = (match: Match, original: string): string =>
  `${match.verdict === 'copy' ? 'Copy' : 'Part'} of ${original}: ${match.ownWords} of its words outside quotations.`;
