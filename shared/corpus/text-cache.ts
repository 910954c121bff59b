/** The texts read last, up to a bound: a wire story is compared with every copy of it that comes in. */
export interface TextCache {
  get(key: string): string | undefined;
  keep(key: string, text: string): void;
}

/** @param maxBytes two for each UTF-16 code unit; 0 keeps nothing. */
export function openTextCache(maxBytes: number): TextCache {
  /** In order of last use. */
  const texts = new Map<string, string>();
  let bytes = 0;

  const drop = (key: string): void => {
    bytes -= 2 * (texts.get(key)?.length ?? 0);
    texts.delete(key);
  };

  const keep = (key: string, text: string): void => {
    drop(key);
    texts.set(key, text);
    bytes += 2 * text.length;
    for (const oldest of texts.keys()) {
      if (bytes <= maxBytes) break;
      drop(oldest);
    }
  };

  return {
    get(key) {
      const text = texts.get(key);
      if (text !== undefined) keep(key, text);
      return text;
    },
    keep,
  };
}
