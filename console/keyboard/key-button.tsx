import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { ariaKey, type Command, KEYMAP, keyOf } from './keymap';
import { useKeySettings } from './use-keys';

/** What an element that a key sets off says of it. */
export function useKeyOf(command: Command) {
  const settings = useKeySettings();
  const key = keyOf(command, settings);
  const { does } = KEYMAP[command];
  return settings.on
    ? { key, props: { 'aria-keyshortcuts': ariaKey(key), title: `${does} (${key})` } }
    : { key: undefined, props: { title: does } };
}

/** A key as it stands on a button. It is told to assistive technology by aria-keyshortcuts, not by its letters. */
export function Key({ of }: { readonly of: Command }) {
  const { key } = useKeyOf(of);
  return key === undefined ? null : (
    <kbd aria-hidden="true">
      {key === 'Ctrl+Enter' ? 'Ctrl ↵' : key === 'Ctrl+Shift+Enter' ? 'Ctrl ⇧ ↵' : key}
    </kbd>
  );
}

export interface KeyButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly command: Command;
  readonly children: ReactNode;
}

export function KeyButton({ command, children, type = 'button', ...rest }: KeyButtonProps) {
  const { props } = useKeyOf(command);
  return (
    <button type={type} {...props} {...rest}>
      {children} <Key of={command} />
    </button>
  );
}
