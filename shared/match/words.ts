import type { PassageKind, Verdict } from './match';
import type { Rung } from './who-was-first';

/** How the engine's findings are said to people: what they are, never what follows. */
export const VERDICT_MEANS = {
  copy: 'three quarters or more of the shorter text stand in the other',
  partial: 'passages of the original stand in the article',
  quotation: 'what the texts share stands inside quotation marks',
  boilerplate: 'fewer than 20 words are shared, apart from the frame of a page',
  original: 'no passage of the original was found in the article',
} as const satisfies Record<Verdict, string>;

export const PASSAGE_WORDS = {
  own: 'own words',
  quotation: 'quotation',
  boilerplate: 'boilerplate',
} as const satisfies Record<PassageKind, string>;

/** What a date rests on. */
export const RUNG_WORDS = {
  ingest_log: 'our ingest log',
  third_party_capture: "a third party's capture",
  domain_registration: 'the registration of the domain',
  signed_feed: "the publisher's signed feed",
  page_metadata: "the page's own date",
  partys_word: "the complainant's word",
} as const satisfies Record<Rung, string>;
