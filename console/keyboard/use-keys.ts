import { useEffect, useRef, useSyncExternalStore } from 'react';
import { COMMANDS, DEFAULT_KEYS, type Command, type KeySettings, keyOf, pressed } from './keymap';

const STORED = 'copydesk.keys';

function openKeySettings() {
  let settings: KeySettings = read();
  const readers = new Set<() => void>();
  return {
    get: (): KeySettings => settings,
    set: (next: KeySettings): void => {
      settings = next;
      localStorage.setItem(STORED, JSON.stringify(next));
      readers.forEach((reader) => reader());
    },
    subscribe: (reader: () => void): (() => void) => {
      readers.add(reader);
      return () => void readers.delete(reader);
    },
  };
}

function read(): KeySettings {
  try {
    return { ...DEFAULT_KEYS, ...(JSON.parse(localStorage.getItem(STORED) ?? '{}') as Partial<KeySettings>) };
  } catch {
    return DEFAULT_KEYS;
  }
}

export const keySettings = openKeySettings();
export const useKeySettings = (): KeySettings => useSyncExternalStore(keySettings.subscribe, keySettings.get);

export type Actions = Readonly<Partial<Record<Command, () => void>>>;

const TYPING =
  'input:not([type=checkbox]):not([type=radio]):not([type=button]), textarea, select, [contenteditable=true]';

/** What each component that is shown does by key. */
const inView = new Set<{ readonly current: Actions }>();

/** All that a key would do now. */
export const commandsInView = (): Actions =>
  Object.assign({}, ...[...inView].map(({ current }) => current)) as Actions;

/** Single keys rest while somebody types; what is held with Ctrl works there too. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(TYPING) !== null;

/** Carries out commands by their keys while the component is shown. A dialog on top keeps them from what is below. */
export function useKeys(actions: Actions): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const settings = keySettings.get();
      const key = pressed(event);
      if (!settings.on || event.defaultPrevented || document.querySelector('dialog[open]')) return;
      if (isTyping(event.target) && !key.startsWith('Ctrl+')) return;
      const command = COMMANDS.find(
        (each) => latest.current[each] !== undefined && keyOf(each, settings) === key,
      );
      const act = command && latest.current[command];
      if (!act) return;
      // A focused button or link keeps its own Enter.
      if (key === 'Enter' && event.target instanceof Element && event.target.closest('a, button, summary'))
        return;
      event.preventDefault();
      act();
    };
    inView.add(latest);
    window.addEventListener('keydown', onKey);
    return () => {
      inView.delete(latest);
      window.removeEventListener('keydown', onKey);
    };
  }, []);
}
