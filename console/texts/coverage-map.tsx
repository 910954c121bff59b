import type { Evidence } from '../desk/use-desk';
import { plural } from '../case/percent';

const WIDTH = 1_000;
const BAR = 8;
const HEIGHT = 36;

/** Both texts as bars, and each passage as a band from its place in the one to its place in the other. */
export function CoverageMap({
  evidence,
  articleLength,
  originalLength,
}: {
  readonly evidence: Evidence;
  /** UTF-16 code units, as the passages count. */
  readonly articleLength: number;
  readonly originalLength: number;
}) {
  const { passages } = evidence;
  const x = (offset: number, length: number) => (offset / Math.max(1, length)) * WIDTH;
  return (
    <figure className="map">
      <figcaption>
        <span>page</span>
        <span>original</span>
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${plural(passages.length, 'passage')}: where they stand in the page, above, and in the original, below`}
      >
        <rect width={WIDTH} height={BAR} className="text" />
        <rect y={HEIGHT - BAR} width={WIDTH} height={BAR} className="text" />
        {passages.map(({ article, original, kind }, i) => {
          const [a, b] = article.map((offset) => x(offset, articleLength)) as [number, number];
          const [c, d] = original.map((offset) => x(offset, originalLength)) as [number, number];
          return (
            <g key={i} data-kind={kind}>
              <path
                className="band"
                d={`M${a} ${BAR}L${b} ${BAR}L${d} ${HEIGHT - BAR}L${c} ${HEIGHT - BAR}Z`}
              />
              <rect x={a} width={Math.max(2, b - a)} height={BAR} className="passage" />
              <rect x={c} y={HEIGHT - BAR} width={Math.max(2, d - c)} height={BAR} className="passage" />
            </g>
          );
        })}
      </svg>
    </figure>
  );
}
