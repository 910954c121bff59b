import type { Hold } from '../../../shared/case/case';
import { plus, SECOND } from '../../../shared/clock/instant';
import type { ArticleId, CaseId } from '../../../shared/ids';
import { actor, DeskOfOne, keep, RECEIVED, takeDown } from './desk-of-one';

const REV = actor('REV', 'rita');
const CMP = actor('CMP', 'complainant');
const another = (more: Partial<Hold> = {}): Hold => ({
  articleId: 'art_1' as ArticleId,
  caseId: 'CD-00000-00009' as CaseId,
  itemNo: 1,
  kind: 'NOTICE',
  from: RECEIVED,
  ...more,
});

// A page stayed down for ever: the other case gave it up while a decision held it, and that decision was taken back.
describe('a page that another case gave up while a decision held it', () => {
  it('comes back when that decision is taken back', () => {
    const desk = DeskOfOne.withNotice({ undoMs: 30 * SECOND, otherHolds: [another()] });
    desk.rule(REV, [takeDown(1)]);
    desk.now = plus(desk.now, SECOND);
    desk.holds.set('CD-00000-00009/1', another({ to: desk.now }));
    desk.must(REV, 'decision_undone', {});
    expect(desk.orders().at(-1)).toEqual({ type: 'item.restore', item: 1 });
  });

  it('stays down while a third holds it, and needs no order where nothing but the decision ever held it', () => {
    const third = another({ caseId: 'CD-00000-00008' as CaseId });
    for (const otherHolds of [[another({ to: RECEIVED }), third], []]) {
      const desk = DeskOfOne.withNotice({ undoMs: 30 * SECOND, otherHolds });
      desk.rule(REV, [takeDown(1)]);
      desk.must(REV, 'decision_undone', {});
      expect(desk.orders().map(({ type }) => type)).toEqual(['item.takedown']);
    }
  });

  it('is so for two addresses of one article in one case, too', () => {
    const desk = DeskOfOne.withNotice({
      urls: ['https://mirror.example/a', 'https://mirror.example/b', 'https://mirror.example/c'],
      articleOf: (index) => (index < 2 ? 'art_1' : 'art_3'),
      undoMs: 30 * SECOND,
    });
    desk.rule(REV, [takeDown(1)]);
    desk.now = plus(desk.now, 60 * SECOND);
    desk.rule(REV, [takeDown(2)]);
    desk.must(CMP, 'withdrawn', { items: [1], verified: true });
    expect(desk.orders().map(({ type }) => type)).toEqual(['item.takedown', 'item.takedown']);
    desk.must(REV, 'decision_undone', {});
    expect(desk.orders().at(-1)).toEqual({ type: 'item.restore', item: 2 });
    desk.rule(REV, [keep(2)]);
  });
});
