import type { Role } from '../case/case';
import type { Subject } from '../case/subject';
import { maskMail, maskPhone, maskText } from '../notice/mask-text';
import type { Attestation, Contact, Notice } from '../notice/notice';

const ON_FILE = 'on file';

const maskedContact = ({ name, organisation, email, phone, postalAddress }: Contact): Contact => ({
  ...(name !== undefined && { name }),
  ...(organisation !== undefined && { organisation }),
  ...(email !== undefined && { email: maskMail(email) }),
  ...(phone !== undefined && { phone: maskPhone(phone) }),
  ...(postalAddress !== undefined && { postalAddress: ON_FILE }),
});

/** Shorter lines of a postal address, such as a country, may stand in any sentence. */
const MIN_LINE = 6;

/** Hides in a text what patterns find, and what is known of this sender in particular. */
function hiding(
  { email, phone, postalAddress }: Contact,
  names: readonly (string | undefined)[],
): (text: string) => string {
  const lines = postalAddress?.split('\n').map((line) => line.trim()) ?? [];
  const known = [
    ...(email === undefined ? [] : [[email, maskMail(email)] as const]),
    ...(phone === undefined ? [] : [[phone, maskPhone(phone)] as const]),
    ...names.flatMap((name) =>
      name === undefined || name.trim() === '' ? [] : [[name, maskName(name)] as const],
    ),
    ...lines.filter((line) => line.length >= MIN_LINE).map((line) => [line, ON_FILE] as const),
  ];
  return (text) => maskText(known.reduce((left, [said, shown]) => left.replaceAll(said, shown), text));
}

/** A record with some of its texts masked; what it lacks it still lacks. */
const maskedIn = <T extends object>(
  hide: (text: string) => string,
  record: T,
  ...names: readonly (keyof T)[]
): T => {
  const masked = names.flatMap((name) => {
    const text = record[name];
    return typeof text === 'string' ? [[name, hide(text)]] : [];
  });
  return { ...record, ...Object.fromEntries(masked) };
};

/** Who complains is for those who work on the case; who manages, configures or audits knows them by their first letters. */
const KNOWS_NAMES: readonly Role[] = ['TRI', 'REV', 'LEG'];

const maskName = (name: string): string => name.replaceAll(/(?<=\p{L})[\p{L}\p{M}'’-]+/gu, '***');

/** Who complains as a list names them, to nobody in particular as to one who knows no names. */
export const shownSender = (
  { organisation, domain }: Pick<Subject, 'organisation' | 'domain'>,
  reader: Role | undefined,
): string | undefined =>
  organisation === undefined
    ? domain
    : maskText(reader !== undefined && KNOWS_NAMES.includes(reader) ? organisation : maskName(organisation));

/** A notice as it is read in its case: what its sender says, not how to reach them. */
export function maskNotice(notice: Notice, reader: Role): Notice {
  const { contact, signature, onBehalfOf } = notice;
  const { name, organisation } = contact;
  const names = KNOWS_NAMES.includes(reader) ? [] : [name, organisation, signature, onBehalfOf];
  const hide = hiding(contact, names);
  const said = (attestation: Attestation) => maskedIn(hide, attestation, 'text');
  return {
    ...maskedIn(hide, notice, 'onBehalfOf', 'signature', 'explanation', 'raw'),
    contact: maskedIn(hide, maskedContact(contact), 'name', 'organisation'),
    works: notice.works.map((work) => maskedIn(hide, work, 'title', 'description', 'author')),
    targets: notice.targets.map((target) => maskedIn(hide, target, 'quoted')),
    ...(notice.goodFaith && { goodFaith: said(notice.goodFaith) }),
    ...(notice.authority && { authority: said(notice.authority) }),
    ...(notice.accuracy && { accuracy: said(notice.accuracy) }),
  };
}
