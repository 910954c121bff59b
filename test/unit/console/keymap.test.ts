import { clashes, COMMANDS, DEFAULT_KEYS, KEYMAP, keyOf, pressed } from '../../../console/keyboard/keymap';

const key = (name: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', true>> = {}) =>
  pressed({ key: name, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held });

describe('the keymap', () => {
  it('gives no key two meanings in one view', () => {
    expect(COMMANDS.length).toBeGreaterThan(20);
    expect(clashes(DEFAULT_KEYS)).toEqual([]);
  });

  it('sees a clash that a remapping would make', () => {
    expect(clashes({ on: true, remapped: { reason: 'w' } })).toEqual([['reason', 'words']]);
    expect(clashes({ on: true, remapped: { down: 'j' } })).toEqual([]);
  });

  it('reads what was pressed as the table writes it', () => {
    expect(key('?', { shiftKey: true })).toBe(KEYMAP.help.key);
    expect(key('Enter', { ctrlKey: true })).toBe(KEYMAP.submitAndNext.key);
    expect(key('Enter', { metaKey: true, shiftKey: true })).toBe(KEYMAP.submit.key);
    expect(key('n', { altKey: true })).toBe('');
  });

  it('takes the reader’s own key before the table’s', () => {
    expect(keyOf('claimNext', { on: true, remapped: { claimNext: 'g' } })).toBe('g');
  });
});
