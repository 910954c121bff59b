import { compactCorpus } from '../shared/desk/compact-corpus';
import { withLogContext } from '../shared/events';
import { openCorpusStore, openDesk } from '../shared/stores/open-desk';
import type { Invocation } from './lambda';

/** Milliseconds that one more step of compaction may take. */
const TIME_RESERVE_MS = 120_000;

const store = openCorpusStore();
const desk = openDesk(['now', 'ids', 'alerts']);

export const handler = (_event: unknown, invocation: Invocation): Promise<void> =>
  withLogContext({ function: 'compactor', requestId: invocation.awsRequestId }, () =>
    compactCorpus(desk, store, () => invocation.getRemainingTimeInMillis() - TIME_RESERVE_MS),
  );
