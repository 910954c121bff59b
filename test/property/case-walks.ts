import assert from 'node:assert/strict';
import type { Actor, CaseFile, CaseState, Effect, Hold } from '../../shared/case/case';
import type { CaseEvent, EventType } from '../../shared/case/event';
import { isActive, isVisible } from '../../shared/case/holds';
import { isActedOn, isDown } from '../../shared/case/outcome';
import { ruleFor, TRANSITIONS } from '../../shared/case/transitions';
import type { Decided, OwedEffect } from '../../shared/case/transition';
import { isStillOwed } from '../../shared/case/undo';
import { type Instant, plus } from '../../shared/clock/instant';
import { type ClockKind, endedAt, isPaused, usedMs } from '../../shared/clock/sla-clock';
import { chainOf, verifyRecord } from '../../shared/desk/audit-record';
import type { ArticleId, CaseId } from '../../shared/ids';
import { actor, DeskOfOne, type DeskOptions, RECEIVED, sha256 } from '../unit/case/desk-of-one';
import { EVENTS, eventOf, type Move, PEOPLE, URLS, WEIGHTS } from './case-moves';

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
