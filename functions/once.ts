import { MINUTE, plus } from '../shared/clock/instant';
import type { Desk } from '../shared/desk/desk';
import { sha256 } from '../shared/desk/digest';
import { Problem } from '../shared/problem';
import type { Reply } from './http';

/** Longer than any function of ours runs: who has not answered by then has died over it. */
const IN_HAND_MS = MINUTE;

/** A request that carries an Idempotency-Key. */
export interface KeyedRequest {
  /** Route and caller: each has keys of their own. */
  readonly scope: string;
  readonly key: string;
  /** What was asked, as it came. */
  readonly payload: string;
  /** Its answer holds a secret, which is kept nowhere: it cannot be given twice. */
  readonly shownOnce: boolean;
}

/**
 * Carries a request out once, however often it is sent: the first answer is given again for a day. A request that failed, or
 * whose function died, may be sent again under the same key.
 * @throws Problem `refused` where the key stood for something else, or its answer was shown; `conflict` while the first is in work.
 */
export async function once<R extends Reply>(
  desk: Pick<Desk, 'now' | 'replies'>,
  { scope, key, payload, shownOnce }: KeyedRequest,
  carryOut: () => Promise<R>,
): Promise<Reply> {
  const of = { scope, key, payloadSha256: sha256(payload) };
  const now = desk.now();
  const begun = await desk.replies.begin(of, now, plus(now, IN_HAND_MS));
  switch (begun.outcome) {
    case 'key_reused':
      throw new Problem('refused', 'this idempotency key stood for another request; use a new key for each');
    case 'in_hand':
      throw new Problem('conflict', 'the same request is being carried out; ask again in a moment');
    case 'done':
      if (begun.reply) return begun.reply as Reply;
      throw new Problem('refused', 'this was done before, and its answer is shown only once');
    case 'begun':
  }
  try {
    const reply = await carryOut();
    await desk.replies.finish(of, desk.now(), shownOnce ? undefined : reply);
    return reply;
  } catch (error) {
    // Given back, so that it can be sent again at once; who cannot even do that is taken for dead in a minute.
    await desk.replies.giveBack(of, now).catch(() => undefined);
    throw error;
  }
}
