import { WEB_ADDRESS } from '../notice/contact-patterns';

/** Offsets in UTF-16 code units, `end` behind the last. */
export interface Address {
  readonly start: number;
  readonly end: number;
  readonly ofMatter: boolean;
}

/** What a sentence, a list or a link in Markdown puts behind an address, and some addresses hold. */
const BEHIND = new Set('.,;:!?\'"*()[]{}|”’»/`');
const CUT = /[()[\],;|'*]/g;
/** Each costs the length of the address. */
const MOST_CUTS = 16;
/** `[https://a.example](https://a.example)`; not `https://archive.example/https://a.example`. */
const GLUED = /(?<=[()[\],;|])(?=https?:\/\/)/i;

/** The web addresses of a text in order; one that begins with one of `matter` is as long as that. */
export function addressesIn(text: string, matter: readonly string[]): readonly Address[] {
  const known = new Set(matter.map(key));
  const found: Address[] = [];
  for (const { index, 0: token } of text.matchAll(WEB_ADDRESS)) {
    let start = index;
    for (const address of known.has(key(token)) ? [token] : token.split(GLUED)) {
      const matterEnd = ends(address).find((end) => known.has(key(address.slice(0, end))));
      const end = start + trimmed(address, matterEnd);
      found.push({ start, end, ofMatter: matterEnd !== undefined });
      start += address.length;
    }
  }
  return found;
}

/** Where an address may end, the longest first. */
const ends = (address: string): readonly number[] => {
  const cuts: number[] = [];
  for (const { index } of address.matchAll(CUT)) {
    if (cuts.length === MOST_CUTS) break;
    cuts.push(index);
  }
  return [address.length, ...cuts.toReversed()];
};

/** The length without the signs behind. A loop: `[.,]+$` takes quadratic time. */
function trimmed(address: string, end = address.length): number {
  let length = end;
  while (length > 0 && BEHIND.has(address[length - 1]!)) length--;
  return length;
}

const key = (address: string): string => address.slice(0, trimmed(address)).toLowerCase();
