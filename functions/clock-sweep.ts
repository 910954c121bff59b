import { sweepClocks } from '../shared/desk/sweep-clocks';
import { withLogContext } from '../shared/events';
import { openDesk } from '../shared/stores/open-desk';
import type { Invocation } from './lambda';

/** Milliseconds kept for counting and reporting at the end. */
const TIME_RESERVE_MS = 10_000;

const desk = openDesk([
  'now',
  'ids',
  'articles',
  'cases',
  'outbox',
  'due',
  'gates',
  'alertBook',
  'pulses',
  'work',
]);

export const handler = (_event: unknown, invocation: Invocation): Promise<void> =>
  withLogContext({ function: 'clock-sweep', requestId: invocation.awsRequestId }, () =>
    sweepClocks(desk, () => invocation.getRemainingTimeInMillis() - TIME_RESERVE_MS),
  );
