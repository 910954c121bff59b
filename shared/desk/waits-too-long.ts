import { MINUTE } from '../clock/instant';
import type { WorkQueues } from './desk';

/** From when on the oldest message of a work queue has waited too long: the alarms ring, the self-check is red. */
export const WAITS_TOO_LONG = {
  submissions: { afterMs: 10 * MINUTE, runbook: 'submissions-wait-too-long' },
  notices: { afterMs: 10 * MINUTE, runbook: 'complaints-wait-to-be-opened' },
  // Two at a time and politely: 300 pages of one complaint take their while.
  fetches: { afterMs: 30 * MINUTE, runbook: 'pages-wait-to-be-fetched' },
  delivery: { afterMs: 15 * MINUTE, runbook: 'decisions-wait-to-be-delivered' },
} as const satisfies Record<keyof WorkQueues, { readonly afterMs: number; readonly runbook: string }>;
