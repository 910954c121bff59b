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
        <Seen text={piece} />
        <span className="unseen"> (mixes scripts: {word.codePoints.join(', ')})</span>
      </mark>
    ) : (
      <Seen text={piece} />
    );
    return differs.some(([a, b]) => a <= from && to <= b) ? (
      <Differing key={from}>{marked}</Differing>
    ) : (
      <span key={from}>{marked}</span>
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
