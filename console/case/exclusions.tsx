import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AnswerOf } from '../../shared/wire/contracts';
import { type CaseView, type ItemView, useDesk } from '../desk/use-desk';
import { announce } from '../parts/announce';
import { textOf } from '../parts/reason-dialog';
import { Trouble } from '../parts/trouble';
import { mayDecide, useSession } from '../sign-in/use-session';
import { moment } from '../time/words';
import { PassageChoice, type Scope, SCOPE_WORDS } from './exclude-passages';
import { Action } from './more/action';

type Exclusion = AnswerOf<'listExclusions'>['exclusions'][number];

/** Passages of this case's evidence that are nobody's own words: each can be made to count again. */
export function Exclusions({ view, item }: { readonly view: CaseView; readonly item: ItemView | undefined }) {
  const { caseId, at } = view;
  const desk = useDesk();
  const queries = useQueryClient();
  const may = mayDecide(useSession());
  const { data, error } = useQuery({
    queryKey: ['exclusions', caseId],
    queryFn: async ({ signal }) =>
      (await desk('listExclusions', { params: { caseId }, signal })).body.exclusions,
  });
  const revoke = useMutation({
    mutationFn: ({ id }: Exclusion) => desk('revokeExclusion', { params: { caseId, exclusionId: id } }),
    onSuccess: () => announce('The passage counts again.'),
    onSettled: () => queries.invalidateQueries({ queryKey: ['exclusions', caseId] }),
  });
  const trouble = revoke.error ?? error;
  return (
    <>
      {trouble && <Trouble error={trouble} />}
      {data?.length === 0 && <p>Nothing is excluded with this case.</p>}
      <ul className="deliveries">
        {data?.map((each) => (
          <li key={each.id}>
            Address {each.item}, passage {each.passage}, {SCOPE_WORDS[each.scope.kind]}:{' '}
            <q dir="auto">{each.opening} …</q>
            <small>
              by {each.excludedBy} {moment(each.excludedAt, at)}
              {each.revokedAt && `; counts again since ${moment(each.revokedAt, at)}`}
            </small>
            {may && !each.revokedAt && (
              <button type="button" disabled={revoke.isPending} onClick={() => revoke.mutate(each)}>
                Let it count again<span className="unseen">: passage {each.passage}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
      {may && item?.decision && item.evidence && (
        <Action
          name={view.items > 1 ? `Exclude passages of address ${item.no}` : 'Exclude passages'}
          title="Passages that are nobody’s own words from now on"
          action="Exclude"
          send={async (_none, form) => {
            const passages = form.getAll('passage').map(Number);
            if (passages.length === 0) throw new Error('Choose at least one passage.');
            const scope = textOf(form, 'scope') as Scope;
            await desk('excludePassages', { params: { caseId }, body: { item: item.no, passages, scope } });
            return 'Excluded.';
          }}
        >
          <PassageChoice evidence={item.evidence} />
        </Action>
      )}
    </>
  );
}
