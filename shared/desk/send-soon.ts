import { sendDelayed } from '../events';
import { faultOf } from '../fault';
import type { Desk, WorkQueue } from './desk';

/**
 * Puts committed work before its workers at once. It never fails the change that made the work: that is stored with
 * the instant at which the sweep sends it, should it not have been sent here.
 */
export async function sendSoon(
  desk: Pick<Desk, 'now'>,
  workQueue: WorkQueue,
  messages: readonly object[],
  delayMs = 0,
): Promise<void> {
  if (messages.length === 0) return;
  try {
    await workQueue.send(
      messages.map((message) => JSON.stringify(message)),
      delayMs,
    );
  } catch (error) {
    sendDelayed(desk.now(), { messages: messages.length, error: faultOf(error) });
  }
}
