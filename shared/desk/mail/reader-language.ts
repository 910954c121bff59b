import type { CaseFile } from '../../case/case';
import type { Desk } from '../desk';
import { readNotice } from '../notice-record';

/** The language in which a party wrote to us, as a tag; undefined where they have not, or it could not be told. */
export const readerLanguage = async (
  desk: Pick<Desk, 'records'>,
  { head }: CaseFile,
  to: 'complainant' | 'respondent',
): Promise<string | undefined> =>
  to === 'complainant' && head.kind === 'notice' ? (await readNotice(desk, head)).language : undefined;
