import { colonIn } from '../shared/desk/mail/colon-in';
import { canonicalUrl } from '../shared/article/canonical-url';
import type { DeficiencyCode } from '../shared/notice/deficiency';
import type { Screening } from '../shared/notice/screen-notice';
import type { FieldProblem } from '../shared/problem';
import {
  addressLines,
  type ComplaintForm,
  CONTACT_FIELDS,
  meantAddress,
  type WorkFields,
} from './complaint-form';
import { sentence } from './sentence';
import { STATEMENT_NAMES, statementIn } from './statements';
import type { Words } from './words/en';

/** Something to be put right, and the `id` of the field where. */
export interface Remark {
  readonly field: string;
  readonly says: string;
}

interface Placed {
  /** Place of the work on the page. */
  readonly work: number;
  readonly line: number;
}

/** A page as the API's body (shared/wire/notice-submission.ts, not checked yet), and where on the page each of its parts stands. */
export interface PageSubmission {
  readonly body: Readonly<Record<string, unknown>>;
  /** The place on the page of each of the body's works. */
  readonly works: readonly number[];
  readonly targets: readonly Placed[];
}

const isEmpty = (work: WorkFields): boolean =>
  Object.values(work).every((value: string) => value.trim() === '');

/** What is empty is left out: the notice then lacks it, and says so. */
export function submissionOf(form: ComplaintForm): PageSubmission {
  const works = [...form.works.keys()].filter((index) => !isEmpty(form.works[index]!));
  const targets = works.flatMap((work) =>
    addressLines(form.works[work]!.addresses).map(({ url, line }) => ({ url, work, line })),
  );
  const body = {
    language: form.language,
    contact: filled(form.contact),
    ...filled({
      capacity: form.capacity,
      onBehalfOf: form.onBehalfOf,
      explanation: form.explanation,
      signature: form.signature,
    }),
    works: works.map((index) => {
      const { title, originalUrl, description, text } = form.works[index]!;
      return filled({ title, originalUrl: meantAddress(originalUrl), description, text });
    }),
    targets: targets.map(({ url, work }) => ({
      url,
      work: works.indexOf(work),
      ...filled({ part: form.works[work]!.part }),
    })),
    ...Object.fromEntries(form.ticked.map((name) => [name, statementIn(form.language, name)])),
  };
  return { body, works, targets };
}

const filled = (fields: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim() !== ''));

/** The place on the page of the work that a field is of. */
export function workOf(field: string): number | undefined {
  const work = /^works\.(\d+)\./.exec(field)?.[1];
  return work === undefined ? undefined : Number(work);
}

export const workField = (index: number, name: keyof WorkFields): string => `works.${index}.${name}`;

/** A JSON pointer into the body as the field of the page that it came from. */
function fieldOf(pointer: string, { works, targets }: PageSubmission, { letters, remarks }: Words): Remark {
  const [, part = '', index = '', name = ''] = pointer.split('/');
  if (part === 'works' && name !== '')
    return { field: workField(works[Number(index)] ?? 0, name as keyof WorkFields), says: '' };
  const target = part === 'targets' && index !== '' ? targets[Number(index)] : undefined;
  if (target)
    return {
      field: workField(target.work, 'addresses'),
      says: `${remarks.line(target.line)}${colonIn(letters.language)}`,
    };
  if (part === 'contact' && index !== '') return { field: index, says: '' };
  if (part === '' || part === 'targets' || part === 'works')
    return { field: workField(works[0] ?? 0, 'addresses'), says: '' };
  return { field: part, says: '' };
}

/** What the API's validator refuses, at the page's fields. */
export const errorRemarks = (
  errors: readonly FieldProblem[],
  submission: PageSubmission,
  words: Words,
): readonly Remark[] =>
  errors.map(({ pointer, detail }) => {
    const { field, says } = fieldOf(pointer, submission, words);
    return { field, says: sentence(says + words.remarks.refused(detail)) };
  });

