import { isStillOwed } from '../../../shared/case/undo';
import { DAY, SECOND } from '../../../shared/clock/instant';
import { actor, DeskOfOne, keep, SYS, takeDown } from './desk-of-one';

const REV = actor('REV', 'rita');
const LEG = actor('LEG', 'liam');
const CMP = actor('CMP', 'complainant');

const URLS = ['https://mirror.example/a', 'https://mirror.example/b'];
const filed = () => DeskOfOne.withNotice({ undoMs: 30 * SECOND, urls: URLS });

/** Letters that tell how the case ended, and that are still to go out. */
const endings = (desk: DeskOfOne) =>
  desk.outbox.flatMap(({ effect }) =>
    effect.kind === 'mail' &&
    ['outcome', 'statement_of_reasons'].includes(effect.template) &&
    isStillOwed(effect, desk.file)
      ? [effect.to]
      : [],
  );

// A page was decided, the other withdrawn, the decision taken back: nothing was due any more, and both parties were told that
// the complaint had ended.
describe('a decision that is taken back after the complainant withdrew the rest', () => {
  const ended = () => {
    const desk = filed();
    desk.rule(REV, [takeDown(1)]);
    desk.now = '2026-11-20T22:15:05.000Z' as typeof desk.now;
    desk.must(CMP, 'withdrawn', { items: [2], verified: true });
    expect(desk.head.state).toBe('ACTIONED');
    expect(new Set(endings(desk))).toEqual(new Set(['complainant', 'respondent']));
    return desk;
  };

  it('leaves its clocks running to the same due instant', () => {
    const desk = ended();
    desk.must(REV, 'decision_undone', {});
    expect(desk.head.state).toBe('IN_REVIEW');
    expect(desk.clock('decide')).not.toHaveProperty('fulfilledAt');
    expect(desk.clock('confirm_gone')).not.toHaveProperty('cancelledAt');
    desk.wait(DAY + SECOND);
    expect(desk.clock('decide').breachedAt).toBe('2026-11-21T22:15:00.000Z');
  });

  it('leaves nobody told that it has ended', () => {
    const desk = ended();
    desk.must(REV, 'decision_undone', {});
    expect(endings(desk)).toEqual([]);
  });
});

// Two pages were decided one after the other, and the second withdrawn at once: nobody ever heard of the first.
it('a page withdrawn just after the decision that ended its case leaves both parties told of the other page', () => {
  const desk = filed();
  desk.rule(REV, [takeDown(1)]);
  desk.rule(REV, [keep(2)]);
  expect(desk.head.state).toBe('ACTIONED');
  desk.must(CMP, 'withdrawn', { items: [2], verified: true });
  expect(endings(desk)).toContain('complainant');
  expect(endings(desk)).toContain('respondent');
});

// The page was seen gone before its order had left: after the undo nobody looked whether it went.
it('a decision taken back after its page was seen gone waits anew for the page to go', () => {
  const desk = filed();
  desk.rule(REV, [takeDown(1), takeDown(2)]);
  desk.must(SYS, 'confirmed_gone', { items: [1, 2] });
  desk.must(REV, 'decision_undone', {});
  expect(desk.clock('confirm_gone')).not.toHaveProperty('fulfilledAt');
});

// The sweep of the next minute closed the case, and the mistaken click could not be taken back.
describe('a decision on an article that nobody complained of', () => {
  it('can be taken back as long as any other, though the sweep comes', () => {
    const desk = DeskOfOne.withArticle('found_copy', 30 * SECOND);
    desk.rule(REV, [takeDown(1)]);
    expect(desk.tick()).toEqual({ outcome: 'unchanged' });
    desk.must(REV, 'decision_undone', {});
    expect(desk.head.state).toBe('IN_REVIEW');
  });

  it('closes its case once it cannot', () => {
    const desk = DeskOfOne.withArticle('found_copy', 30 * SECOND);
    desk.rule(REV, [takeDown(1)]);
    expect(desk.head.nextDueAt).toBe('2026-11-20T22:15:30.000Z');
    desk.wait(30 * SECOND);
    expect(desk.head.state).toBe('CLOSED');
  });

  it('and that was published after all takes it down again when its case is reopened', () => {
    const desk = DeskOfOne.withArticle('held_article');
    desk.rule(REV, [keep(1)]);
    desk.tick();
    desk.must(LEG, 'reopened', { newFacts: 'The licence had ended.' });
    desk.rule(REV, [takeDown(1)]);
    expect(desk.orders().map(({ type }) => type)).toEqual(['article.disposition', 'item.takedown']);
  });

  it('is no complaint that could be withdrawn, and there is nobody to ask', () => {
    const desk = DeskOfOne.withArticle('found_copy');
    expect(desk.decide({ type: 'withdrawn', actor: LEG, verified: true })).toMatchObject({ kind: 'refused' });
    const leaseToken = desk.claim(REV);
    expect(
      desk.decide({ type: 'information_requested', actor: REV, leaseToken, missing: ['SIG'] }),
    ).toMatchObject({ kind: 'refused' });
  });
});
