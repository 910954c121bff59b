import { z } from 'zod';
import type { parseHTML } from 'linkedom';

type Page = ReturnType<typeof parseHTML>['document'];

/** What a page's markup says of the article: facts for a person, none of them proof. Absent is not 'free'. */
export interface PageFacts {
  /** Address of the page's canonical version; on another host a hint of syndication, or forged. */
  readonly canonical?: string;
  readonly canonicalOnOtherHost?: boolean;
  readonly syndicationSource?: string;
  readonly originalSource?: string;
  readonly title?: string;
  readonly licence?: string;
  /** Reservation of text and data mining (TDMRep): says nothing about display. */
  readonly tdmReservation?: boolean;
  readonly tdmPolicy?: string;
  readonly newsArticle?: NewsArticleFacts;
}

/** The fields of schema.org's NewsArticle that bear on who owns a text. Names as there. */
export interface NewsArticleFacts {
  readonly headline?: string;
  readonly author?: string;
  readonly publisher?: string;
  readonly sourceOrganization?: string;
  readonly copyrightHolder?: string;
  readonly copyrightYear?: string;
  readonly copyrightNotice?: string;
  readonly creditText?: string;
  readonly license?: string;
  readonly acquireLicensePage?: string;
  readonly usageInfo?: string;
  readonly isBasedOn?: string;
  readonly dateline?: string;
  readonly datePublished?: string;
  readonly dateModified?: string;
  readonly isAccessibleForFree?: string;
}

const NEWS_FIELDS = [
  'headline',
  'author',
  'publisher',
  'sourceOrganization',
  'copyrightHolder',
  'copyrightYear',
  'copyrightNotice',
  'creditText',
  'license',
  'acquireLicensePage',
  'usageInfo',
  'isBasedOn',
  'dateline',
  'datePublished',
  'dateModified',
  'isAccessibleForFree',
] as const satisfies readonly (keyof NewsArticleFacts)[];

const NEWS_TYPES = /^(?:[A-Z][A-Za-z]*)?(?:NewsArticle|Article|BlogPosting)$/;
/** Markup is untrusted: no field is kept longer. */
const MAX_FIELD_CHARS = 1_000;
/** Nor looked for deeper: what nests without end would overflow the stack. */
const MAX_DEPTH = 20;

export function pageFactsOf(document: Page, url?: string): PageFacts {
  const link = (rel: string) => attribute(document, `link[rel~="${rel}"]`, 'href');
  const meta = (name: string) => attribute(document, `meta[name="${name}" i]`, 'content');
  const facts = {
    canonical: absolute(link('canonical'), url),
    canonicalOnOtherHost: onOtherHost(link('canonical'), url),
    syndicationSource: absolute(meta('syndication-source') ?? link('syndication-source'), url),
    originalSource: absolute(meta('original-source') ?? link('original-source'), url),
    title: clean(document.querySelector('title')?.textContent),
    licence: absolute(link('license'), url),
    tdmReservation: reservation(meta('tdm-reservation')),
    tdmPolicy: absolute(meta('tdm-policy'), url),
    newsArticle: newsArticleOf(document),
  };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}

const clean = (value: string | null | undefined): string | undefined => {
  const text = value?.replaceAll(/\s+/g, ' ').trim().slice(0, MAX_FIELD_CHARS);
  return text === '' ? undefined : text;
};

const attribute = (document: Page, selector: string, name: string): string | undefined =>
  clean(document.querySelector(selector)?.getAttribute(name));

function absolute(address: string | undefined, base: string | undefined): string | undefined {
  if (address === undefined) return undefined;
  return URL.parse(address, base)?.href ?? address;
}

function onOtherHost(address: string | undefined, base: string | undefined): boolean | undefined {
  const page = base === undefined ? null : URL.parse(base);
  const canonical = address === undefined ? null : URL.parse(address, base);
  return page === null || canonical === null ? undefined : page.host !== canonical.host;
}

/** TDMRep knows 0 and 1; any other value counts as unset. */
const reservation = (value: string | undefined): boolean | undefined =>
  value === '1' ? true : value === '0' ? false : undefined;

const Node = z.record(z.string(), z.unknown());

function newsArticleOf(document: Page): NewsArticleFacts | undefined {
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    let parsed: unknown;
    try {
      parsed = JSON.parse(script.textContent ?? '');
    } catch {
      continue;
    }
    const node = findArticle(parsed);
    if (node === undefined) continue;
    const fields = NEWS_FIELDS.map((field) => [field, asText(node[field])] as const);
    return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
  }
  return undefined;
}

/** The first article in the markup: at the top, in a list, or in a `@graph`. */
function findArticle(value: unknown, depth = 0): Record<string, unknown> | undefined {
  if (depth > MAX_DEPTH) return undefined;
  if (Array.isArray(value)) {
    for (const item of value) {
      const found = findArticle(item, depth + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  const { data: node } = Node.safeParse(value);
  if (node === undefined) return undefined;
  const types = [node['@type']].flat();
  if (types.some((type) => typeof type === 'string' && NEWS_TYPES.test(type))) return node;
  return findArticle(node['@graph'], depth + 1);
}

/** A field's text: a string or number as it is, a person or organisation by name, several with commas. */
function asText(value: unknown, depth = 0): string | undefined {
  if (depth > MAX_DEPTH) return undefined;
  if (Array.isArray(value)) {
    const texts = value.map((item) => asText(item, depth + 1)).filter((text) => text !== undefined);
    return texts.length === 0 ? undefined : clean(texts.join(', '));
  }
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return clean(String(value));
  const { data: node } = Node.safeParse(value);
  return node === undefined ? undefined : asText(node['name'] ?? node['url'] ?? node['@id'], depth + 1);
}
