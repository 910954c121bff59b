import { prepare } from '../../../shared/article/prepare';
import { align } from '../../../shared/match/align';
import { alignedRows } from '../../../shared/match/aligned-rows';

describe('alignedRows', () => {
  it('puts each sentence of a passage beside what stands in its place, in whatever order', () => {
    const one = 'The harbour council voted on Monday night to keep the old ferry in service.';
    const two = 'The crew of fourteen had packed their lockers in the afternoon!';
    const added = 'Nobody laughed.';
    const [article, original] = [`${two} ${added} ${one} End`, `${one} ${two}`].map((text) =>
      prepare({ text }),
    );
    const rows = align(article!, original!).passages.flatMap((passage) =>
      alignedRows(passage, article!, original!),
    );
    expect(
      rows.map((row) => [
        article!.text.slice(...row.article),
        row.original && original!.text.slice(...row.original),
      ]),
    ).toEqual([
      [two, two],
      [added, null],
      [one.slice(0, -1), one],
    ]);
  });
});
