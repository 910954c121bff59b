import type { Instant } from '../../../shared/clock/instant';
import type { Notice } from '../../../shared/notice/notice';

export const RECEIVED = '2026-11-20T22:15:00.000Z' as Instant;
export const isOurHost = (host: string) => host === 'mirror.example' || host === 'news.mirror.example';

/** A notice by form with all that the law asks. */
export const whole: Notice = {
  channel: 'form',
  receivedAt: RECEIVED,
  contact: { name: 'Nora Lund', email: 'nora@fjord-post.example' },
  works: [{ title: 'The last ferry', originalUrl: 'https://fjord-post.example/ferry' }],
  targets: [{ url: 'https://mirror.example/ferry' }],
  goodFaith: { textId: 'good-faith-1', text: 'I believe in good faith that this use is not authorised.' },
  authority: { textId: 'authority-1', text: 'Under penalty of perjury, I act for the owner.' },
  accuracy: { textId: 'accuracy-1', text: 'The information is accurate.' },
  signature: 'Nora Lund',
};
