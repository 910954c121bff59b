import type { Facts, Span } from '../../shared/match/match';

export interface MarkedTextProps {
  readonly text: string;
  /** UTF-16 code units of `text`. */
  readonly span: Span;
  /** Words that the other side does not have. */
  readonly differs?: readonly Span[];
  /** Of the whole text. */
  readonly facts: Pick<Facts, 'mixedScript' | 'credits'>;
  readonly as?: 'ins' | 'del';
}

/** A piece of a text as text, with what differs and what is disguised marked by element and sign, not by colour alone. */
export function MarkedText({
  text,
  span: [start, end],
  differs = [],
  facts: { mixedScript, credits },
  as: Differing = 'ins',
}: MarkedTextProps) {
  const inside = (piece: { readonly start: number; readonly end: number }) =>
    piece.start >= start && piece.end <= end;
  const [words, lines] = [mixedScript.filter(inside), credits.filter(inside)];
  const cuts = [
    start,
    end,
    ...differs.flat(),
    ...[...words, ...lines].flatMap((each) => [each.start, each.end]),
  ];
  const edges = [...new Set(cuts)].toSorted((a, b) => a - b);
  return edges.slice(0, -1).map((from, i) => {
    const to = edges[i + 1]!;
    const piece = text.slice(from, to);
    const word = words.find((each) => each.start <= from && to <= each.end);
    const marked = word ? (
      <mark className="disguised" title={`This word mixes scripts: ${word.codePoints.join(', ')}`}>
        <Seen text={piece} />
        <span className="unseen"> (mixes scripts: {word.codePoints.join(', ')})</span>
      </mark>
    ) : (
      <Seen text={piece} />
    );
    if (differs.some(([a, b]) => a <= from && to <= b)) return <Differing key={from}>{marked}</Differing>;
    const isCredit = lines.some((line) => line.start <= from && to <= line.end);
    return (
      <span key={from} className={isCredit ? 'credit' : undefined}>
        {marked}
      </span>
    );
  });
}

/** Signs that turn the order of what is read, or take no room. Joiners and marks that scripts need are left alone. */
const UNSEEN = /([\u200B\u2060\uFEFF\u202A-\u202E\u2066-\u2069])/;

/** A text whose unseen signs are named where they stand, and turn nothing. */
function Seen({ text }: { readonly text: string }) {
  if (!UNSEEN.test(text)) return text;
  return text.split(UNSEEN).map((part, i) =>
    // Splitting by a group leaves what it found at every second place.
    i % 2 === 0 ? (
      part
    ) : (
      <mark key={i} className="invisible" title="A sign that is not seen, and can change how a text reads">
        {`U+${part.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`}
      </mark>
    ),
  );
}
