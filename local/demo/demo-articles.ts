import { escapeUTF8 as escapeHtml } from 'entities';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** The bundled demo: a publisher's originals, and what an aggregating news site made of them. All written for Copydesk. */

const read = (file: string): string => readFileSync(resolve(__dirname, 'articles', file), 'utf8');

/** Title and body of a demo article: the first line, and the rest. */
const parts = (text: string) => {
  const end = text.indexOf('\n');
  return { title: text.slice(0, end), text: text.slice(end).trim() };
};

export const DEMO_SITE_HOST = 'news.demo.example';
export const DEMO_SITE_ID = 'newsriver';
/** Where the site's articles come from: the affected party when one of them is complained about. */
export const DEMO_FEED = {
  id: 'newsriver-feed',
  name: 'Newsriver feed desk',
  email: 'feeds@newsriver.example',
  domains: [DEMO_SITE_HOST],
} as const;
export const DEMO_PUBLISHER = {
  id: 'harbour-gazette',
  name: 'Harbour Gazette',
  email: 'rights@gazette.example',
  domains: ['gazette.example'],
} as const;

export interface DemoArticle {
  readonly slug: string;
  readonly title: string;
  readonly text: string;
}

const article = (slug: string, file: string): DemoArticle => ({ slug, ...parts(read(file)) });

export const originalUrl = (slug: string): string => `https://gazette.example/news/${slug}`;
export const copyUrl = (slug: string): string => `https://${DEMO_SITE_HOST}/${slug}`;

/** The publisher's own articles. */
export const originals = {
  ferry: article('night-ferry-suspended', 'ferry-original.txt'),
  bakery: article('sourdough-survives-flood', 'bakery-original.txt'),
  observatory: article('observatory-turns-again', 'observatory-original.txt'),
} as const;

/** What stands on the news site. */
export const copies = {
  /** Disguised: one Cyrillic letter, five credits, a few changed words, an aggregator's frame. */
  ferry: article('last-night-ferry', 'ferry-copy.txt'),
  /** Whole and allowed: there is a licence, and its credit stands below. */
  bakery: article('sourdough-bathtub', 'bakery-licensed-copy.txt'),
  /** Four paragraphs of somebody else's inside an own article. */
  observatory: article('five-good-things', 'observatory-excerpt.txt'),
  /** The site's own work. */
  orchard: article('street-tree-jam', 'orchard-own.txt'),
} as const;

/** An article as a web page. Text is only ever text. */
export function articlePage({ title, text }: DemoArticle): string {
  const paragraphs = text
    .split(/\n{2,}/)
    .map((paragraph) => `    <p>${escapeHtml(paragraph)}</p>`)
    .join('\n');
  return `<article>\n    <h1>${escapeHtml(title)}</h1>\n${paragraphs}\n  </article>`;
}
