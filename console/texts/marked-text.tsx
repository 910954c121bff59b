import type { Facts, Span } from '../../shared/match/match';

export interface MarkedTextProps {
  readonly text: string;
  /** UTF-16 code units of `text`. */
  readonly span: Span;
  /** Words that the other side does not have. */
  readonly differs?: readonly Span[];
  readonly disguised: Facts['mixedScript'];
  readonly as?: 'ins' | 'del';
}

/** A piece of a text as text, with what differs and what is disguised marked by element and sign, not by colour alone. */
export function MarkedText({
  text,
  span: [start, end],
  differs = [],
  disguised,
  as: Differing = 'ins',
}: MarkedTextProps) {
  const within = disguised.filter((word) => word.start >= start && word.end <= end);
  const cuts = [start, end, ...differs.flat(), ...within.flatMap((word) => [word.start, word.end])];
  const edges = [...new Set(cuts)].toSorted((a, b) => a - b);
  return edges.slice(0, -1).map((from, i) => {
    const to = edges[i + 1]!;
    const piece = text.slice(from, to);
    const word = within.find((each) => each.start <= from && to <= each.end);
    const marked = word ? (
      <mark className="disguised" title={`This word mixes scripts: ${word.codePoints.join(', ')}`}>
        {piece}
        <span className="unseen"> (mixes scripts: {word.codePoints.join(', ')})</span>
      </mark>
    ) : (
      piece
    );
    return differs.some(([a, b]) => a <= from && to <= b) ? (
      <Differing key={from}>{marked}</Differing>
    ) : (
      <span key={from}>{marked}</span>
    );
  });
}
