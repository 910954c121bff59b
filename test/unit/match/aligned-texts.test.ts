import { array, assert, constantFrom, property } from '../../fast-check';
import { prepare } from '../../../shared/article/prepare';
import { align } from '../../../shared/match/align';
import { alignedTexts, type Block } from '../../../shared/match/aligned-texts';
import type { Passage, Span } from '../../../shared/match/match';

const original = prepare({
  text: [
    'The lamp room of the old lighthouse was opened to visitors for the first time on Saturday morning.',
    'Keepers had carried the oil up two hundred steps every evening until the grid reached the point in 1961.',
    'Its lens, ground in a town that no longer makes glass, throws the light of one bulb nineteen miles out, past the reef where the mail boat sank in a calm sea.',
    'A ticket costs four crowns, and the money pays for the paint.',
  ].join('\n\n'),
});

/** The second half before the first, a sentence of its own between, a word changed. */
const article = prepare({
  text: [
    'Its lens, ground in a town that no longer makes glass, throws the light of one bulb nineteen miles out, past the reef where the mail boat sank in a calm sea.',
    'Our reporter climbed up with a thermos flask and came down without it, which is another story for another day.',
    'The lamp room of the old lighthouse was opened to visitors for the first time on Sunday morning.',
    'Keepers had carried the oil up two hundred steps every evening until the grid reached the point in 1961.',
  ].join('\n\n'),
});

/** From the first words to the last ones, in both texts. */
const passage = (first: string, last: string): Passage => {
  const within = ({ text }: typeof article): Span => [text.indexOf(first), text.indexOf(last) + last.length];
  return { article: within(article), original: within(original), kind: 'own' };
};
const passages = [passage('The lamp room', 'in 1961'), passage('Its lens', 'calm sea')];
const blocks = alignedTexts(article, original, passages);

/** All spans that are shown of one text. */
const shown = (of: readonly Block[], side: 'article' | 'original'): readonly Span[] =>
  of.flatMap((block) => {
    if (block.kind !== 'passage') return block.kind === side ? [block.span] : [];
    return block.rows.flatMap((row) => (row[side] ? [row[side]] : []));
  });

const wordsOutside = (spans: readonly Span[], { words, text }: typeof article): readonly string[] =>
  Array.from({ length: words.count }, (_, i) => [words.starts[i]!, words.ends[i]!] as const)
    .filter(([start, end]) => !spans.some((span) => span[0] <= start && end <= span[1]))
    .map((span) => text.slice(...span));

describe('two whole texts, facing each other', () => {
  it('shows every word of the article once in its order, with what faces it', () => {
    expect(wordsOutside(shown(blocks, 'article'), article)).toEqual([]);
    const starts = shown(blocks, 'article').map(([start]) => start);
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
  });

  it('shows what stands in the original only, where it stands there', () => {
    const alone = blocks.flatMap((block) =>
      block.kind === 'original' ? [original.text.slice(...block.span)] : [],
    );
    expect(alone).toEqual(['A ticket costs four crowns, and the money pays for the paint.']);
    expect(wordsOutside(shown(blocks, 'original'), original)).toEqual([]);
  });

  it('says of a passage that it was moved', () => {
    expect(blocks.flatMap((block) => (block.kind === 'passage' ? [block.moved] : []))).toEqual([false, true]);
  });

  it('marks the words that were changed, on both sides', () => {
    const changed = blocks.flatMap((block) =>
      block.kind === 'passage'
        ? block.rows.flatMap(({ differs }) => [
            ...differs.article.map((span) => article.text.slice(...span)),
            ...differs.original.map((span) => original.text.slice(...span)),
          ])
        : [],
    );
    expect(changed).toEqual(['Sunday', 'Saturday']);
  });

  it('faces texts that share nothing', () => {
    const other = prepare({ text: 'Nobody had seen the heron since the second week of April.' });
    const apart = alignedTexts(other, original, align(other, original).passages);
    expect(apart.map(({ kind }) => kind)).toEqual(['original', 'article']);
  });

  it('loses no word, whatever is copied from where', () => {
    const sentences = original.text.split('\n\n');
    const own = ['A gull sat on the rail and would not leave.', 'It rained from noon.'];
    assert(
      property(array(constantFrom(...sentences, ...own), { maxLength: 6 }), (parts) => {
        const mixed = prepare({ text: parts.join('\n\n') });
        const facing = alignedTexts(mixed, original, align(mixed, original).passages);
        expect(wordsOutside(shown(facing, 'article'), mixed)).toEqual([]);
      }),
    );
  });
});
