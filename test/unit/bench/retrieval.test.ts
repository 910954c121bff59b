import { retrieve, type TestBed } from '../../../bench/retrieval';
import type { Retriever } from '../../../bench/retriever';
import { COPYISTS, type CopyKind } from '../../../cli/evaluate-copies';

const kinds = Object.keys(COPYISTS) as CopyKind[];

/** 2,000 clean texts named by their scores, and two copies of each kind. */
const bed = (copies: readonly { sourceId: string; text: string }[]): TestBed => ({
  originals: [{ id: 'original', text: 'original' }],
  clean: Array.from({ length: 2_000 }, (_, i) => `clean ${i / 100}`),
  copies: Object.fromEntries(kinds.map((kind) => [kind, copies])) as TestBed['copies'],
});

/** Finds what a text says it is a copy of, with the score it says. */
const obedient: Retriever = {
  name: 'obedient',
  use: '',
  add: () => undefined,
  finish: () => undefined,
  best: (texts) =>
    texts.map((text) => {
      const [id, score] = text.split(' ') as [string, string];
      return id === 'nothing' ? undefined : { id, score: Number(score) };
    }),
};

describe('recall at 0.1 % false positives', () => {
  it('counts a copy whose source is found with a score that one clean text of a thousand exceeds', async () => {
    // Scores of clean texts go up to 19.99; two of 2,000 may be above the threshold, so it is 19.97.
    const { recall, mean } = await retrieve(
      bed([
        { sourceId: 'original', text: 'original 19.98' },
        { sourceId: 'original', text: 'original 19.97' },
        { sourceId: 'original', text: 'other 30' },
        { sourceId: 'original', text: 'nothing 0' },
      ]),
      obedient,
    );
    expect(mean).toBe(0.25);
    for (const kind of kinds) expect(recall[kind]).toBe(0.25);
  });
});
