import { maintain } from '../corpus/maintain';
import type { ObjectStore } from '../corpus/object-store';
import { corpusCompacted } from '../events';
import type { Desk } from './desk';

/** Merges the corpus's packs into runs and removes what no reader needs any more. Safe at any time, by any number. */
export async function compactCorpus(
  desk: Pick<Desk, 'now' | 'ids' | 'alerts'>,
  store: ObjectStore,
  timeLeft: () => number,
): Promise<void> {
  const { steps, stopLists, collection, packsWaiting } = await maintain(store, {
    newId: () => desk.ids.ulid(),
    now: desk.now(),
    mayGoOn: () => timeLeft() > 0,
  });
  const unreadable = steps.flatMap((step) => (step.outcome === 'superseded' ? [] : step.unreadable));
  if (stopLists?.outcome === 'unreadable') unreadable.push(stopLists.reason);
  corpusCompacted(desk.now(), {
    steps: steps.length,
    collected: collection.outcome === 'collected' ? collection.deleted.length : 0,
    outcome: steps.at(-1)?.outcome ?? 'idle',
    unreadable: unreadable.length,
    packsWaiting,
  });
  if (unreadable.length === 0) return;
  await desk.alerts.publish({
    severity: 'critical',
    subject: `${unreadable.length} objects of the corpus are damaged`,
    runbook: 'a-look-up-was-incomplete',
    dedupeKey: `corpus-damaged:${unreadable.join()}`.slice(0, 200),
    data: { unreadable },
  });
}
