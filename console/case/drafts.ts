import { type Draft, EMPTY } from './draft';

/** What was being decided of each case, and what the desk said to it: a case that comes back has both again. */
interface Kept {
  readonly draft: Draft;
  readonly error: Error | null;
}

const kept = new Map<string, Kept>();

export const keptDraft = (caseId: string): Kept => kept.get(caseId) ?? { draft: EMPTY, error: null };

export const keepDraft = (caseId: string, draft: Draft, error: Error | null = null): void =>
  void kept.set(caseId, { draft, error });

export const forgetDraft = (caseId: string): void => void kept.delete(caseId);
