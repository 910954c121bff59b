/** What the objects of the corpus are called. */
export const L0 = 'l0/';
export const RUNS = 'run/';
export const TEXTS = 'text/';
export const MANIFEST = 'manifest';

const ulid = /^[0-9A-HJKMNP-TV-Z]{26}$/;
export const isUlid = (text: string): boolean => ulid.test(text);

export const packName = (id: string): string => `${L0}${id}.pack`;
export const textName = (id: string): string => `${TEXTS}${id}.pack`;
export const segmentName = (level: number, runId: string, shard: number): string =>
  `${RUNS}${level}/${runId}/${String(shard).padStart(4, '0')}.seg`;
export const manifestLogName = (version: number): string =>
  `manifest-log/${String(version).padStart(20, '0')}`;
