import type { Instant } from '../shared/clock/instant';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `22 Nov 2026, 13:10 UTC`: the reader's time zone is not known, and the promise counts hours. */
export const instantText = (at: Instant): string =>
  `${Number(at.slice(8, 10))} ${MONTHS[Number(at.slice(5, 7)) - 1]} ${at.slice(0, 4)}, ${at.slice(11, 16)} UTC`;

export const When = ({ at }: { readonly at: Instant }) => <time dateTime={at}>{instantText(at)}</time>;
