import type { Span } from '../shared/match/match';

/** A true or detected case of text reuse: where it stands in the suspicious and in the source document. */
export interface Case {
  readonly pair: string;
  readonly article: Span;
  readonly original: Span;
}

export interface Plagdet {
  readonly precision: number;
  readonly recall: number;
  readonly granularity: number;
  readonly plagdet: number;
}

/**
 * The measure of the PAN competitions (Potthast et al., COLING 2010): F1 of precision and recall over characters
 * of both documents, divided by log2(1 + granularity). A detection detects a case if they share characters in both
 * documents. `macro` averages over cases and detections (the official default), `micro` over characters.
 */
export function plagdet(
  cases: readonly Case[],
  detections: readonly Case[],
  average: 'macro' | 'micro',
): Plagdet {
  const recall = coverage(cases, detections, average);
  const precision = coverage(detections, cases, average);
  const granularity = granularityOf(cases, detections);
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { precision, recall, granularity, plagdet: f1 / Math.log2(1 + granularity) };
}

const length = ([start, end]: Span): number => end - start;

const overlap = (x: Span, y: Span): Span => [Math.max(x[0], y[0]), Math.min(x[1], y[1])];

const meet = (x: Case, y: Case): boolean =>
  length(overlap(x.article, y.article)) > 0 && length(overlap(x.original, y.original)) > 0;

function byPair(cases: readonly Case[]): ReadonlyMap<string, readonly Case[]> {
  return Map.groupBy(cases, ({ pair }) => pair);
}

/** How much of `these` the `others` cover. */
function coverage(these: readonly Case[], others: readonly Case[], average: 'macro' | 'micro'): number {
  if (these.length === 0) return 0;
  const known = byPair(others);
  let shares = 0;
  let covered = 0;
  let total = 0;
  for (const one of these) {
    const met = (known.get(one.pair) ?? []).filter((other) => meet(one, other));
    const hit =
      union(met.map((other) => overlap(one.article, other.article))) +
      union(met.map((other) => overlap(one.original, other.original)));
    const size = length(one.article) + length(one.original);
    shares += hit / size;
    covered += hit;
    total += size;
  }
  return average === 'macro' ? shares / these.length : covered / total;
}

/** Characters that the spans cover together. */
function union(spans: readonly Span[]): number {
  let covered = 0;
  let end = -Infinity;
  for (const span of spans.toSorted((x, y) => x[0] - y[0])) {
    covered += Math.max(0, span[1] - Math.max(span[0], end));
    end = Math.max(end, span[1]);
  }
  return covered;
}

/** Detections per detected case, 1 at best. */
function granularityOf(cases: readonly Case[], detections: readonly Case[]): number {
  const known = byPair(detections);
  let detected = 0;
  let detecting = 0;
  for (const one of cases) {
    const hits = (known.get(one.pair) ?? []).filter((detection) => meet(one, detection)).length;
    if (hits === 0) continue;
    detected++;
    detecting += hits;
  }
  return detected === 0 ? 1 : detecting / detected;
}
