import { ITEMS_PER_WRITE } from '../../../shared/case/transition';
import { actor, DeskOfOne, takeDown } from './desk-of-one';

/** DynamoDB's limit for one transaction, less the head and the rows of the day's figures. */
const ROWS = 100 - 4;
const rita = actor('REV', 'rita');

describe('a decision on many pages', () => {
  it('is written though every page has a respondent and an article of its own', () => {
    const urls = Array.from({ length: ITEMS_PER_WRITE }, (_, i) => `https://mirror.example/${i}`);
    const desk = DeskOfOne.withNotice({ urls, respondentOf: (i) => `feed-${i}`, undoMs: 30_000 });
    const rowsOf = (decided: ReturnType<typeof desk.decide>): number => {
      if (decided.outcome !== 'changed') throw new Error(JSON.stringify(decided));
      const { changedItems, timeline, effects, holds } = decided;
      return changedItems.length + timeline.length + effects.length + holds.length;
    };
    const decided = rowsOf(
      desk.rule(
        rita,
        urls.map((_, i) => takeDown(i + 1)),
      ),
    );
    // Each page: its item, its hold, its order, its letter.
    expect(decided).toBeGreaterThanOrEqual(4 * urls.length);
    expect(decided).toBeLessThanOrEqual(ROWS);
    expect(rowsOf(desk.must(rita, 'decision_undone', {}))).toBeLessThanOrEqual(ROWS);
  });
});
