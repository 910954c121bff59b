import { useState } from 'react';
import { REVEAL_FIELDS, type RevealField } from '../../shared/case/reveal-contact';
import type { AnswerOf } from '../../shared/wire/contracts';
import { type CaseView, useDesk } from '../desk/use-desk';
import { ReasonDialog, useDialog } from '../parts/reason-dialog';

const FIELD_WORDS = {
  name: 'name',
  email: 'mail address',
  phone: 'telephone',
  postalAddress: 'postal address',
  signature: 'signature',
  original: 'the complaint as it came in',
} as const satisfies Record<RevealField, string>;

/** Masked contact data, shown for a purpose that stands in the timeline, and forgotten when the case is left. */
export function Reveal({ view }: { readonly view: CaseView }) {
  const desk = useDesk();
  const [dialog, open] = useDialog();
  const [seen, setSeen] = useState<AnswerOf<'revealContact'>['revealed']>();
  return (
    <>
      <button type="button" className="quiet" onClick={open}>
        Show what is masked …
      </button>
      {seen && (
        <dl className="pairs">
          {REVEAL_FIELDS.map(
            (field) =>
              seen[field] !== undefined && (
                <div key={field}>
                  <dt>{FIELD_WORDS[field]}</dt>
                  <dd dir="auto">{seen[field]}</dd>
                </div>
              ),
          )}
        </dl>
      )}
      <ReasonDialog
        dialog={dialog}
        title="Show what is masked"
        label="What for? It stands in the timeline, with your name."
        action="Show"
        send={async (purpose, form) => {
          const fields = form.getAll('field') as RevealField[];
          const { body } = await desk('revealContact', {
            params: { caseId: view.caseId },
            body: { fields, purpose },
          });
          setSeen(body.revealed);
        }}
      >
        <fieldset>
          <legend>What you need to see</legend>
          {REVEAL_FIELDS.map((field) => (
            <label key={field} className="choice">
              <input type="checkbox" name="field" value={field} /> {FIELD_WORDS[field]}
            </label>
          ))}
        </fieldset>
      </ReasonDialog>
    </>
  );
}
