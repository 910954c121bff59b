/** Why a page that a complaint names could not be read. */
export const FETCH_REFUSALS = [
  'not_a_web_address',
  'private_address',
  'no_such_host',
  'unreachable',
  'timed_out',
  'too_large',
  'too_many_redirects',
  'not_found',
  'refused_by_site',
  'not_text',
  /** One complaint makes us read so many pages and no more. */
  'too_many_pages',
] as const;
export type FetchRefusal = (typeof FETCH_REFUSALS)[number];
