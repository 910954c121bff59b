import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ACTION_WORDS, APPROVAL_WORDS, REASON_WORDS } from '../../shared/case/words';
import { type CaseView, useDesk } from '../desk/use-desk';
import { KeyButton } from '../keyboard/key-button';
import { useKeys } from '../keyboard/use-keys';
import { announce } from '../parts/announce';
import { ReasonDialog, useDialog } from '../parts/reason-dialog';
import { Trouble } from '../parts/trouble';
import { useSession } from '../sign-in/use-session';
import { moment } from '../time/words';
import { mayDo } from './may-do';
import { waitToBeUndone } from './undo-bar';

/** The second person's screen: what somebody has proposed, and why one person is not enough. */
export function ApprovalPanel({
  view,
  proposal,
}: {
  readonly view: CaseView;
  readonly proposal: NonNullable<CaseView['proposal']>;
}) {
  const desk = useDesk();
  const queries = useQueryClient();
  const session = useSession();
  const [refusing, openRefusing] = useDialog();
  const own = proposal.by.id === session.username;
  const mayApprove = !own && mayDo(session, view.state, 'decision_approved');
  const mayRefuse = mayDo(session, view.state, 'proposal_refused');
  const proposed = view.itemViews.filter((item) => item.proposed?.version === proposal.version);
  const approve = useMutation({
    mutationFn: () =>
      desk('approveDecision', { params: { caseId: view.caseId }, body: { version: view.version } }),
    onSuccess({ body }) {
      waitToBeUndone({ caseId: view.caseId, until: body.carriedOutAt, items: proposed.length });
      announce('Approved. It is carried out in half a minute.');
    },
    onSettled: () => queries.invalidateQueries(),
  });
  useKeys({ ...(mayApprove && !approve.isPending && { approve: () => approve.mutate() }) });
  return (
    <section className="panel decide" aria-labelledby="approval">
      <h2 id="approval">Waits for a second person</h2>
      <p>
        {proposal.by.id} proposed this {moment(proposal.at, view.at)}, and{' '}
        {proposal.why.map((why) => APPROVAL_WORDS[why]).join('; ')}.
      </p>
      <ol>
        {proposed.map(({ no, url, proposed: decision }) => (
          <li key={no} value={no}>
            <span className="url">{url}</span>:{' '}
            {decision?.actions.map((action) => ACTION_WORDS[action]).join(', ')}
            {decision && `; ${REASON_WORDS[decision.reasonCode]}`}. <q>{decision?.reason}</q>
          </li>
        ))}
      </ol>
      {approve.error && <Trouble error={approve.error} />}
      <p className="buttons">
        {mayApprove && (
          <KeyButton
            command="approve"
            className="primary"
            disabled={approve.isPending}
            onClick={() => approve.mutate()}
          >
            Approve
          </KeyButton>
        )}
        {mayRefuse && (
          <button type="button" onClick={openRefusing}>
            {own ? 'Take it back …' : 'Refuse …'}
          </button>
        )}
        {!mayRefuse && 'Somebody of the reviewers or the legal team approves or refuses it.'}
      </p>
      <ReasonDialog
        dialog={refusing}
        title={own ? 'Take the proposal back' : 'Refuse what was proposed'}
        label="Why? Your colleague will read it."
        action={own ? 'Take it back' : 'Refuse'}
        send={async (reason) => {
          await desk('refuseDecision', {
            params: { caseId: view.caseId },
            body: { version: view.version, reason },
          });
          await queries.invalidateQueries();
        }}
      />
    </section>
  );
}
