import { useQuery } from '@tanstack/react-query';
import { type RefObject, useEffect, useState } from 'react';
import { ITEM_STATE_WORDS } from '../../shared/case/words';
import { useDesk } from '../desk/use-desk';
import { Trouble } from '../parts/trouble';
import type { DecisionBody } from './draft';

/** What the decision would do, and every letter as its party would read it, before anything happens. */
export function PreviewDialog({
  dialog,
  caseId,
  request,
}: {
  readonly dialog: RefObject<HTMLDialogElement | null>;
  readonly caseId: string;
  readonly request: DecisionBody;
}) {
  const desk = useDesk();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const { current } = dialog;
    const toggled = () => setOpen(current?.open ?? false);
    current?.addEventListener('toggle', toggled);
    return () => current?.removeEventListener('toggle', toggled);
  }, [dialog]);
  const { data, error } = useQuery({
    queryKey: ['preview', caseId, request],
    queryFn: async () => (await desk('previewDecision', { params: { caseId }, body: request })).body,
    enabled: open,
    staleTime: 0,
  });
  return (
    <dialog ref={dialog} aria-labelledby="preview-title" className="preview">
      <form method="dialog">
        <h2 id="preview-title">What this would do</h2>
        <button>Close</button>
      </form>
      {error && <Trouble error={error} />}
      {!data && !error && <p aria-busy="true">It is being worked out …</p>}
      {data && (
        <>
          {data.refusals.map(({ item, reason }) => (
            <p key={`${item}${reason}`} className="refused">
              {item === undefined ? '' : `Address ${item}: `}
              {reason}
            </p>
          ))}
          {data.approval.length > 0 && (
            <p>
              A second person has to approve it:{' '}
              {data.approval.map((why) => why.toLowerCase().replaceAll('_', ' ')).join(', ')}.
            </p>
          )}
          <ul>
            {data.items.map(({ no, url, state }) => (
              <li key={no}>
                {no}. <span className="url">{url}</span>: {ITEM_STATE_WORDS[state]}
              </li>
            ))}
          </ul>
          {data.orders.length > 0 && (
            <p>
              Orders to the site:{' '}
              {data.orders.map(({ type, item }) => `${type} (address ${item})`).join(', ')}.
            </p>
          )}
          {data.letters.map(({ to, respondent, subject, text }) => (
            <article key={`${to}${respondent}`} className="mail">
              <h3>
                To {to === 'complainant' ? 'the complainant' : (respondent ?? 'the source')}: {subject}
              </h3>
              <pre dir="auto">{text}</pre>
            </article>
          ))}
        </>
      )}
    </dialog>
  );
}
