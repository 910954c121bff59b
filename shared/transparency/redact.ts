import { contactField } from '../notice/contact';
import { passages } from '../notice/passages';
import { addressesIn } from './addresses';
import { foldText } from './folded-text';
import { findNames } from './known-names';
import { type PatternKind, PATTERNS } from './personal-patterns';

/** `field`: what stands behind a label such as `Address:`. `link`: an address of the web that is not of the matter. */
export type RedactionKind = 'field' | 'link' | PatternKind | 'name';

/** What was taken out and where, never its words. Offsets are UTF-16 code units. */
export interface Redaction {
  readonly kind: RedactionKind;
  /** In the text as given; `end` is behind it. */
  readonly start: number;
  readonly end: number;
  /** Where its sign stands in the redacted text. */
  readonly at: number;
}

export interface Redacted {
  readonly text: string;
  /** In the order of the text; none overlaps another. */
  readonly redactions: readonly Redaction[];
}

export interface KnownOfCase {
  /** Of people: who wrote, signed, is the author. */
  readonly names: readonly string[];
  /** Public as it is. */
  readonly organisations: readonly string[];
  /** Addresses of pages that it is about: they stay whole. */
  readonly matter: readonly string[];
}

export const REDACTED = '[REDACTED]';

type Span = Omit<Redaction, 'at'>;
type Place = Pick<Span, 'start' | 'end'>;

/** Stands for what is decided already; no pattern knows it. */
const TAKEN = '\0';

/**
 * A text for the public: without what its labels and patterns say is personal, and without the names the case knows. Takes
 * time in proportion to the text. Finds shapes, not people: a person reads it before it leaves the house.
 */
export function redact(given: string, known: KnownOfCase): Redacted {
  const folded = foldText(given);
  const spans: Span[] = [];
  let left = folded.text.replaceAll(TAKEN, ' ');
  const leave = (found: readonly Place[]) => {
    left = blanked(left, found);
  };
  const takeOut = (kind: RedactionKind, found: readonly Place[]) => {
    for (const { start, end } of found)
      spans.push({ kind, start: folded.starts[start]!, end: folded.ends[end - 1]! });
    leave(found);
  };
  const addresses = addressesIn(left, known.matter);
  leave(addresses.filter(({ ofMatter }) => ofMatter));
  takeOut(
    'link',
    addresses.filter(({ ofMatter }) => !ofMatter),
  );
  takeOut('field', labelledValues(left));
  for (const pattern of NO_NUMBERS) leave(matches(left, pattern));
  for (const [kind, pattern] of PATTERNS) takeOut(kind, matches(left, pattern));
  takeOut('name', findNames(left, known.names, known.organisations));
  return withoutSpans(
    given,
    spans.sort((a, b) => a.start - b.start),
  );
}

/** Have the digits of a telephone number, and are none: days, spans of years, regulations, registrations of copyright. */
const NO_NUMBERS: readonly RegExp[] = [
  /(?<![\w./+()-])(?:(?:19|20)\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])|(?:0?[1-9]|[12]\d|3[01])[./](?:0?[1-9]|[12]\d|3[01])[./](?:19|20)\d{2}|(?:19|20)\d{2} ?- ?(?:19|20)\d{2})(?![\w/+()-]|\.\d| ?\d{3})/g,
  /(?<=\((?:EU|EC|EG|UE|CE)\)\s(?:No\s)?)\d{1,4}\/\d{1,4}(?![\w/-])/g,
  /\b(?:TX|PA|VA|SR)u?[ -]?\d{1,2}-\d{3}-\d{3}(?![\w/-])/g,
];

const matches = (text: string, pattern: RegExp): readonly Place[] =>
  Array.from(text.matchAll(pattern), ({ index, 0: { length } }) => ({ start: index, end: index + length }));

function blanked(text: string, spans: readonly Place[]): string {
  let result = '';
  let done = 0;
  for (const { start, end } of spans) {
    if (start < done) continue;
    result += text.slice(done, start) + TAKEN.repeat(end - start);
    done = end;
  }
  return result + text.slice(done);
}

const SIGNED =
  /^(?:(?:electronic|digital|physical)\s+)?signature\b|^signed(?: by)?$|^unterschrift|^gezeichnet/i;
const IDENTITY =
  /\b(?:passport|ausweis|identity|social security|ssn|tax|vat|iban|account|konto|date of birth|geburtsdatum)\b/i;
/** Lines of a postal address below its label. */
const MOST_LINES = 5;

const isPersonal = (label: string): boolean => {
  const field = contactField(label);
  return (field !== undefined && field !== 'organisation') || SIGNED.test(label) || IDENTITY.test(label);
};

/** What stands behind `Name:`, `Telephone:`, `Postal address:` and the like, and below the label where it says nothing. */
function labelledValues(text: string): readonly Place[] {
  const found: Place[] = [];
  const lines = passages(text);
  const rows = text.split('\n');
  let start = 0;
  let below = 0;
  for (const [index, row] of rows.entries()) {
    const { label, text: said, value } = lines[index]!;
    const personal = label !== undefined && isPersonal(label);
    if (personal) below = value === '' || contactField(label) === 'postalAddress' ? MOST_LINES : 0;
    else if (label !== undefined || said === '') below = 0;
    else below--;
    const from = personal ? start + row.search(/[:：]/) + 1 : start;
    if (personal || (below >= 0 && label === undefined && said !== ''))
      found.push(...partsLeft(text, from, start + row.length));
    start += row.length + 1;
  }
  return found;
}

/** What is not decided yet between two offsets, without the spaces around. */
const partsLeft = (text: string, from: number, to: number) =>
  matches(text.slice(from, to), /[^\0\s](?:[^\0\n]*[^\0\s])?/g).map(({ start, end }) => ({
    start: from + start,
    end: from + end,
  }));

function withoutSpans(given: string, spans: readonly Span[]): Redacted {
  let text = '';
  let done = 0;
  const redactions: Redaction[] = [];
  for (const span of spans) {
    text += given.slice(done, span.start);
    redactions.push({ ...span, at: text.length });
    text += REDACTED;
    done = span.end;
  }
  return { text: text + given.slice(done), redactions };
}
