import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { Facts, Match, Verdict } from '../shared/match/match';
import type { StoryFigures } from '../shared/match/story-match';
import { table } from './print';
import { percent, plural, printable } from './printable';

/** What `scan` says of one article. */
export interface Finding {
  readonly id: string | number;
  readonly verdict: Verdict;
  /** Most copied first. */
  readonly matches: readonly Match[];
  /** All of them, story by story, each with who else tells it. */
  readonly stories: readonly StoryFigures[];
  readonly facts: Facts;
  /** ISCC Text-Code (ISO 24138) of the article's text. */
  readonly iscc?: string;
  /** More originals shared shingles with the article than were aligned. */
  readonly truncated?: true;
  /** An original has the same id: the two were not compared. */
  readonly equalId?: true;
  /** The extracted text, where HTML came in. */
  readonly text?: string;
}

export interface Totals {
  readonly originals: number;
  readonly articles: number;
  readonly badLines: number;
}

export interface Report {
  readonly add: (finding: Finding) => Promise<void>;
  readonly end: (totals: Totals) => Promise<void>;
}

/** Waits where the reader is slower than we are; a stream that failed takes nothing more. */
async function write(out: Writable, text: string): Promise<void> {
  if (out.destroyed) return;
  // Whoever ends the stream tells why it failed.
  if (!out.write(text)) await once(out, 'drain').catch(() => undefined);
}

/** One JSON object a line. */
export const jsonLines = (out: Writable): Report => ({
  add: (finding) => write(out, `${JSON.stringify(finding)}\n`),
  end: async () => undefined,
});

const MAX_ROWS = 40;
/** Of the columns that are no ids. */
const FIXED_COLUMNS = 64;

/** The matches that say most, and how many of each verdict, for a person. @param columns of the terminal. */
export function summary(out: Writable, columns: number): Report {
  const counts: Record<Verdict, number> = { copy: 0, partial: 0, quotation: 0, boilerplate: 0, original: 0 };
  const top: { readonly id: string; readonly match: StoryFigures }[] = [];
  let truncated = 0;
  let equalIds = 0;
  return {
    add: async (finding) => {
      counts[finding.verdict]++;
      if (finding.truncated) truncated++;
      if (finding.equalId) equalIds++;
      const match = finding.stories[0];
      if (match === undefined || match.verdict === 'boilerplate' || match.verdict === 'original') return;
      top.push({ id: String(finding.id), match });
      top.sort((x, y) => y.match.score - x.match.score);
      top.length = Math.min(top.length, MAX_ROWS);
    },
    end: async ({ originals, articles, badLines }) => {
      const found = counts.copy + counts.partial + counts.quotation;
      const lines = [
        ...(top.length > 0 ? [rows(top, columns), ''] : []),
        `${plural(articles, 'article')} checked against ${plural(originals, 'original')}: ` +
          `${Object.entries(counts)
            .map(([verdict, count]) => `${count.toLocaleString('en')} ${verdict}`)
            .join(', ')}.`,
        ...(found > top.length
          ? [`These are the ${top.length} highest scores of ${found}; --json gives all, with passages.`]
          : []),
        ...(truncated > 0
          ? [`${plural(truncated, 'article')} met more originals than are compared; the best were.`]
          : []),
        ...(equalIds > 0
          ? [
              `${plural(equalIds, 'article')} not compared with the original of the same id: if that is another text, give it another id.`,
            ]
          : []),
        ...(badLines > 0 ? [`${plural(badLines, 'bad line')} left out; stderr says which and why.`] : []),
        "'texts': how many originals tell the story, of which the one named is the most copied.",
        "'own' and 'quoted': words of the article that stand in the original, outside and inside quotation marks.",
        'Facts, not findings of infringement.',
        '',
      ];
      await write(out, lines.join('\n'));
    },
  };
}

function rows(
  top: readonly { readonly id: string; readonly match: StoryFigures }[],
  columns: number,
): string {
  const idWidth = Math.floor((Math.min(Math.max(columns, 90), 150) - FIXED_COLUMNS) / 2);
  return table(
    ['article', 'original', 'texts', 'verdict', 'own', 'quoted', 'of article', 'of original'],
    top.map(({ id, match }) => [
      shortened(id, idWidth),
      shortened(match.originalId, idWidth),
      carriedBy(match),
      match.verdict,
      String(match.ownWords),
      String(match.quotedWords),
      percent(match.articleCoverage),
      percent(match.originalCoverage),
    ]),
  );
}

/** How many originals tell this story. */
const carriedBy = ({ family }: StoryFigures): string =>
  family === undefined ? '1' : `${family.count}${family.truncated ? '+' : ''}`;

/** Ids may be addresses of any length, and one that wraps would tear the table. */
const shortened = (id: string, width: number): string => {
  const shown = printable(id);
  return shown.length > width ? `${shown.slice(0, width - 1)}…` : shown;
};
