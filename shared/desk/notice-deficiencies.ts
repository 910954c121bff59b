import type { CaseFile } from '../case/case';
import { DEFICIENCIES, type DeficiencyCode } from '../notice/deficiency';

export interface MissingPart {
  readonly code: DeficiencyCode;
  /** What to add, in the words we ask for it. */
  readonly add: string;
}

export const missingParts = (codes: readonly DeficiencyCode[]): readonly MissingPart[] =>
  [...new Set(codes)].map((code) => ({ code, add: DEFICIENCIES[code].whatToAdd }));

/** Everything that a case's open items lack; all of them where none is open, and a notice without any. */
export function missingOf({ head, items }: CaseFile): readonly MissingPart[] {
  // An answer measures open items alone: what was withdrawn before lacks for ever what it lacked then.
  const open = items.filter(({ state }) => state === 'PENDING');
  const codes = (open.length > 0 ? open : items).flatMap(({ deficiencies }) => deficiencies);
  const ofHead = (Object.keys(DEFICIENCIES) as DeficiencyCode[]).filter(
    (code) =>
      items.length === 0 &&
      CODES_OF_WHOLE.includes(code) &&
      head.missing.includes(DEFICIENCIES[code].element),
  );
  return missingParts([...codes, ...ofHead]);
}

/** One code for each element, where it is the notice that lacks it. */
const CODES_OF_WHOLE: readonly DeficiencyCode[] = ['SIG', 'WORK', 'LOC', 'CONTACT', 'GFB', 'AUTH'];
