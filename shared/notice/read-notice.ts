import type { Instant } from '../clock/instant';
import { attestationsIn } from './attestations';
import { contactIn } from './contact';
import { languageOf } from './language';
import { matterOf } from './matter';
import type { Channel, Notice } from './notice';
import { type Line, passages } from './passages';
import { principalIn } from './principal';
import { signatureIn } from './signature';

export interface Letter {
  readonly channel: Channel;
  readonly receivedAt: Instant;
  readonly subject?: string;
  /** Of a mail, as its header says. */
  readonly from?: { readonly email?: string; readonly name?: string };
  /** Told canonical hosts (canonical-url.ts): what lies there is complained of, what lies elsewhere is the original. */
  readonly isOurHost: (canonicalHost: string) => boolean;
}

/**
 * Reads a complaint in free text as far as it can be read by headings, labels and phrases. What is not found is left
 * out, to be named missing; the letter itself stays whole in `raw`. Takes time linear in the text's length.
 */
export function readNotice(text: string, letter: Letter): Notice {
  const whole = text.replace(/\r\n?/g, '\n');
  const lines = passages(whole);
  const signature = signatureIn(lines);
  const matter = matterOf(lines, letter.isOurHost);
  const language = languageOf(whole);
  const statedDate = statedDateIn(lines);
  const capacity = capacityIn(whole);
  const onBehalfOf =
    labelValue(lines, /^(?:on behalf of|rights? ?holder|copyright (?:owner|holder))/i) ?? principalIn(whole);
  return {
    channel: letter.channel,
    receivedAt: letter.receivedAt,
    contact: contactIn(lines, signature, letter.from),
    ...matter,
    ...attestationsIn(whole),
    ...(signature === undefined ? {} : { signature }),
    ...(language === undefined ? {} : { language }),
    ...(statedDate === undefined ? {} : { statedDate }),
    ...(capacity === undefined ? {} : { capacity }),
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
    ...(letter.subject === undefined ? {} : { explanation: letter.subject }),
    raw: text,
  };
}

const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*';
const DATE = new RegExp(
  `\\b(?:\\d{4}-\\d{2}-\\d{2}|\\d{1,2}[./]\\d{1,2}[./]\\d{4}|${MONTH}\\.? \\d{1,2}(?:st|nd|rd|th)?,? \\d{4}|\\d{1,2}(?:st|nd|rd|th)?(?: day)?(?: of)? ${MONTH}\\.?,? \\d{4})\\b`,
  'i',
);

/** A dated line: labelled, or with little else on it. The date of a work or a registration does not count. */
function statedDateIn(lines: readonly Line[]): string | undefined {
  for (const { text, label, value } of lines) {
    if (text.length > 200) continue;
    const said = label !== undefined && /^(?:date|dated|datum|fecha)/i.test(label) ? (value ?? '') : text;
    const date = DATE.exec(said)?.[0];
    if (date !== undefined && (said !== text || /^dated?\b/i.test(text) || text.length <= date.length + 25))
      return date;
  }
  return undefined;
}

function capacityIn(text: string): Notice['capacity'] {
  const head = text.slice(0, 20_000);
  if (/\bI am (?:the )?(?:sole )?(?:copyright )?(?:owner|holder|author)\b|\bI own\b/i.test(head))
    return 'owner';
  return /\bon behalf of\b|\bauthori[sz]ed (?:agent|representative)\b|\bI represent\b/i.test(head)
    ? 'agent'
    : undefined;
}

const labelValue = (lines: readonly Line[], label: RegExp): string | undefined =>
  lines
    .find((line) => line.label !== undefined && line.value && label.test(line.label))
    ?.value?.slice(0, 300);
