import { openTextCache } from '../../../shared/corpus/text-cache';

describe('the text cache', () => {
  it('forgets what was not used for longest, within its bound', () => {
    const cache = openTextCache(12);
    cache.keep('a', 'aa');
    cache.keep('b', 'bb');
    cache.keep('c', 'cc');
    expect(cache.get('a')).toBe('aa');
    cache.keep('d', 'dd');
    expect(['a', 'b', 'c', 'd'].map((key) => cache.get(key))).toEqual(['aa', undefined, 'cc', 'dd']);
  });

  it('keeps nothing that is larger than itself, and counts a text once', () => {
    const cache = openTextCache(8);
    cache.keep('large', 'aaaaa');
    expect(cache.get('large')).toBeUndefined();
    for (let i = 0; i < 3; i++) cache.keep('a', 'aa');
    cache.keep('b', 'bb');
    expect([cache.get('a'), cache.get('b')]).toEqual(['aa', 'bb']);
  });
});
