import { ITEM_ACTIONS, type ItemAction, type ItemState, type ReasonCode } from '../../../shared/case/case';
import { letterText } from '../../../shared/desk/mail/letter';
import { writeLetter } from '../../../shared/desk/mail/letters';
import { actor, DeskOfOne } from './desk-of-one';

interface Expected {
  readonly reasonCode: ReasonCode;
  readonly state: ItemState;
  /** What the CMS is told; nothing where the page stays as it is. */
  readonly order?: 'item.takedown' | 'item.amend';
  /** Whether a hold keeps the page down. */
  readonly held: boolean;
  /** Which party reads it, and in which words. */
  readonly template: 'statement_of_reasons' | 'outcome';
  readonly words: string;
}

const stays = {
  state: 'AMENDED',
  order: 'item.amend',
  held: false,
  template: 'statement_of_reasons',
} as const;

/** A new action does not compile until it stands here. */
const TABLE = {
  disable: {
    reasonCode: 'UPHELD_FULL_COPY',
    state: 'DISABLED',
    order: 'item.takedown',
    held: true,
    template: 'statement_of_reasons',
    words: 'to be taken down (reason: a full copy',
  },
  remove: {
    reasonCode: 'UPHELD_FULL_COPY',
    state: 'REMOVED',
    order: 'item.takedown',
    held: true,
    template: 'statement_of_reasons',
    words: 'to be removed (reason: a full copy',
  },
  remove_image: {
    ...stays,
    reasonCode: 'UPHELD_IMAGE',
    words: 'to be changed, and otherwise stays (the image is to be removed; reason: an image was taken',
  },
  trim_to_excerpt: {
    ...stays,
    reasonCode: 'UPHELD_SUBSTANTIAL',
    words: 'to be changed, and otherwise stays (it is to be cut to an excerpt; reason: a substantial part',
  },
  add_credit: {
    ...stays,
    reasonCode: 'UPHELD_VOLUNTARY',
    words: 'to be changed, and otherwise stays (a credit is to be added; reason: a voluntary step',
  },
  noindex: {
    ...stays,
    reasonCode: 'UPHELD_VOLUNTARY',
    words:
      'to be changed, and otherwise stays (it is to be kept from search engines; reason: a voluntary step',
  },
  keep: {
    reasonCode: 'KEPT_QUOTATION',
    state: 'KEPT',
    held: false,
    template: 'outcome',
    words: 'stays (reason: a quotation',
  },
} as const satisfies Record<ItemAction, Expected>;

describe('each action on an item', () => {
  it.each(ITEM_ACTIONS)(
    '%s: what the item is then, what the CMS is told, what the parties read',
    (action) => {
      const expected: Expected = TABLE[action];
      const { reasonCode, state, order, held, template, words } = expected;
      const desk = DeskOfOne.withNotice();
      const reason = 'As it was seen.';
      const decided = desk.rule(actor('REV', 'rita'), [{ item: 1, actions: [action], reasonCode, reason }]);
      expect(decided).toMatchObject({ outcome: 'changed' });

      expect(desk.file.items[0]).toMatchObject({ state, decision: { actions: [action], reasonCode } });
      expect(desk.holds.size).toBe(held ? 1 : 0);
      const orders = desk.outbox.flatMap(({ effect }) => (effect.kind === 'cms' ? [effect] : []));
      expect(orders).toMatchObject(
        order ? [{ type: order, siteId: 'mirror', data: { item: 1, actions: [action], reasonCode } }] : [],
      );
      // Whose page stays as it is was never told of the complaint.
      expect(desk.mails('respondent').filter((each) => each === 'statement_of_reasons')).toHaveLength(
        order ? 1 : 0,
      );
      expect(desk.mails('complainant')).toContain('outcome');
      const letter = writeLetter(template, {
        head: desk.head,
        items: desk.file.items,
        site: undefined,
        isOurs: () => true,
        data: {},
      });
      expect(letterText(letter)).toContain(words);
      expect(letterText(letter)).toContain(`> ${reason}`);
    },
  );
});
