import type { Span } from '../match/match';

const LINE_END = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/g;
/** A text whose joined lines are mostly shorter than this was wrapped by hand at a column. */
const WRAP_COLUMN = 100;
const MIN_WRAPPED = 40;

interface Line {
  readonly start: number;
  readonly end: number;
  readonly blank: boolean;
  readonly indented: boolean;
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  const push = (end: number) => {
    const first = text.slice(start, end).search(/\S/);
    lines.push({ start, end, blank: first < 0, indented: first >= 2 });
  };
  for (const match of text.matchAll(LINE_END)) {
    push(match.index);
    start = match.index + match[0].length;
  }
  push(text.length);
  return lines;
}

/** Half or more of the lines that run on into another one end near a column, and hardly any is longer. */
function isHardWrapped(lines: readonly Line[]): boolean {
  let joined = 0;
  let wrapped = 0;
  for (let i = 0; i + 1 < lines.length; i++) {
    const line = lines[i]!;
    const next = lines[i + 1]!;
    if (line.blank || next.blank || next.indented) continue;
    joined++;
    const width = line.end - line.start;
    if (width >= MIN_WRAPPED && width <= WRAP_COLUMN) wrapped++;
  }
  return joined > 0 && wrapped * 2 >= joined;
}

/**
 * The paragraphs of a text, without the line ends around them: apart by a blank line or an indent, and by
 * every line end unless the text is wrapped by hand at a column.
 */
export function paragraphsOf(text: string): Span[] {
  const lines = linesOf(text);
  const wrapped = isHardWrapped(lines);
  const paragraphs: [number, number][] = [];
  let open = false;
  for (const line of lines) {
    if (line.blank) open = false;
    else if (open && wrapped && !line.indented) paragraphs[paragraphs.length - 1]![1] = line.end;
    else {
      paragraphs.push([line.start, line.end]);
      open = true;
    }
  }
  return paragraphs;
}
