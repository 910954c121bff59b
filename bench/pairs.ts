import { rocAuc } from '../cli/evaluate';
import type { LabelledPair } from '../cli/evaluate-data';
import { prepare } from '../shared/article/prepare';
import { align } from '../shared/match/align';
import { shingleMinhash } from './peers/minhash';
import { openSimText } from './peers/sim-text';
import { readmeHash } from './peers/simhash-js';
import { Comparator } from 'simhash-js';

/** How well each method tells copied from other pairs: area under the ROC curve, 'not installed' where it can't run. */
export interface PairQuality {
  readonly name: string;
  readonly cloughStevenson: number | 'not installed';
  readonly newsPairs: number | 'not installed';
}

type Score = (article: string, original: string) => number;

interface PairSets {
  readonly cloughStevenson: readonly LabelledPair[];
  readonly newsPairs: readonly LabelledPair[];
}

const COPIED = { cloughStevenson: ['cut', 'light', 'heavy'], newsPairs: ['whole', 'partial'] } as const;

function auc(pairs: readonly LabelledPair[], copied: readonly string[], score: Score): number {
  const scored = pairs.map(({ label, article, original }) => ({
    positive: copied.includes(label),
    score: score(article, original),
  }));
  const of = (positive: boolean) => scored.filter((p) => p.positive === positive).map((p) => p.score);
  return rocAuc(of(true), of(false));
}

export function pairQuality(sets: PairSets): readonly PairQuality[] {
  const measure = (name: string, score: Score): PairQuality => ({
    name,
    cloughStevenson: auc(sets.cloughStevenson, COPIED.cloughStevenson, score),
    newsPairs: auc(sets.newsPairs, COPIED.newsPairs, score),
  });
  const simText = openSimText();
  try {
    return [
      measure('Copydesk', (a, o) => align(prepare({ text: a }), prepare({ text: o })).score),
      measure('minhash', (a, o) => shingleMinhash(a).jaccard(shingleMinhash(o))),
      measure('simhash-js', (a, o) => Comparator.similarity(readmeHash(a), readmeHash(o))),
      simText === undefined
        ? { name: 'sim_text', cloughStevenson: 'not installed', newsPairs: 'not installed' }
        : measure('sim_text', (a, o) => simText.score(a, o)),
    ];
  } finally {
    simText?.close();
  }
}
