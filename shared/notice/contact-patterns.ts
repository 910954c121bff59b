/** How people write how to reach them. Every repetition is bounded: without, a long run of letters takes quadratic time. */

/** Also as it is written for people alone: `[at]`, `(at)`. */
const AT = String.raw`\s?(?:@|[[({]\s?(?:at|@)\s?[\])}])\s?`;
const DOT = String.raw`(?:\.|\s?[[({]\s?(?:dot|\.)\s?[\])}]\s?)`;
const LABEL = String.raw`[\p{L}\p{N}-]{1,63}`;
/** What stands behind the name of the mailbox. */
export const MAIL_HOST = String.raw`${AT}${LABEL}(?:${DOT}${LABEL}){1,8}`;

/** As long as RFC 5321 lets the parts be. */
export const MAIL = new RegExp(String.raw`[\p{L}\p{N}._%+-]{1,64}${MAIL_HOST}`, 'giu');
/** Seven digits or more with the signs people put between them; not inside an address or a longer number. */
export const PHONE = /(?<![\w/.=-])\+?\(?\d(?:[\s()./-]{0,2}\d){6,14}(?![\w/-])/g;
export const WEB_ADDRESS = /https?:\/\/[^\s<>"]+/gi;

/** Splits an address that MAIL found behind its first character and before its sign. */
export const MAIL_PARTS = new RegExp(String.raw`^(.).*?(${AT}.*)$`, 'isu');
