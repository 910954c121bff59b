import { z } from 'zod';
import { assertFew, type CatalogueEntry, given, UnreadableCatalogue } from './entry';

/** An item says a thing a few times over; the next million times would each be remarked upon. */
const few = <S extends z.ZodType>(each: S) =>
  z.preprocess((value) => (Array.isArray(value) ? value.slice(0, 20) : value), z.array(each));

const texts = few(
  z.looseObject({ role: z.string().exactOptional(), value: z.string().exactOptional() }),
).exactOptional();

/** IPTC ninjs 1 to 3, so far as an original is made of it; everything else of an item is left alone. */
const item = z.looseObject({
  uri: z.string(),
  /** Not of the standard, and in many feeds: the address on the web, where the uri is a name. */
  url: z.string().exactOptional(),
  link: z.string().exactOptional(),
  pubStatus: z.string().exactOptional(),
  pubstatus: z.string().exactOptional(),
  headline: z.string().exactOptional(),
  headlines: texts,
  body_text: z.string().exactOptional(),
  body_xhtml: z.string().exactOptional(),
  body_html: z.string().exactOptional(),
  bodies: few(
    z.looseObject({
      contentType: z.string().exactOptional(),
      contenttype: z.string().exactOptional(),
      value: z.string().exactOptional(),
    }),
  ).exactOptional(),
  contentCreated: z.string().exactOptional(),
  firstCreated: z.string().exactOptional(),
  firstcreated: z.string().exactOptional(),
  versionCreated: z.string().exactOptional(),
  versioncreated: z.string().exactOptional(),
  embargoedUntil: z.string().exactOptional(),
  embargoed: z.string().exactOptional(),
});
type Item = z.infer<typeof item>;

/** One item, a list of them, `{ "items": [...] }`, or one item a line. */
export function readNinjs(json: string): readonly CatalogueEntry[] {
  const items = itemsOf(parsed(json));
  if (items === undefined) throw new UnreadableCatalogue('it holds no ninjs item: each has at least a "uri"');
  assertFew(items);
  return items.map((each, index): CatalogueEntry => {
    const read = item.safeParse(each);
    const row = index + 1;
    if (!read.success) return { row, fields: {}, wrong: `not a ninjs item: ${z.prettifyError(read.error)}` };
    return { row, fields: fieldsOf(read.data), ...(isTakenBack(read.data) && { withdrawn: true }) };
  });
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    const lines = json.split('\n').filter((line) => line.trim() !== '');
    assertFew(lines);
    return lines.map(parsedLine);
  }
}

function parsedLine(line: string, index: number): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new UnreadableCatalogue(index === 0 ? 'it is not JSON' : `item ${index + 1} is not JSON`, {
      cause,
    });
  }
}

function itemsOf(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value as readonly unknown[];
  if (typeof value !== 'object' || value === null) return undefined;
  if ('items' in value && Array.isArray(value.items)) return value.items as readonly unknown[];
  return 'uri' in value ? [value] : undefined;
}

/** `canceled` as ninjs spells it; `withdrawn` as some agencies do. */
const isTakenBack = ({ pubStatus, pubstatus }: Item): boolean =>
  /^(?:cancell?ed|withdrawn)$/i.test(pubStatus ?? pubstatus ?? '');

function fieldsOf(one: Item): CatalogueEntry['fields'] {
  const { uri, headline, headlines = [], bodies = [] } = one;
  const body = (type: RegExp) =>
    bodies.find(({ contentType, contenttype }) => type.test(contentType ?? contenttype ?? ''))?.value;
  const html = one.body_xhtml ?? one.body_html ?? body(/html/i);
  const text = one.body_text ?? body(/^text\/plain/i);
  return {
    ...given({
      externalId: uri,
      url: [one.url, one.link, uri].find((each) => each && /^https?:\/\//.test(each)),
      title: headline ?? headlines.find(({ role }) => role === 'main')?.value ?? headlines[0]?.value,
      publishedAt:
        one.contentCreated ??
        one.firstCreated ??
        one.firstcreated ??
        one.versionCreated ??
        one.versioncreated,
      embargoedUntil: one.embargoedUntil ?? one.embargoed,
      ...(html === undefined ? { text } : { html }),
    }),
    ...(/^withheld$/i.test(one.pubStatus ?? one.pubstatus ?? '') && { pubStatus: 'withheld' }),
  };
}
