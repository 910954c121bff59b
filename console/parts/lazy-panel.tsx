import { type ReactNode, Suspense, useState } from 'react';

/** A panel that is asked for, and whose code is loaded, when somebody opens it. */
export function LazyPanel({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const [opened, setOpened] = useState(false);
  return (
    <details className="panel" onToggle={(event) => event.currentTarget.open && setOpened(true)}>
      <summary>
        <h2>{title}</h2>
      </summary>
      {opened && <Suspense fallback={<p aria-busy="true">On its way …</p>}>{children}</Suspense>}
    </details>
  );
}
