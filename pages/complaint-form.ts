import { type Language, languageNamed } from './language';
import { STATEMENT_NAMES, type StatementName } from './statements';

export const PARTS = ['whole_text', 'passage', 'image', 'headline'] as const;
export type Part = (typeof PARTS)[number];

/** One work and the pages that copy it; everything as it was typed. */
export interface WorkFields {
  readonly title: string;
  readonly originalUrl: string;
  readonly description: string;
  readonly text: string;
  /** One address a line. */
  readonly addresses: string;
  readonly part: Part | '';
}

export const CONTACT_FIELDS = ['name', 'organisation', 'email', 'phone', 'postalAddress'] as const;

/** As they were typed. */
export type ContactTexts = Readonly<Record<(typeof CONTACT_FIELDS)[number], string>>;

export const readContact = (field: (name: string) => string): ContactTexts => ({
  name: field('name'),
  organisation: field('organisation'),
  email: field('email'),
  phone: field('phone'),
  postalAddress: field('postalAddress'),
});

/** The complaint page as it was filled in; every field a text, so that whatever was typed can be shown again. */
export interface ComplaintForm {
  readonly works: readonly WorkFields[];
  readonly contact: ContactTexts;
  readonly capacity: 'owner' | 'agent' | '';
  readonly onBehalfOf: string;
  readonly explanation: string;
  readonly ticked: readonly StatementName[];
  readonly signature: string;
  /** In which the page was read that was filled in: that of its statements, and of our letters. */
  readonly language: Language;
  /** The publisher whose account it is filed from; only who is signed in to it can. */
  readonly account: string;
  /** One for each page given out: the same page sent twice is one complaint. */
  readonly idempotencyKey: string;
}

export const EMPTY_WORK: WorkFields = {
  title: '',
  originalUrl: '',
  description: '',
  text: '',
  addresses: '',
  part: '',
};

export const emptyForm = (idempotencyKey: string, language: Language = 'en'): ComplaintForm => ({
  works: [EMPTY_WORK],
  contact: { name: '', organisation: '', email: '', phone: '', postalAddress: '' },
  capacity: '',
  onBehalfOf: '',
  explanation: '',
  ticked: [],
  signature: '',
  language,
  account: '',
  idempotencyKey,
});

/** As many as one notice may name (shared/wire/notice-submission.ts). */
export const MAX_WORKS_ON_PAGE = 200;

/** Reads what a browser sent; a field that is not there is empty. Browsers send line ends as CR LF. */
export function readComplaintForm(sent: FormData, newKey: string): ComplaintForm {
  const field = (name: string): string => textField(sent, name);
  const highest = [...sent.keys()].reduce(
    (top, name) => Math.max(top, Number(/^works\.(\d{1,3})\./.exec(name)?.[1] ?? 0)),
    0,
  );
  const works = Array.from({ length: Math.min(highest + 1, MAX_WORKS_ON_PAGE) }, (_, index): WorkFields => {
    const of = (name: keyof WorkFields) => field(`works.${index}.${name}`);
    return {
      title: of('title'),
      originalUrl: of('originalUrl'),
      description: of('description'),
      text: of('text'),
      addresses: of('addresses'),
      part: oneOf(PARTS, of('part')),
    };
  });
  return {
    works,
    contact: readContact(field),
    capacity: oneOf(['owner', 'agent'], field('capacity')),
    onBehalfOf: field('onBehalfOf'),
    explanation: field('explanation'),
    ticked: STATEMENT_NAMES.filter((name) => field(name) !== ''),
    signature: field('signature'),
    language: languageNamed(field('language')) ?? 'en',
    account: field('account'),
    idempotencyKey: field('idempotencyKey') || newKey,
  };
}

/** The fields as a browser would send them: what readComplaintForm reads. */
export function formEntries({ works, contact, ticked, ...rest }: ComplaintForm): readonly FormEntry[] {
  return [
    ...works.flatMap((work, index) =>
      Object.entries(work).map(([name, value]: [string, string]): FormEntry => [
        `works.${index}.${name}`,
        value,
      ]),
    ),
    ...Object.entries(contact),
    ...Object.entries(rest),
    ...ticked.map((name): FormEntry => [name, 'ticked']),
  ];
}
export type FormEntry = readonly [name: string, value: string];

export function textField(sent: FormData, name: string): string {
  const value = sent.get(name);
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : '';
}

const oneOf = <T extends string>(known: readonly T[], value: string): T | '' =>
  known.find((each) => each === value) ?? '';

/** A host with a path, as telephones show an address and people read it out. */
const WITHOUT_SCHEME = /^(?:[\p{L}\p{N}-]+\.)+\p{L}[\p{L}\p{N}-]+(?::\d+)?(?:[/?#]\S*)?$/u;

/** An address as it was meant; `https` where none is said. */
export const meantAddress = (typed: string): string => {
  const text = typed.trim();
  return WITHOUT_SCHEME.test(text) ? `https://${text}` : text;
};

/** Several on one line: no address has a space in it. Looked for once in a run of spaces, however long. */
const BETWEEN = /(?<!\s)[,;]?\s+(?=https?:\/\/)/;

/** The addresses typed for a work with the lines they stand on, counted from 1. One repeated is meant once. */
export function addressLines(typed: string): readonly { readonly url: string; readonly line: number }[] {
  const seen = new Set<string>();
  return typed.split('\n').flatMap((text, index) =>
    text.split(BETWEEN).flatMap((each) => {
      const url = meantAddress(each);
      if (url === '' || seen.has(url)) return [];
      seen.add(url);
      return [{ url, line: index + 1 }];
    }),
  );
}
