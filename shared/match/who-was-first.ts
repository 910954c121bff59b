import type { Instant } from '../clock/instant';

/**
 * The ladder of evidence on when a text was there, the most trusted first. What a page says of itself and what a party
 * says prove nothing: they can tell against the one they come from, never for it.
 */
export const RUNGS = [
  'ingest_log',
  'third_party_capture',
  'domain_registration',
  'signed_feed',
  'page_metadata',
  'partys_word',
] as const;
export type Rung = (typeof RUNGS)[number];

export type Side = 'article' | 'original';

export interface DatedEvidence {
  readonly side: Side;
  readonly rung: Rung;
  /** By when the text was there; for `domain_registration` since when its address can have been. */
  readonly at: Instant;
  /** Where it is to be seen, e.g. the capture's address. */
  readonly source: string;
}

/** Two pieces of evidence that cannot both be right, the weaker first. */
export interface Contradiction {
  readonly says: DatedEvidence;
  readonly against: DatedEvidence;
}

export interface WhoWasFirst {
  readonly first: Side | 'not_known';
  /** The rung the answer stands on: of the two pieces compared the weaker one's that proves something. */
  readonly by?: Rung;
  /** The two pieces compared: the first side's, then the other's. */
  readonly restsOn: readonly DatedEvidence[];
  readonly contradictions: readonly Contradiction[];
}

const rankOf = ({ rung }: DatedEvidence): number => RUNGS.indexOf(rung);
const isClaim = ({ rung }: DatedEvidence): boolean => rung === 'page_metadata' || rung === 'partys_word';
const isBound = ({ rung }: DatedEvidence): boolean => rung === 'domain_registration';
const otherSide = (side: Side): Side => (side === 'article' ? 'original' : 'article');

/**
 * Which of two texts was there first, down the ladder: the first rung decides by which both sides have something.
 * Undecided, and 'not known', if that is only what a side says for itself.
 */
export function whoWasFirst(evidence: readonly DatedEvidence[]): WhoWasFirst {
  const impossible = besideTheDomain(evidence);
  const usable = evidence.filter((each) => !impossible.some(({ says }) => says === each));
  for (const rung of RUNGS) {
    const found = decidedBy(usable, RUNGS.indexOf(rung));
    if (found === undefined) continue;
    const [winner, other] = found;
    return {
      first: winner.side,
      by: isClaim(other) || rankOf(winner) > rankOf(other) ? winner.rung : other.rung,
      restsOn: [winner, other],
      contradictions: inOrder([...impossible, ...saysOtherwise(usable, winner)]),
    };
  }
  return { first: 'not_known', restsOn: [], contradictions: inOrder(impossible) };
}

/** Where a text is said to have stood at an address before its domain was registered: the weaker of the two gives way. */
function besideTheDomain(evidence: readonly DatedEvidence[]): readonly Contradiction[] {
  const found: Contradiction[] = [];
  for (const side of ['article', 'original'] as const) {
    const own = evidence.filter((each) => each.side === side);
    const standing: DatedEvidence[] = [];
    for (const registered of own.filter(isBound)) {
      const against = earliest(own.filter((each) => rankOf(each) < rankOf(registered)));
      if (against !== undefined && against.at < registered.at) found.push({ says: registered, against });
      else standing.push(registered);
    }
    const against = latest(standing);
    if (against === undefined) continue;
    for (const says of own)
      if (rankOf(says) > rankOf(against) && says.at < against.at) found.push({ says, against });
  }
  return found;
}

/** The first side's piece and the other's, of evidence down to a rung; undefined where it decides nothing. */
function decidedBy(
  evidence: readonly DatedEvidence[],
  lowest: number,
): readonly [DatedEvidence, DatedEvidence] | undefined {
  const trusted = evidence.filter((each) => rankOf(each) <= lowest);
  for (const side of ['article', 'original'] as const) {
    const proof = earliest(trusted.filter((each) => each.side === side && !isClaim(each) && !isBound(each)));
    if (proof === undefined) continue;
    const others = trusted.filter((each) => each.side === otherSide(side));
    const there = earliest(others.filter((each) => !isBound(each)));
    const bound = latest(others.filter(isBound));
    const other = there ?? bound;
    if (other !== undefined && proof.at < other.at) return [proof, other];
  }
  return undefined;
}

/** Everything by which the other side was there before the first one's proof. */
const saysOtherwise = (evidence: readonly DatedEvidence[], winner: DatedEvidence): readonly Contradiction[] =>
  evidence
    .filter((each) => each.side !== winner.side && !isBound(each) && each.at <= winner.at)
    .map((says) => ({ says, against: winner }));

const before = (x: DatedEvidence, y: DatedEvidence): number =>
  x.at < y.at ? -1 : x.at > y.at ? 1 : rankOf(x) - rankOf(y) || (x.source < y.source ? -1 : 1);
const earliest = (evidence: readonly DatedEvidence[]): DatedEvidence | undefined =>
  evidence.toSorted(before)[0];
const latest = (evidence: readonly DatedEvidence[]): DatedEvidence | undefined =>
  evidence.toSorted(before).at(-1);

const inOrder = (contradictions: readonly Contradiction[]): readonly Contradiction[] =>
  contradictions.toSorted((x, y) => rankOf(x.says) - rankOf(y.says) || before(x.says, y.says));
