import type { CaseState, Role } from './case';
import type { EventType } from './event';

/** Who may cause an event in a state, and where the case may then stand. */
export interface Rule {
  readonly by: readonly Role[];
  readonly to: readonly CaseState[];
}

type Row = Partial<Record<EventType, Rule>>;

const STAFF: readonly Role[] = ['TRI', 'REV', 'LEG', 'MGR'];
const DECIDERS: readonly Role[] = ['REV', 'LEG', 'MGR'];
const REVIEWERS: readonly Role[] = ['TRI', 'REV', 'LEG'];
const SYSTEM: readonly Role[] = ['SYS'];

const stay = <S extends CaseState>(
  state: S,
  by: readonly Role[],
): { by: readonly Role[]; to: readonly S[] } => ({
  by,
  to: [state],
});

/** What can happen in every state without moving the case: machine reports, and a mark for people inside. */
const reports = <S extends CaseState>(state: S) => ({
  mail_sent: stay(state, SYSTEM),
  mail_received: stay(state, SYSTEM),
  mail_bounced: stay(state, SYSTEM),
  contact_corrected: stay(state, STAFF),
  contact_revealed: stay(state, REVIEWERS),
  cms_acknowledged: stay(state, SYSTEM),
  confirmed_gone: stay(state, ['SYS', 'REV', 'LEG']),
  abuse_flagged: stay(state, ['SYS', 'REV', 'LEG', 'MGR']),
  noted: stay(state, STAFF),
});

/** What one person at a time works on. */
const claimable = <S extends CaseState>(state: S) => ({
  claimed: stay(state, STAFF),
  claim_renewed: stay(state, STAFF),
  taken_over: stay(state, STAFF),
  released: stay(state, STAFF),
});

/** Open work that a person can hold. */
const work = <S extends CaseState>(state: S) => ({
  ...reports(state),
  ...claimable(state),
  evidence_recorded: stay(state, SYSTEM),
  item_located: stay(state, SYSTEM),
  original_supplied: stay(state, ['SYS', 'CMP', 'REV', 'LEG']),
  date_recorded: stay(state, ['REV', 'LEG', 'MGR']),
  items_added: stay(state, ['SYS', 'CMP']),
  source_advised: stay(state, SYSTEM),
  duplicate_absorbed: stay(state, SYSTEM),
  marked: stay(state, STAFF),
});

const withdrawable = (state: CaseState): Row => ({
  withdrawn: { by: ['CMP', 'LEG'], to: [state, 'WITHDRAWN', 'ACTIONED', 'REJECTED'] },
});

const MERGE = { by: ['SYS', 'TRI', 'REV', 'LEG'], to: ['MERGED'] } as const satisfies Rule;
const APPEAL = { by: ['CMP', 'UPL'], to: ['APPEAL'] } as const satisfies Rule;
const TURN_AWAY = { by: REVIEWERS, to: ['REJECTED'] } as const satisfies Rule;
const UNDO = { by: ['REV', 'LEG'], to: ['IN_REVIEW', 'ESCALATED'] } as const satisfies Rule;

/**
 * The state machine: an event that is not in a state's row is refused.
 * Numbers are those of the desk's transition list; 1-4 also happen inside openCase(), which passes through
 * RECEIVED and SCREENING in one write.
 */
