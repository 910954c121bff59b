import { useQueryClient } from '@tanstack/react-query';
import { DEFICIENCIES, type DeficiencyCode } from '../../shared/notice/deficiency';
import { type CaseView, useDesk } from '../desk/use-desk';
import { announce } from '../parts/announce';
import { ReasonDialog, useDialog } from '../parts/reason-dialog';
import { useSession } from '../sign-in/use-session';

/** What can be done with a case but decide it. What its state does not allow is not offered. */
export function MoreActions({ view }: { readonly view: CaseView }) {
  const desk = useDesk();
  const queries = useQueryClient();
  const { username } = useSession();
  const [asking, openAsking] = useDialog();
  const [escalating, openEscalating] = useDialog();
  const [returning, openReturning] = useDialog();
  const [noting, openNoting] = useDialog();
  const { caseId, state, lease, kind } = view;
  const params = { caseId };
  const mine = lease?.holder === username;
  const done = async (words: string) => {
    announce(words);
    await queries.invalidateQueries();
  };
  return (
    <div className="more" role="group" aria-label="More">
      <button type="button" onClick={openNoting}>
        Note …
      </button>
      {kind === 'notice' && state === 'IN_REVIEW' && mine && (
        <button type="button" onClick={openAsking}>
          Ask for missing parts …
        </button>
      )}
      {state === 'IN_REVIEW' && (
        <button type="button" onClick={openEscalating}>
          Escalate …
        </button>
      )}
      {state === 'ESCALATED' && (
        <button type="button" onClick={openReturning}>
          Return to review …
        </button>
      )}
      <ReasonDialog
        dialog={noting}
        title="A note for colleagues"
        label="It stands in the timeline, and no party reads it."
        action="Note it"
        send={async (text) => {
          await desk('addNote', { params, body: { text } });
          await done('Noted.');
        }}
      />
      <ReasonDialog
        dialog={escalating}
        title="Pass the case to the legal team"
        label="Why?"
        action="Escalate"
        send={async (reason) => {
          await desk('escalateCase', { params, body: { reason } });
          await done('Escalated.');
        }}
      />
      <ReasonDialog
        dialog={returning}
        title="Give the case back to the reviewers"
        label="What they should know"
        action="Return"
        send={async (note) => {
          await desk('returnCase', { params, body: { note } });
          await done('Returned to review.');
        }}
      />
      <ReasonDialog
        dialog={asking}
        title="Ask the complainant for missing parts"
        label="A word of your own, which they will read (may be empty)"
        action="Ask, and stop the clock"
        wordsAreOptional
        send={async (note, form) => {
          await desk('requestInformation', {
            params,
            body: {
              leaseToken: lease?.token ?? 0,
              missing: form.getAll('missing') as DeficiencyCode[],
              ...(note !== '' && { note }),
            },
          });
          await done('The complainant is asked; the clock stands still until they answer.');
        }}
      >
        <fieldset>
          <legend>What is missing</legend>
          {(Object.keys(DEFICIENCIES) as DeficiencyCode[]).map((code) => (
            <label key={code} className="missing">
              <input type="checkbox" name="missing" value={code} /> {DEFICIENCIES[code].whatToAdd}
            </label>
          ))}
        </fieldset>
      </ReasonDialog>
    </div>
  );
}
