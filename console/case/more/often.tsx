import { DEFICIENCIES, type DeficiencyCode } from '../../../shared/notice/deficiency';
import { type CaseView, useDesk } from '../../desk/use-desk';
import { Action } from './action';

interface OfCase {
  readonly view: CaseView;
}

export function Ask({ view: { caseId, lease } }: OfCase) {
  const desk = useDesk();
  return (
    <Action
      name="Ask for missing parts"
      title="Ask the complainant for missing parts"
      label="A word of your own, which they will read (may be empty)"
      action="Ask, and stop the clock"
      wordsAreOptional
      send={async (note, form) => {
        const missing = form.getAll('missing') as DeficiencyCode[];
        const body = { leaseToken: lease?.token ?? 0, missing, ...(note !== '' && { note }) };
        await desk('requestInformation', { params: { caseId }, body });
        return 'The complainant is asked; the clock stands still until they answer.';
      }}
    >
      <fieldset>
        <legend>What is missing</legend>
        {(Object.keys(DEFICIENCIES) as DeficiencyCode[]).map((code) => (
          <label key={code} className="choice">
            <input type="checkbox" name="missing" value={code} /> {DEFICIENCIES[code].whatToAdd}
          </label>
        ))}
      </fieldset>
    </Action>
  );
}

export function Escalate({ view: { caseId } }: OfCase) {
  const desk = useDesk();
  return (
    <Action
      name="Escalate"
      title="Pass the case to the legal team"
      label="Why?"
      action="Escalate"
      send={async (reason) => {
        await desk('escalateCase', { params: { caseId }, body: { reason } });
        return 'Escalated.';
      }}
    />
  );
}

export function Return({ view: { caseId } }: OfCase) {
  const desk = useDesk();
  return (
    <Action
      name="Return to review"
      title="Give the case back to the reviewers"
      label="What they should know"
      action="Return"
      send={async (note) => {
        await desk('returnCase', { params: { caseId }, body: { note } });
        return 'Returned to review.';
      }}
    />
  );
}

export function Note({ view: { caseId } }: OfCase) {
  const desk = useDesk();
  return (
    <Action
      name="Note"
      title="A note for colleagues"
      label="It stands in the timeline, and no party reads it."
      action="Note it"
      send={async (text) => {
        await desk('addNote', { params: { caseId }, body: { text } });
        return 'Noted.';
      }}
    />
  );
}
