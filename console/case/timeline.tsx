import { CLOCK_WORDS, MAIL_WORDS, REASON_WORDS, ROLE_WORDS, STATE_WORDS } from '../../shared/case/words';
import type { CaseView } from '../desk/use-desk';
import { eventName } from './event-words';
import { exactly, moment } from '../time/words';

type Entry = CaseView['timeline'][number];

const who = ({ role, id }: Entry['actor']): string =>
  role === 'SYS' || role === 'CMP' || role === 'UPL' ? ROLE_WORDS[role] : id;

/** `rita: took the case`, with the clock a threshold was of and what somebody noted. */
export function EventWords({ entry: { event, actor, facts } }: { readonly entry: Entry }) {
  const clock = Object.entries(CLOCK_WORDS).find(([kind]) => kind === facts['clock'])?.[1];
  const percent = facts['percent'];
  const about =
    clock === undefined ? '' : ` (${clock}${typeof percent === 'number' ? `, ${percent} %` : ''})`;
  const said = [decidedWords(facts['decisions']), wordIn(MAIL_WORDS, facts['template'])].find(Boolean);
  const text = [facts['text'], facts['note'], facts['reason']].find((each) => typeof each === 'string');
  return (
    <>
      {who(actor)}: {eventName(event)}
      {about}
      {said === undefined ? '' : `: ${said}`}
      {typeof text === 'string' && (
        // What somebody wrote turns no quotation mark of ours, whatever overrides it holds.
        <>
          : “<bdi>{text}</bdi>”
        </>
      )}
    </>
  );
}

const wordIn = (words: Readonly<Record<string, string>>, code: unknown): string | undefined =>
  typeof code === 'string' ? words[code] : undefined;

/** More than these are counted. */
const NAMED = 5;

/** `address 1, a full copy; addresses 2, 3, no such page`. */
function decidedWords(decisions: unknown): string | undefined {
  if (!Array.isArray(decisions)) return undefined;
  const byReason = new Map<string, number[]>();
  for (const { item, reasonCode } of decisions as readonly { item: number; reasonCode: unknown }[]) {
    const reason = wordIn(REASON_WORDS, reasonCode) ?? '';
    byReason.set(reason, [...(byReason.get(reason) ?? []), item]);
  }
  return [...byReason]
    .map(([reason, items]) => [addresses(items), reason].filter(Boolean).join(', '))
    .join('; ');
}

const addresses = (items: readonly number[]): string =>
  items.length > NAMED
    ? `${items.length} addresses`
    : `${items.length === 1 ? 'address' : 'addresses'} ${items.join(', ')}`;

export function Timeline({ view }: { readonly view: CaseView }) {
  return (
    <details className="panel" open>
      <summary id="timeline">
        <h2>Timeline</h2>
      </summary>
      <ol className="timeline" reversed>
        {view.timeline.toReversed().map((entry) => (
          <li key={entry.seq}>
            <time dateTime={entry.at} title={exactly(entry.at)}>
              {moment(entry.at, view.at)}
            </time>{' '}
            <EventWords entry={entry} />
            {entry.from !== null && entry.from !== entry.to && <small> now {STATE_WORDS[entry.to]}</small>}
          </li>
        ))}
      </ol>
    </details>
  );
}
