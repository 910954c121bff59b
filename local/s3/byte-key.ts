import { isUtf8 } from 'node:buffer';

declare const byteKey: unique symbol;

/** A key (or prefix) as its UTF-8 bytes, one character a byte: `<` on such strings is the byte order S3 lists in. */
export type ByteKey = string & { readonly [byteKey]: true };

/** S3's limit, in UTF-8 bytes. */
export const MAX_KEY_BYTES = 1024;

export function toByteKey(text: string): ByteKey {
  return Buffer.from(text, 'utf8').toString('latin1') as ByteKey;
}

export function fromByteKey(key: string): string {
  return Buffer.from(key, 'latin1').toString('utf8');
}

/** The bytes of a percent-encoded path; undefined if an escape is broken or the bytes are no UTF-8. */
export function decodePath(path: string): ByteKey | undefined {
  if (/%(?![0-9A-Fa-f]{2})/.test(path)) return undefined;
  const bytes = path.replace(/%(..)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return isUtf8(Buffer.from(bytes, 'latin1')) ? (bytes as ByteKey) : undefined;
}

/** `encoding-type=url`: form encoding, space as plus, slashes left alone. */
export function urlEncodeKey(key: string): string {
  return key.replace(/[^A-Za-z0-9\-_.*/]/g, (char) =>
    char === ' ' ? '+' : `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}
