import { appeal, decideAppeal } from './appeal';
import type { CaseFile, Role } from './case';
import { type Change, complete } from './change';
import { acceptCounter, fileAction, receiveCounter, rejectCounter } from './counter';
import { decideItems } from './decide-items';
import { escalate, returnToReview } from './escalate';
import { flagAbuse } from './flag-abuse';
import { mark } from './mark';
import { note } from './note';
import { approve, refuseProposal } from './proposal';
import { reopen } from './reopen';
import { sendAtOnce } from './send-at-once';
import type { CaseEvent, EventOf, EventType } from './event';
import { recordEvidence, supplyOriginal } from './evidence';
import { recordDate } from './record-date';
import { locateItem } from './locate-item';
import { claim, release, renewClaim, takeOver } from './lease';
import { absorbDuplicate, merge } from './merge';
import { acknowledged, confirmedGone, correctContact, mailBounced, mailReceived, mailSent } from './reports';
import { applyCourtDecision } from './restore';
import { revealContact } from './reveal-contact';
import { addItems } from './add-items';
import { answer } from './answer';
import { completeScreening } from './complete-screening';
import { requestInformation } from './request-information';
import { turnAway } from './turn-away';
import { sourceAdvised } from './source-advised';
import { standingDecisions } from './standing-decisions';
import { tick } from './tick';
import { type DecideContext, type Decided, type Refusal, refusal, type Unchanged } from './transition';
import { ruleFor } from './transitions';
import { undoDecision } from './undo';
import { whyNot } from './why-not';
import { withdraw } from './withdraw';

type Handler<T extends EventType> = (
  file: CaseFile,
  event: EventOf<T>,
  context: DecideContext,
) => Change | Refusal | Unchanged;

const HANDLERS: { readonly [T in EventType]: Handler<T> } = {
  claimed: claim,
  claim_renewed: renewClaim,
  taken_over: takeOver,
  released: release,
  items_decided: decideItems,
  decision_approved: approve,
  proposal_refused: refuseProposal,
  noted: note,
  marked: mark,
  decision_undone: undoDecision,
  sent_at_once: sendAtOnce,
  information_requested: requestInformation,
  answered: answer,
  items_added: addItems,
  completed: completeScreening,
  turned_away: turnAway,
  merged: merge,
  duplicate_absorbed: absorbDuplicate,
  evidence_recorded: recordEvidence,
  original_supplied: supplyOriginal,
  date_recorded: recordDate,
  source_advised: sourceAdvised,
  item_located: locateItem,
  escalated: escalate,
  returned: returnToReview,
  withdrawn: withdraw,
  cms_acknowledged: acknowledged,
  confirmed_gone: confirmedGone,
  mail_sent: mailSent,
  mail_received: mailReceived,
  mail_bounced: mailBounced,
  contact_corrected: correctContact,
  contact_revealed: revealContact,
  ticked: (file, _event, context) => tick(file, context),
  abuse_flagged: flagAbuse,
  counter_arrived: receiveCounter,
  counter_found_deficient: rejectCounter,
  counter_found_valid: acceptCounter,
  action_filed: fileAction,
  court_decided: applyCourtDecision,
  appealed: appeal,
  appeal_decided: decideAppeal,
  reopened: reopen,
};

/** Events that bring pages down or back: what else holds a page counts. Nobody else's handler looks at `holds`. */
const LOOKS_AT_HOLDS: readonly EventType[] = [
  'items_decided',
  'decision_approved',
  'decision_undone',
  'appeal_decided',
  'court_decided',
  'withdrawn',
  'ticked',
];

/** Whether an event needs the holds on the pages of its case, of which three hundred may stand. */
export const looksAtHolds = (type: EventType): boolean => LOOKS_AT_HOLDS.includes(type);

/**
 * The only thing that changes a case. Pure: the same file, event and context give the same answer; nothing is changed
 * in place. The caller writes a Transition in one conditional write, or tells a Refusal to whoever asked.
 */
export function decide(file: CaseFile, event: CaseEvent, context: DecideContext): Decided {
  const { head } = file;
  const { actor, type } = event;
  if (actor.role === 'ADM' || actor.role === 'AUD')
    return refusal('forbidden', `${ROLE_NAMES[actor.role]} change no case`, { role: actor.role });
  const rule = ruleFor(head.state, type);
  if (rule === undefined)
    return refusal('refused', [whyNot(head.state, type), ...standing(file, type)].join(': '), {
      state: head.state,
      event: type,
    });
  if (!rule.by.includes(actor.role))
    return refusal('forbidden', notFor(rule.by, actor.role), {
      role: actor.role,
      allowed: rule.by,
    });
  // The map's type says that each event has its own handler; TypeScript can't follow that through a union.
  const handle = HANDLERS[type] as Handler<EventType>;
  const result = handle(file, event, context);
  if (result.outcome !== 'change') return result;
  const to = result.head.state;
  if (!rule.to.includes(to))
    throw new Error(`${type} led from ${head.state} to ${to}, which transitions.ts does not allow`);
  return complete(file, result, actor, context);
}

/** Who decides what is decided already is told by whom, and what. */
const standing = ({ items }: CaseFile, type: EventType): readonly string[] => {
  const stands = type === 'items_decided' ? standingDecisions(items) : '';
  return stands === '' ? [] : [stands];
};

const ROLE_WORDS = {
  SYS: 'the desk itself',
  CMP: 'the complainant',
  UPL: 'the respondent',
  TRI: 'triage',
  REV: 'reviewers',
  LEG: 'the legal team',
  MGR: 'managers',
  ADM: 'administrators',
  AUD: 'auditors',
} as const satisfies Record<Role, string>;

/** Who may do what somebody else tried. */
export function notFor(by: readonly Role[], role: Role): string {
  const words = by.map((each) => ROLE_WORDS[each]);
  const last = words.at(-1) ?? 'nobody';
  const list = words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${last}` : last;
  return `this is for ${list}, not for ${ROLE_WORDS[role]}`;
}

const ROLE_NAMES = { ADM: 'administrators configure and', AUD: 'auditors read and' } as const;
