import { useQueryClient } from '@tanstack/react-query';
import { TURN_AWAY_CODES, type TurnAwayCode } from '../../shared/case/case';
import { REASON_WORDS } from '../../shared/case/words';
import { type CaseView, useDesk } from '../desk/use-desk';
import { announce } from '../parts/announce';
import { ReasonDialog, useDialog } from '../parts/reason-dialog';
import { closingOf } from './draft';

/** A complaint that names nothing to judge, or nothing of which is for this procedure. */
export function CloseComplaint({ view }: { readonly view: CaseView }) {
  const desk = useDesk();
  const queries = useQueryClient();
  const [dialog, open] = useDialog();
  return (
    <>
      <button type="button" className="quiet" onClick={open}>
        Close the whole complaint unjudged …
      </button>
      <ReasonDialog
        dialog={dialog}
        title="Close the complaint without judging any address"
        label="Why, in your own words: the complainant will read it"
        action="Close the complaint"
        send={async (words, form) => {
          const request = closingOf(view, form.get('code') as TurnAwayCode, words);
          if (!request) throw new Error('Take the case first.');
          await desk('decideItems', { params: { caseId: view.caseId }, body: request });
          announce('The complaint is closed, and the complainant is told.');
          await queries.invalidateQueries();
        }}
      >
        <label>
          Reason
          <select name="code" required defaultValue="">
            <option value="">choose …</option>
            {TURN_AWAY_CODES.map((code) => (
              <option key={code} value={code}>
                {REASON_WORDS[code]} ({code})
              </option>
            ))}
          </select>
        </label>
      </ReasonDialog>
    </>
  );
}
