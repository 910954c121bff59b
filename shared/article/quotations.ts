import type { Span } from '../match/match';

/** Quotation mark -> those that close it. British press quotes in single marks. */
const CLOSERS: Readonly<Record<string, string>> = {
  '"': '"',
  '＂': '＂',
  '“': '”“',
  '„': '“”',
  '”': '”',
  '«': '»',
  '»': '«',
  '‘': '’',
  '‚': '‘’',
  "'": "'",
  '「': '」',
  '『': '』',
};
const MARKS = /["＂“”„«»‘’‚'「」『』]/g;
const BEFORE_OPENING = /[\s([{—–-]/;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
/** Straight single marks stand for apostrophes too: `'90s`, `'tis`. */
const SINGLE = "'‘’‚";

/** Does the mark at `index` look like one that opens: nothing, a space or a bracket before, none after? */
function opens(text: string, index: number, paragraph: Span): boolean {
  const mark = text.charAt(index);
  const before = index === paragraph[0] ? ' ' : text.charAt(index - 1);
  const after = index + 1 >= paragraph[1] ? ' ' : text.charAt(index + 1);
  switch (mark) {
    case '„':
    case '‚':
    case '「':
    case '『':
      return true;
    case '’':
    case '」':
    case '』':
      return false;
    case "'":
      return (BEFORE_OPENING.test(before) || '"“'.includes(before)) && /[\p{L}"“[]/u.test(after);
    case '‘':
      return !LETTER_OR_DIGIT.test(before) && !/\s/.test(after);
    case '“':
    case '«':
      return true;
    default:
      return (BEFORE_OPENING.test(before) || SINGLE.includes(before)) && !/\s/.test(after);
  }
}

/** An apostrophe has letters on both sides; a closing mark never has a letter behind it. */
function closes(text: string, index: number, opener: string): boolean {
  const mark = text.charAt(index);
  if (!(CLOSERS[opener] ?? '').includes(mark)) return false;
  const after = text.charAt(index + 1);
  if (opener === '“' && mark === '“') return false;
  if (SINGLE.includes(mark)) return !LETTER_OR_DIGIT.test(after) && !/\s/.test(text.charAt(index - 1));
  return true;
}

/**
 * What stands between quotation marks, marks apart, as spans of the text. A quotation ends with its paragraph;
 * without a closing mark there it counts only if the next paragraph opens with a mark again, as printers do
 * with a quotation of several paragraphs. So a mark left open never swallows the article.
 */
export function quotationsOf(text: string, paragraphs: readonly Span[]): Span[] {
  const quotations: Span[] = [];
  const marks = [...text.matchAll(MARKS)];
  let at = 0;
  paragraphs.forEach((paragraph, p) => {
    const [start, end] = paragraph;
    const next = paragraphs[p + 1];
    let opener: string | undefined;
    let from = 0;
    for (; at < marks.length && marks[at]!.index < end; at++) {
      const { index, 0: mark } = marks[at]!;
      if (index < start) continue;
      if (opener !== undefined && closes(text, index, opener)) {
        quotations.push([from, index]);
        opener = undefined;
      } else if (opener === undefined || (mark === opener && mark !== '"')) {
        // A second opener of the same kind: the first was never closed.
        if (opens(text, index, paragraph)) {
          opener = mark;
          from = index + 1;
        }
      }
    }
    if (opener === undefined || next === undefined) return;
    const head = text.slice(next[0], next[1]).trimStart().charAt(0);
    if (head === opener && !SINGLE.includes(opener)) quotations.push([from, end]);
  });
  return quotations;
}
