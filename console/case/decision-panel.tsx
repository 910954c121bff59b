import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { ITEM_ACTIONS, type ItemAction, type ReasonCode } from '../../shared/case/case';
import { ACTION_WORDS, REASON_WORDS } from '../../shared/case/words';
import { ApiRefusal } from '../../shared/wire/client';
import { type CaseView, type ItemView, useDesk } from '../desk/use-desk';
import type { Command } from '../keyboard/keymap';
import { Key, KeyButton, useKeyOf } from '../keyboard/key-button';
import { useKeys } from '../keyboard/use-keys';
import { announce } from '../parts/announce';
import { useDialog } from '../parts/reason-dialog';
import { Trouble } from '../parts/trouble';
import { focusHeading } from '../parts/use-title';
import { useSession } from '../sign-in/use-session';
import { Countdown } from '../time/countdown';
import { CloseComplaint } from './close-complaint';
import { forgetDraft, keepDraft, keptDraft, onWordsGivenBack } from './drafts';
import {
  type Draft,
  EMPTY,
  type Excluded,
  exclusionOf,
  lacking,
  NONE_EXCLUDED,
  reasonsFor,
  requestOf,
} from './draft';
import { PassageChoice } from './exclude-passages';
import { PreviewDialog } from './preview-dialog';
import { waitToBeUndone } from './undo-bar';
import { nextInHand, useClaimNext } from './use-claim-next';

const KEY_OF_ACTION = {
  disable: 'disable',
  remove: 'remove',
  remove_image: 'removeImage',
  trim_to_excerpt: 'trim',
  add_credit: 'credit',
  noindex: 'noindex',
  keep: 'keep',
} as const satisfies Record<ItemAction, Command>;

export interface DecisionPanelProps {
  readonly view: CaseView;
  readonly item: ItemView | undefined;
  /** Addresses that are to be decided together; empty: the one that is shown. */
  readonly chosen: ReadonlySet<number>;
  /** Shows another address that is still to be decided, once these are. */
  readonly goOn: (decided: readonly number[]) => void;
}

