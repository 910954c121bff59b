import { openTextCache } from '../../../shared/corpus/text-cache';

const text = (bytes: number) => new Uint8Array(bytes);

describe('the text cache', () => {
  it('forgets what was not used for longest, within its bound', () => {
    const cache = openTextCache(6);
    const [a, b, c, d] = [text(2), text(2), text(2), text(2)];
    cache.keep('a', a);
    cache.keep('b', b);
    cache.keep('c', c);
    expect(cache.get('a')).toBe(a);
    cache.keep('d', d);
    expect(['a', 'b', 'c', 'd'].map((key) => cache.get(key))).toEqual([a, undefined, c, d]);
  });

  it('keeps nothing that is larger than itself, and counts a text once', () => {
    const cache = openTextCache(4);
    cache.keep('large', text(5));
    expect(cache.get('large')).toBeUndefined();
    const [a, b] = [text(2), text(2)];
    for (let i = 0; i < 3; i++) cache.keep('a', a);
    cache.keep('b', b);
    expect([cache.get('a'), cache.get('b')]).toEqual([a, b]);
  });
});
