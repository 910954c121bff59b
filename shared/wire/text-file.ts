/** How far into a file its own word on its encoding is looked for. */
const DECLARED_WITHIN = 200;

/**
 * The text of a file that somebody saved: in UTF-8; in UTF-16 where its byte order mark says so, as spreadsheets save "Unicode text"; of
 * XML in the encoding that its first line declares (XML 1.0, 4.3.3). Without the mark.
 * @returns undefined where it is no text, or in another encoding: a guess would put wrong letters into somebody's words.
 */
export function textOfFile(bytes: Uint8Array): string | undefined {
  return decoded(bytes, markOf(bytes) ?? declaredIn(bytes) ?? 'utf-8');
}

/** The same where a person reads what came of it before it counts: what is in no other encoding is taken for Windows-1252, as spreadsheets save "CSV". */
export function guessedTextOfFile(bytes: Uint8Array): string | undefined {
  const text = textOfFile(bytes) ?? decoded(bytes, 'windows-1252');
  return text === undefined || NOT_TEXT.test(text) ? undefined : text;
}

/** Files of other kinds have control characters beside tabs and ends of lines and pages. */
const NOT_TEXT = /[^\P{Cc}\t-\r\u007f-\u009f]/u;

function markOf([first, second]: Uint8Array): string | undefined {
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return first === 0xff && second === 0xfe ? 'utf-16le' : undefined;
}

function declaredIn(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('windows-1252').decode(bytes.subarray(0, DECLARED_WITHIN));
  return /^<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)/i.exec(head)?.[1];
}

function decoded(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

/** Files in which an article is often kept, and which are not read here: PDF, Word (old and new) and RTF. */
const DOCUMENTS: readonly (readonly number[])[] = [
  [0x25, 0x50, 0x44, 0x46, 0x2d],
  [0xd0, 0xcf, 0x11, 0xe0],
  [0x50, 0x4b, 0x03, 0x04],
  [0x7b, 0x5c, 0x72, 0x74, 0x66],
];

export const isDocumentFile = (bytes: Uint8Array): boolean =>
  DOCUMENTS.some((magic) => magic.every((byte, at) => bytes[at] === byte));
