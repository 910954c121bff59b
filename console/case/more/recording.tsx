import { type Mark, MARKS } from '../../../shared/case/event';
import { ABUSE_SIGNALS } from '../../../shared/case/flag-abuse';
import { ABUSE_WORDS, MARK_WORDS } from '../../../shared/case/words';
import { instant } from '../../../shared/clock/instant';
import { type Rung, RUNGS, type Side } from '../../../shared/match/who-was-first';
import { RUNG_WORDS } from '../../../shared/match/words';
import { type CaseView, type ItemView, useDesk } from '../../desk/use-desk';
import { textOf } from '../../parts/reason-dialog';
import { mayMoveMarks, useSession } from '../../sign-in/use-session';
import { plural } from '../percent';
import { Action } from './action';

interface OfCase {
  readonly view: CaseView;
}

/** What we have from our own log nobody enters. */
const FOUND_RUNGS = RUNGS.filter((rung): rung is Exclude<Rung, 'ingest_log'> => rung !== 'ingest_log');

export function RecordDate({ view, item }: OfCase & { readonly item: ItemView }) {
  const desk = useDesk();
  return (
    <Action
      name="Record a date"
      title={`When a text was there${view.items > 1 ? `: address ${item.no}` : ''}`}
      action="Record it"
      send={async (_none, form) => {
        await desk('recordDate', {
          params: { caseId: view.caseId },
          body: {
            item: item.no,
            side: textOf(form, 'side') as Side,
            rung: textOf(form, 'rung') as (typeof FOUND_RUNGS)[number],
            at: instant(new Date(textOf(form, 'at')).getTime()),
            source: textOf(form, 'source'),
          },
        });
        return 'Recorded; who was first is weighed anew.';
      }}
    >
      <label>
        Which text
        <select name="side" required defaultValue="">
          <option value="">choose …</option>
          <option value="article">the page</option>
          <option value="original">the original</option>
        </select>
      </label>
      <label>
        By which evidence
        <select name="rung" required defaultValue="">
          <option value="">choose …</option>
          {FOUND_RUNGS.map((rung) => (
            <option key={rung} value={rung}>
              {RUNG_WORDS[rung]}
            </option>
          ))}
        </select>
      </label>
      <label>
        By when it was there, in your time zone
        <input type="datetime-local" name="at" required />
      </label>
      <label>
        Address where that is to be seen
        <input type="url" name="source" required pattern="https?://.+" />
      </label>
    </Action>
  );
}

export function MarkCase({ view: { caseId, priority, flags } }: OfCase) {
  const desk = useDesk();
  const session = useSession();
  const stands = (mark: Mark) =>
    mark === 'press_freedom' ? flags.includes('PRESS_FREEDOM') : priority === mark;
  return (
    <Action
      name="Mark"
      title="Establish what the case is"
      label="How do you know? It stays on record."
      action="Record it"
      send={async (reason, form) => {
        const mark = textOf(form, 'mark') as Mark;
        await desk('markCase', { params: { caseId }, body: { mark, on: !stands(mark), reason } });
        return `${stands(mark) ? 'No longer marked' : 'Marked'} as ${MARK_WORDS[mark]}.`;
      }}
    >
      <fieldset>
        <legend>What it is, or is not after all</legend>
        {MARKS.filter((mark) => !stands(mark) || mayMoveMarks(session)).map((mark) => (
          <label key={mark} className="choice">
            <input type="radio" name="mark" value={mark} required />{' '}
            {stands(mark) ? `It is not ${MARK_WORDS[mark]}` : `It is ${MARK_WORDS[mark]}`}
          </label>
        ))}
      </fieldset>
    </Action>
  );
}

export function FlagAbuse({ view: { caseId } }: OfCase) {
  const desk = useDesk();
  return (
    <Action
      name="Signals of misuse"
      title="Put signals of misuse before the legal team"
      action="Put them before the legal team"
      send={async (_none, form) => {
        const signals = form.getAll('signal') as (typeof ABUSE_SIGNALS)[number][];
        await desk('flagAbuse', { params: { caseId }, body: { signals } });
        return 'The legal team has it; nobody outside is told.';
      }}
    >
      <fieldset>
        <legend>What you have seen, two or more; a person judges it</legend>
        {ABUSE_SIGNALS.map((signal) => (
          <label key={signal} className="choice">
            <input type="checkbox" name="signal" value={signal} /> {ABUSE_WORDS[signal]}
          </label>
        ))}
      </fieldset>
    </Action>
  );
}

/** Who can be written to in this case: the complainant, the site itself or one of the sources. */
export function CorrectContact({ view: { caseId, itemViews, kind } }: OfCase) {
  const desk = useDesk();
  const respondents = [...new Set(itemViews.flatMap(({ respondent }) => respondent ?? []))];
  return (
    <Action
      name="Correct an address"
      title="How to reach somebody whose mail came back"
      label="How you found out, without the address itself: it stands in the timeline"
      action="Send it once more"
      send={async (note, form) => {
        const [to, respondent] = textOf(form, 'party').split(/:(.*)/s);
        const email = textOf(form, 'email');
        const { body } = await desk('correctContact', {
          params: { caseId },
          body: {
            to: to === 'complainant' ? 'complainant' : 'respondent',
            ...(respondent && { respondent }),
            ...(email !== '' && { email }),
            note,
          },
        });
        return `${plural(body.sentAgain, 'mail')} sent once more.`;
      }}
    >
      <label>
        Who
        <select name="party" required defaultValue="">
          <option value="">choose …</option>
          {kind === 'notice' && <option value="complainant">the complainant</option>}
          {respondents.map((respondent) => (
            <option key={respondent} value={`respondent:${respondent}`}>
              {respondent}
            </option>
          ))}
        </select>
      </label>
      <label>
        Mail address (empty: the one that stands works again)
        <input type="email" name="email" autoComplete="off" />
      </label>
    </Action>
  );
}
