import type { CaseFlag, CaseHead } from './case';

/** The flags of a case with these added, each once. */
export const withFlags = (
  { flags }: Pick<CaseHead, 'flags'>,
  ...added: readonly CaseFlag[]
): readonly CaseFlag[] => [...new Set([...flags, ...added])];
