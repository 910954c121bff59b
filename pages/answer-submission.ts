import type { FollowView } from '../shared/desk/follow-case';
import type { DeficiencyCode } from '../shared/notice/deficiency';
import { type AnswerForm, answerField, statementsOf } from './answer-form';
import { addressLines, meantAddress } from './complaint-form';
import { noAddressRemarks, type Remark } from './complaint-submission';
import type { Words } from './words/en';

/** An answer as what it adds to the notice (shared/wire/notice-submission.ts, not checked yet). */
export interface AnswerSubmission {
  readonly body: Readonly<Record<string, unknown>>;
  /** What was asked for and is still not there. */
  readonly remarks: readonly Remark[];
  /** The page's field that a JSON pointer into the body leads to. */
  readonly fieldOf: (pointer: string) => string;
}

const filled = (fields: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim() !== ''));

export function answerSubmission(view: FollowView, answer: AnswerForm, words: Words): AnswerSubmission {
  const works = answer.works.map(({ title, originalUrl, description }) =>
    filled({ title, originalUrl: meantAddress(originalUrl), description }),
  );
  const body = {
    contact: filled(answer.contact),
    works: works.some((work) => Object.keys(work).length > 0) ? works : [],
    targets: addressLines(answer.addresses).map(({ url }) => ({ url })),
    ...statementsOf(answer),
    ...filled({ signature: answer.signature, explanation: answer.words }),
  };
  const asked = view.missing.map(({ code }) => code);
  const remarks = [
    ...stillMissing(view, answer, asked, words.remarks),
    ...noAddressRemarks('answer.addresses', answer.addresses, words),
  ];
  return { body, remarks, fieldOf };
}

function stillMissing(
  { items, asked: byPerson }: FollowView,
  { works, addresses, contact, ticked, signature, words }: AnswerForm,
  asked: readonly DeficiencyCode[],
  says: Words['remarks'],
): readonly Remark[] {
  const isNamed = works.some((work) => Object.values(work).some((value: string) => value.trim() !== ''));
  const remarks: readonly (readonly [DeficiencyCode, boolean, Remark])[] = [
    ['WORK', isNamed, { field: workAsked(items), says: says.work }],
    ['LOC', items.length > 0 || addresses.trim() !== '', { field: 'answer.addresses', says: says.addresses }],
    [
      'CONTACT',
      [contact.email, contact.phone, contact.postalAddress].some((value) => value.trim() !== ''),
      { field: 'email', says: says.contact },
    ],
    ['GFB', ticked.includes('goodFaith'), { field: 'goodFaith', says: says.tick.goodFaith }],
    ['AUTH', ticked.includes('accuracy'), { field: 'accuracy', says: says.tick.accuracy }],
    ['AUTH', ticked.includes('authority'), { field: 'authority', says: says.tick.authority }],
    ['SIG', signature.trim() !== '', { field: 'signature', says: says.signature }],
  ];
  return [
    ...remarks.filter(([code, isThere]) => asked.includes(code) && !isThere).map(([, , remark]) => remark),
    ...(byPerson && words.trim() === '' ? [{ field: 'words', says: says.words }] : []),
  ];
}

const workAsked = (items: FollowView['items']): string =>
  answerField.title(items.find(({ missing }) => missing.some(({ code }) => code === 'WORK'))?.work ?? 0);

function fieldOf(pointer: string): string {
  const [, part = '', index = '', name = ''] = pointer.split('/');
  if (part === 'works') return `answer.${index}.${name}`;
  if (part === 'targets') return 'answer.addresses';
  if (part === 'contact') return index;
  if (part === 'explanation') return 'words';
  return part;
}
