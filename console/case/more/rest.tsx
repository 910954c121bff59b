import type { EventType } from '../../../shared/case/event';
import type { CaseView, ItemView } from '../../desk/use-desk';
import { useSession } from '../../sign-in/use-session';
import { mayDo } from '../may-do';
import { Complete, Merge, Reopen, SendNow, Withdraw } from './moving';
import { CorrectContact, FlagAbuse, MarkCase, RecordDate } from './recording';

/** What is done with a case now and then. What its state or the reader's part in the desk does not allow is not offered. */
export function RestOfActions({
  view,
  item,
}: {
  readonly view: CaseView;
  readonly item: ItemView | undefined;
}) {
  const session = useSession();
  const { state, kind, items, pending, flags } = view;
  const may = (event: EventType) => mayDo(session, state, event);
  const asked = kind === 'notice';
  return (
    <div className="list">
      {view.waitsUntil !== undefined && may('sent_at_once') && <SendNow view={view} />}
      {may('reopened') && <Reopen view={view} />}
      {asked && may('completed') && <Complete view={view} />}
      {item && may('date_recorded') && <RecordDate key={item.no} view={view} item={item} />}
      {may('marked') && <MarkCase view={view} />}
      {asked && pending === items && may('merged') && <Merge view={view} />}
      {asked && may('abuse_flagged') && !flags.includes('ABUSE_SUSPECTED') && <FlagAbuse view={view} />}
      {asked && may('withdrawn') && <Withdraw view={view} />}
      {may('contact_corrected') && <CorrectContact view={view} />}
    </div>
  );
}
