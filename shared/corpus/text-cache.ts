/** The texts read or written last, as stored, up to a bound: a wire story is compared with every copy of it that comes in. */
export interface TextCache {
  get(key: string): Uint8Array | undefined;
  keep(key: string, text: Uint8Array): void;
}

/** @param maxBytes 0 keeps nothing. */
export function openTextCache(maxBytes: number): TextCache {
  /** In order of last use. */
  const texts = new Map<string, Uint8Array>();
  let bytes = 0;

  const drop = (key: string): void => {
    bytes -= texts.get(key)?.length ?? 0;
    texts.delete(key);
  };

  const keep = (key: string, text: Uint8Array): void => {
    drop(key);
    texts.set(key, text);
    bytes += text.length;
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
