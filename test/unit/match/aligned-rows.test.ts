import { prepare } from '../../../shared/article/prepare';
import { align } from '../../../shared/match/align';
import { alignedRows } from '../../../shared/match/aligned-rows';

describe('alignedRows', () => {
  it('puts each sentence of a passage beside what stands in its place, in whatever order', () => {
    const one = 'The harbour council voted on Monday night to keep the old ferry in service.';
    const two = 'The crew of fourteen had packed their lockers in the afternoon!';
    const added = 'Nobody laughed.';
    expect(rowsOf(`${two} ${added} ${one} End`, `${one} ${two}`)).toEqual([
      [two, two],
      [added, null],
      [one, one],
    ]);
  });

  // The demo's copy: a caption stood beside 'The', and 'Around 900 residents who work' beside 'who work'.
  it('leaves the other side of a caption empty, and gives a changed sentence whole', () => {
    const rows = rowsOf(
      'The board voted to keep the night ferry until March. The night ferry under a low moon. Around 900 residents who work late shifts will have to walk.',
      'The board voted to keep the night ferry until March. Some 900 islanders who work late shifts will have to walk. Nobody spoke.',
    );
    expect(rows).toEqual([
      [
        'The board voted to keep the night ferry until March.',
        'The board voted to keep the night ferry until March.',
      ],
      ['The night ferry under a low moon.', null],
      [
        'Around 900 residents who work late shifts will have to walk.',
        'Some 900 islanders who work late shifts will have to walk.',
      ],
    ]);
  });
});

function rowsOf(article: string, original: string): (readonly [string, string | null])[] {
  const [a, o] = [prepare({ text: article }), prepare({ text: original })];
  return align(a, o)
    .passages.flatMap((passage) => alignedRows(passage, a, o))
    .map((row) => [article.slice(...row.article), row.original && original.slice(...row.original)]);
}
