import { canonicalUrl } from '../article/canonical-url';
import { addressesInText } from './addresses-in-text';

/** What a letter takes back: all of its complaint, or items by number and pages by address. */
export type Withdrawal =
  'all' | { readonly items: readonly number[]; readonly canonicalUrls: readonly string[] };

const GREETING = /^(?:dear|hello|hi|good (?:morning|afternoon|day)|to whom|sir|madam)\b[^\n]{0,80}$/i;
const SAID =
  /^(?:(?:please note that )?(?:I|we) (?:hereby |would like to |wish to |want to |now )?)?(?:withdraw|retract)\b/i;
/** Anything that makes it less than a plain word is for a person to read. */
const CONDITIONAL =
  /\b(?:not|never|unless|if|except|excluding|all but|other than|provided|until|should|might|may)\b|n['’]t\b/i;
const LONGEST = 2_000;

/**
 * A withdrawal in plain words at the beginning of a letter: "I withdraw my complaint", "We retract items 2 and 3", "Withdraw
 * https://…". Anything less plain is none: a person reads it.
 * @param text without what it quotes.
 */
export function withdrawalIn(
  text: string,
  isOurHost: (canonicalHost: string) => boolean,
): Withdrawal | undefined {
  const paragraphs = text.split(/\n[ \t]*\n/).map((paragraph) => paragraph.trim());
  const [first, second] = paragraphs.filter((paragraph) => paragraph !== '' && !GREETING.test(paragraph));
  const said = first?.replace(/^[^\n]*\n/, (line) => (GREETING.test(line.trim()) ? '' : line)).trim();
  if (said === undefined || said.length > LONGEST || !SAID.test(said)) return undefined;
  const rows = second !== undefined && /:\s*$/.test(said) ? `${said}\n${second.slice(0, 100_000)}` : said;
  const canonicalUrls = rows
    .split('\n')
    .flatMap((line) => addressesInText(line, isOurHost))
    .flatMap((address) => canonicalUrl(address) ?? []);
  const words = rows.replace(/\S*(?:https?:\/\/|www\.)\S*/gi, ' ');
  if (CONDITIONAL.test(words)) return undefined;
  const listed = /\b(?:items?|numbers?|nos?\.)\s*((?:\d{1,3}(?:\s*(?:,|and|&)\s*)?)+)/i.exec(words)?.[1];
  const items = (listed?.match(/\d+/g) ?? []).map(Number);
  if (items.length + canonicalUrls.length > 0) return { items, canonicalUrls };
  return /\b(?:notice|notification|complaint|claim|request|case|everything|all)\b/i.test(words)
    ? 'all'
    : undefined;
}
