import { readConfig } from '../shared/config';
import { flyCanary } from '../shared/desk/fly-canary';
import { withLogContext } from '../shared/events';
import { openDesk } from '../shared/stores/open-desk';
import { apiClient } from '../shared/wire/client';
import type { Invocation } from './lambda';

/** Milliseconds kept for withdrawing what was filed and for reporting. */
const TIME_RESERVE_MS = 15_000;

const { PUBLIC_URL } = readConfig(['PUBLIC_URL'], process.env);
const desk = openDesk(['now', 'ids', 'articles', 'outbox', 'registry', 'pulses', 'work']);
const api = apiClient({ baseUrl: PUBLIC_URL, fetch });

export const handler = (_event: unknown, invocation: Invocation): Promise<void> =>
  withLogContext({ function: 'canary', requestId: invocation.awsRequestId }, () =>
    flyCanary(desk, api, PUBLIC_URL, () => invocation.getRemainingTimeInMillis() - TIME_RESERVE_MS),
  );
