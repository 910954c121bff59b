import * as fc from '../fast-check';
import type { Actor, CaseState, Role } from '../../shared/case/case';
import { type CaseEvent, type EventType, MARKS } from '../../shared/case/event';
import { isDown } from '../../shared/case/outcome';
import { proposedItems } from '../../shared/case/proposal';
import { TRANSITIONS } from '../../shared/case/transitions';
import { DAY, HOUR, MINUTE, plus, SECOND } from '../../shared/clock/instant';
import type { ArticleId, CaseId } from '../../shared/ids';
import { type DeskOfOne, evidence, sha256 } from '../unit/case/desk-of-one';

export const URLS = ['a', 'b', 'c'].map((page) => `https://mirror.example/${page}`);
export const EVENTS = [
  ...new Set(
    (Object.keys(TRANSITIONS) as CaseState[]).flatMap(
      (state) => Object.keys(TRANSITIONS[state]) as EventType[],
    ),
  ),
];
/** Two reviewers and one of every other kind, so that leases and conflicts of roles meet. */
export const PEOPLE: readonly (readonly [Role, string])[] = [
  ['REV', 'rita'],
  ['REV', 'rolf'],
  ['LEG', 'liam'],
  ['MGR', 'mona'],
  ['ADM', 'ada'],
  ['AUD', 'otto'],
  ['SYS', 'worker'],
  ['CMP', 'complainant'],
  ['UPL', 'respondent'],
];

/** Ends are rare and the ways on are common, so that walks get far; everything else counts 2. */
export const WEIGHTS: Partial<Record<EventType, number>> = {
  merged: 1,
  withdrawn: 1,
  turned_away: 1,
  mail_received: 1,
  noted: 1,
  marked: 1,
  claim_renewed: 1,
  taken_over: 1,
  released: 1,
  contact_corrected: 1,
  contact_revealed: 1,
  source_advised: 1,
  item_located: 1,
  date_recorded: 1,
  mail_bounced: 1,
  items_added: 1,
  items_decided: 10,
  decision_undone: 6,
  sent_at_once: 6,
  decision_approved: 12,
  counter_arrived: 8,
  counter_found_valid: 8,
  action_filed: 8,
  court_decided: 8,
  appealed: 6,
  appeal_decided: 10,
  completed: 4,
  reopened: 6,
};

export interface Move {
  readonly wait: number;
  /** Picks among the events the state allows, or among all. */
  readonly event: number;
  readonly anyEvent: boolean;
  readonly who: number;
  /** Whether the actor is one the rule allows and holds a claim where one is needed. */
  readonly proper: boolean;
  readonly dice: readonly number[];
}

export const move: fc.Arbitrary<Move> = fc.record({
  wait: fc.oneof(
    { weight: 4, arbitrary: fc.constant(0) },
    { weight: 2, arbitrary: fc.integer({ min: 1, max: 30 * SECOND }) },
    { weight: 2, arbitrary: fc.integer({ min: 1, max: 5 * MINUTE }) },
    { weight: 2, arbitrary: fc.integer({ min: 1, max: 12 * HOUR }) },
    { weight: 1, arbitrary: fc.integer({ min: DAY, max: 40 * DAY }) },
  ),
  event: fc.nat(9_999),
  anyEvent: fc.nat(9).map((n) => n === 9),
  who: fc.nat(PEOPLE.length - 1),
  proper: fc.nat(3).map((n) => n > 0),
  dice: fc.array(fc.nat(5), { minLength: 8, maxLength: 8 }),
});

const MAILS = [
  'receipt',
  'information_requested',
  'statement_of_reasons',
  'outcome',
  'counter_forwarded',
] as const;
const ALL = ['i', 'ii', 'iii', 'iv', 'v', 'vi'] as const;

