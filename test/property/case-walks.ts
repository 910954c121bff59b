import assert from 'node:assert/strict';
import * as fc from '../fast-check';
import type { Actor, CaseFile, CaseState, Effect, Hold, Role } from '../../shared/case/case';
import { type CaseEvent, type EventType, MARKS } from '../../shared/case/event';
import { isActive, isVisible } from '../../shared/case/holds';
import { isActedOn, isDown } from '../../shared/case/outcome';
import { proposedItems } from '../../shared/case/proposal';
import { ruleFor, TRANSITIONS } from '../../shared/case/transitions';
import type { Decided, OwedEffect } from '../../shared/case/transition';
import { isStillOwed } from '../../shared/case/undo';
import { DAY, HOUR, type Instant, MINUTE, plus, SECOND } from '../../shared/clock/instant';
import { type ClockKind, endedAt, isPaused, usedMs } from '../../shared/clock/sla-clock';
import { chainOf, verifyRecord } from '../../shared/desk/audit-record';
import type { ArticleId, CaseId } from '../../shared/ids';
import { actor, DeskOfOne, type DeskOptions, evidence, RECEIVED, sha256 } from '../unit/case/desk-of-one';

const URLS = ['a', 'b', 'c'].map((page) => `https://mirror.example/${page}`);
export const EVENTS = [
  ...new Set(
    (Object.keys(TRANSITIONS) as CaseState[]).flatMap(
      (state) => Object.keys(TRANSITIONS[state]) as EventType[],
    ),
  ),
];
/** Two reviewers and one of every other kind, so that leases and conflicts of roles meet. */
const PEOPLE: readonly (readonly [Role, string])[] = [
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
const WEIGHTS: Partial<Record<EventType, number>> = {
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
function eventOf(
  type: EventType,
  by: ReturnType<typeof actor>,
  desk: DeskOfOne,
  dice: readonly number[],
): CaseEvent {
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

type MailEffect = Extract<Effect, { kind: 'mail' }>;

/** A CMS that does what it is told, parties who read their mail, and the outbox before them. */
class World {
  readonly down: Set<string>;
  /** What has been read since the case was last open. */
  readonly read: MailEffect[] = [];
  private delivered = 0;
  private readonly waiting: OwedEffect[] = [];

  constructor(readonly desk: DeskOfOne) {
    this.down = new Set([...desk.holds.values()].filter(isActive).map(({ articleId }) => articleId));
  }

  /** Performs what is due, dropping what is no longer owed, as the deliverer does. */
  deliver(): void {
    this.waiting.push(...this.desk.outbox.slice(this.delivered));
    this.delivered = this.desk.outbox.length;
    for (const owed of this.waiting.splice(0)) {
      if (owed.notBefore > this.desk.now) this.waiting.push(owed);
      else if (isStillOwed(owed.effect, this.desk.file)) this.perform(owed.effect);
    }
  }

  /** What the last decision owes does not wait any more. */
  hurry(): void {
    const { now } = this.desk;
    for (const [index, owed] of this.waiting.entries()) this.waiting[index] = { ...owed, notBefore: now };
  }

  isQuietFor(kind: Effect['kind']): boolean {
    return this.waiting.every(({ effect }) => effect.kind !== kind);
  }

  private perform(effect: Effect): void {
    if (effect.kind === 'mail') this.hear(effect);
    if (effect.kind !== 'cms') return;
    const page = String(effect.data['articleId'] ?? effect.data['url']);
    const published = effect.data['disposition'] === 'publish';
    if (effect.type === 'item.takedown') this.down.add(page);
    if (effect.type === 'item.restore' || published) this.down.delete(page);
  }

  private hear(letter: MailEffect): void {
    const isOpen = OPEN.includes(this.desk.head.state);
    assert(!(isOpen && letter.template === 'outcome'), 'an outcome is told while the case is open');
    this.read.push(letter);
  }
}

/** Something is undecided, and a person has it before them or waits for an answer. */
const OPEN: readonly CaseState[] = [
  'SCREENING',
  'IN_REVIEW',
  'AWAITING_COMPLAINANT',
  'AWAITING_APPROVAL',
  'ESCALATED',
];

/** Where a case may end without anybody having to act again; both parties must have been told by then. */
const TERMINAL: readonly CaseState[] = ['ACTIONED', 'REJECTED', 'MERGED', 'WITHDRAWN', 'RESTORED', 'CLOSED'];

// `assert`: half of this suite's time went into making a fresh `expect` for each of a million facts.
function check(before: CaseFile, beforeAt: Instant, event: CaseEvent, decided: Decided, world: World): void {
  const { desk } = world;
  const { head, items } = desk.file;
  if (decided.outcome !== 'changed') {
    assert.equal(desk.file, before);
    return;
  }
  const rule = ruleFor(before.head.state, event.type);
  assert(rule?.by.includes(event.actor.role) === true, `${event.actor.role} may ${event.type}`);
  assert(rule.to.includes(head.state), `${event.type} leads to ${head.state}`);
  assert.equal(head.version, before.head.version + 1);
  assert(head.materialVersion <= head.version);
  assert(head.lastLeaseToken >= before.head.lastLeaseToken);
  assert.equal(head.pendingCount, items.filter(({ state }) => state === 'PENDING').length);

  for (const [index, clock] of before.head.clocks.entries()) {
    const after = head.clocks[index];
    if (after === undefined) throw new Error('a clock has vanished');
    // The window to appeal starts anew when a party is informed; it is no promise that could be stretched.
    if (clock.kind === 'appeal_open') continue;
    assert(usedMs(after, desk.now) >= usedMs(clock, beforeAt), 'a clock runs backwards');
    if (clock.breachedAt !== undefined) assert.equal(after.breachedAt, clock.breachedAt);
    assert.deepEqual(after.fired.slice(0, clock.fired.length), clock.fired);
    assert.equal(new Set(after.fired).size, after.fired.length);
  }
  for (const clock of head.clocks) if (isPaused(clock)) assert.equal(head.state, 'AWAITING_COMPLAINANT');

  const entered = head.state !== before.head.state && TERMINAL.includes(head.state);
  const settled = head.state === 'CLOSED' && TERMINAL.includes(before.head.state);
  if (entered && !settled) {
    const told = new Set(
      decided.effects.flatMap(({ effect }) => (effect.kind === 'mail' ? [effect.to] : [])),
    );
    const back = before.head.state === 'COUNTER_SCREENING' && head.state === 'ACTIONED';
    if (!back && head.kind === 'notice') assert(told.has('complainant'), 'the complainant is told');
    const knew = before.head.flags.includes('RESPONDENT_TOLD') || before.items.some(isActedOn);
    const decidedNow =
      head.state === 'ACTIONED' || head.state === 'RESTORED' || event.type === 'items_decided';
    if (knew || decidedNow) assert(told.has('respondent'), 'the respondent is told');
  }
  // Whatever happened, in one go or in many: what asks for two people was done by two.
  for (const { decision, state } of items) {
    if (decision?.approvedBy) assert.notEqual(decision.approvedBy.id, decision.decidedBy.id);
    // An appeal is the second look in itself.
    const appealed = desk.timeline.some(({ event: name }) => name === 'appeal_decided');
    const alone = decision?.approvedBy === undefined && !head.policy.soloOperator && !appealed;
    if (alone && isDown({ state }) && decision?.decidedBy.role !== 'SYS')
      assert.notEqual(head.policy.secondPerson?.removalsAbove, 0);
  }
  assert.equal(head.state === 'AWAITING_APPROVAL', head.proposal !== undefined);
  for (const { decision } of items)
    if (decision?.decidedBy.role === 'SYS') assert.equal(decision.reasonCode, 'REV_COUNTER');
  if (event.type === 'ticked')
    assert(head.nextDueAt === undefined || head.nextDueAt > desk.now || head.state !== 'CLOSED');
}

/** Every item that is undecided in an open case has a promise running for it, and every page that is to go has one too. */
function checkPromises({ file: { head, items }, timeline }: DeskOfOne): void {
  const running = head.clocks.filter((clock) => endedAt(clock) === undefined);
  const covers = (kinds: readonly ClockKind[], no: number) =>
    running.some((clock) => kinds.includes(clock.kind) && (clock.items?.includes(no) ?? true));
  // What an appeal decides has no promise of its own.
  const appealed = timeline.some(({ event }) => event === 'appealed');
  for (const item of items) {
    if (OPEN.includes(head.state) && item.state === 'PENDING')
      assert(covers(['decide', 'dispose'], item.no), `no clock runs for the undecided item ${item.no}`);
    const going = OPEN.includes(head.state) || head.state === 'ACTIONED';
    const seen =
      item.confirmedGoneAt ?? (head.policy.confirmGone === 'acknowledged' ? item.acknowledgedAt : undefined);
    if (head.kind === 'notice' && going && isActedOn(item) && seen === undefined && !appealed)
      assert(covers(['confirm_gone'], item.no), `nobody waits for the page of item ${item.no} to go`);
  }
}

/** What reached the legal team stays with it until it gives it back: nobody else decides it, by whatever way round. */
function checkLegal(desk: DeskOfOne): void {
  let legal = false;
  for (const { event, to, actor: by } of desk.timeline) {
    const decides = event === 'items_decided' || event === 'decision_approved';
    if (legal && decides) assert.equal(by.role, 'LEG', 'what is with the legal team is decided by another');
    if (event === 'returned' || event === 'reopened') legal = false;
    else if (to === 'ESCALATED' || event === 'abuse_flagged') legal = true;
    assert(!(legal && to === 'IN_REVIEW'), `${event} takes the case from the legal team`);
  }
}

/** Once all letters have gone out: of a case that was decided, both sides have read what became of it. */
function checkTold(world: World): void {
  const { head, items } = world.desk.file;
  if (OPEN.includes(head.state)) world.read.splice(0);
  const decided = head.state === 'ACTIONED' || head.state === 'REJECTED';
  if (!decided || head.kind !== 'notice' || !world.isQuietFor('mail')) return;
  const heard = (to: MailEffect['to'], of: (letter: MailEffect) => boolean = () => true) =>
    world.read.some((letter) => letter.to === to && of(letter));
  assert(heard('complainant'), 'the complainant has not heard of the outcome');
  for (const item of items.filter(isActedOn))
    assert(
      heard('respondent', ({ data }) => Array.isArray(data['items']) && data['items'].includes(item.no)),
      `the respondent of item ${item.no} has not heard of it`,
    );
}

/** The rule of the house, seen from the CMS: a page is down iff an active hold stands on its article. */
function checkPages(world: World): void {
  if (!world.isQuietFor('cms')) return;
  const holds = [...world.desk.holds.values()];
  for (const articleId of new Set(world.desk.file.items.flatMap((item) => item.articleId ?? [])))
    assert.equal(world.down.has(articleId), !isVisible(holds.filter((hold) => hold.articleId === articleId)));
}

const lastDecider = ({ head, file }: DeskOfOne): Actor | undefined =>
  file.items.find(({ decision }) => decision?.version === head.lastDecisionVersion)?.decision?.decidedBy;

interface Life {
  readonly timeline: DeskOfOne['timeline'];
  readonly events: ReadonlySet<EventType>;
}

/** One life of one case, checked at every step. @throws what broke, after what. */
export function walk(moves: readonly Move[], open: () => DeskOfOne): Life {
  const desk = open();
  try {
    return walked(moves, desk);
  } catch (error) {
    const told = desk.timeline.map(({ at, event, actor: by, facts }) =>
      [at, event, by.id, JSON.stringify(facts)].join(' '),
    );
    throw new Error([String(error), ...told].join('\n'), { cause: error });
  }
}

function walked(moves: readonly Move[], desk: DeskOfOne): Life {
  const events = new Set<EventType>();
  const world = new World(desk);
  for (const { wait, event, anyEvent, who, proper, dice } of moves) {
    desk.now = plus(desk.now, wait);
    world.deliver();
    const possible = (Object.keys(TRANSITIONS[desk.head.state]) as EventType[]).flatMap((type) =>
      Array.from({ length: WEIGHTS[type] ?? 2 }, () => type),
    );
    const pool = anyEvent ? EVENTS : possible;
    const type = pool[event % pool.length] ?? 'ticked';
    const allowed = PEOPLE.filter(([role]) => ruleFor(desk.head.state, type)?.by.includes(role));
    const [role, id] = (proper ? allowed[who % Math.max(1, allowed.length)] : undefined) ??
      PEOPLE[who] ?? ['SYS', 'x'];
    // Only who decided may take it back, and within moments: left to chance that is seldom tried.
    const decider = type === 'decision_undone' && proper ? lastDecider(desk) : undefined;
    const by = decider ?? actor(role, id);
    if (proper && ['items_decided', 'appeal_decided', 'information_requested'].includes(type))
      desk.decide({ type: 'claimed', actor: by });
    const before = desk.file;
    const beforeAt = desk.now;
    const acted = eventOf(type, by, desk, dice);
    const decided = desk.decide(acted);
    check(before, beforeAt, acted, decided, world);
    if (type === 'sent_at_once' && decided.outcome === 'changed') world.hurry();
    world.deliver();
    checkPages(world);
    checkPromises(desk);
    checkTold(world);
    if (decided.outcome === 'changed') events.add(type);
  }
  checkLegal(desk);
  // However it went, the sweep comes to rest.
  for (let sweep = 0; sweep < 3; sweep += 1) desk.tick();
  assert.deepEqual(desk.tick(), { outcome: 'unchanged' });
  const { timeline, head, file } = desk;
  const record = { caseId: head.id, chain: chainOf(head), timeline, items: file.items };
  assert.deepEqual(verifyRecord(record, sha256), []);
  return { timeline: desk.timeline, events };
}

const TWO_DECIDE = { removalsAbove: 0, authorityOrders: true, pressFreedom: true };

const ELSEWHERE: Hold = {
  articleId: 'art_1' as ArticleId,
  caseId: 'CD-00000-00007' as CaseId,
  itemNo: 1,
  kind: 'NOTICE',
  from: RECEIVED,
};

const filed =
  (options: DeskOptions = {}) =>
  () =>
    DeskOfOne.withNotice({ urls: URLS, ...options });

export const SITES: readonly (readonly [string, () => DeskOfOne])[] = [
  ['a site of users', filed({ contentOrigin: 'user_uploaded' })],
  [
    'an aggregator',
    filed({ contentOrigin: 'operator_ingested', confirmGone: 'acknowledged', undoMs: 30_000 }),
  ],
  ['one that may take decisions back', filed({ undoMs: 30_000 })],
  ['two addresses of one article', filed({ articleOf: () => 'art_1' })],
  ['two addresses of one article, decisions taken back', filed({ articleOf: () => 'art_1', undoMs: 30_000 })],
  ['an article that another complaint holds', filed({ otherHolds: [ELSEWHERE], undoMs: 30_000 })],
  ['one where two decide to remove', filed({ secondPerson: TWO_DECIDE })],
  ['one where two decide and may take it back', filed({ secondPerson: TWO_DECIDE, undoMs: 30_000 })],
  ['one person alone', filed({ soloOperator: true, filedBy: 'rita', undoMs: 30_000 })],
  [
    'a notice with missing parts',
    filed({
      notice: ({ signature: _none, accuracy: _no, authority: _nor, ...rest }) => rest,
      undoMs: 30_000,
    }),
  ],
  ['a notice nobody can be asked about', filed({ notice: (whole) => ({ ...whole, contact: {} }) })],
  ['an article that is held', () => DeskOfOne.withArticle('held_article', 30_000)],
  ['a copy that was found', () => DeskOfOne.withArticle('found_copy', 30_000)],
];
