import { FLAG_WORDS } from '../../shared/case/words';
import type { QueueLine } from '../desk/use-desk';

/** What stands out about a case; what has run out is at risk no more. */
export function Flags({ flags }: { readonly flags: QueueLine['flags'] }) {
  return flags
    .filter((flag) => flag !== 'AT_RISK' || !flags.includes('BREACHED'))
    .map((flag) => (
      <span key={flag} className="tag" data-flag={flag}>
        {FLAG_WORDS[flag]}
      </span>
    ));
}
