import type { Run } from './manifest';
import type { ObjectStore } from './object-store';
import type { Postings } from './postings';
import { mergePostings } from './postings';
import type { RunOptions } from './run-writer';
import { inShard, shardBitsFor, writeRun } from './run-writer';
import { survivingRecords } from './surviving-records';
import { readDirectories, readSegment } from './unit';

/**
 * Writes one run of the next level in place of several, at least one, of the same level and algorithm. The text packs pass to it as they are, so
 * documents keep their numbers, each run's after those of the run before; what does not survive loses its postings.
 * @throws Problem `corrupt`; Gone if one of the runs was merged by somebody else.
 */
export async function mergeRuns(
  store: ObjectStore,
  runs: readonly Run[],
  { newId, postingsPerSegment }: RunOptions,
): Promise<Run> {
  const directories = [];
  for (const run of runs) directories.push(...(await readDirectories(store, run)));
  const survivors = survivingRecords(directories.map(({ directory }) => directory));

  const sources: { readonly run: Run; readonly renumber: (document: number) => number }[] = [];
  let documents = 0;
  for (const run of runs) {
    const first = documents;
    const renumber = (document: number) => (survivors.has(first + document) ? first + document : -1);
    sources.push({ run, renumber });
    documents += run.documents;
  }

  const { level, algorithm } = runs[0]!;
  const total = runs.reduce((sum, run) => sum + run.postings, 0);
  const shardBits = shardBitsFor(total, postingsPerSegment);
  const texts = runs.flatMap((run) => run.texts);
  return writeRun(
    store,
    { id: newId(), level: level + 1, algorithm, documents, shardBits, texts },
    async (shard) => {
      const parts = [];
      for (const { run, renumber } of sources)
        for (const postings of await readPart(store, run, shardBits, shard))
          parts.push({ postings, renumber });
      return mergePostings(parts);
    },
  );
}

/** The run's postings in one shard of 2^bits; its own segments may be wider or narrower. */
export async function readPart(
  store: ObjectStore,
  run: Run,
  bits: number,
  shard: number,
): Promise<Postings[]> {
  if (run.shardBits <= bits) {
    const wider = await readSegment(store, run, Math.floor(shard / 2 ** (bits - run.shardBits)));
    return [inShard(wider, bits, shard)];
  }
  const narrower = 2 ** (run.shardBits - bits);
  const parts: Postings[] = [];
  for (let i = 0; i < narrower; i++) parts.push(await readSegment(store, run, shard * narrower + i));
  return parts;
}
