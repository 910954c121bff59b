import type { CaseFile } from './case';
import type { Change } from './change';
import type { EventOf } from './event';
import type { Unchanged } from './transition';

/** The source of what an item was copied from has spoken of it: who decides must have seen that. */
export function sourceAdvised(
  { head, items }: CaseFile,
  { item: no, recalled }: EventOf<'source_advised'>,
): Change | Unchanged {
  const item = items.find((each) => each.no === no);
  if (
    !item ||
    (item.recalled?.originalId === recalled.originalId && item.recalled.reason === recalled.reason)
  )
    return { outcome: 'unchanged' };
  return {
    outcome: 'change',
    head,
    items: [{ ...item, recalled }],
    steps: [{ event: 'source_advised', to: head.state, facts: { item: no, ...recalled } }],
    material: true,
  };
}
