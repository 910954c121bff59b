import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { parseCaseId } from '../../shared/ids';
import { COMMANDS, KEYMAP, keyOf } from './keymap';
import { commandsInView, useKeySettings } from './use-keys';

interface Choice {
  readonly id: string;
  readonly words: string;
  readonly key?: string;
  readonly act: () => void;
}

/** What can be done in this view, by its name; and any case by its number or by what is known of it. A combobox with a list (ARIA APG). */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const list = useId();
  const settings = useKeySettings();
  const [, navigate] = useLocation();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  // As it was when this opened: below a dialog nothing changes by a key.
  const [inView] = useState(commandsInView);
  useEffect(() => dialog.current?.showModal(), []);

  const wanted = text.trim();
  const caseId = parseCaseId(wanted.toUpperCase());
  const words = wanted.toLowerCase().split(/\s+/);
  const choices: readonly Choice[] = [
    ...(caseId
      ? [{ id: 'case', words: `Go to ${caseId}`, act: () => navigate(`/cases/${caseId}`) }]
      : COMMANDS.flatMap((id) => {
          const act = inView[id];
          const { does } = KEYMAP[id];
          const isMeant = words.every((word) => does.toLowerCase().includes(word));
          return act && id !== 'palette' && isMeant
            ? [{ id, words: does, key: keyOf(id, settings), act }]
            : [];
        })),
    ...(wanted === '' || caseId
      ? []
      : [
          {
            id: 'find',
            words: `Find “${wanted}” among all cases`,
            act: () => navigate('/find', { state: { of: wanted } }),
          },
        ]),
  ];
  const chosen = choices[Math.min(at, choices.length - 1)];
  const choose = (choice: Choice | undefined) => {
    if (!choice) return;
    // The focus goes back first: what is done may want it elsewhere.
    dialog.current?.close();
    choice.act();
  };
  const onKey = (event: KeyboardEvent) => {
    const last = choices.length - 1;
    const here = Math.min(at, last);
    const to = { ArrowDown: here === last ? 0 : here + 1, ArrowUp: here === 0 ? last : here - 1 }[event.key];
    if (to !== undefined) setAt(to);
    else if (event.key === 'Enter') choose(chosen);
    else return;
    event.preventDefault();
  };
  useEffect(() => {
    dialog.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen?.id]);
  return (
    <dialog ref={dialog} className="palette" aria-label="What to do" onClose={onClose}>
      <input
        autoFocus
        role="combobox"
        aria-label="A command, a case number, or what to find"
        aria-expanded="true"
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={chosen && `${list}-${chosen.id}`}
        placeholder="A command, a case number, or what to find"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKey}
      />
      <ul role="listbox" id={list} aria-label="What can be done">
        {choices.map((choice) => (
          // Keys are the input's; the pointer needs no focus.
          <li
            key={choice.id}
            id={`${list}-${choice.id}`}
            role="option"
            aria-selected={choice === chosen}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => choose(choice)}
          >
            <bdi>{choice.words}</bdi>
            {choice.key !== undefined && <kbd aria-hidden="true">{choice.key}</kbd>}
          </li>
        ))}
      </ul>
    </dialog>
  );
}
