import type { Line } from './passages';

const CLOSING =
  /^(?:(?:with |very )?(?:(?:kind|best|warm) )?regards|(?:yours )?(?:sincerely|faithfully|truly|truthfully|respectfully)|very truly yours|yours|respectfully submitted|cordially|best|thank you|thanks|(?:mit )?freundlichen? gr(?:ü|ue)(?:ß|ss)en?|hochachtungsvoll|cordialement|sincères salutations|atentamente|saludos|cordiali saluti|distinti saluti|met vriendelijke groet|atenciosamente|z poważaniem|此致)\b[^\p{L}]*(?:yours)?[^\p{L}]*$/iu;

const SLASHED = /^\/{1,2}\s*(?:s\s*\/{1,2})?\s*:?\s*([^/]{2,80}?)\s*\/{0,2}$/i;

/** Small words inside a name, with the space before them. */
const PARTICLES =
  /\s+(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|el|al|bin|ibn|ten|ter|zu|af|av)(?=\s)/g;

/** An item of the statute's list, repeated before its answer. */
const NUMBERED = /^\(?(?:\d{1,2}|[ivx]{1,4})[.)]\s/i;

/** The name somebody signed with: `/s/ Name`, `Signature: Name`, the answer to a form's question, or what follows a closing. */
export function signatureIn(lines: readonly Line[]): string | undefined {
  return slashed(lines) ?? labelled(lines) ?? afterClosing(lines) ?? lastLine(lines);
}

function slashed(lines: readonly Line[]): string | undefined {
  for (const [index, { text }] of lines.entries()) {
    if (text.length > 120 || !text.startsWith('/')) continue;
    const name = SLASHED.exec(text)?.[1];
    if (name !== undefined && isName(name)) return name;
    if (/^\/s\/\s*:?$/i.test(text)) return nextName(lines, index);
  }
  return undefined;
}

function labelled(lines: readonly Line[]): string | undefined {
  for (const [index, { topic, label, value, heading, text }] of lines.entries()) {
    if (label !== undefined && /signature|signed|unterschrift|firma/i.test(label)) {
      const name = (value && nameIn(value)) || nextName(lines, index);
      if (name !== undefined) return name;
    } else if ((topic === 'signature' && (heading || NUMBERED.test(text))) || /^signed\b[,:]?$/i.test(text)) {
      const name = nextName(lines, index);
      if (name !== undefined) return name;
    }
  }
  return undefined;
}

/** All of what was signed with, without how to reach its bearer: `Jane Roe, jane@gazette.example, 4 Quay Street`. */
function nameIn(signed: string): string | undefined {
  const [first = '', ...rest] = signed.split(/\s*[,;|<(]\s*|\s+[-–—]\s+/);
  const isFollowed = rest.some((part) => /[@\d]/.test(part));
  if (isFollowed && isName(first) && isCapitalised(first.replace(PARTICLES, ''))) return first;
  return isName(signed) ? signed : undefined;
}

/** A letter that ends with a name alone is signed with it. */
function lastLine(lines: readonly Line[]): string | undefined {
  const text = lines.findLast((line) => line.text !== '')?.text ?? '';
  const isWhole = text.split(/\s+/).length <= 4 && isCapitalised(text);
  return isWhole && isName(text) && !CLOSING.test(text) && !/[:!]/.test(text) ? text : undefined;
}

/** Every word of it. */
const isCapitalised = (text: string): boolean => text.split(/\s+/).every((word) => /^[\p{Lu}[]/u.test(word));

function afterClosing(lines: readonly Line[]): string | undefined {
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    const { text } = lines[index] ?? { text: '' };
    if (text.length <= 80 && CLOSING.test(text.replace(/[,.!-]+$/, ''))) {
      const name = nextName(lines, index);
      if (name !== undefined) return name;
    }
  }
  return undefined;
}

/** The next line that has something on it, if it looks like a name. */
function nextName(lines: readonly Line[], index: number): string | undefined {
  const next = lines.slice(index + 1, index + 6).find(({ text }) => text !== '')?.text;
  if (next === undefined) return undefined;
  const name = SLASHED.exec(next)?.[1] ?? next;
  return isName(name) && !CLOSING.test(name) ? name : undefined;
}

/** Short, with letters, and no address, number or sentence. */
const isName = (text: string): boolean =>
  text.length >= 2 &&
  text.length <= 80 &&
  (text.match(/\p{L}/gu)?.length ?? 0) >= 2 &&
  !/[@?]|https?:|\d{3}/.test(text) &&
  text.split(/\s+/).length <= 8 &&
  !/\.\s+\p{L}{4}/u.test(text);
