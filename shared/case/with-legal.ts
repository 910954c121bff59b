import type { CaseHead, CaseState } from './case';

/** Where a case stands while something in it is to be judged: with the reviewers, or with the legal team. */
export const underReview = ({ withLegal }: Pick<CaseHead, 'withLegal'>): CaseState =>
  withLegal === true ? 'ESCALATED' : 'IN_REVIEW';

/** The reviewers have the case again. */
export function withoutLegal(head: CaseHead): CaseHead {
  const { withLegal: _givenBack, ...rest } = head;
  return rest;
}
