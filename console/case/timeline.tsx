import { CLOCK_WORDS, STATE_WORDS } from '../../shared/case/words';
import type { CaseView } from '../desk/use-desk';
import { eventName } from './event-words';
import { exactly, moment } from '../time/words';

type Entry = CaseView['timeline'][number];

const ROLE_WORDS = {
  SYS: 'Copydesk',
  CMP: 'the complainant',
  UPL: 'the source',
  TRI: 'triage',
  REV: 'reviewer',
  LEG: 'legal',
  MGR: 'manager',
  ADM: 'admin',
  AUD: 'auditor',
} as const satisfies Record<Entry['actor']['role'], string>;

const who = ({ role, id }: Entry['actor']): string =>
  role === 'SYS' || role === 'CMP' || role === 'UPL' ? ROLE_WORDS[role] : id;

/** `rita: took the case`, with the clock a threshold was of and what somebody noted. */
function eventWords({ event, actor, facts }: Entry): string {
  const clock = Object.entries(CLOCK_WORDS).find(([kind]) => kind === facts['clock'])?.[1];
  const percent = facts['percent'];
  const about =
    clock === undefined ? '' : ` (${clock}${typeof percent === 'number' ? `, ${percent} %` : ''})`;
  const text = [facts['text'], facts['note'], facts['reason']].find((each) => typeof each === 'string');
  return `${who(actor)}: ${eventName(event)}${about}${text === undefined ? '' : `: “${text}”`}`;
}

export const EventWords = ({ entry }: { readonly entry: Entry }) => eventWords(entry);

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
            {eventWords(entry)}
            {entry.from !== null && entry.from !== entry.to && <small> now {STATE_WORDS[entry.to]}</small>}
          </li>
        ))}
      </ol>
    </details>
  );
}
