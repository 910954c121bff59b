import type { CaseFile } from './case';
import type { Change } from './change';
import type { EventOf } from './event';
import { type Refusal, refusal } from './transition';

/** A note stands in the timeline for ever; one that was wrong is corrected by the next. */
export function note({ head }: CaseFile, { text, corrects }: EventOf<'noted'>): Change | Refusal {
  if (text.trim() === '') return refusal('refused', 'the note is empty');
  if (corrects !== undefined && corrects > head.timelineSeq)
    return refusal(
      'refused',
      `there is no entry ${corrects} to correct: the last one is ${head.timelineSeq}`,
    );
  return {
    outcome: 'change',
    head,
    steps: [
      {
        event: 'noted',
        to: head.state,
        facts: { note: text.trim(), ...(corrects === undefined ? {} : { corrects }) },
      },
    ],
    material: false,
  };
}
