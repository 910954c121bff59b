/** As long as RFC 5321 lets the parts be; without bounds a long run of letters takes quadratic time. */
const MAIL =
  /[\p{L}\p{N}._%+-]{1,64}\s?(?:@|\[at\]|\(at\))\s?[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/giu;
/** Seven digits or more with the signs people put between them; not inside an address or a longer number. */
const PHONE = /(?<![\w/.=-])\+?\(?\d(?:[\s()./-]{0,2}\d){6,14}(?![\w/-])/g;
const ADDRESS = /https?:\/\/\S+/gi;

export const maskMail = (address: string): string =>
  address.replace(/^(.).*?(\s?(?:@|\[at\]|\(at\)).*)$/iu, '$1***$2');
export const maskPhone = (phone: string): string => `***${phone.replace(/\D/g, '').slice(-2)}`;

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
