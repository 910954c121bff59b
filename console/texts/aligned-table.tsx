import { Fragment, memo } from 'react';
import type { PreparedArticle } from '../../shared/article/prepare-text';
import type { Alone, PassageBlock } from '../../shared/match/aligned-texts';
import type { Span } from '../../shared/match/match';
import { PASSAGE_WORDS } from '../../shared/match/words';
import type { Evidence } from '../desk/use-desk';
import { Outside } from '../case/notice-panel';
import { plural } from '../case/percent';
import type { AlignedPair } from './aligned-query';
import { MarkedText } from './marked-text';

export const passageId = (index: number): string => `passage-${index}`;

/** Shorter pieces are read faster than opened. */
const FOLDED_WORDS = 30;
/** UTF-16 code units: a line of a megabyte can be one word, and laying it out is felt at every key. */
const FOLDED_LENGTH = 1_000;

/** Roles are named, because on a narrow screen the cells stand below each other and are no table to a browser. */
export const AlignedTable = memo(function AlignedTable({
  pair,
  evidence,
  unmatched,
}: {
  readonly pair: AlignedPair;
  readonly evidence: Evidence;
  /** Whether what stands in one text only is unfolded. */
  readonly unmatched: boolean;
}) {
  let place = 0;
  return (
    <table className="aligned" role="table">
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col" role="columnheader">
            <span className="unseen">Passage</span>
          </th>
          <TextHead name="The page" about={evidence.article} />
          <TextHead name="The original" about={evidence.original} />
        </tr>
      </thead>
      {pair.blocks.map((block, i) =>
        block.kind === 'passage' ? (
          <PassageRows key={i} block={block} place={++place} pair={pair} evidence={evidence} />
        ) : (
          <AloneRow key={i} block={block} text={pair[block.kind]} unmatched={unmatched} />
        ),
      )}
    </table>
  );
});

/** Which text it is. An address is shown whole, and followed only on purpose. */
const TextHead = ({ name, about }: { readonly name: string; readonly about: Evidence['article'] }) => (
  <th scope="col" role="columnheader">
    {name} <span className="about">{plural(about.words, 'word')}</span>{' '}
    {about.url === undefined ? <span className="about">{about.source}</span> : <Outside url={about.url} />}
    <span className="title" dir="auto">
      {about.title}
    </span>
  </th>
);

function PassageRows({
  block,
  place,
  pair,
  evidence,
}: {
  readonly block: PassageBlock;
  readonly place: number;
  readonly pair: AlignedPair;
  readonly evidence: Evidence;
}) {
  const { passage, rows, moved, index } = block;
  const standsOn = evidence.passages[index]?.standsOn;
  return (
    <tbody role="rowgroup" data-kind={passage.kind} className="passage">
      {rows.map((row, i) => (
        <tr key={row.article[0]} role="row" data-faced={row.original !== null}>
          {i === 0 && (
            <th scope="rowgroup" role="rowheader" rowSpan={rows.length} id={passageId(index)} tabIndex={-1}>
              <span className="which">
                <span className="number">{place}</span>{' '}
                <span className="kind">{PASSAGE_WORDS[passage.kind]}</span>
                {moved && <span className="kind"> moved</span>}
                {standsOn && (
                  <span className="kind">
                    {' '}
                    stands on {plural(standsOn.pages, 'page')} of {plural(standsOn.sites, 'site')}
                  </span>
                )}
              </span>
            </th>
          )}
          <td role="cell" dir="auto">
            <MarkedText
              text={pair.article.text}
              span={row.article}
              differs={row.differs.article}
              facts={pair.article.facts}
              as="ins"
            />
          </td>
          <td role="cell" dir="auto">
            {row.original ? (
              <MarkedText
                text={pair.original.text}
                span={row.original}
                differs={row.differs.original}
                facts={pair.original.facts}
                as="del"
              />
            ) : (
              <span className="nothing">only on the page</span>
            )}
          </td>
        </tr>
      ))}
    </tbody>
  );
}

const WHERE = { article: 'only on the page', original: 'only in the original' } as const;

function AloneRow({
  block: { kind, span, frame },
  text,
  unmatched,
}: {
  readonly block: Alone;
  readonly text: PreparedArticle;
  readonly unmatched: boolean;
}) {
  const words = wordsIn(text, span);
  const summary = `${plural(words, 'word')} ${WHERE[kind]}${frame ? ': the page’s frame, left out' : ''}`;
  const whole = <MarkedText text={text.text} span={span} facts={text.facts} />;
  const cell = (
    <td role="cell" dir="auto">
      {words <= FOLDED_WORDS && span[1] - span[0] <= FOLDED_LENGTH && !frame ? (
        whole
      ) : (
        <details key={String(unmatched)} open={unmatched}>
          <summary dir="ltr">{summary}</summary>
          {whole}
        </details>
      )}
    </td>
  );
  return (
    <tbody role="rowgroup" className="alone">
      <tr role="row">
        <th scope="row" role="rowheader">
          <span className="unseen">{WHERE[kind]}</span>
        </th>
        <Fragment>
          {kind === 'original' && <td role="cell" />}
          {cell}
          {kind === 'article' && <td role="cell" />}
        </Fragment>
      </tr>
    </tbody>
  );
}

function wordsIn({ words }: PreparedArticle, [start, end]: Span): number {
  let count = 0;
  for (let i = 0; i < words.count; i++) if (words.starts[i]! >= start && words.ends[i]! <= end) count++;
  return count;
}
