import type { Contact, Notice } from '../notice/notice';

/** As long as RFC 5321 lets the parts be; without bounds a long run of letters takes quadratic time. */
const MAIL =
  /[\p{L}\p{N}._%+-]{1,64}\s?(?:@|\[at\]|\(at\))\s?[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/giu;
/** Seven digits or more with the signs people put between them; not inside an address or a longer number. */
const PHONE = /(?<![\w/.=-])\+?\(?\d(?:[\s()./-]{0,2}\d){6,14}(?![\w/-])/g;
const ADDRESS = /https?:\/\/\S+/gi;

const maskMail = (address: string): string =>
  address.replace(/^(.).*?(\s?(?:@|\[at\]|\(at\)).*)$/iu, '$1***$2');
const maskPhone = (phone: string): string => `***${phone.replace(/\D/g, '').slice(-2)}`;

/** A text with mail addresses and telephone numbers masked; addresses of pages, the matter itself, stay whole. */
export function maskText(text: string): string {
  const masked = (part: string) => part.replace(MAIL, maskMail).replace(PHONE, maskPhone);
  let result = '';
  let end = 0;
  for (const { index, 0: address } of text.matchAll(ADDRESS)) {
    result += masked(text.slice(end, index)) + address;
    end = index + address.length;
  }
  return result + masked(text.slice(end));
}

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
