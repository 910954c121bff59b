import { Readability } from '@mozilla/readability';
import { Parser } from 'htmlparser2';
import { parseHTML } from 'linkedom';
import { pageFactsOf, type PageFacts } from './page-facts';
import { BLOCK, paragraphWriter } from './paragraph-writer';
import { strippedText } from './stripped-text';

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

/**
 * The text of a web page's article as a reader sees it, by Mozilla's Readability; of a page in which that finds
 * nothing, all its visible text; of a page larger than articles are, its text without the tags. Character references are
 * decoded once, by the parser.
 */
export function extractArticle(html: string, url?: string): ExtractedArticle {
  const whole = wholePage(html);
  if (!isWithinBounds(whole)) return { text: strippedText(whole), page: {} };
  const { document } = parseHTML(whole);
  const page = pageFactsOf(document, url);
  removeHidden(document);
  removeLongAttributes(document);
  const all = textOf(document.body ?? document);
  const text = readableText(document);
  return { text: text.length > 0 ? text : all, page };
}

/** Elements, comments and pieces of text: a page of more would take Readability many seconds. */
const MAX_NODES = 20_000;
/** Deeper than this nobody reads; the parser takes cubic time to go there. Browsers stop at 512. */
const MAX_DEPTH = 128;

/** Counts by the parser that builds the tree: another would see another tree. */
function isWithinBounds(html: string): boolean {
  let nodes = 0;
  let depth = 0;
  let within = true;
  const count = (more = 1) => {
    nodes += more;
    if (nodes <= MAX_NODES && depth <= MAX_DEPTH) return;
    within = false;
    parser.pause();
  };
  const parser = new Parser({
    onopentagname: () => {
      depth++;
      count();
    },
    onclosetag: () => {
      depth--;
    },
    // Readability writes the page out and reads it again, which makes a node of every character that is escaped.
    ontext: (text) => count(1 + (text.match(/[&<>\u00a0]/g)?.length ?? 0)),
    oncomment: () => count(),
  });
  parser.end(html);
  return within;
}

/** What Readability takes for the article; empty if nothing. It takes the document apart. */
function readableText(document: Page): string {
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

/** Readability and its DOM read attributes by expressions that take quadratic time; no honest one it needs is longer. */
const MAX_ATTRIBUTE_CHARS = 1_000;

function removeLongAttributes(document: Page): void {
  for (const node of document.querySelectorAll('*'))
    for (const { name, value } of node.attributes)
      if (value.length > MAX_ATTRIBUTE_CHARS) node.removeAttribute(name);
}

/** One element by its name, class, id or attribute, or one inside another: more of them, or siblings, can take cubic time. */
const PLAIN_SELECTOR = /^(?:[\w.#-]|\[[^\]\s]*\])+(?:(?:\s*>\s*|\s+)(?:[\w.#-]|\[[^\]\s]*\])+)?$/;
/** Each is looked for in the whole page. */
const MAX_SELECTORS = 200;

/** Selectors of the page's own style sheets that hide what they match; rules inside @media and the like are left. */
function hiddenSelectors(document: Page): string[] {
  const selectors: string[] = [];
  for (const style of document.querySelectorAll('style')) {
    const css = (style.textContent ?? '').replaceAll(/\/\*[^]*?(?:\*\/|$)/g, '');
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
          selectors.push(...selector.split(',').map((each) => each.trim()));
        if (depth <= 0) {
          depth = 0;
          from = i + 1;
        }
      } else if (char === ';' && depth === 0) from = i + 1;
    }
  }
  return selectors.filter((selector) => PLAIN_SELECTOR.test(selector)).slice(0, MAX_SELECTORS);
}

interface TextNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly nodeValue?: string | null;
  readonly childNodes: Iterable<TextNode>;
}

/** An element's text: white space collapsed, blocks apart by a blank line, `<br>` a line end, `<q>` in marks. */
function textOf(root: unknown): string {
  const out = paragraphWriter();
  // Own stack: pages nest as deep as their authors like.
  const stack: (TextNode | string)[] = [root as TextNode];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (typeof node === 'string') {
      if (node === '') out.endParagraph();
      else out.add(node);
      continue;
    }
    if (node.nodeType === 3) out.add(node.nodeValue ?? '');
    if (node.nodeType !== 1 && node.nodeType !== 9 && node.nodeType !== 11) continue;
    const name = node.nodeName.toUpperCase();
    if (name === 'BR') {
      out.endLine();
      continue;
    }
    const block = BLOCK.test(name);
    const quote = name === 'Q';
    if (block) out.endParagraph();
    if (block) stack.push('');
    if (quote) stack.push('”');
    for (const child of [...node.childNodes].toReversed()) stack.push(child);
    if (quote) out.add('“');
  }
  return out.text();
}
