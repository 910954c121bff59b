/**
 * Other people's text as a terminal may safely show it: control characters (a terminal obeys them) and marks that
 * turn the reading direction become visible signs; line ends become spaces unless they are kept.
 */
export const printable = (text: string): string =>
  text
    .replaceAll(/\r\n|[\n\r\v\f\u0085\u2028\u2029\t]/g, ' ')
    .replaceAll(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/gu, '\ufffd')
    .replaceAll(/[\u200b\u2060\ufeff\u00ad]/g, '')
    .replaceAll(/ {2,}/g, ' ')
    .trim();

export const percent = (share: number): string =>
  share > 0 && share < 0.01 ? '<1 %' : `${Math.floor(share * 100)} %`;

export const plural = (count: number, noun: string): string =>
  `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : noun.endsWith('s') ? 'es' : 's'}`;

export const megabytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20).toLocaleString('en')} MB`;
