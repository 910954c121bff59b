import type { CaseFile, CaseHead } from './case';
import type { Change } from './change';
import type { EventOf, Mark } from './event';
import { withFlags } from './flags';
import { type Refusal, refusal, type Unchanged } from './transition';

/**
 * A person has established that a case is an order of a court or an authority, comes from a trusted flagger, or touches
 * press freedom. What brings a second person into it is taken off again only by somebody who answers for that.
 */
export function mark(
  { head }: CaseFile,
  { actor, mark: name, on, reason }: EventOf<'marked'>,
): Change | Refusal | Unchanged {
  if (reason.trim() === '') return refusal('refused', 'say how you know: it stays on record');
  const takesOff = !on || (name === 'trusted_flagger' && head.priority === 'authority_order');
  if (takesOff && actor.role !== 'LEG' && actor.role !== 'MGR')
    return refusal('forbidden', 'a mark is taken off by the legal team or a manager');
  const after = on ? withMark(head, name) : withoutMark(head, name);
  if (after === head) return { outcome: 'unchanged' };
  return {
    outcome: 'change',
    head: after,
    steps: [{ event: 'marked', to: head.state, facts: { mark: name, on, reason: reason.trim() } }],
    material: true,
  };
}

function withMark(head: CaseHead, name: Mark): CaseHead {
  if (name !== 'press_freedom') return head.priority === name ? head : { ...head, priority: name };
  if (head.flags.includes('PRESS_FREEDOM')) return head;
  return { ...head, flags: withFlags(head, 'PRESS_FREEDOM') };
}

function withoutMark(head: CaseHead, name: Mark): CaseHead {
  const { priority, ...rest } = head;
  if (name !== 'press_freedom') return priority === name ? rest : head;
  if (!head.flags.includes('PRESS_FREEDOM')) return head;
  return { ...head, flags: head.flags.filter((flag) => flag !== 'PRESS_FREEDOM') };
}
