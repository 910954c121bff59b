/** How far back the overview looks; what is chosen stands in the address, so that it can be kept and sent. */
export const SPANS = [
  { days: 7, by: 'day', words: '7 days' },
  { days: 30, by: 'day', words: '30 days' },
  // Thirteen columns can be told apart on a telephone, ninety cannot.
  { days: 91, by: 'week', words: '13 weeks' },
] as const;
export type Span = (typeof SPANS)[number];

/** @param search of the address, such as `days=30`; anything else is a week. */
export function spanOf(search: string): Span {
  const wanted = Number(new URLSearchParams(search).get('days'));
  return SPANS.find(({ days }) => days === wanted) ?? SPANS[0];
}
