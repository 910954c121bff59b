import type { CaseFile } from './case';
import { fulfilClocks } from './case-clocks';
import { atOnce, type Change } from './change';
import { mail } from './effects';
import type { EventOf } from './event';
import { refuseWithoutLease, withoutLease } from './lease';
import { type DecideContext, type Refusal, refusal } from './transition';

/** The clock stands still only once the request has been sent (mail_sent), never for having been decided upon. */
export function requestInformation(
  { head }: CaseFile,
  event: EventOf<'information_requested'>,
  context: DecideContext,
): Change | Refusal {
  const refused = refuseWithoutLease(head, event.actor, event.leaseToken, context.now);
  if (refused) return refused;
  if (head.kind !== 'notice') return refusal('refused', 'there is no complainant to ask: decide the article');
  if (event.missing.length === 0)
    return refusal('refused', 'name what is missing: a request without a list pauses nothing');
  if (head.flags.includes('NO_EMAIL'))
    return refusal('refused', 'the complainant gave no mail address: nobody would get the request');
  const { missing, note } = event;
  return {
    outcome: 'change',
    head: {
      ...withoutLease(head),
      state: 'AWAITING_COMPLAINANT',
      clocks: fulfilClocks(head.clocks, ['screen'], context.now),
    },
    steps: [{ event: 'information_requested', to: 'AWAITING_COMPLAINANT', facts: { missing } }],
    effects: atOnce(context, [
      mail(head, 'complainant', 'information_requested', { missing, ...(note ? { note } : {}) }),
    ]),
    material: true,
  };
}