export const TRANSITIONS = {
  RECEIVED: {
    ...reports('RECEIVED'),
    ...withdrawable('RECEIVED'),
    ticked: stay('RECEIVED', SYSTEM),
  },
  SCREENING: {
    ...work('SCREENING'),
    ...withdrawable('SCREENING'),
    ticked: stay('SCREENING', SYSTEM),
    completed: { by: REVIEWERS, to: ['IN_REVIEW', 'ESCALATED'] }, // 3
    information_requested: { by: REVIEWERS, to: ['AWAITING_COMPLAINANT'] }, // 4
    answered: { by: ['SYS', 'CMP'], to: ['SCREENING', 'IN_REVIEW', 'ESCALATED'] },
    merged: MERGE, // 7
    turned_away: TURN_AWAY, // 8
  },
  AWAITING_COMPLAINANT: {
    ...work('AWAITING_COMPLAINANT'),
    ...withdrawable('AWAITING_COMPLAINANT'),
    ticked: { by: SYSTEM, to: ['AWAITING_COMPLAINANT', 'CLOSED'] }, // 6
    // It stays while a long answer is written part by part.
    answered: { by: ['SYS', 'CMP'], to: ['AWAITING_COMPLAINANT', 'SCREENING', 'IN_REVIEW', 'ESCALATED'] }, // 5
    merged: MERGE,
    turned_away: TURN_AWAY, // 8
  },
  IN_REVIEW: {
    ...work('IN_REVIEW'),
    ...withdrawable('IN_REVIEW'),
    ticked: stay('IN_REVIEW', SYSTEM),
    answered: stay('IN_REVIEW', ['SYS', 'CMP']),
    information_requested: { by: REVIEWERS, to: ['AWAITING_COMPLAINANT'] }, // 4
    escalated: { by: ['SYS', 'TRI', 'REV', 'LEG', 'MGR'], to: ['ESCALATED'] }, // 9
    abuse_flagged: { by: ['SYS', 'REV', 'LEG', 'MGR'], to: ['ESCALATED'] }, // 25
    items_decided: { by: ['REV', 'LEG'], to: ['IN_REVIEW', 'AWAITING_APPROVAL', 'ACTIONED', 'REJECTED'] }, // 11, 12
    turned_away: TURN_AWAY, // 8
    decision_undone: UNDO,
    sent_at_once: stay('IN_REVIEW', DECIDERS),
    merged: MERGE,
  },
  ESCALATED: {
    ...work('ESCALATED'),
    ...withdrawable('ESCALATED'),
    ticked: stay('ESCALATED', SYSTEM),
    answered: stay('ESCALATED', ['SYS', 'CMP']),
    returned: { by: ['LEG'], to: ['IN_REVIEW'] }, // 10
    // A reviewer who passed a case on does not then decide it.
    items_decided: { by: ['LEG'], to: ['ESCALATED', 'AWAITING_APPROVAL', 'ACTIONED', 'REJECTED'] }, // 11, 12
    turned_away: { by: ['LEG'], to: ['REJECTED'] }, // 8
    // Also by the reviewer whose decision of a part still waits: no case leaves the legal team by it.
    decision_undone: { by: ['REV', 'LEG'], to: ['ESCALATED'] },
    sent_at_once: stay('ESCALATED', DECIDERS),
  },
  // A second person is asked. Neither time nor an undo leads out of here; the clock runs on.
  AWAITING_APPROVAL: {
    ...work('AWAITING_APPROVAL'),
    withdrawn: {
      by: ['CMP', 'LEG'],
      to: ['AWAITING_APPROVAL', 'IN_REVIEW', 'ESCALATED', 'WITHDRAWN', 'ACTIONED', 'REJECTED'],
    },
    ticked: stay('AWAITING_APPROVAL', SYSTEM),
    answered: stay('AWAITING_APPROVAL', ['SYS', 'CMP']),
    // The rest of a long decision, by who proposed its beginning.
    items_decided: stay('AWAITING_APPROVAL', ['REV', 'LEG']),
    decision_approved: {
      by: ['REV', 'LEG'],
      to: ['AWAITING_APPROVAL', 'IN_REVIEW', 'ESCALATED', 'ACTIONED', 'REJECTED'],
    },
    proposal_refused: { by: ['REV', 'LEG'], to: ['IN_REVIEW', 'ESCALATED'] },
  },
  ACTIONED: {
    ...reports('ACTIONED'),
    withdrawn: { by: ['CMP', 'LEG'], to: ['ACTIONED', 'WITHDRAWN'] }, // 13
    ticked: { by: SYSTEM, to: ['ACTIONED', 'CLOSED'] }, // 23
    decision_undone: UNDO,
    sent_at_once: stay('ACTIONED', DECIDERS),
    counter_arrived: { by: ['UPL', 'SYS'], to: ['COUNTER_SCREENING'] }, // 14
    appealed: APPEAL, // 21
  },
  REJECTED: {
    ...reports('REJECTED'),
    ticked: { by: SYSTEM, to: ['REJECTED', 'CLOSED'] }, // 23
    decision_undone: UNDO,
    sent_at_once: stay('REJECTED', DECIDERS),
    appealed: APPEAL, // 21
  },
  MERGED: { ...reports('MERGED'), ticked: stay('MERGED', SYSTEM) },
  WITHDRAWN: { ...reports('WITHDRAWN'), ticked: { by: SYSTEM, to: ['WITHDRAWN', 'CLOSED'] } }, // 23
  COUNTER_SCREENING: {
    ...reports('COUNTER_SCREENING'),
    ticked: stay('COUNTER_SCREENING', SYSTEM),
    ...claimable('COUNTER_SCREENING'),
    counter_found_deficient: { by: ['LEG'], to: ['ACTIONED'] }, // 15
    counter_found_valid: { by: ['LEG'], to: ['COUNTER_WINDOW'] }, // 16
    withdrawn: { by: ['CMP', 'LEG'], to: ['COUNTER_SCREENING', 'WITHDRAWN'] }, // 13
  },
  COUNTER_WINDOW: {
    ...reports('COUNTER_WINDOW'),
    ticked: { by: SYSTEM, to: ['COUNTER_WINDOW', 'RESTORED'] }, // 18, 19
    action_filed: { by: ['LEG'], to: ['COURT_HOLD'] }, // 17
    withdrawn: { by: ['CMP', 'LEG'], to: ['COUNTER_WINDOW', 'WITHDRAWN'] }, // 13
  },
  COURT_HOLD: {
    ...reports('COURT_HOLD'),
    ticked: stay('COURT_HOLD', SYSTEM),
    court_decided: { by: ['LEG'], to: ['CLOSED', 'RESTORED'] }, // 20
  },
  RESTORED: {
    ...reports('RESTORED'),
    ticked: { by: SYSTEM, to: ['RESTORED', 'CLOSED'] }, // 23
    appealed: APPEAL, // 21
  },
  APPEAL: {
    ...reports('APPEAL'),
    ticked: stay('APPEAL', SYSTEM),
    ...claimable('APPEAL'),
    appeal_decided: { by: ['REV', 'LEG'], to: ['ACTIONED', 'REJECTED', 'RESTORED'] }, // 22
  },
  CLOSED: {
    ...reports('CLOSED'),
    // A sweep may come after the end; there is nothing left for it to do.
    ticked: stay('CLOSED', SYSTEM),
    // Only where it was closed for want of an answer, and not long ago.
    answered: { by: ['SYS', 'CMP'], to: ['CLOSED', 'SCREENING', 'IN_REVIEW', 'ESCALATED'] },
    reopened: { by: ['LEG'], to: ['IN_REVIEW'] }, // 24
  },
} as const satisfies Record<CaseState, Row>;

export const ruleFor = (state: CaseState, event: EventType): Rule | undefined => {
  const row: Row = TRANSITIONS[state];
  return row[event];
};
