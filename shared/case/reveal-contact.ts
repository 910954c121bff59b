import type { CaseFile, Role } from './case';
import type { Change } from './change';
import type { EventOf } from './event';
import { type Refusal, refusal } from './transition';

/** What is masked in the file of a case. `original`: the complaint as it came in, byte by byte. */
export const REVEAL_FIELDS = ['name', 'email', 'phone', 'postalAddress', 'signature', 'original'] as const;
export type RevealField = (typeof REVEAL_FIELDS)[number];

const CASE_WORK: readonly Role[] = ['TRI', 'REV', 'LEG'];
const LEGAL_WORK: readonly Role[] = ['TRI', 'LEG'];

/** A reviewer may have to write to somebody; how else to find them is for who corresponds with them. */
const READERS: Readonly<Record<RevealField, readonly Role[]>> = {
  name: CASE_WORK,
  email: CASE_WORK,
  phone: LEGAL_WORK,
  postalAddress: LEGAL_WORK,
  signature: LEGAL_WORK,
  original: LEGAL_WORK,
};

/** Recorded before anything is shown: an entry without a look is no harm, a look without an entry is. */
export function revealContact(
  { head }: CaseFile,
  { actor, fields, purpose }: EventOf<'contact_revealed'>,
): Change | Refusal {
  if (purpose.trim() === '') return refusal('refused', 'say what for: it stands in the timeline');
  if (head.kind !== 'notice') return refusal('refused', 'nobody has complained here: there is no contact');
  const barred = fields.filter((field) => !READERS[field].includes(actor.role));
  if (barred.length > 0 && !head.policy.soloOperator)
    return refusal('forbidden', `${barred.join(', ')}: for the legal team to see, not for you`, { barred });
  return {
    outcome: 'change',
    head,
    steps: [{ event: 'contact_revealed', to: head.state, facts: { fields, purpose: purpose.trim() } }],
    material: false,
  };
}