/** An event with a payload of the right shape and random content, often fitting and often not. */
export function eventOf(type: EventType, by: Actor, desk: DeskOfOne, dice: readonly number[]): CaseEvent {
  const roll = (index: number) => dice[index] ?? 0;
  const { head, file, now } = desk;
  const leaseToken = roll(7) === 0 ? roll(6) : (head.lease?.token ?? 0);
  const some = file.items.map(({ no }) => no).filter((_, index) => roll(index) < 3);
  const decisions = some.map((item, index) => {
    const choice = roll(index + 3);
    if (choice < 2)
      return { item, actions: ['disable'], reasonCode: 'UPHELD_FULL_COPY', reason: 'Whole text.' } as const;
    if (choice < 3)
      return { item, actions: ['add_credit'], reasonCode: 'UPHELD_VOLUNTARY', reason: 'Credit.' } as const;
    if (choice < 5)
      return {
        item,
        actions: ['keep'],
        reasonCode: type === 'appeal_decided' ? 'REV_APPEAL' : 'KEPT_QUOTATION',
        reason: 'Quoted.',
      } as const;
    return { item, actions: ['keep'], reasonCode: 'UPHELD_IMAGE', reason: '' } as const;
  });
  const base = { actor: by };
  switch (type) {
    case 'claimed':
      return { ...base, type };
    case 'taken_over':
      return { ...base, type, reason: roll(0) === 0 ? '' : 'Off sick.' };
    case 'claim_renewed':
    case 'released':
      return { ...base, type, leaseToken };
    case 'items_decided':
      return {
        ...base,
        type,
        leaseToken,
        version: head.version - (roll(6) === 0 ? 1 : 0),
        decisions,
        more: roll(5) === 0,
      };
    case 'decision_approved':
      return { ...base, type, version: head.version, items: proposedItems(file).map(({ no }) => no) };
    case 'proposal_refused':
      return { ...base, type, version: head.version, reason: 'Not like this.' };
    case 'noted':
      return {
        ...base,
        type,
        text: roll(0) === 0 ? ' ' : 'A note.',
        ...(roll(1) < 2 ? { corrects: 1 } : {}),
      };
    case 'marked':
      return {
        ...base,
        type,
        mark: MARKS[roll(0) % 3] ?? 'press_freedom',
        on: roll(1) < 4,
        reason: 'Read it.',
      };
    case 'decision_undone':
    case 'sent_at_once':
    case 'ticked':
      return { ...base, type };
    case 'information_requested':
      return { ...base, type, leaseToken, missing: roll(0) === 0 ? [] : ['SIG'] };
    case 'answered':
      return {
        ...base,
        type,
        items: some.map((no) => ({ no, elements: ALL, deficiencies: [] })),
        missing: roll(0) < 3 ? [] : ['i'],
        dsaComplete: roll(1) < 3,
      };
    case 'items_added':
      return {
        ...base,
        type,
        receivedAt: now,
        items:
          file.items.length < 6
            ? [
                {
                  url: `https://mirror.example/n${file.items.length}`,
                  elements: ALL,
                  deficiencies: [],
                  comparison: evidence('n'),
                },
              ]
            : [],
      };
    case 'completed':
    case 'returned':
      return { ...base, type, note: 'A note.' };
    case 'turned_away':
      return {
        ...base,
        type,
        leaseToken,
        version: head.version,
        reasonCode: 'NA_OTHER_LAW',
        reason: 'A trademark.',
      };
    case 'merged':
      return { ...base, type, into: 'CD-00000-00009' as CaseId };
    case 'duplicate_absorbed':
      return {
        ...base,
        type,
        from: 'CD-00000-00008' as CaseId,
        receivedAt: plus(head.receivedAt, (roll(0) - 2) * MINUTE),
      };
    case 'evidence_recorded':
      return {
        ...base,
        type,
        items: (roll(6) === 0 ? [9] : some).map((no) => ({
          no,
          comparison:
            roll(5) < 3 ? evidence(String(no)) : { outcome: 'not_compared', why: 'no_original_text' },
          ...(roll(4) < 4 && { supplied: 's' }),
        })),
      };
    case 'date_recorded':
      return {
        ...base,
        type,
        item: roll(0),
        dated: {
          side: roll(1) < 3 ? 'article' : 'original',
          rung: 'third_party_capture',
          at: roll(2) < 2 ? plus(now, DAY) : now,
          source: 'https://archive.example/1',
        },
      };
    case 'original_supplied':
      return { ...base, type, work: roll(0), key: 'k', sha256: 's' };
    case 'escalated':
      return { ...base, type, reason: 'A question.' };
    case 'withdrawn':
      return { ...base, type, ...(roll(0) < 2 ? {} : { items: some }), verified: roll(1) < 4 };
    case 'cms_acknowledged':
    case 'confirmed_gone':
      return { ...base, type, items: roll(0) < 3 ? file.items.map(({ no }) => no) : some };
    case 'mail_sent':
      return { ...base, type, template: MAILS[roll(0)] ?? 'receipt' };
    case 'mail_bounced':
      return {
        ...base,
        type,
        template: MAILS[roll(0)] ?? 'receipt',
        to: roll(1) < 3 ? 'complainant' : 'respondent',
      };
    case 'contact_corrected':
      return { ...base, type, party: roll(0) < 3 ? 'complainant' : 'respondent', note: 'By telephone.' };
    case 'contact_revealed':
      return { ...base, type, fields: roll(0) < 3 ? ['email'] : ['phone'], purpose: 'To write to them.' };
    case 'item_located':
      return {
        ...base,
        type,
        item: roll(0),
        articleId: 'art_1' as ArticleId,
        articleVersion: 1,
        respondent: 'feed-1',
        snapshot: { key: 'snapshots/0', sha256: sha256(URLS[0] ?? '') },
        by: 'redirect',
      };
    case 'mail_received':
      return { ...base, type, key: 'mail/1', sha256: 's' };
    case 'source_advised':
      return {
        ...base,
        type,
        item: roll(0) + 1,
        recalled: { originalId: 'art_1' as ArticleId, reason: `for reason ${roll(1)}` },
      };
    case 'abuse_flagged':
      return { ...base, type, signals: ['new_domain', 'older_here'].slice(roll(0) === 0 ? 1 : 0) };
    case 'counter_arrived':
      return {
        ...base,
        type,
        items: roll(0) < 4 ? file.items.filter(isDown).map(({ no }) => no) : some,
        receivedAt: now,
      };
    case 'counter_found_deficient':
      return { ...base, type, missing: ['A'] };
    case 'counter_found_valid':
      return { ...base, type, parts: roll(0) === 0 ? ['A'] : ['A', 'B', 'C', 'D'] };
    case 'action_filed':
      return {
        ...base,
        type,
        court: 'SDNY',
        docket: '1',
        filedAt: now,
        documentSha256: 'd',
        byOriginalComplainant: roll(0) < 4,
      };
    case 'court_decided':
      return { ...base, type, outcome: roll(0) < 3 ? 'restore' : 'keep_down', documentSha256: 'd' };
    case 'appealed':
      return {
        ...base,
        type,
        by: by.role === 'CMP' ? 'complainant' : 'respondent',
        ...(roll(0) < 3 ? {} : { items: some }),
      };
    case 'appeal_decided':
      return { ...base, type, leaseToken, decisions, reason: 'Looked again.' };
    case 'reopened':
      return { ...base, type, newFacts: 'A licence.' };
  }
}
