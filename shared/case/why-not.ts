import type { CaseState } from './case';
import type { EventType } from './event';

/** Why something can not happen to a case as it stands, and what can be done instead. */
export function whyNot(state: CaseState, event: EventType): string {
  if (event === 'action_filed' && state === 'RESTORED')
    return 'the material is back already: an action filed now is a new case for the legal team';
  if (event === 'items_decided' && (state === 'ACTIONED' || state === 'REJECTED'))
    return 'every item is decided already';
  if (event === 'appealed')
    return 'an appeal is possible once a decision stands and while its window is open';
  return `${CAN_NOT[event]}, because ${STANDS[state]}`;
}

/** How the case stands: what to do instead. */
const STANDS = {
  RECEIVED: 'the notice has not been screened: that takes seconds, try again in a minute',
  SCREENING:
    'the notice is being screened: complete it, ask for what is missing, or close it as a whole with an NA_ code',
  AWAITING_COMPLAINANT:
    'the complainant has been asked for missing parts and has not answered: wait, or close it as a whole with an NA_ code',
  IN_REVIEW: 'the case is in review: decide it, pass it to the legal team, or ask for what is missing',
  AWAITING_APPROVAL: 'a proposed decision waits for a second person: approve or refuse it first',
  ESCALATED: 'the case is with the legal team: they decide it, or return it to review',
  ACTIONED: 'the case is decided: what is wrong with the decision is for its undo, or for an appeal',
  REJECTED: 'the case is decided: what is wrong with the decision is for its undo, or for an appeal',
  MERGED: 'the case goes on as part of another: open that one',
  WITHDRAWN: 'the complaint was withdrawn: a new one opens a new case',
  COUNTER_SCREENING: 'a counter notice is being screened: say that it is valid, or what it lacks',
  COUNTER_WINDOW:
    'a counter notice stands and its waiting time runs: record an action filed in court, or wait for its end',
  COURT_HOLD: 'a court has the case: record its decision',
  RESTORED: 'the material is back: who is against that can appeal',
  APPEAL: 'the case is under appeal: decide the appeal',
  CLOSED: 'the case is closed: the legal team can reopen it on new facts',
} as const satisfies Record<CaseState, string>;

const CAN_NOT = {
  claimed: 'there is nothing to claim',
  claim_renewed: 'there is nothing to hold on to',
  taken_over: 'there is nothing to take over',
  released: 'there is nothing to give back',
  items_decided: 'no item can be decided',
  decision_approved: 'there is no decision to approve',
  proposal_refused: 'there is no proposed decision to refuse',
  noted: 'no note can be made',
  marked: 'it can not be marked',
  decision_undone: 'there is no decision to take back',
  sent_at_once: 'there is no decision to send at once',
  information_requested: 'nothing can be asked of the complainant',
  answered: 'no answer is expected',
  items_added: 'no address can be added',
  completed: 'there is nothing to complete',
  turned_away: 'it can not be closed as a whole',
  merged: 'it can not be merged into another',
  duplicate_absorbed: 'it can not take in another complaint',
  evidence_recorded: 'no evidence can be added',
  item_located: 'no address can be found anew',
  date_recorded: 'no date can be recorded',
  original_supplied: 'no text of an original can be added',
  source_advised: 'what a source says changes nothing',
  escalated: 'it can not be passed to the legal team',
  returned: 'it can not be returned to review',
  withdrawn: 'nothing can be withdrawn',
  cms_acknowledged: 'no order is under way',
  confirmed_gone: 'no page is awaited to change',
  mail_sent: 'no mail is owed',
  mail_received: 'no mail can be added',
  mail_bounced: 'no mail is owed',
  contact_corrected: 'no contact can be corrected',
  contact_revealed: 'no contact can be shown',
  ticked: 'no clock runs',
  abuse_flagged: 'no suspicion can be recorded',
  counter_arrived: 'no counter notice can be taken in',
  counter_found_deficient: 'there is no counter notice to judge',
  counter_found_valid: 'there is no counter notice to judge',
  action_filed: 'no action in court can be recorded',
  court_decided: 'no decision of a court is expected',
  appealed: 'there is nothing to appeal against',
  appeal_decided: 'there is no appeal to decide',
  reopened: 'it can not be reopened',
} as const satisfies Record<EventType, string>;
