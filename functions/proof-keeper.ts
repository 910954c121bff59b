import { renewProofs } from '../shared/desk/renew-proofs';
import { withLogContext } from '../shared/events';
import { openDesk } from '../shared/stores/open-desk';
import type { Invocation } from './lambda';

const desk = openDesk(['now', 'registry', 'records', 'work']);

export const handler = (_event: unknown, invocation: Invocation): Promise<void> =>
  withLogContext({ function: 'proof-keeper', requestId: invocation.awsRequestId }, () => renewProofs(desk));
