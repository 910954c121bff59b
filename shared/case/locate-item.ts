import type { CaseFile, Item } from './case';
import type { Change } from './change';
import type { EventOf } from './event';
import { type Refusal, refusal, type Unchanged } from './transition';

/** An address turned out to lead to an article of ours; its text at that moment is the item's. */
export function locateItem(
  { head, items }: CaseFile,
  { item: no, articleId, articleVersion, respondent, editedBy, snapshot, by }: EventOf<'item_located'>,
): Change | Refusal | Unchanged {
  const item = items.find((each) => each.no === no);
  if (item === undefined) return refusal('refused', `this case has no item ${no}`, { item: no });
  if (item.state !== 'PENDING' || item.articleId !== undefined) return { outcome: 'unchanged' };
  const located: Item = {
    ...item,
    articleId,
    articleVersion,
    respondent,
    ...(editedBy ? { editedBy } : {}),
    snapshotKey: snapshot.key,
    snapshotSha256: snapshot.sha256,
    comparison: item.comparison.outcome === 'pending' ? item.comparison : { outcome: 'pending' },
  };
  return {
    outcome: 'change',
    head,
    items: [located],
    steps: [{ event: 'item_located', to: head.state, facts: { item: no, articleId, by } }],
    material: true,
  };
}
