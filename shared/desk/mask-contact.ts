import { maskMail, maskPhone, maskText } from '../notice/mask-text';
import type { Contact, Notice } from '../notice/notice';

const maskedContact = ({ name, organisation, email, phone, postalAddress }: Contact): Contact => ({
  ...(name !== undefined && { name }),
  ...(organisation !== undefined && { organisation }),
  ...(email !== undefined && { email: maskMail(email) }),
  ...(phone !== undefined && { phone: maskPhone(phone) }),
  ...(postalAddress !== undefined && { postalAddress: 'on file' }),
});

/** A record with some of its texts masked; what it lacks it still lacks. */
const maskedIn = <T extends object>(record: T, ...names: readonly (keyof T)[]): T => {
  const masked = names.flatMap((name) => {
    const text = record[name];
    return typeof text === 'string' ? [[name, maskText(text)]] : [];
  });
  return { ...record, ...Object.fromEntries(masked) };
};

/** A notice as a reviewer reads it: who complains and what they say, not how to reach them. */
export const maskNotice = (notice: Notice): Notice => ({
  ...maskedIn(notice, 'onBehalfOf', 'signature', 'explanation', 'raw'),
  contact: maskedContact(notice.contact),
  works: notice.works.map((work) => maskedIn(work, 'title', 'description', 'author')),
  targets: notice.targets.map((target) => maskedIn(target, 'quoted')),
  ...(notice.goodFaith && { goodFaith: maskedIn(notice.goodFaith, 'text') }),
  ...(notice.authority && { authority: maskedIn(notice.authority, 'text') }),
  ...(notice.accuracy && { accuracy: maskedIn(notice.accuracy, 'text') }),
});
