import { type RefObject, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { useKeys } from '../keyboard/use-keys';

/** Goes through the rows of a list of cases by key, and opens the one that is marked. */
export function useRows(caseIds: readonly string[]): {
  readonly rows: RefObject<HTMLTableSectionElement | null>;
  readonly mark: (caseId: string) => void;
} {
  const [, navigate] = useLocation();
  const [marked, mark] = useState<string>();
  const rows = useRef<HTMLTableSectionElement>(null);
  const move = (by: number) => {
    const at = marked === undefined ? -1 : caseIds.indexOf(marked);
    const next = caseIds[Math.min(caseIds.length - 1, Math.max(0, at + by))];
    if (next === undefined) return;
    mark(next);
    rows.current?.querySelector<HTMLAnchorElement>(`[data-case="${next}"] a[href$="${next}"]`)?.focus();
  };
  useKeys({
    down: () => move(1),
    up: () => move(-1),
    ...(marked !== undefined && { open: () => navigate(`/cases/${marked}`) }),
  });
  return { rows, mark };
}
