import { lazy, Suspense, useRef, useState } from 'react';
import type { EventType } from '../../shared/case/event';
import type { CaseView, ItemView } from '../desk/use-desk';
import { Key, useKeyOf } from '../keyboard/key-button';
import { useKeys } from '../keyboard/use-keys';
import { useSession } from '../sign-in/use-session';
import { mayDo } from './may-do';
import { Ask, Escalate, Note, Return } from './more/often';

const RestOfActions = lazy(async () => ({ default: (await import('./more/rest')).RestOfActions }));

/** What can be done with a case but decide it: what is done often stands open, the rest in one list. */
export function MoreActions({
  view,
  item,
}: {
  readonly view: CaseView;
  readonly item: ItemView | undefined;
}) {
  const session = useSession();
  const [opened, setOpened] = useState(false);
  const list = useRef<HTMLDetailsElement>(null);
  const { props } = useKeyOf('more');
  useKeys({
    more() {
      if (!list.current) return;
      list.current.open = true;
      list.current.querySelector('summary')?.focus();
    },
  });
  const may = (event: EventType) => mayDo(session, view.state, event);
  const mine = view.lease?.holder === session.username;
  return (
    <section className="more" aria-label="More actions">
      {may('noted') && <Note view={view} />}
      {view.kind === 'notice' && mine && may('information_requested') && <Ask view={view} />}
      {may('escalated') && <Escalate view={view} />}
      {may('returned') && <Return view={view} />}
      <details ref={list} onToggle={(event) => event.currentTarget.open && setOpened(true)}>
        <summary {...props}>
          More actions <Key of="more" />
        </summary>
        {opened && (
          <Suspense fallback={<p aria-busy="true">On its way …</p>}>
            <RestOfActions view={view} item={item} />
          </Suspense>
        )}
      </details>
    </section>
  );
}
