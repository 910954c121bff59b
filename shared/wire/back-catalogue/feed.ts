import { type AnyNode, type Element, isTag } from 'domhandler';
import { DomHandler, DomUtils, Parser } from 'htmlparser2';
import { assertFew, type CatalogueEntry, given, UnreadableCatalogue } from './entry';

const { textContent } = DomUtils;

/** RSS 2.0 and Atom (RFC 4287), with the whole text in `content:encoded` or `content`. */
export function readFeed(xml: string): readonly CatalogueEntry[] {
  const handler = new ShallowDom();
  new Parser(handler, { xmlMode: true, decodeEntities: true }).end(xml);
  const items = itemsIn(handler.root.children);
  if (items.length === 0)
    throw new UnreadableCatalogue('no item of an RSS feed and no entry of an Atom feed was found in it');
  assertFew(items);
  return items.map((item, index) => ({ row: index + 1, fields: fieldsOf(item) }));
}

/** No article is nested so deeply. The parser takes the longer for each element the more are open around it. */
const MAX_DEPTH = 300;

class ShallowDom extends DomHandler {
  override onopentag(name: string, attribs: Record<string, string>): void {
    if (this.tagStack.length > MAX_DEPTH) throw new UnreadableCatalogue('its elements are nested too deeply');
    super.onopentag(name, attribs);
  }
}

const isItem = ({ name }: Element): boolean => name === 'item' || name === 'entry';

/** Level by level; one inside another is part of its text, which would else be read once for each around it. */
function itemsIn(nodes: readonly AnyNode[]): readonly Element[] {
  const items: Element[] = [];
  let level = nodes.filter(isTag);
  while (level.length > 0) {
    for (const item of level.filter(isItem)) items.push(item);
    level = level.filter((tag) => !isItem(tag)).flatMap(({ children }) => children.filter(isTag));
  }
  return items;
}

/** By the first of the names that is there. */
function child(item: Element, ...names: readonly string[]): Element | undefined {
  const children = item.children.filter(isTag);
  return names.map((wanted) => children.find(({ name }) => name === wanted)).find((found) => found);
}

const textOf = (node: AnyNode | undefined): string | undefined => (node ? textContent(node) : undefined);

function linkOf(item: Element): string | undefined {
  const links = item.children.filter(isTag).filter(({ name }) => name === 'link');
  const link = links.find(({ attribs }) => (attribs['rel'] ?? 'alternate') === 'alternate') ?? links[0];
  return link && (link.attribs['href'] ?? textContent(link));
}

function fieldsOf(item: Element): CatalogueEntry['fields'] {
  const published = textOf(child(item, 'pubDate', 'published', 'dc:date', 'updated'));
  const content = child(item, 'content:encoded', 'content') ?? child(item, 'description', 'summary');
  const isPlain = content?.name === 'content' && content.attribs['type'] === 'text';
  const body =
    content?.attribs['type'] === 'xhtml'
      ? DomUtils.getInnerHTML(content, { xmlMode: true })
      : textOf(content);
  return given({
    url: linkOf(item),
    externalId: textOf(child(item, 'guid', 'id')),
    title: textOf(child(item, 'title')),
    publishedAt: published === undefined ? undefined : instantOf(published),
    ...(isPlain ? { text: body } : { html: body }),
  });
}

/** RSS dates are those of mail (RFC 822); what is none stays as it is, to be pointed at. */
function instantOf(text: string): string {
  const ms = Date.parse(text.trim());
  return Number.isNaN(ms) ? text : new Date(ms).toISOString();
}
