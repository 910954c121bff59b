import type { CaseState, Item } from '../shared/case/case';
import { isDown } from '../shared/case/outcome';
import { en } from '../shared/desk/mail/locales/en';
import type { FollowedItem, ToldEvent } from '../shared/desk/follow-case';
import { sentence } from './sentence';

/** Where a case stands, as its complainant reads it. */
export const STATE_WORDS = {
  RECEIVED: 'It has arrived.',
  SCREENING: 'It is being checked for what the law asks.',
  IN_REVIEW: 'It is complete, and a person decides on it.',
  AWAITING_COMPLAINANT: 'We wait for an answer from you.',
  AWAITING_APPROVAL: 'It is complete, and a second person looks at the decision.',
  ESCALATED: 'It is with our legal team.',
  ACTIONED: 'It is decided.',
  REJECTED: 'It is decided.',
  MERGED: 'It goes on as part of another of your complaints.',
  WITHDRAWN: 'It is withdrawn.',
  COUNTER_SCREENING: 'It is decided. A counter notice has come in and is being checked.',
  COUNTER_WINDOW: 'It is decided. A valid counter notice has come in; you have a copy by mail.',
  COURT_HOLD: 'It is decided, and stays as it is until a court has spoken.',
  RESTORED: 'The material was put back.',
  APPEAL: 'It is decided, and is being looked at once more.',
  CLOSED: 'It is closed.',
} as const satisfies Record<CaseState, string>;

/** As the letters say it, but for what the complainant did themselves. */
const standingWords = (state: Item['state']): string =>
  sentence(state === 'WITHDRAWN' ? 'withdrawn by you' : en.standing[state]);

/** What has become of an address: of an order only what was said or seen. */
export function itemWords(item: Pick<FollowedItem, 'state' | 'acknowledgedAt' | 'confirmedGoneAt'>): string {
  if (isDown(item) && item.confirmedGoneAt !== undefined) return 'Gone';
  if (isDown(item) && item.acknowledgedAt !== undefined)
    return item.state === 'REMOVED' ? 'Removed, as the site says' : 'Taken down, as the site says';
  return standingWords(item.state);
}

export const EVENT_WORDS = {
  submitted: 'Your complaint arrived.',
  information_requested: 'We asked you for what is missing.',
  answered: 'Your answer arrived.',
  reopened_by_reply: 'Your answer arrived and opened the case again.',
  completed: 'The complaint was complete and went to review.',
  items_added: 'Addresses were added.',
  original_supplied: 'The text of an original arrived.',
  items_decided: 'A decision was made.',
  decision_undone: 'A decision was taken back.',
  turned_away: 'The complaint was closed as a whole.',
  cms_acknowledged: 'The site said that the order is carried out.',
  confirmed_gone: 'The page was looked at, and is gone.',
  withdrawn: 'You withdrew.',
  merged: 'It was joined with another of your complaints.',
  counter_arrived: 'A counter notice arrived.',
  action_filed: 'An action in court was reported.',
  court_decided: 'A court decision arrived.',
  restored: 'The material was put back.',
  appealed: 'Another look was asked for.',
  appeal_decided: 'The second look was decided.',
  closed: 'The case was closed.',
  reopened: 'The case was opened again.',
} as const satisfies Record<ToldEvent, string>;
