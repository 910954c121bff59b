import { type ContactTexts, readContact, textField } from './complaint-form';
import { type Language, languageNamed } from './language';
import { STATEMENT_NAMES, statementIn, type StatementName } from './statements';

interface AnsweredWork {
  readonly title: string;
  readonly originalUrl: string;
  readonly description: string;
}

/** What was typed into the forms of the follow page, to be shown again where it could not be taken. */
export interface AnswerForm {
  /** In which the page was read; absent where it was none of ours. */
  readonly language: Language | undefined;
  /** By the number of the work, which may leave gaps. */
  readonly works: readonly AnsweredWork[];
  readonly contact: ContactTexts;
  readonly addresses: string;
  readonly ticked: readonly StatementName[];
  readonly signature: string;
  readonly words: string;
  readonly text: string;
  readonly textOfWork: number | undefined;
  readonly moreAddresses: string;
  readonly moreOfWork: string;
}

export const answerField = {
  title: (work: number) => `answer.${work}.title`,
  originalUrl: (work: number) => `answer.${work}.originalUrl`,
  description: (work: number) => `answer.${work}.description`,
} as const;

/** A page answers for a few works; more is no page of ours. */
const MAX_WORKS = 500;

export function readAnswerForm(sent: FormData): AnswerForm {
  const field = (name: string) => textField(sent, name);
  const highest = [...sent.keys()].reduce(
    (top, name) => Math.max(top, Number(/^answer\.(\d{1,3})\./.exec(name)?.[1] ?? -1)),
    -1,
  );
  const works = Array.from({ length: Math.min(highest + 1, MAX_WORKS) }, (_, work) => ({
    title: field(answerField.title(work)),
    originalUrl: field(answerField.originalUrl(work)),
    description: field(answerField.description(work)),
  }));
  const textOfWork = field('work');
  return {
    language: languageNamed(field('language')),
    works,
    contact: readContact(field),
    addresses: field('answer.addresses'),
    ticked: STATEMENT_NAMES.filter((name) => field(name) !== ''),
    signature: field('signature'),
    words: field('words'),
    text: field('text'),
    textOfWork: /^\d{1,3}$/.test(textOfWork) ? Number(textOfWork) : undefined,
    moreAddresses: field('moreAddresses'),
    moreOfWork: field('moreOfWork'),
  };
}

export const EMPTY_ANSWER: AnswerForm = readAnswerForm(new FormData());

export const statementsOf = ({ ticked, language = 'en' }: AnswerForm) =>
  Object.fromEntries(ticked.map((name) => [name, statementIn(language, name)]));

/** What is left on the page when a part of it was taken. */
export const answerWithout = {
  answer: ({ text, textOfWork, moreAddresses, moreOfWork }: AnswerForm): AnswerForm => ({
    ...EMPTY_ANSWER,
    text,
    textOfWork,
    moreAddresses,
    moreOfWork,
  }),
  text: (answer: AnswerForm): AnswerForm => ({ ...answer, text: '', textOfWork: undefined }),
  moreAddresses: (answer: AnswerForm): AnswerForm => ({ ...answer, moreAddresses: '', moreOfWork: '' }),
} as const;

/** Whether nothing is left that somebody typed. */
export const isEmptyAnswer = ({ works, contact, ticked, ...rest }: AnswerForm): boolean =>
  ticked.length === 0 &&
  [
    ...works.flatMap((work) => Object.values(work) as string[]),
    ...Object.values(contact),
    rest.addresses,
    rest.signature,
    rest.words,
    rest.text,
    rest.moreAddresses,
  ].every((text) => text.trim() === '');
