import { openPack } from '../../../shared/corpus/pack';
import { packEntries } from '../../../shared/corpus/pack-entries';
import type { Unit } from '../../../shared/corpus/resident-index';
import { ResidentIndex } from '../../../shared/corpus/resident-index';
import { unitOfPack } from '../../../shared/corpus/unit';
import { ALGORITHM, entry } from './corpus-fixtures';

const unit = (name: string, ids: readonly string[]): Unit =>
  unitOfPack(
    openPack(
      name,
      packEntries(
        ALGORITHM,
        ids.map((id, i) => entry(id, [7, 100 + i])),
      ),
    ),
  );

const found = (index: ResidentIndex): string[] =>
  [...index.search(Float64Array.of(7))].map(({ record, object }) => `${object}/${record.articleId}`).sort();

describe('the resident index', () => {
  it('does not grow when a unit is forgotten and comes back, again and again', () => {
    const index = new ResidentIndex();
    index.add(unit('large', ['a', 'b', 'c']));
    for (let i = 0; i < 5; i++) {
      index.keepOnly(new Set(['large']));
      index.add(unit('small', ['d', 'e']));
    }
    expect(found(index)).toEqual(['large/a', 'large/b', 'large/c', 'small/d', 'small/e']);
    expect(index.documents).toBe(5);
  });

  it('gives memory back for what it has forgotten', () => {
    const index = new ResidentIndex();
    index.add(unit('small', ['a']));
    const before = index.memoryBytes;
    index.add(
      unit(
        'large',
        Array.from({ length: 50 }, (_, i) => `b${i}`),
      ),
    );
    index.keepOnly(new Set(['small']));
    expect(index.documents).toBe(1);
    expect(index.memoryBytes - before).toBeLessThan(100);
    expect(found(index)).toEqual(['small/a']);
  });

  it('keeps few tables, however many packs come', () => {
    const index = new ResidentIndex();
    for (let i = 0; i < 100; i++) index.add(unit(`unit ${i}`, [`a${i}`]));
    expect(found(index)).toHaveLength(100);
    expect(index.tables).toBeLessThanOrEqual(3);
  });
});
