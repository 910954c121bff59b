import { useQueryClient } from '@tanstack/react-query';
import { announce } from '../../parts/announce';
import { ReasonDialog, type ReasonDialogProps, useDialog } from '../../parts/reason-dialog';

export interface ActionProps extends Omit<ReasonDialogProps, 'dialog' | 'send'> {
  readonly name: string;
  /** @returns what has happened, in words: it is said, and everything shown is read again. */
  readonly send: (words: string, form: FormData) => Promise<string>;
}

/** A button, and the dialog that asks what it needs to know. */
export function Action({ name, send, ...dialog }: ActionProps) {
  const queries = useQueryClient();
  const [ref, open] = useDialog();
  return (
    <>
      <button type="button" onClick={open}>
        {name} …
      </button>
      <ReasonDialog
        {...dialog}
        dialog={ref}
        send={async (words, form) => {
          announce(await send(words, form));
          await queries.invalidateQueries();
        }}
      />
    </>
  );
}
