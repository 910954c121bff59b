import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { pageFactsOf, type PageFacts } from './page-facts';

export interface ExtractedArticle {
  /** The article's own text, paragraphs apart by a blank line. */
  readonly text: string;
  readonly page: PageFacts;
}

type Page = ReturnType<typeof parseHTML>['document'];

/** Style declarations that keep text from a reader's eye. */
const HIDING =
  /(?:^|[;{\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0+)?(?![.\d])|font-size\s*:\s*0(?:\.0+)?(?![.\d])|text-indent\s*:\s*-\d{3,}|(?:left|top)\s*:\s*-\d{4,}|clip\s*:\s*rect\(\s*0)/i;
const NOT_TEXT =
  'script,style,noscript,template,iframe,object,svg,math,head,title,[hidden],[aria-hidden="true"],input[type="hidden"]';
const BLOCK =
  /^(?:ADDRESS|ARTICLE|ASIDE|BLOCKQUOTE|BODY|CAPTION|CENTER|DD|DETAILS|DIV|DL|DT|FIELDSET|FIGCAPTION|FIGURE|FOOTER|FORM|H[1-6]|HEADER|HR|LI|MAIN|NAV|OL|P|PRE|SECTION|SUMMARY|TABLE|TBODY|TD|TFOOT|TH|THEAD|TR|UL)$/;

/**
 * The text of a web page's article as a reader sees it, by Mozilla's Readability; of a page in which that finds
 * nothing, all its visible text. Character references are decoded once, by the parser.
 */
export function extractArticle(html: string, url?: string): ExtractedArticle {
  const { document } = parseHTML(wholePage(flattened(html)));
  // The parser makes a node of every character reference and bare `<`.
  document.documentElement?.normalize();
  const page = pageFactsOf(document, url);
  removeHidden(document);
  const all = textOf(document.body ?? document);
  const text = readableText(document);
  return { text: text.length > 0 ? text : all, page };
}

/** A page of more elements is no article, and would take Readability many seconds. */
const MAX_ELEMENTS = 20_000;

/** What Readability takes for the article; empty if nothing. It takes the document apart. */
function readableText(document: Page): string {
  if (document.querySelectorAll('*').length > MAX_ELEMENTS) return '';
  try {
    return (
      new Readability(document as never, { charThreshold: 200, serializer: textOf }).parse()?.content ?? ''
    );
  } catch (error) {
    // Its DOM passes child nodes as arguments: a page of a hundred thousand of them overflows the stack.
    if (error instanceof RangeError) return '';
    throw error;
  }
}

/** Deeper than this nobody reads; the parser takes cubic time to go there. Browsers stop at 512. */
const MAX_DEPTH = 128;
const TAG = /<(\/?)([A-Za-z][A-Za-z\d-]*)(?:[^<>"']|"[^"<>]*"|'[^'<>]*')*>/g;
const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)$/i;

/** The page without the tags that nest too deep. */
function flattened(html: string): string {
  let depth = 0;
  return html.replaceAll(TAG, (tag, slash: string, name: string) => {
    if (VOID.test(name)) return tag;
    if (slash === '') return depth++ < MAX_DEPTH ? tag : ' ';
    depth = Math.max(0, depth - 1);
    return depth < MAX_DEPTH ? tag : ' ';
  });
}

/** A fragment has no body to look into; the parser needs one. */
const wholePage = (html: string): string =>
  /<body[\s>]/i.test(html) ? html : `<!doctype html><html><head></head><body>${html}</body></html>`;

function removeHidden(document: Page): void {
  for (const selector of hiddenSelectors(document)) {
    try {
      for (const node of document.querySelectorAll(selector)) if (node !== document.body) node.remove();
    } catch {
      // A selector this parser does not know hides nothing for us.
    }
  }
  for (const node of document.querySelectorAll('[style]'))
    if (node !== document.body && HIDING.test(node.getAttribute('style') ?? '')) node.remove();
  for (const node of document.querySelectorAll(NOT_TEXT)) node.remove();
}

/** Selectors of the page's own style sheets that hide what they match; rules inside @media and the like are left. */
function hiddenSelectors(document: Page): string[] {
  const selectors: string[] = [];
  for (const style of document.querySelectorAll('style')) {
    const css = (style.textContent ?? '').replaceAll(/\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\//g, '');
    let depth = 0;
    let from = 0;
    let selector = '';
    for (let i = 0; i < css.length; i++) {
      const char = css.charAt(i);
      if (char === '{') {
        if (depth++ === 0) selector = css.slice(from, i).trim();
        if (depth === 1) from = i + 1;
      } else if (char === '}') {
        if (--depth === 0 && !selector.startsWith('@') && HIDING.test(css.slice(from, i)))
          selectors.push(selector);
        if (depth <= 0) {
          depth = 0;
          from = i + 1;
        }
      } else if (char === ';' && depth === 0) from = i + 1;
    }
  }
  return selectors.filter((selector) => !/:(?:hover|focus|active|before|after|target)|::/.test(selector));
}

interface TextNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly nodeValue?: string | null;
  readonly childNodes: Iterable<TextNode>;
}

/** An element's text: white space collapsed, blocks apart by a blank line, `<br>` a line end, `<q>` in marks. */
function textOf(root: unknown): string {
  const paragraphs: string[] = [];
  let parts: string[] = [];
  const endParagraph = () => {
    const text = parts
      .join('')
      .replaceAll(/[ \t\n\f\r]+/g, ' ')
      .replaceAll(/ ?\u2028 ?/g, '\n')
      .trim();
    if (text !== '') paragraphs.push(text);
    parts = [];
  };
  // Own stack: pages nest as deep as their authors like.
  const stack: (TextNode | string)[] = [root as TextNode];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (typeof node === 'string') {
      if (node === '') endParagraph();
      else parts.push(node);
      continue;
    }
    if (node.nodeType === 3) parts.push(node.nodeValue ?? '');
    if (node.nodeType !== 1 && node.nodeType !== 9 && node.nodeType !== 11) continue;
    const name = node.nodeName.toUpperCase();
    if (name === 'BR') {
      parts.push('\u2028');
      continue;
    }
    const block = BLOCK.test(name);
    const quote = name === 'Q';
    if (block) endParagraph();
    if (block) stack.push('');
    if (quote) stack.push('”');
    for (const child of [...node.childNodes].toReversed()) stack.push(child);
    if (quote) parts.push('“');
  }
  endParagraph();
  return paragraphs.join('\n\n');
}