/** What is to be done, why, and in which words. Nothing is chosen until somebody chooses it. */
export function DecisionPanel({ view, item, chosen, goOn }: DecisionPanelProps) {
  const desk = useDesk();
  const queries = useQueryClient();
  const claimNext = useClaimNext();
  const session = useSession();
  const id = useId();
  const [{ draft, error: refusal }, setKept] = useState(() => keptDraft(view.caseId));
  useEffect(() => onWordsGivenBack(() => setKept(keptDraft(view.caseId))), [view.caseId]);
  const setDraft = (next: Draft) => {
    keepDraft(view.caseId, next);
    setKept({ draft: next, error: null });
  };
  const [, navigate] = useLocation();
  const [preview, openPreview] = useDialog();
  const reason = useRef<HTMLSelectElement>(null);
  const words = useRef<HTMLTextAreaElement>(null);
  const mine = view.lease?.holder === session.username;
  const items = chosen.size > 0 ? [...chosen] : item?.state === 'PENDING' ? [item.no] : [];
  // Passages are of one address; with several to be decided there is nothing to choose from.
  const only = items.length === 1 && items[0] === item?.no ? item : undefined;
  const excluded: Excluded =
    draft.exclude?.item === only?.no && draft.exclude ? draft.exclude : NONE_EXCLUDED;
  const gap = lacking(draft, items);
  const request = gap === undefined ? requestOf(view, draft, items) : undefined;
  const change = (more: Partial<Draft>) => setDraft({ ...draft, ...more });
  const toggle = (action: ItemAction) =>
    change({
      actions: draft.actions.includes(action)
        ? draft.actions.filter((each) => each !== action)
        : [...draft.actions, action],
    });

  const decide = useMutation({
    mutationFn: async (next: boolean) => {
      if (!request) throw new Error(gap ?? 'Take the case first.');
      // The next case is shown at once; if the desk refuses, this one comes back with what was written.
      const whole = items.length >= view.pending;
      const shown = next && whole ? nextInHand(queries, view.caseId) : undefined;
      if (shown !== undefined) navigate(`/cases/${shown}`);
      const { body } = await desk('decideItems', { params: { caseId: view.caseId }, body: request });
      const exclude = exclusionOf(draft, items);
      // From what is only proposed nothing can be excluded yet.
      const trouble =
        exclude && !body.awaits
          ? await desk('excludePassages', { params: { caseId: view.caseId }, body: exclude }).then(
              () => undefined,
              (error: Error) => error,
            )
          : undefined;
      return {
        body,
        next: next && whole,
        ...(next && !whole && { decided: items }),
        trouble,
        unexcluded: exclude !== undefined && body.awaits !== undefined,
      };
    },
    async onSuccess({ body, next, decided, trouble, unexcluded }) {
      forgetDraft(view.caseId);
      setKept({ draft: EMPTY, error: null });
      focusHeading();
      if (body.awaits)
        announce(
          `It is proposed: a second person has to approve it.${unexcluded ? ' Exclude the passages once it is approved.' : ''}`,
        );
      else {
        waitToBeUndone({
          caseId: view.caseId,
          until: body.carriedOutAt,
          items: items.length,
          words: draft.words,
          ...(trouble && { trouble }),
        });
        announce(`Decided. It is carried out in half a minute, and can be taken back until then.`);
      }
      void queries.invalidateQueries({ queryKey: ['case', view.caseId] });
      void queries.invalidateQueries({ queryKey: ['queue'] });
      if (decided) goOn(decided);
      if (next) await claimNext();
    },
    // Somebody was first: what has changed is shown, and what was typed stays.
    onError(error) {
      keepDraft(view.caseId, draft, error);
      setKept({ draft, error });
      void queries.invalidateQueries({ queryKey: ['case', view.caseId] });
      navigate(`/cases/${view.caseId}`);
    },
  });
  const submit = (next: boolean) => {
    if (request) return decide.mutate(next);
    announce(gap ?? 'Take the case first.');
    if (draft.reasonCode === undefined && draft.actions.length > 0) reason.current?.focus();
    else if (draft.actions.length > 0) words.current?.focus();
  };

  useKeys({
    ...(mine && {
      ...(Object.fromEntries(
        ITEM_ACTIONS.map((action) => [KEY_OF_ACTION[action], () => toggle(action)]),
      ) as Partial<Record<Command, () => void>>),
      reason: () => reason.current?.focus(),
      words: () => words.current?.focus(),
      submitAndNext: () => submit(true),
      submit: () => submit(false),
    }),
  });

  if (!mine)
    return (
      <section className="panel decide" aria-labelledby={`${id}-title`}>
        <h2 id={`${id}-title`}>Decide</h2>
        <p>
          {view.lease
            ? `${view.lease.holder} has this case. You can read along.`
            : 'Take this case to decide it: then nobody else can.'}
        </p>
        {refusal && <Trouble error={refusal} />}
        {draft !== EMPTY && <p>What you wrote is kept until you have the case again.</p>}
      </section>
    );
  return (
    <section className="panel decide" aria-labelledby={`${id}-title`}>
      <div className="title">
        <h2 id={`${id}-title`}>
          {chosen.size > 1
            ? `Decide ${items.length} addresses`
            : view.items > 1 && items.length === 1
              ? `Decide address ${items[0]}`
              : 'Decide'}
        </h2>
        <Countdown dueAt={view.dueAt} otherwise={view.timeLeft} brief />
      </div>
      <fieldset className="actions">
        <legend>What is to be done</legend>
        {ITEM_ACTIONS.map((action) => (
          <ActionBox key={action} action={action} on={draft.actions.includes(action)} toggle={toggle} />
        ))}
      </fieldset>
      <label className="field beside">
        <span>
          Reason <Key of="reason" />
        </span>
        <select
          ref={reason}
          value={draft.reasonCode ?? ''}
          onChange={(event) =>
            change({ reasonCode: (event.target.value || undefined) as ReasonCode | undefined })
          }
        >
          <option value="">choose …</option>
          {reasonsFor(draft.actions).map((code) => (
            <option key={code} value={code}>
              {REASON_WORDS[code]} ({code})
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span>
          Why, in your own words <Key of="words" /> <small>both parties read it</small>
        </span>
        <textarea
          ref={words}
          rows={3}
          value={draft.words}
          // What is typed goes behind what was kept.
          onFocus={({ target }) =>
            target.selectionEnd === 0 && target.setSelectionRange(target.value.length, target.value.length)
          }
          onChange={(event) => change({ words: event.target.value })}
        />
      </label>
      {only?.evidence && (
        <details>
          <summary>
            Passages that are nobody’s own words
            {excluded.passages.length > 0 && `: ${excluded.passages.length} excluded with the decision`}
          </summary>
          <PassageChoice
            evidence={only.evidence}
            chosen={excluded}
            onChange={(choice) => change({ exclude: { item: only.no, ...choice } })}
          />
        </details>
      )}
      <p className="gap" id={`${id}-gap`}>
        {gap}
      </p>
      <Refused refusal={refusal} />
      <p className="buttons">
        <KeyButton
          command="submitAndNext"
          className="primary"
          aria-describedby={`${id}-gap`}
          aria-disabled={request === undefined || decide.isPending}
          onClick={() => submit(true)}
        >
          Decide and next
        </KeyButton>
        <KeyButton
          command="submit"
          aria-describedby={`${id}-gap`}
          aria-disabled={request === undefined || decide.isPending}
          onClick={() => submit(false)}
        >
          Decide
        </KeyButton>
        <button type="button" disabled={request === undefined} onClick={openPreview}>
          Preview …
        </button>
      </p>
      {request && <PreviewDialog dialog={preview} caseId={view.caseId} request={request} />}
      {view.kind === 'notice' && <CloseComplaint view={view} />}
    </section>
  );
}

/** What the desk said to the decision; a conflict says what has changed, and loses nothing. */
function Refused({ refusal }: { readonly refusal: Error | null }) {
  if (!refusal) return null;
  return (
    <>
      <Trouble error={refusal} />
      {refusal instanceof ApiRefusal && refusal.status === 409 && (
        <p>What you wrote is kept. Read what has changed, then decide again.</p>
      )}
      {!(refusal instanceof ApiRefusal) && (
        <p>
          What you wrote is kept. Decide again when the connection is back, unless the case says then that you
          did.
        </p>
      )}
    </>
  );
}

function ActionBox({
  action,
  on,
  toggle,
}: {
  readonly action: ItemAction;
  readonly on: boolean;
  readonly toggle: (action: ItemAction) => void;
}) {
  const command = KEY_OF_ACTION[action];
  const { props } = useKeyOf(command);
  return (
    <label className="action">
      <input type="checkbox" checked={on} onChange={() => toggle(action)} {...props} />
      <span>{ACTION_WORDS[action]}</span>
      <Key of={command} />
    </label>
  );
}
