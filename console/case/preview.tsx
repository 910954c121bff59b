import { useQuery } from '@tanstack/react-query';
import { APPROVAL_WORDS, ITEM_STATE_WORDS, ORDER_WORDS } from '../../shared/case/words';
import { useDesk } from '../desk/use-desk';
import { Trouble } from '../parts/trouble';
import type { DecisionBody } from './draft';

/** What a decision would do, and every letter as its party would read it. */
export function Preview({ caseId, request }: { readonly caseId: string; readonly request: DecisionBody }) {
  const desk = useDesk();
  const { data, error } = useQuery({
    queryKey: ['preview', caseId, request],
    queryFn: async () => (await desk('previewDecision', { params: { caseId }, body: request })).body,
    staleTime: 0,
  });
  return (
    <>
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
              A second person has to approve it: {data.approval.map((why) => APPROVAL_WORDS[why]).join('; ')}.
            </p>
          )}
          <ol>
            {data.items.map(({ no, url, state }) => (
              <li key={no} value={no}>
                <span className="url">{url}</span>: {ITEM_STATE_WORDS[state]}
              </li>
            ))}
          </ol>
          {data.orders.length > 0 && (
            <p>
              Orders to the site:{' '}
              {data.orders
                .map(
                  ({ type, item }) =>
                    `${(ORDER_WORDS as Readonly<Record<string, string>>)[type] ?? type} (address ${item})`,
                )
                .join(', ')}
              .
            </p>
          )}
          {data.refusals.length === 0 && data.orders.length === 0 && data.letters.length === 0 && (
            <p>Nothing is asked of the site, and no letter leaves yet.</p>
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
    </>
  );
}
