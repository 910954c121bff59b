import { useQueryClient } from '@tanstack/react-query';
import { type CaseView, type ItemView, useDesk } from '../desk/use-desk';
import { announce } from '../parts/announce';
import { ReasonDialog, useDialog } from '../parts/reason-dialog';

/** The original's text, where somebody at the desk has it: the comparison is made with it. */
export function SupplyText({ view, item }: { readonly view: CaseView; readonly item: ItemView }) {
  const desk = useDesk();
  const queries = useQueryClient();
  const [dialog, open] = useDialog();
  return (
    <p>
      <button type="button" onClick={open}>
        Paste the original’s text …
      </button>
      <ReasonDialog
        dialog={dialog}
        title="The text of the original"
        label="As it was published, without headings and menus"
        action="Compare with it"
        send={async (text) => {
          await desk('addOriginalText', {
            params: { caseId: view.caseId },
            body: { work: item.work ?? 0, text },
          });
          announce('It is being compared.');
          await queries.invalidateQueries({ queryKey: ['case', view.caseId] });
        }}
      />
    </p>
  );
}