/** Addresses named one by one in a remark; a long list is counted. */
const NAMED = 5;

/** What the law asks for and the page lacks. None of it keeps the complaint from being sent. */
export function gapRemarks(
  { deficiencies, targets }: Screening,
  form: ComplaintForm,
  submission: PageSubmission,
  words: Words,
): readonly Remark[] {
  const { whatToAdd } = words.letters;
  const { tick } = words.remarks;
  const first = submission.works[0] ?? 0;
  const placesOf = (code: DeficiencyCode): readonly Placed[] =>
    targets.flatMap((target, index) =>
      target.deficiencies.includes(code) ? (submission.targets[index] ?? []) : [],
    );
  const atAddresses = (code: DeficiencyCode, atLine: string = whatToAdd[code]): readonly Remark[] => {
    const byWork = Map.groupBy(placesOf(code), ({ work }) => work);
    if (byWork.size === 0) return [{ field: workField(first, 'addresses'), says: whatToAdd[code] }];
    return [...byWork].map(([work, places]) => ({
      field: workField(work, 'addresses'),
      says: `${linesOf(places, words)}${colonIn(words.letters.language)}${atLine}`,
    }));
  };
  const at: Readonly<Record<DeficiencyCode, () => readonly Remark[]>> = {
    WORK: () => {
      const works = [...new Set(placesOf('WORK').map(({ work }) => work))];
      return (works.length > 0 ? works : [first]).map((work) => ({
        field: workField(work, 'title'),
        says: whatToAdd.WORK,
      }));
    },
    LOC: () => atAddresses('LOC', words.remarks.noAddress),
    LOC_TOO_BROAD: () => atAddresses('LOC_TOO_BROAD'),
    NOT_OURS: () => atAddresses('NOT_OURS'),
    CONTACT: () => [{ field: 'email', says: whatToAdd.CONTACT }],
    GFB: () => [{ field: 'goodFaith', says: tick.goodFaith }],
    AUTH: () => [{ field: 'authority', says: tick.authority }],
    SIG: () => [{ field: 'signature', says: whatToAdd.SIG }],
  };
  const found = (Object.keys(at) as DeficiencyCode[]).filter((code) => deficiencies.includes(code));
  return [
    ...found.flatMap((code) => at[code]()),
    ...(form.ticked.includes('accuracy') ? [] : [{ field: 'accuracy', says: tick.accuracy }]),
  ];
}

/** Lines that hold no web address. As part of a case each would stand open, with a clock of its own, for good. */
export function noAddressRemarks(field: string, typed: string, words: Words): readonly Remark[] {
  const wrong = addressLines(typed).filter(({ url }) => canonicalUrl(url) === undefined);
  if (wrong.length === 0) return [];
  return [
    { field, says: `${linesOf(wrong, words)}${colonIn(words.letters.language)}${words.remarks.noAddress}` },
  ];
}

function linesOf(places: readonly Pick<Placed, 'line'>[], { remarks }: Words): string {
  const lines = places.map(({ line }) => line);
  if (lines.length === 1) return remarks.line(lines[0]!);
  return lines.length <= NAMED ? remarks.lines(lines) : remarks.manyLines(lines.length, lines[0]!);
}

const BELOW_WORKS: readonly string[] = [
  'addressFile',
  'explanation',
  ...CONTACT_FIELDS,
  'capacity',
  'onBehalfOf',
  ...STATEMENT_NAMES,
  'signature',
];

/** In the order in which the page has the fields; what is about the whole page first. */
export const inPageOrder = (remarks: readonly Remark[]): readonly Remark[] =>
  remarks.toSorted((a, b) => placeOnPage(a.field) - placeOnPage(b.field));

function placeOnPage(field: string): number {
  const work = workOf(field);
  return work === undefined ? (BELOW_WORKS.indexOf(field) + 1) * 1_000 : work + 1;
}
