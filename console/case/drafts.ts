import { type Draft, EMPTY } from './draft';

const keyOf = (caseId: string): string => `copydesk.draft.${caseId}`;

/** What the desk said to a decision when its case was no longer on screen. */
const refusals = new Map<string, Error>();

/** What was being decided of a case: it outlasts signing in anew and reloading, until it is decided or the tab closed. */
export function keptDraft(caseId: string): { readonly draft: Draft; readonly error: Error | null } {
  const kept = sessionStorage.getItem(keyOf(caseId));
  const draft = kept === null ? EMPTY : { ...EMPTY, ...(JSON.parse(kept) as Partial<Draft>) };
  return { draft, error: refusals.get(caseId) ?? null };
}

export function keepDraft(caseId: string, draft: Draft, error?: Error): void {
  sessionStorage.setItem(keyOf(caseId), JSON.stringify(draft));
  if (error) refusals.set(caseId, error);
  else refusals.delete(caseId);
}

const readers = new Set<() => void>();

/** Of a decision that was taken back: what is to be done and why is chosen anew, and no word is typed twice. */
export function giveWordsBack(caseId: string, words: string): void {
  keepDraft(caseId, { ...EMPTY, words });
  readers.forEach((reader) => reader());
}

export function onWordsGivenBack(reader: () => void): () => void {
  readers.add(reader);
  return () => void readers.delete(reader);
}

export function forgetDraft(caseId: string): void {
  sessionStorage.removeItem(keyOf(caseId));
  refusals.delete(caseId);
}
