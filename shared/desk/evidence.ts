import type { PreparedArticle } from '../article/prepare-text';
import type { Comparison } from '../case/case';
import type { Instant } from '../clock/instant';
import { NO_STOP_LIST, type Spread, type StopList } from '../corpus/stop-list';
import { ALGORITHM } from '../fingerprint/shingles';
import type { CaseId } from '../ids';
import type { LicenceAnswer } from '../licence/check-licence';
import type { Alignment } from '../match/align';
import { isccTextCode } from '../fingerprint/iscc-text-code';
import type { Facts, Passage } from '../match/match';
import { ownWordsOf } from '../match/stop-list';
import { widestSpread } from '../match/widest-spread';
import type { StoryFamily } from '../match/story-match';
import type { DatedEvidence } from '../match/who-was-first';
import { pageDates } from './dated-evidence';
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
  /** ISCC Text-Code (ISO 24138) of the text. */
  readonly iscc: string;
  readonly words: number;
  /** Of them, those in no quotation and no boilerplate. Absent in older evidence. */
  readonly ownWords?: number;
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
  /** What was known of when each text was there. */
  readonly dated: readonly DatedEvidence[];
  /** Why boilerplate may pass for own words here. */
  readonly incomplete?: readonly string[];
  /** Who else carries the original's story, as far as the corpus knew when the article was matched. */
  readonly family?: StoryFamily;
  /** Absent where there was nobody to ask about. */
  readonly licence?: LicenceAnswer;
}

export interface TextSide {
  readonly prepared: PreparedArticle;
  readonly about: Omit<ComparedText, 'textSha256' | 'iscc' | 'words' | 'ownWords'>;
  /** Besides what its own page says. */
  readonly dated: readonly DatedEvidence[];
}

const compared = ({ prepared, about }: TextSide, stopList: StopList): ComparedText => ({
  ...about,
  textSha256: sha256(prepared.text),
  iscc: isccTextCode(prepared.text).iscc,
  words: prepared.words.count,
  ownWords: ownWordsOf(prepared, (hash) => stopList.has(hash)),
});

/** What came out of comparing the two. */
export interface Findings {
  readonly alignment: Alignment;
  readonly comparedAt: Instant;
  readonly licence?: LicenceAnswer;
  /** What it was aligned with. */
  readonly stopList?: StopList;
  readonly incomplete?: readonly string[];
  readonly family?: StoryFamily | undefined;
}

export function evidenceOf(
  article: TextSide,
  original: TextSide,
  { alignment, comparedAt, licence, stopList = NO_STOP_LIST, incomplete = [], family }: Findings,
): Evidence {
  const { passages, ...comparison } = alignment;
  return {
    comparedAt,
    algorithm: ALGORITHM,
    article: compared(article, stopList),
    original: compared(original, stopList),
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
    dated: [
      ...article.dated,
      ...pageDates('article', article.prepared, article.about.url ?? article.about.source),
      ...original.dated,
      ...pageDates('original', original.prepared, original.about.url ?? original.about.source),
    ],
    ...(incomplete.length > 0 && { incomplete }),
    ...(family && { family }),
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
    summary: {
      verdict,
      articleCoverage,
      originalCoverage,
      ownWords,
      quotedWords,
      longestRunWords,
      ...(evidence.licence && { licence: evidence.licence.answer }),
    },
  };
}
