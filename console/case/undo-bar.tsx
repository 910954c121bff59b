import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { useLocation } from 'wouter';
import { between, type Instant } from '../../shared/clock/instant';
import { useDesk } from '../desk/use-desk';
import { KeyButton } from '../keyboard/key-button';
import { useKeys } from '../keyboard/use-keys';
import { announce } from '../parts/announce';
import { Trouble } from '../parts/trouble';
import { useNow } from '../time/desk-time';
import { giveWordsBack } from './drafts';
import { plural } from './percent';

export interface Waiting {
  readonly caseId: string;
  /** Carried out then, and no longer to be taken back. */
  readonly until: Instant;
  readonly items: number;
  /** In which it was given reasons, if by this person. */
  readonly words?: string;
  /** What was to happen with it, and did not. */
  readonly trouble?: Error;
}

let waiting: Waiting | undefined;
const readers = new Set<() => void>();

/** The last decision, which really waits at the desk: no order and no mail has left. */
export function waitToBeUndone(decision: Waiting | undefined): void {
  waiting = decision;
  readers.forEach((reader) => reader());
}

const subscribe = (reader: () => void) => {
  readers.add(reader);
  return () => void readers.delete(reader);
};

export function UndoBar() {
  const decision = useSyncExternalStore(subscribe, () => waiting);
  return decision ? <Undoable key={decision.caseId + decision.until} {...decision} /> : null;
}

function Undoable({ caseId, until, items, words, trouble }: Waiting) {
  const desk = useDesk();
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const left = Math.ceil(between(useNow(), until) / 1_000);
  const undo = useMutation({
    async mutationFn() {
      await desk('undoDecision', { params: { caseId } });
      // Who takes it back goes on with it; somebody else may have been quicker.
      await desk('claimCase', { params: { caseId } }).catch(() => undefined);
    },
    async onSuccess() {
      waitToBeUndone(undefined);
      if (words !== undefined) giveWordsBack(caseId, words);
      announce(`Taken back. ${caseId} is open again.`);
      await queries.invalidateQueries();
      // A slip is seen one case too late: the case comes back with it.
      navigate(`/cases/${caseId}`);
    },
  });
  const send = useMutation({
    mutationFn: () => desk('sendNow', { params: { caseId } }),
    async onSuccess() {
      waitToBeUndone(undefined);
      announce(`Sent. ${caseId} can’t be taken back any more.`);
      await queries.invalidateQueries();
    },
  });
  const error = undo.error ?? send.error ?? trouble;
  useKeys({ ...(left > 0 && { undo: () => undo.mutate() }) });
  if (left <= 0 && !error) return null;
  return (
    <aside className="undo" aria-label="The last decision">
      <p>
        {caseId}: {plural(items, 'decision')}{' '}
        {left > 0 ? (
          <>
            carried out in <strong>{left} s</strong>
          </>
        ) : (
          'carried out'
        )}
      </p>
      {left > 0 && (
        <>
          <KeyButton command="undo" disabled={undo.isPending} onClick={() => undo.mutate()}>
            Take it back
          </KeyButton>
          <button type="button" disabled={send.isPending} onClick={() => send.mutate()}>
            Send now
          </button>
        </>
      )}
      {trouble && <p>The decision stands, but its passages are not excluded:</p>}
      {error && <Trouble error={error} />}
    </aside>
  );
}
