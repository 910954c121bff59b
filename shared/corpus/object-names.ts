/** What the objects of the corpus are called. */
export const L0 = 'l0/';
export const RUNS = 'run/';
export const TEXTS = 'text/';
export const STOP_LISTS = 'stop/';
export const MANIFEST = 'manifest';
export const MANIFEST_LOG = 'manifest-log/';

/** Crockford base 32, 48 bits of milliseconds first. */
const ulid = /^[0-9A-HJKMNP-TV-Z]{26}$/;
export const isUlid = (text: string): boolean => ulid.test(text);

export const packName = (id: string): string => `${L0}${id}.pack`;
export const textName = (id: string): string => `${TEXTS}${id}.pack`;
export const stopListName = (id: string): string => `${STOP_LISTS}${id}.list`;
export const segmentName = (level: number, runId: string, shard: number): string =>
  `${RUNS}${level}/${runId}/${String(shard).padStart(4, '0')}.seg`;
export const manifestLogName = (version: number): string =>
  `${MANIFEST_LOG}${String(version).padStart(20, '0')}`;

const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** When the ULID in an object's name was made, milliseconds since the Unix epoch; 0 if there is none in it. */
export function ulidTime(name: string): number {
  const found = /[0-9A-HJKMNP-TV-Z]{26}/.exec(name)?.[0] ?? '';
  let ms = 0;
  for (const digit of found.slice(0, 10)) ms = ms * 32 + DIGITS.indexOf(digit);
  return ms;
}
