import { parseCaseId } from '../../../shared/ids';
import { type CaseView, useDesk } from '../../desk/use-desk';
import { textOf } from '../../parts/reason-dialog';
import { Action } from './action';

interface OfCase {
  readonly view: CaseView;
}

export function Complete({ view: { caseId } }: OfCase) {
  const desk = useDesk();
  return (
    <Action
      name="Complete all the same"
      title="Find the complaint fit for review"
      label="What the check did not recognise, and where it stands"
      action="Put it in review"
      send={async (note) => {
        await desk('completeScreening', { params: { caseId }, body: { note } });
        return 'It is in review.';
      }}
    />
  );
}

export function Reopen({ view: { caseId } }: OfCase) {
  const desk = useDesk();
  return (
    <Action
      name="Reopen"
      title="Open the case again, under a new cycle of the promise"
      label="The new facts"
      action="Reopen"
      send={async (newFacts) => {
        await desk('reopenCase', { params: { caseId }, body: { newFacts } });
        return 'It is open again, and its clock has started anew.';
      }}
    />
  );
}

export function Merge({ view: { caseId } }: OfCase) {
  const desk = useDesk();
  return (
    <Action
      name="Merge"
      title="The same complaint twice: this case ends, the other goes on"
      action="Merge into it"
      send={async (_none, form) => {
        const into = parseCaseId(textOf(form, 'into').toUpperCase());
        if (!into) throw new Error('That is no case number.');
        await desk('mergeCase', { params: { caseId }, body: { into } });
        return `Merged: ${into} goes on, from the earlier receipt of the two.`;
      }}
    >
      <label>
        Number of the case that goes on
        <input name="into" required autoComplete="off" spellCheck={false} />
      </label>
    </Action>
  );
}

export function Withdraw({ view: { caseId, itemViews } }: OfCase) {
  const desk = useDesk();
  const left = itemViews.filter(({ state }) => state !== 'WITHDRAWN');
  return (
    <Action
      name="Withdraw for the complainant"
      title="Withdraw in the name of the complainant, whose word you have verified"
      action="Withdraw"
      send={async (_none, form) => {
        const items = form.getAll('item').map(Number);
        if (items.length === 0) throw new Error('Choose what is withdrawn.');
        await desk('withdrawForComplainant', { params: { caseId }, body: { items } });
        return 'Withdrawn: what nothing else holds comes back.';
      }}
    >
      <fieldset className="long">
        <legend>What is withdrawn</legend>
        {left.map(({ no, url }) => (
          <label key={no} className="choice">
            <input type="checkbox" name="item" value={no} /> {no}. <span className="url">{url}</span>
          </label>
        ))}
      </fieldset>
    </Action>
  );
}

/** For who did not decide it themselves: they have it in the bar below. */
export function SendNow({ view: { caseId } }: OfCase) {
  const desk = useDesk();
  return (
    <Action
      name="Send the decision now"
      title="Carry the decision out at once: nobody can take it back after that"
      action="Send it now"
      send={async () => {
        const { body } = await desk('sendNow', { params: { caseId } });
        return `Sent: ${body.sent} that had waited.`;
      }}
    />
  );
}
