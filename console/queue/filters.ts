import { ELEMENT_WORDS, FLAG_WORDS, KIND_WORDS, STATE_WORDS } from '../../shared/case/words';
import type { CaseState } from '../../shared/case/case';
import type { QueueLine } from '../desk/use-desk';

/** What of the queue is shown; it stands in the address, so that a link shows the same. */
export interface Filters {
  readonly q: string;
  readonly kind: string;
  readonly state: string;
  /** `free`, `mine`, `late` or none. */
  readonly only: string;
}

export const filtersOf = (search: string): Filters => {
  const query = new URLSearchParams(search);
  const of = (name: keyof Filters) => query.get(name) ?? '';
  return { q: of('q'), kind: of('kind'), state: of('state'), only: of('only') };
};

export const searchOf = (filters: Filters): string =>
  new URLSearchParams(Object.entries(filters).filter(([, value]) => value !== '')).toString();

export function isShown(line: QueueLine, { q, kind, state, only }: Filters, me: string): boolean {
  if (kind !== '' && line.kind !== kind) return false;
  if (state !== '' && line.state !== state) return false;
  if (only === 'free' && line.claimedBy !== undefined) return false;
  if (only === 'mine' && line.claimedBy !== me) return false;
  if (only === 'late' && !line.pastDue) return false;
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  const text = wordsOf(line).toLowerCase();
  return words.every((word) => text.includes(word));
}

const wordsOf = (line: QueueLine): string =>
  [
    line.caseId,
    line.siteId,
    line.subject?.page ?? '',
    line.subject?.sender ?? '',
    KIND_WORDS[line.kind],
    STATE_WORDS[line.state],
    line.claimedBy ?? '',
    ...line.flags.map((flag) => FLAG_WORDS[flag]),
    ...line.missing.map((element) => ELEMENT_WORDS[element]),
  ].join(' ');

/** Work of every site; what else there is, a counter notice for one, exists only where pages are uploaded by others. */
const EVERYWHERE: readonly CaseState[] = [
  'SCREENING',
  'IN_REVIEW',
  'AWAITING_COMPLAINANT',
  'AWAITING_APPROVAL',
  'ESCALATED',
];

/** States to filter by: those of every site, and those that a listed case is in. */
export const statesToChoose = (
  lines: readonly Pick<QueueLine, 'state'>[],
  chosen: string,
): readonly CaseState[] =>
  (Object.keys(STATE_WORDS) as CaseState[]).filter(
    (state) => EVERYWHERE.includes(state) || state === chosen || lines.some((line) => line.state === state),
  );
