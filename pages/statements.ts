import type { Attestation } from '../shared/notice/notice';
import { type Language, WORDS } from './language';

/**
 * What a complainant is asked to declare, kept with the notice in exactly the words of the page. A changed wording gets a
 * new `textId`. 17 U.S.C. 512(c)(3)(A)(v) and (vi), where only the authority to act is said under penalty of perjury; the
 * second serves Art. 16(2)(d) of Regulation (EU) 2022/2065 as well.
 */
export const STATEMENTS = {
  goodFaith: {
    textId: 'good-faith-2026-11',
    text: 'I have a good-faith belief that the use of the work on the pages named here is not authorised by the copyright owner, its agent, or the law.',
  },
  accuracy: {
    textId: 'accuracy-2026-11',
    text: 'I believe in good faith that the information and the allegations in this notice are accurate and complete.',
  },
  authority: {
    textId: 'authority-2026-11',
    text: 'Under penalty of perjury: I am the owner, or am authorised to act on behalf of the owner, of an exclusive right that is allegedly infringed.',
  },
} as const satisfies Record<string, Attestation>;

export type StatementName = keyof typeof STATEMENTS;
export const STATEMENT_NAMES = [
  'goodFaith',
  'accuracy',
  'authority',
] as const satisfies readonly StatementName[];

/**
 * A statement as the page of that language has it: always in English, the words by which the law of the United States knows
 * it, and what they mean in the reader's own.
 */
export function statementIn(language: Language, name: StatementName): Attestation {
  const meaning = WORDS[language].statements?.[name];
  const { textId, text } = STATEMENTS[name];
  return meaning === undefined
    ? { textId, text }
    : { textId: `${textId}.${language}`, text: `${text} (${meaning})` };
}
