import { canonicalUrl, hostOf } from '../article/canonical-url';

const LONGEST = 8_192;

/**
 * Web addresses in a line of free text, in order: plain, in angle brackets or Markdown, disarmed (`hxxp`, `[.]`), two
 * glued together, or without a scheme if they begin with `www.` or lie on one of our hosts. Linear in the line's length.
 */
export function addressesInText(
  line: string,
  isOurHost: (canonicalHost: string) => boolean,
): readonly string[] {
  return line
    .split(/[\s<>"|\\^`{}「」『』“”]+/)
    .filter((token) => token.length > 3 && token.length <= LONGEST)
    .flatMap((token) => inToken(disarmed(token), isOurHost));
}

/** Undoes what keeps an address from being clicked by accident. */
const disarmed = (token: string): string =>
  token
    .replaceAll('[.]', '.')
    .replaceAll('(.)', '.')
    .replace(/hxxp(?=s?:)/gi, 'http');

function inToken(token: string, isOurHost: (canonicalHost: string) => boolean): readonly string[] {
  const starts = [...token.matchAll(/https?:\/\//gi)]
    .map(({ index }) => index)
    // An address inside an address (archives, share links) belongs to it.
    .filter((start) => start === 0 || !/[/=]/.test(token.charAt(start - 1)));
  if (starts.length === 0) {
    const bare = withoutScheme(token, isOurHost);
    return bare === undefined ? [] : [bare];
  }
  return starts
    .map((start, index) => trimmed(token.slice(start, starts[index + 1])))
    .filter((address) => canonicalUrl(address) !== undefined);
}

function withoutScheme(token: string, isOurHost: (canonicalHost: string) => boolean): string | undefined {
  const bare = trimmed(token.replace(/^[([*_'-]+/, ''));
  if (bare.includes('@') || !/^[a-z0-9][a-z0-9.-]*\.[a-z]{2,}(?:[/?#]|$)/i.test(bare.slice(0, 300)))
    return undefined;
  const address = `https://${bare}`;
  const host = hostOf(address);
  if (host === undefined) return undefined;
  return /^www\./i.test(bare) || (isOurHost(host) && bare.includes('/')) ? address : undefined;
}

/** Without the punctuation of the sentence around it; a closing bracket stays if the address opened it. */
function trimmed(address: string): string {
  let end = address.length;
  const opens = (address.match(/\(/g) ?? []).length;
  let closes = (address.match(/\)/g) ?? []).length;
  // Markdown: [text](address), or [address](address).
  const middle = address.indexOf('](');
  if (middle > 0) return trimmed(address.slice(0, middle));
  for (; end > 0; end -= 1) {
    const last = address.charAt(end - 1);
    if (last === ')' && closes > opens) closes -= 1;
    else if (!/[.,;:!?'’*_\]。，、）】]/.test(last)) break;
  }
  return address.slice(0, end);
}
