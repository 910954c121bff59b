import { instant } from '../../../shared/clock/instant';
import { openCorpus } from '../../../shared/corpus/corpus';
import { memoryObjectStore } from '../../../shared/corpus/memory-object-store';
import { compactCorpus } from '../../../shared/desk/compact-corpus';
import type { Desk } from '../../../shared/desk/desk';
import { ALGORITHM, entry, ulid } from '../corpus/corpus-fixtures';

describe('compactCorpus', () => {
  it('says how many packs still wait, for the alarm on a backlog', async () => {
    const store = memoryObjectStore();
    const corpus = openCorpus(store, { algorithms: [ALGORITHM] });
    for (let i = 1; i <= 3; i++) await corpus.register([entry(`a${i}`, [i])], ulid(i));
    const lines: string[] = [];
    const log = jest.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
    const desk = { now: () => instant(0), ids: { ulid: () => ulid(99) } } as Pick<Desk, 'now' | 'alerts'> & {
      ids: Desk['ids'];
    };
    await compactCorpus(desk, store, () => 1);
    log.mockRestore();
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { event: 'corpus_compacted', packsWaiting: 3, PacksWaiting: 3 },
    ]);
  });
});
