import { type Instant, plus, SECOND } from '../clock/instant';
import type { CaseId } from '../ids';
import { Problem } from '../problem';
import type { Desk } from './desk';

/** Who says nothing for so long has gone. */
const GONE_AFTER_MS = 45 * SECOND;

/** Somebody of the staff who has a case before them. */
export interface Reader {
  readonly person: string;
  /** Exclusive. */
  readonly until: Instant;
}

export interface Readers {
  readonly caseId: CaseId;
  /** But the one who asks. */
  readonly others: readonly Reader[];
}

/** Says that somebody has the case open, and answers who else has. It changes nothing about the case. @throws Problem `not_found`. */
export async function lookAtCase(
  desk: Pick<Desk, 'now' | 'cases'>,
  caseId: CaseId,
  person: string,
): Promise<Readers> {
  if (!(await desk.cases.head(caseId))) throw new Problem('not_found', `there is no case ${caseId}`);
  const now = desk.now();
  await desk.cases.noteReader(caseId, { person, until: plus(now, GONE_AFTER_MS) });
  const readers = await desk.cases.readers(caseId);
  return { caseId, others: readers.filter((each) => each.person !== person && now < each.until) };
}
