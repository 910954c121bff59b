import type { TimelineEntry } from '../case/case';

/** Whether a case has taken in another complaint: its link is then not the link of everybody who complains in it. */
export const hasAbsorbed = (timeline: readonly Pick<TimelineEntry, 'event'>[]): boolean =>
  timeline.some(({ event }) => event === 'duplicate_absorbed');
