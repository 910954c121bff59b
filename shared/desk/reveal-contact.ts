import type { Actor } from '../case/case';
import type { RevealField } from '../case/reveal-contact';
import { contactRevealed } from '../events';
import type { CaseId } from '../ids';
import type { Notice } from '../notice/notice';
import { type CaseDesk, changeCase } from './change-case';
import { completedNotice } from './complete-notice';
import type { Desk } from './desk';
import { readRawNotice } from './notice-record';

export interface RevealRequest {
  readonly fields: readonly RevealField[];
  /** In words; it stands in the timeline. */
  readonly purpose: string;
}

/** What was asked for; a field that the complainant never gave is absent. */
export interface Revealed {
  readonly caseId: CaseId;
  readonly revealed: {
    readonly name?: string;
    readonly email?: string;
    readonly phone?: string;
    readonly postalAddress?: string;
    readonly signature?: string;
    /** As it came in, read as UTF-8. */
    readonly original?: string;
    /** So many bytes of it are left out here; all of it stays in the records. */
    readonly originalBytesLeftOut?: number;
  };
}

/** Of the original; an answer of Lambda holds 6 MB, and characters outside ASCII take more than a byte. */
const ORIGINAL_BYTES = 1_000_000;

/**
 * Shows masked contact data of a complainant. That it was shown, to whom and what for, stands in the timeline before it is.
 * @throws Problem `not_found`; `forbidden` for a field that is not for this role; `refused` where nobody has complained.
 */
export async function revealContact(
  desk: CaseDesk & Pick<Desk, 'records'>,
  id: CaseId,
  actor: Actor,
  { fields, purpose }: RevealRequest,
): Promise<Revealed> {
  const asked = [...new Set(fields)];
  const { file } = await changeCase(desk, id, () => ({
    type: 'contact_revealed',
    actor,
    fields: asked,
    purpose,
  }));
  contactRevealed(desk.now(), { caseId: id, fields: asked });
  const notice = await completedNotice(desk, file.head);
  const shown = await Promise.all(asked.map((field) => shownOf(desk, id, notice, field)));
  return { caseId: id, revealed: Object.assign({}, ...shown) as Revealed['revealed'] };
}

async function shownOf(
  desk: Pick<Desk, 'records'>,
  id: CaseId,
  { contact, signature }: Notice,
  field: RevealField,
): Promise<Revealed['revealed']> {
  switch (field) {
    case 'signature':
      return signature === undefined ? {} : { signature };
    case 'original':
      return originalOf(await readRawNotice(desk, id));
    case 'name':
    case 'email':
    case 'phone':
    case 'postalAddress':
      return contact[field] === undefined ? {} : { [field]: contact[field] };
  }
}

function originalOf(raw: Uint8Array): Revealed['revealed'] {
  const original = new TextDecoder().decode(raw.subarray(0, ORIGINAL_BYTES));
  const leftOut = raw.byteLength - ORIGINAL_BYTES;
  return leftOut > 0 ? { original, originalBytesLeftOut: leftOut } : { original };
}
