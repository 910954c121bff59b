import { onlineManager, useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { between, MINUTE } from '../../shared/clock/instant';
import { ApiRefusal } from '../../shared/wire/client';
import { type CaseView, useDesk } from '../desk/use-desk';
import { KeyButton } from '../keyboard/key-button';
import { useKeys } from '../keyboard/use-keys';
import { announce } from '../parts/announce';
import { ReasonDialog, useDialog } from '../parts/reason-dialog';
import { Trouble } from '../parts/trouble';
import { mayDecide, mayTakeOver, useSession } from '../sign-in/use-session';
import { useNow } from '../time/desk-time';
import { ticking } from '../time/words';

const HEARTBEAT_MS = MINUTE;

/** Whose case it is and for how long; a claim that can't be renewed is seen to run out. */
export function LeaseBox({ view: { caseId, lease, dueClock } }: { readonly view: CaseView }) {
  const session = useSession();
  const desk = useDesk();
  const queries = useQueryClient();
  const [takingOver, openTakeOver] = useDialog();
  const mine = lease?.holder === session.username;
  const reread = () => {
    void queries.invalidateQueries({ queryKey: ['queue'] });
    return queries.invalidateQueries({ queryKey: ['case', caseId] });
  };
  const claim = useMutation({
    mutationFn: () => desk('claimCase', { params: { caseId } }),
    onSuccess: () => announce(`${caseId} is yours.`),
    onSettled: reread,
  });
  const release = useMutation({
    mutationFn: (leaseToken: number) => desk('releaseCase', { params: { caseId }, body: { leaseToken } }),
    onSuccess: () => announce(`${caseId} is back in the queue.`),
    onSettled: reread,
  });
  const offline = useHeartbeat(caseId, mine ? lease?.token : undefined);
  const worker = mayDecide(session) && dueClock !== undefined;
  useKeys({
    ...(worker && mine && lease && { claim: () => release.mutate(lease.token) }),
    ...(worker && !lease && { claim: () => claim.mutate() }),
  });
  const error = claim.error ?? release.error;
  return (
    <div className="lease" data-mine={mine} data-offline={offline}>
      {lease ? (
        <p>
          {mine ? 'Yours' : `${lease.holder} is working on it`}, <Remaining until={lease.expiresAt} />
          {offline && ' The connection is lost: nothing renews it.'}
        </p>
      ) : (
        <p>Nobody is working on it.</p>
      )}
      {worker && mine && lease && (
        <KeyButton command="claim" onClick={() => release.mutate(lease.token)} disabled={release.isPending}>
          Give back
        </KeyButton>
      )}
      {worker && !lease && (
        <KeyButton command="claim" onClick={() => claim.mutate()} disabled={claim.isPending}>
          Take this case
        </KeyButton>
      )}
      {worker && lease && !mine && mayTakeOver(session) && (
        <>
          <button type="button" onClick={openTakeOver}>
            Take over …
          </button>
          <ReasonDialog
            dialog={takingOver}
            title={`Take ${caseId} over from ${lease.holder}`}
            label="Why? It stands in the timeline."
            action="Take over"
            send={async (reason) => {
              await desk('takeOverCase', { params: { caseId }, body: { reason } });
              await reread();
            }}
          />
        </>
      )}
      {error instanceof ApiRefusal && <Trouble error={error} />}
    </div>
  );
}

function Remaining({ until }: { readonly until: NonNullable<CaseView['lease']>['expiresAt'] }) {
  const left = between(useNow(), until);
  return <span className="remaining">{left > 0 ? `for ${ticking(left).slice(3)}` : 'run out'}.</span>;
}

const onConnection = (told: () => void) => onlineManager.subscribe(told);
const isConnected = () => onlineManager.isOnline();

/** Renews the claim while the case is open and the page is seen. @returns whether it could not, or cannot now. */
function useHeartbeat(caseId: string, leaseToken: number | undefined): boolean {
  const desk = useDesk();
  const queries = useQueryClient();
  const { mutate, isError } = useMutation({
    mutationFn: (token: number) => desk('renewClaim', { params: { caseId }, body: { leaseToken: token } }),
    onSuccess: ({ body }) =>
      queries.setQueryData<CaseView>(['case', caseId], (view) => view && { ...view, lease: body.lease }),
    onError: (error) =>
      error instanceof ApiRefusal
        ? void queries.invalidateQueries({ queryKey: ['case', caseId] })
        : undefined,
  });
  useEffect(() => {
    if (leaseToken === undefined) return;
    const beat = setInterval(() => {
      if (document.visibilityState === 'visible') mutate(leaseToken);
    }, HEARTBEAT_MS);
    return () => clearInterval(beat);
  }, [leaseToken, mutate]);
  const online = useSyncExternalStore(onConnection, isConnected);
  const before = useRef(online);
  useEffect(() => {
    if (leaseToken === undefined || online === before.current) return;
    before.current = online;
    announce(online ? 'The connection is back.' : 'The connection is lost: nothing renews your claim.');
    if (online) mutate(leaseToken);
  }, [online, leaseToken, mutate]);
  return isError || !online;
}
