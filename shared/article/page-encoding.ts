/** How far into a page its own word on its encoding is looked for (WHATWG HTML, 13.2.3.2: the first 1,024 bytes). */
const PRESCAN_BYTES = 1_024;
const META = /<meta[^>]+charset\s*=\s*["']?\s*([\w:.-]+)/i;

/**
 * The characters of a fetched page. What says how to read it, best first: its byte order mark, the HTTP header, the page's
 * own markup; without a word UTF-8, and where it is not that, windows-1252, as browsers have it.
 */
export function decodePage(body: Uint8Array, contentType: string): string {
  const label = markOf(body) ?? /charset\s*=\s*"?([\w:.-]+)/i.exec(contentType)?.[1] ?? said(body);
  return (label && decoded(body, label)) ?? decoded(body, 'utf-8') ?? decoded(body, 'windows-1252') ?? '';
}

function markOf([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return first === 0xff && second === 0xfe ? 'utf-16le' : undefined;
}

/** A page that can be read so far is in no encoding of two bytes, whatever it says. */
function said(body: Uint8Array): string | undefined {
  const head = new TextDecoder('windows-1252').decode(body.subarray(0, PRESCAN_BYTES));
  const label = META.exec(head)?.[1];
  return label !== undefined && /^utf-?16/i.test(label) ? 'utf-8' : label;
}

/** @returns undefined for an encoding that nobody knows, and for what is not UTF-8. */
function decoded(body: Uint8Array, label: string): string | undefined {
  try {
    return new TextDecoder(label, { fatal: /^utf-?8$/i.test(label) }).decode(body);
  } catch {
    return undefined;
  }
}
