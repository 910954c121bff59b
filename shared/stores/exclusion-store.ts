import type { ExclusionStore } from '../desk/desk';
import type { CaseId } from '../ids';
import type { Exclusion, ExclusionScope } from '../match/exclusion';
import { casePk, startingWith } from './desk-rows';
import { absent, FORMAT, type Row, type Table } from './table';

const scopePk = (scope: ExclusionScope): string => {
  switch (scope.kind) {
    case 'original':
      return `EXCLUDED#ORIGINAL#${scope.originalId}`;
    case 'site':
      return `EXCLUDED#SITE#${scope.siteId}`;
    case 'corpus':
      return 'EXCLUDED#CORPUS';
  }
};

/** Once where its scope is asked for, once with the case that decided it. */
const rowsOf = (exclusion: Exclusion): readonly Row[] =>
  [scopePk(exclusion.scope), casePk(exclusion.caseId)].map((pk) => ({
    pk,
    sk: `EXCLUSION#${exclusion.id}`,
    format: FORMAT,
    body: exclusion,
  }));

export const openExclusionStore = (desk: Table): ExclusionStore => ({
  async add(exclusion) {
    await desk.transact(rowsOf(exclusion).map((put) => ({ put, if: absent })));
  },
  async revoke(exclusion, revokedAt) {
    await desk.transact(rowsOf({ ...exclusion, revokedAt }).map((put) => ({ put })));
  },
  within: (scope) => desk.all<Exclusion>({ pk: scopePk(scope), ...startingWith('EXCLUSION#') }),
  ofCase: (caseId: CaseId) => desk.all<Exclusion>({ pk: casePk(caseId), ...startingWith('EXCLUSION#') }),
});
