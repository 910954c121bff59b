import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { type Evidence, useDesk } from '../desk/use-desk';
import { KeyButton } from '../keyboard/key-button';
import { useKeys } from '../keyboard/use-keys';
import { announce } from '../parts/announce';
import { Trouble } from '../parts/trouble';
import { PASSAGE_WORDS } from '../../shared/match/words';
import { plural } from '../case/percent';
import { AlignedTable, passageId } from './aligned-table';
import { alignedQuery } from './aligned-query';
import { CoverageMap } from './coverage-map';

export interface TextsPanelProps {
  readonly caseId: string;
  readonly item: number;
  readonly sha256: string;
  readonly evidence: Evidence;
}

/** The two texts facing each other in one scroller: what stands beside each other here stands so in both. */
export function TextsPanel({ caseId, item, sha256, evidence }: TextsPanelProps) {
  const desk = useDesk();
  const { data, error, refetch } = useQuery(alignedQuery(desk, caseId, item, sha256, evidence));
  const [unmatched, setUnmatched] = useState(false);
  const at = useRef(-1);
  const order = data?.blocks.flatMap((block) => (block.kind === 'passage' ? [block.index] : [])) ?? [];
  const go = (place: number) => {
    const index = order[place];
    if (index === undefined) return;
    at.current = place;
    const heading = document.getElementById(passageId(index));
    heading?.focus({ preventScroll: true });
    heading?.scrollIntoView({ block: 'start' });
    const { kind } = evidence.passages[index]!;
    announce(`Passage ${place + 1} of ${order.length}: ${PASSAGE_WORDS[kind]}`);
  };
  useKeys({
    nextPassage: () => go(Math.min(order.length - 1, at.current + 1)),
    previousPassage: () => go(Math.max(0, at.current - 1)),
    unmatched: () => setUnmatched((on) => !on),
  });
  return (
    <section className="texts" aria-label="The two texts">
      <div className="bar">
        <span>{plural(evidence.passages.length, 'passage')}</span>
        <KeyButton command="previousPassage" onClick={() => go(Math.max(0, at.current - 1))}>
          Previous
        </KeyButton>
        <KeyButton command="nextPassage" onClick={() => go(Math.min(order.length - 1, at.current + 1))}>
          Next
        </KeyButton>
        {data && (
          <CoverageMap
            evidence={evidence}
            articleLength={data.article.text.length}
            originalLength={data.original.text.length}
          />
        )}
        <KeyButton
          command="unmatched"
          className="last"
          aria-pressed={unmatched}
          onClick={() => setUnmatched((on) => !on)}
        >
          {unmatched ? 'Fold' : 'Show'} the rest
        </KeyButton>
      </div>
      {error && <Trouble error={error} retry={() => void refetch()} />}
      {data && <AlignedTable pair={data} evidence={evidence} unmatched={unmatched} />}
      {!data && !error && <p aria-busy="true">The texts are on their way …</p>}
    </section>
  );
}
