import { lazy, type RefObject, Suspense, useEffect, useState } from 'react';
import type { DecisionBody } from './draft';

const Preview = lazy(async () => ({ default: (await import('./preview')).Preview }));

/** What the decision would do before anything happens, worked out when somebody looks. */
export function PreviewDialog({
  dialog,
  caseId,
  request,
}: {
  readonly dialog: RefObject<HTMLDialogElement | null>;
  readonly caseId: string;
  readonly request: DecisionBody;
}) {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const { current } = dialog;
    const toggled = () => setOpen(current?.open ?? false);
    current?.addEventListener('toggle', toggled);
    return () => current?.removeEventListener('toggle', toggled);
  }, [dialog]);
  return (
    <dialog ref={dialog} aria-labelledby="preview-title" className="preview">
      <form method="dialog">
        <h2 id="preview-title">What this would do</h2>
        <button>Close</button>
      </form>
      {open && (
        <Suspense fallback={<p aria-busy="true">It is being worked out …</p>}>
          <Preview caseId={caseId} request={request} />
        </Suspense>
      )}
    </dialog>
  );
}
