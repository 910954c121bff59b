import type { Contact } from './notice';
import type { Line } from './passages';

const EMAIL = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/u;
const PHONE = /\+?[(\d][\d\s().\-/]{5,30}\d/;

const LABELS: readonly (readonly [keyof Contact, RegExp])[] = [
  ['email', /^(?:e-?mail|courriel|correo)\b/i],
  ['phone', /^(?:tel|phone|ph|mobile|cell|fax|telefon|téléphone|teléfono)\b/i],
  ['organisation', /^(?:company|organi[sz]ation|firm|firma|société|empresa|publisher)\b/i],
  [
    'postalAddress',
    /^(?:(?:mailing|postal|physical|street|business|my|our)\s+)*(?:address|anschrift|adresse|dirección|indirizzo)$/i,
  ],
  [
    'name',
    /^(?:(?:full|legal|your|my|contact)\s+)*name(?: of (?:the )?(?:sender|complainant|signatory))?$|^contact person$/i,
  ],
];

/** What of a contact a line is about that begins with this label. */
export const contactField = (label: string): keyof Contact | undefined =>
  LABELS.find(([, words]) => words.test(label))?.[0];

/** Who wrote, from labelled lines first; a mail address found anywhere else, or the sender's, if there is none. */
export function contactIn(
  lines: readonly Line[],
  signature: string | undefined,
  from: { readonly email?: string; readonly name?: string } | undefined,
): Contact {
  const labelled = labelledFields(lines);
  const email = labelled.email ?? from?.email ?? strayEmail(lines);
  const phone = labelled.phone ?? strayPhone(lines);
  const name = labelled.name ?? signature ?? from?.name;
  return {
    ...labelled,
    ...(email === undefined ? {} : { email }),
    ...(phone === undefined ? {} : { phone }),
    ...(name === undefined ? {} : { name }),
  };
}

function labelledFields(lines: readonly Line[]): Contact {
  const found: { -readonly [K in keyof Contact]: Contact[K] } = {};
  for (const [index, { label, value, topic }] of lines.entries()) {
    // "Do you have the alleged infringer's contact information?" is not about the sender.
    if (label === undefined || topic === 'aside' || topic === 'target') continue;
    const field = contactField(label);
    if (field === undefined || found[field] !== undefined) continue;
    const said = field === 'postalAddress' ? addressFrom(lines, index) : value;
    const kept = field === 'email' ? EMAIL.exec(said ?? '')?.[0] : said;
    if (kept !== undefined && kept !== '' && kept.length <= 1_000) found[field] = kept;
  }
  return found;
}

/** The rest of the label's line and those below it, up to an empty line or another label. */
function addressFrom(lines: readonly Line[], index: number): string {
  const rest: string[] = [];
  for (const { text, label } of lines.slice(index + 1, index + 6)) {
    if (text === '' || label !== undefined) break;
    rest.push(text);
  }
  return [lines[index]?.value ?? '', ...rest].filter((line) => line !== '').join('\n');
}

const strayEmail = (lines: readonly Line[]): string | undefined => {
  for (const { text, topic } of lines) {
    if (topic === 'aside' || topic === 'target' || !text.includes('@')) continue;
    const token = text.split(/[\s<>()[\],;:"]+/).find((each) => each.length <= 320 && EMAIL.test(each));
    const email = token && EMAIL.exec(token)?.[0];
    if (email) return email;
  }
  return undefined;
};

/** Only where the letter speaks of reaching the sender: elsewhere digits are registration numbers. */
const strayPhone = (lines: readonly Line[]): string | undefined =>
  lines
    .filter(({ topic, text, heading }) => topic === 'contact' && !heading && text.length <= 200)
    .map(({ text }) => PHONE.exec(text)?.[0].trim())
    .find((phone) => phone !== undefined && phone.replace(/\D/g, '').length >= 7);
