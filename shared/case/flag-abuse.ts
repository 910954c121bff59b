import type { CaseFile, CaseHead } from './case';
import { atOnce, type Change } from './change';
import { alert } from './effects';
import type { EventOf } from './event';
import { withFlags } from './flags';
import { withoutLease } from './lease';
import { laneOf } from './queue-order';
import { type DecideContext, type Refusal, refusal, type Unchanged } from './transition';

/** What people and checks have seen that may be misuse of the procedure. */
export const ABUSE_SIGNALS = [
  /** The claimed original is dated before its own domain or its first capture. */
  'BACKDATED',
  'NEW_DOMAIN',
  /** Our copy is older on independent evidence. */
  'OLDER_HERE',
  /** The named original says something else, or is dead. */
  'UNRELATED_ORIGINAL',
  'ORIGINAL_GONE',
  /** Many accounts, one hand. */
  'MANY_ACCOUNTS',
  'FREE_MAIL_FOR_BRAND',
  /** The page is about who complains of it. */
  'ABOUT_COMPLAINANT',
  'NO_MANDATE',
  'FLOOD',
] as const;
export type AbuseSignal = (typeof ABUSE_SIGNALS)[number];

/**
 * Signals of misuse are a prompt for a person, never a verdict; nobody outside is told. Once the case is fit to be judged, it
 * is judged by the legal team.
 */
export function flagAbuse(
  { head }: CaseFile,
  { signals }: EventOf<'abuse_flagged'>,
  context: DecideContext,
): Change | Refusal | Unchanged {
  if (new Set(signals).size < 2) return refusal('refused', 'one signal is not enough: name at least two');
  if (head.flags.includes('ABUSE_SUSPECTED')) return { outcome: 'unchanged' };
  const escalates = head.state === 'IN_REVIEW';
  const state = escalates ? 'ESCALATED' : head.state;
  const flagged: CaseHead = { ...head, state, withLegal: true, flags: withFlags(head, 'ABUSE_SUSPECTED') };
  return {
    outcome: 'change',
    head: escalates ? withoutLease(flagged) : flagged,
    steps: [{ event: 'abuse_flagged', to: state, facts: { signals } }],
    effects: laneOf(head)
      ? atOnce(context, [
          alert(head, 'warning', 'case-escalated', 'signals of misuse', `abuse/${head.version + 1}`, {
            audience: ['legal'],
          }),
        ])
      : [],
    material: true,
  };
}
