import type { PreparedArticle } from '../article/prepare';
import type { Comparison } from '../case/case';
import type { Instant } from '../clock/instant';
import { NO_STOP_LIST, type Spread, type StopList } from '../corpus/stop-list';
import { ALGORITHM } from '../fingerprint/shingles';
import type { CaseId } from '../ids';
import type { LicenceAnswer } from '../licence/check-licence';
import type { Alignment } from '../match/align';
import type { Facts, Passage } from '../match/match';
import { widestSpread } from '../match/widest-spread';
import type { Desk } from './desk';
import { sha256 } from './digest';

/** Where a compared text came from and which text it was; offsets of passages count in it. */
export interface ComparedText {
  /** Article id, or where the text was supplied from. */
  readonly source: string;
  readonly url?: string;
  readonly title?: string;
  readonly firstSeenAt?: Instant;
  readonly publishedAt?: Instant;
  /** When its page was read from the web. */
  readonly fetchedAt?: Instant;
  readonly textSha256: string;
  readonly words: number;
}

export interface EvidencePassage extends Passage {
  readonly articleText: string;
  readonly originalText: string;
  /** On how many pages of how many sites words of it stand that are boilerplate of the corpus. */
  readonly standsOn?: Spread;
}

/** What a person judges by: facts with offsets, and the passages' own words beside them. */
export interface Evidence {
  readonly comparedAt: Instant;
  readonly algorithm: string;
  readonly article: ComparedText;
  readonly original: ComparedText;
  readonly comparison: Omit<Alignment, 'passages'>;
  readonly passages: readonly EvidencePassage[];
  readonly articleFacts: Facts;
  /** Absent where there was nobody to ask about. */
  readonly licence?: LicenceAnswer;
}

export interface TextSide {
  readonly prepared: PreparedArticle;
  readonly about: Omit<ComparedText, 'textSha256' | 'words'>;
}

const compared = ({ prepared, about }: TextSide): ComparedText => ({
  ...about,
  textSha256: sha256(prepared.text),
  words: prepared.words.count,
});

export function evidenceOf(
  article: TextSide,
  original: TextSide,
  { passages, ...comparison }: Alignment,
  comparedAt: Instant,
  licence: LicenceAnswer | undefined,
  stopList: StopList = NO_STOP_LIST,
): Evidence {
  return {
    comparedAt,
    algorithm: ALGORITHM,
    article: compared(article),
    original: compared(original),
    comparison,
    passages: passages.map((passage) => {
      const standsOn = widestSpread(article.prepared, passage.article, stopList);
      return {
        ...passage,
        articleText: article.prepared.text.slice(...passage.article),
        originalText: original.prepared.text.slice(...passage.original),
        ...(standsOn && { standsOn }),
      };
    }),
    articleFacts: article.prepared.facts,
    ...(licence && { licence }),
  };
}

/** Where a compared text stands whole, under the hash that evidence names it by. */
export const comparedTextKey = (textSha256: string): string => `evidence/texts/${textSha256}.txt`;

/** Keeps evidence and the texts it is about under their own hashes, so that what a decision was based on cannot change. */
export async function storeEvidence(
  desk: Pick<Desk, 'records'>,
  caseId: CaseId,
  item: number,
  evidence: Evidence,
  texts: readonly TextSide[],
): Promise<Extract<Comparison, { outcome: 'compared' }>> {
  const json = JSON.stringify(evidence);
  const hash = sha256(json);
  const evidenceKey = `evidence/${caseId}/${item}-${hash}.json`;
  for (const { prepared } of texts)
    await desk.records.put(comparedTextKey(sha256(prepared.text)), Buffer.from(prepared.text));
  await desk.records.put(evidenceKey, Buffer.from(json));
  const { verdict, articleCoverage, originalCoverage, ownWords, quotedWords, longestRunWords } =
    evidence.comparison;
  return {
    outcome: 'compared',
    evidenceKey,
    sha256: hash,
    summary: { verdict, articleCoverage, originalCoverage, ownWords, quotedWords, longestRunWords },
  };
}
