import type { DatedEvidence, WhoWasFirst } from '../shared/match/who-was-first';
import { RUNG_WORDS } from '../shared/match/words';
import { printable } from './printable';

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
