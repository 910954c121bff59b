/** Just enough XML for S3: a writer that escapes, and a reader of elements and text (no attributes kept, no DTD). */

declare const markup: unique symbol;
type Markup = string & { readonly [markup]: true };

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

export function element(name: string, content: string | number | boolean | readonly Markup[]): Markup {
  const inner = typeof content === 'object' ? content.join('') : escapeText(String(content));
  return `<${name}>${inner}</${name}>` as Markup;
}

export function xmlDocument(root: Markup): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}`;
}

/** A document whose root carries S3's namespace; errors carry none. */
export function s3Document(rootName: string, children: readonly Markup[]): string {
  return xmlDocument(`<${rootName} xmlns="${NAMESPACE}">${children.join('')}</${rootName}>` as Markup);
}

const NAMED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Control characters go out as numeric references, as S3 does: raw, a parser would refuse or normalise them. */
function escapeText(text: string): string {
  return text.replace(/[&<>"\p{Cc}\ufffe\uffff]/gu, (char) => NAMED[char] ?? `&#${char.charCodeAt(0)};`);
}

export interface XmlElement {
  readonly name: string;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

/** The root element, or undefined if the text is not well-formed. */
export function parseXml(source: string): XmlElement | undefined {
  const token =
    /<\?[^?]*\?>|<!--[\s\S]*?-->|<(\/?)([A-Za-z_][\w.:-]*)((?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y;
  const root = { name: '', children: [] as XmlElement[], text: '' };
  const open = [root];
  let at = 0;
  while (at < source.length) {
    token.lastIndex = at;
    const found = token.exec(source);
    if (!found) return undefined;
    at = token.lastIndex;
    const [, closing, name, , selfClosing, text] = found;
    const current = open.at(-1)!;
    if (text !== undefined) {
      const plain = unescapeText(text);
      if (plain === undefined) return undefined;
      current.text += plain;
    } else if (closing) {
      if (open.length === 1 || current.name !== name) return undefined;
      open.pop();
    } else if (name) {
      const child = { name, children: [], text: '' };
      current.children.push(child);
      if (!selfClosing) open.push(child);
    }
  }
  return open.length === 1 && root.children.length === 1 && root.text.trim() === ''
    ? root.children[0]
    : undefined;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescapeText(text: string): string | undefined {
  if (/&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9A-Fa-f]{1,6});)/.test(text)) return undefined;
  return text.replace(
    /&(?:#x([0-9A-Fa-f]+)|#(\d+)|(\w+));/g,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return ENTITIES[name] ?? whole;
      const codePoint = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : '\ufffd';
    },
  );
}
