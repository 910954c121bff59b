import type { CaseId } from '../ids';
import { Problem } from '../problem';
import { loadCase } from './change-case';
import type { Desk } from './desk';
import { comparedTextKey, type Evidence } from './evidence';

/** The two texts that an item's evidence is about, whole: its offsets count in them. */
export interface ComparedTexts {
  readonly article: string;
  readonly original: string;
}

/** What was compared for one item of a case, as it stood then. @throws Problem `not_found` where nothing was. */
export async function readTexts(
  desk: Pick<Desk, 'cases' | 'records'>,
  id: CaseId,
  no: number,
): Promise<ComparedTexts> {
  const { items } = await loadCase(desk, id);
  const comparison = items.find((item) => item.no === no)?.comparison;
  if (comparison?.outcome !== 'compared')
    throw new Problem('not_found', `no texts were compared for item ${no} of case ${id}`);
  const evidence = JSON.parse(await readText(desk, comparison.evidenceKey)) as Evidence;
  const [article, original] = await Promise.all(
    [evidence.article, evidence.original].map(({ textSha256 }) =>
      readText(desk, comparedTextKey(textSha256)),
    ),
  );
  return { article: article!, original: original! };
}

async function readText(desk: Pick<Desk, 'records'>, key: string): Promise<string> {
  const stored = await desk.records.get(key);
  if (!stored) throw new Problem('corrupt', `${key} is not in the records bucket`);
  return new TextDecoder().decode(stored.body);
}
