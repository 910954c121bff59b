import { canonicalUrl, hostOf } from '../article/canonical-url';
import type { Notice } from '../notice/notice';
import { sha256 } from './digest';

/** Written in whatever way, the same words: case, width and spaces are no difference. */
const folded = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim();

const ADDRESS = /^(?:https?:\/\/)?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?::\d+)?(?:[/?#]\S*)?$/iu;

/** The page that an address names, or its host alone where it names no page of it; anything else is words. */
function wordOf(text: string): string {
  const words = text.trim();
  const address = ADDRESS.test(words) ? (/^https?:/i.test(words) ? words : `https://${words}`) : words;
  const page = canonicalUrl(address);
  const host = hostOf(address);
  return page === undefined || host === undefined ? folded(words) : page === `https://${host}/` ? host : page;
}

/** Under which hash everything stands that is found by `text`: a page, a host, a mail address or an organisation, exactly. */
export const foundBy = (text: string): string => sha256(JSON.stringify(['found by', wordOf(text)]));

/** By which pages and hosts a case is found. */
export const pagesFoundBy = (items: readonly { readonly url: string }[]): readonly string[] =>
  distinct(items.flatMap(({ url }) => [url, hostOf(url) ?? url]));

/** By whom: as they call themselves, proven or not. */
export const senderFoundBy = (
  { contact: { email, organisation }, onBehalfOf }: Pick<Notice, 'contact' | 'onBehalfOf'>,
  proven?: string,
): readonly string[] =>
  distinct(
    [email, organisation, onBehalfOf, proven].filter((text) => text !== undefined && text.trim() !== ''),
  );

const distinct = (texts: readonly (string | undefined)[]): readonly string[] => [
  ...new Set(texts.flatMap((text) => (text === undefined ? [] : [foundBy(text)]))),
];
