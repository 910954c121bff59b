import type { DatedEvidence, Rung, WhoWasFirst } from '../shared/match/who-was-first';
import { printable } from './printable';

const RUNG_WORDS = {
  ingest_log: 'our ingest log',
  third_party_capture: "a third party's capture",
  domain_registration: 'the registration of the domain',
  signed_feed: "the publisher's signed feed",
  page_metadata: "the page's own date",
  partys_word: "the complainant's word",
} as const satisfies Record<Rung, string>;

/** Who was first as a person reads it: the answer, what it stands on, what contradicts it. */
export function describeFirst({ first, by, restsOn, contradictions }: WhoWasFirst): readonly string[] {
  const answer =
    first === 'not_known' || by === undefined
      ? 'Who was first: not known'
      : `First: the ${first}, by ${RUNG_WORDS[by]}`;
  const against = contradictions.map(
    ({ says, against: other }) => `  contradicted: ${said(says)}, but ${said(other)}`,
  );
  return [restsOn.length === 0 ? answer : `${answer}: ${restsOn.map(said).join('; ')}`, ...against];
}

const said = ({ side, rung, at, source }: DatedEvidence): string =>
  rung === 'domain_registration'
    ? `the domain of the ${side} was registered ${at} (${printable(source)})`
    : `the ${side} ${at} by ${RUNG_WORDS[rung]} (${printable(source)})`;
