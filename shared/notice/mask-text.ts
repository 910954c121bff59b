import { MAIL, MAIL_PARTS, PHONE, WEB_ADDRESS } from './contact-patterns';

export const maskMail = (address: string): string => address.replace(MAIL_PARTS, '$1***$2');
export const maskPhone = (phone: string): string => `***${phone.replace(/\D/g, '').slice(-2)}`;

/** A text with mail addresses and telephone numbers masked; addresses of pages, the matter itself, stay whole. */
export function maskText(text: string): string {
  const masked = (part: string) => part.replace(MAIL, maskMail).replace(PHONE, maskPhone);
  let result = '';
  let end = 0;
  for (const { index, 0: address } of text.matchAll(WEB_ADDRESS)) {
    result += masked(text.slice(end, index)) + address;
    end = index + address.length;
  }
  return result + masked(text.slice(end));
}
