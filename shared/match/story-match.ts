import type { Instant } from '../clock/instant';
import type { Match, Verdict } from './match';
import { mostCopiedFirst } from './score';
import { storyFamilies } from './story-families';
import type { WhoWasFirst } from './who-was-first';

/** What is known of a matched original besides the match. */
export interface Carrier {
  /** Host of its address. */
  readonly site?: string;
  /** By our own ingest log. */
  readonly firstSeenAt?: Instant;
  /** Its publisher registered it as an original. */
  readonly registered?: true;
}

/** A match in figures, its passages apart. */
export type MatchFigures = Omit<Match, 'passages'>;

export interface FamilyMember extends MatchFigures, Carrier {}

/** Who else carries the story of a match. */
export interface StoryFamily {
  /** Texts that tell it, the match's own original among them; at least so many where `truncated`. */
  readonly count: number;
  readonly sites: readonly string[];
  /** The others, those first that were there first. */
  readonly members: readonly FamilyMember[];
  /** There may be more: not every candidate or pair was compared, or not every member is kept. */
  readonly truncated?: true;
}

/** One story that an article matches: the original to be looked at first, and who else carries it. */
export interface StoryMatch extends Match, Carrier {
  readonly whoWasFirst?: WhoWasFirst;
  readonly family?: StoryFamily;
}

/** A story without the passages of its match. */
export type StoryFigures = Omit<StoryMatch, 'passages'>;

export interface StoryOptions {
  /** As `storyFamilies` takes it. */
  readonly sameStory?: (x: StoryMatch, y: StoryMatch) => boolean;
  /** Pairs that `sameStory` may be asked about. */
  readonly maxCompared?: number;
  /** There were more candidates than were aligned. */
  readonly truncated?: boolean;
}

/** Kept of one story beside its first. */
const MAX_MEMBERS = 50;

/**
 * One match for each story, most copied first. Its representative is a registered original if there is one, of several
 * that which was there first, and where nothing tells that, the most copied. Stories told before, each with its
 * family, are joined as what they are; what is told twice stands as it is told first.
 */
export function tellStories(
  told: readonly StoryMatch[],
  { sameStory, maxCompared, truncated = false }: StoryOptions = {},
): readonly StoryMatch[] {
  const once = withoutRepeated(told);
  const { families, truncated: cut } = storyFamilies(once, sameStory, maxCompared);
  return families.map((family) => oneOf(family, truncated || cut)).toSorted(mostCopiedFirst);
}

/** Of what is told twice the first telling, with the families of all. */
function withoutRepeated(told: readonly StoryMatch[]): readonly StoryMatch[] {
  const firsts = new Map<string, StoryMatch>();
  for (const { family, ...match } of told) {
    const before = firsts.get(match.originalId);
    firsts.set(match.originalId, { ...(before ?? match), ...familyOf(before?.family, family) });
  }
  const seen = new Set(firsts.keys());
  const isNew = ({ originalId }: FamilyMember): boolean =>
    !seen.has(originalId) && seen.add(originalId).has(originalId);
  return [...firsts.values()].map(({ family, ...match }) => {
    const members = family?.members.filter(isNew) ?? [];
    return members.length === 0 ? match : { ...match, family: { ...family!, members } };
  });
}

const familyOf = (x: StoryFamily | undefined, y: StoryFamily | undefined): Pick<StoryMatch, 'family'> => {
  const family = x && y ? { ...x, ...y, members: [...x.members, ...y.members] } : (x ?? y);
  return family ? { family } : {};
};

function oneOf(family: readonly StoryMatch[], truncated: boolean): StoryMatch {
  const [first, ...rest] = family.toSorted(earliestOriginalFirst);
  const { family: own, ...representative } = first!;
  const members = [
    ...(own?.members ?? []),
    ...rest.flatMap(({ family: theirs, ...match }) => [figuresOf(match), ...(theirs?.members ?? [])]),
  ].sort(earliestOriginalFirst);
  if (members.length === 0) return representative;
  const isCut = truncated || members.length > MAX_MEMBERS || family.some((each) => each.family?.truncated);
  const sites = [representative, ...members].flatMap(({ site }) => site ?? []);
  return {
    ...representative,
    family: {
      count: 1 + Math.min(members.length, MAX_MEMBERS),
      sites: [...new Set(sites)].sort(),
      members: members.slice(0, MAX_MEMBERS),
      ...(isCut && { truncated: true }),
    },
  };
}

function figuresOf({
  passages: _passages,
  whoWasFirst: _first,
  family: _family,
  ...figures
}: StoryMatch): FamilyMember {
  return figures;
}

/** Registered originals before what was merely seen; then by our log. */
const earliestOriginalFirst = (x: FamilyMember, y: FamilyMember): number =>
  Number(y.registered ?? false) - Number(x.registered ?? false) ||
  compare(x.firstSeenAt ?? '', y.firstSeenAt ?? '') ||
  mostCopiedFirst(x, y) ||
  compare(x.originalId, y.originalId);

const compare = (x: string, y: string): number => (x < y ? -1 : x > y ? 1 : 0);

/** The story that an original tells, as first or beside another. */
export const storyOf = (stories: readonly StoryMatch[], originalId: string): StoryMatch | undefined =>
  stories.find(({ originalId: first, family }) =>
    [first, ...(family?.members ?? []).map((member) => member.originalId)].includes(originalId),
  );

export const isTold = (stories: readonly StoryMatch[], originalId: string): boolean =>
  storyOf(stories, originalId) !== undefined;

const STRENGTH = { copy: 4, partial: 3, quotation: 2, boilerplate: 1, original: 0 } as const satisfies Record<
  Verdict,
  number
>;

/**
 * The texts of a story that a licence is to be asked for: its first, every registered original, and the one with the
 * strongest verdict if none of these has it. The others have the story from there, too.
 */
export function vouchedFor(match: StoryMatch): readonly MatchFigures[] {
  const members = match.family?.members ?? [];
  const asked: MatchFigures[] = [match, ...members.filter(({ registered }) => registered)];
  const strongest = (of: readonly MatchFigures[]) => Math.max(...of.map(({ verdict }) => STRENGTH[verdict]));
  const stronger = members.find(({ verdict }) => STRENGTH[verdict] > strongest(asked));
  return stronger === undefined ? asked : [...asked, stronger];
}
