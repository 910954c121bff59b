import { type ReactNode, type RefObject, useId, useRef, useState } from 'react';
import { Trouble } from './trouble';

/** A dialog and what opens it. */
export function useDialog(): readonly [RefObject<HTMLDialogElement | null>, () => void] {
  const dialog = useRef<HTMLDialogElement>(null);
  return [dialog, () => dialog.current?.showModal()];
}

export interface ReasonDialogProps {
  readonly dialog: RefObject<HTMLDialogElement | null>;
  readonly title: string;
  /** Of the words; without it none are asked for. */
  readonly label?: string;
  readonly action: string;
  /** Fields before the words. */
  readonly children?: ReactNode;
  readonly wordsAreOptional?: boolean;
  /** What is typed stays where it fails. */
  readonly send: (words: string, form: FormData) => Promise<unknown>;
}

/** Asks for what it needs to know, and does something with it. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { dialog, title, label, action, children, wordsAreOptional = false, send } = props;
  const id = useId();
  const [error, setError] = useState<Error>();
  const [sending, setSending] = useState(false);
  const submit = async (form: HTMLFormElement) => {
    const data = new FormData(form);
    setSending(true);
    setError(undefined);
    try {
      await send(textOf(data, 'words'), data);
      form.reset();
      dialog.current?.close();
    } catch (problem) {
      setError(problem instanceof Error ? problem : new Error(String(problem)));
    } finally {
      setSending(false);
    }
  };
  return (
    <dialog ref={dialog} aria-labelledby={`${id}-title`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit(event.currentTarget);
        }}
      >
        <h2 id={`${id}-title`}>{title}</h2>
        {children}
        {label !== undefined && (
          <label>
            {label}
            <textarea name="words" rows={4} required={!wordsAreOptional} />
          </label>
        )}
        {error && <Trouble error={error} />}
        <p className="buttons">
          <button className="primary" disabled={sending}>
            {action}
          </button>
          <button type="button" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
        </p>
      </form>
    </dialog>
  );
}

/** A text field of a form; empty where there is none. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
}
