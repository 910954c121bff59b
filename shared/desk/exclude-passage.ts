import { prepare } from '../article/prepare';
import type { Actor, Item } from '../case/case';
import { passageExcluded, passageExclusionRevoked } from '../events';
import { ALGORITHM } from '../fingerprint/shingles';
import { type CaseId, type ExclusionId, parseArticleId, type SiteId } from '../ids';
import {
  excludedShare,
  type Exclusion,
  type ExclusionScope,
  isInForce,
  shinglesOfPassages,
} from '../match/exclusion';
import { Problem } from '../problem';
import type { ExclusionRequest } from '../wire/case-requests';
import { loadCase } from './change-case';
import type { Desk } from './desk';
import { comparedTextKey, type Evidence, type EvidencePassage } from './evidence';

type ExcludeDesk = Pick<Desk, 'now' | 'ids' | 'cases' | 'exclusions' | 'records'>;

/** More of an original than this is not excluded piece by piece: what lets it be republished is a licence. */
const MOST_OF_ORIGINAL = 0.5;
/** Every article that may match reads them; a row of the desk table holds some twenty thousand. */
const MAX_SHINGLES = 10_000;
const OPENING = 80;

/** What is told of an exclusion; its shingles are for the matcher. */
export type ExclusionView = Omit<Exclusion, 'hashes' | 'algorithm'>;

export const exclusionView = ({
  hashes: _hashes,
  algorithm: _algorithm,
  ...view
}: Exclusion): ExclusionView => view;

/**
 * An item was decided, and passages of its evidence are from now on nobody's own words: what has nothing else in common
 * with an original is no copy of it. Decided again, it stays one exclusion.
 * @throws Problem `refused` where the item is undecided, was not compared or has no such passage, or less than half of the original would be left; `forbidden` for the
 * wider scopes to any but legal and managers.
 */
export async function excludePassages(
  desk: ExcludeDesk,
  caseId: CaseId,
  actor: Actor,
  { item: no, passages, scope: kind }: ExclusionRequest,
): Promise<readonly ExclusionView[]> {
  if (kind !== 'original' && actor.role !== 'LEG' && actor.role !== 'MGR')
    throw new Problem('forbidden', `to exclude a passage for a whole ${kind} is for legal or a manager`);
  const { head, items } = await loadCase(desk, caseId);
  const item = items.find((each) => each.no === no);
  if (!item) throw new Problem('refused', `this case has no item ${no}`);
  if (!item.decision)
    throw new Problem('refused', `item ${no} is not decided: decide it, then exclude from it`);
  const evidence = await evidenceOf(desk, item);
  const scope = scopeOf(kind, head.siteId, evidence);
  const standing = await desk.exclusions.ofCase(caseId);
  const former = new Map(
    standing
      .filter((each) => each.item === no && each.scope.kind === kind && each.revokedAt === undefined)
      .map((each) => [each.passage, each]),
  );
  const wanted = [...new Set(passages)].filter((passage) => !former.has(passage));
  const added = wanted.map((passage): Exclusion => ({
    id: desk.ids.exclusion(),
    scope,
    caseId,
    item: no,
    passage,
    ...contentOf(passageOf(evidence, passage)),
    excludedBy: actor.id,
    excludedAt: desk.now(),
  }));
  // Of all or of none: what is refused leaves nothing behind.
  if (added.length > 0) await refuseMostOf(desk, head.siteId, evidence, added);
  for (const exclusion of added) {
    await desk.exclusions.add(exclusion);
    passageExcluded(desk.now(), { caseId, item: no, passage: exclusion.passage, scope: kind });
  }
  return [...former.values(), ...added]
    .filter(({ passage }) => passages.includes(passage))
    .toSorted((x, y) => passages.indexOf(x.passage) - passages.indexOf(y.passage))
    .map(exclusionView);
}

/** Counted with whatever is excluded of the original already, by whatever decision: half of it twice is all of it. */
async function refuseMostOf(
  desk: Pick<Desk, 'exclusions' | 'records'>,
  siteId: SiteId,
  { original }: Evidence,
  added: readonly Exclusion[],
): Promise<void> {
  const stored = await desk.records.get(comparedTextKey(original.textSha256));
  if (!stored)
    throw new Problem(
      'corrupt',
      `the text ${original.textSha256} of the evidence is not in the records bucket`,
    );
  const originalId = parseArticleId(original.source);
  const scopes: readonly ExclusionScope[] = [
    ...(originalId ? [{ kind: 'original', originalId } as const] : []),
    { kind: 'site', siteId },
    { kind: 'corpus' },
  ];
  const standing = (await Promise.all(scopes.map((scope) => desk.exclusions.within(scope)))).flat();
  const together = [...standing.filter(isInForce), ...added];
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(stored.body);
  const share = excludedShare(prepare({ text }), new Set(together.flatMap(({ hashes }) => hashes)));
  if (share > MOST_OF_ORIGINAL)
    throw new Problem(
      'refused',
      `${Math.round(100 * share)} % of the original would not be counted any more: register a licence for what may be republished`,
      { facts: { original } },
    );
}

async function evidenceOf(desk: Pick<Desk, 'records'>, { no, comparison }: Item): Promise<Evidence> {
  if (comparison.outcome !== 'compared')
    throw new Problem('refused', `item ${no} was not compared with a text: there is no passage to exclude`);
  const stored = await desk.records.get(comparison.evidenceKey);
  if (!stored)
    throw new Problem('corrupt', `the evidence ${comparison.evidenceKey} is not in the records bucket`);
  return JSON.parse(new TextDecoder().decode(stored.body)) as Evidence;
}

function scopeOf(
  kind: ExclusionScope['kind'],
  siteId: Extract<ExclusionScope, { kind: 'site' }>['siteId'],
  { original }: Evidence,
): ExclusionScope {
  if (kind === 'corpus') return { kind };
  if (kind === 'site') return { kind, siteId };
  const originalId = parseArticleId(original.source);
  if (originalId === undefined)
    throw new Problem('refused', 'the original is not registered here: exclude for the site or the corpus');
  return { kind, originalId };
}

function passageOf({ passages }: Evidence, passage: number): EvidencePassage {
  const found = passages[passage - 1];
  if (!found) throw new Problem('refused', `there are ${passages.length} passages, and no number ${passage}`);
  return found;
}

function contentOf({ articleText, originalText }: EvidencePassage) {
  const hashes = shinglesOfPassages([articleText, originalText]);
  if (hashes.length === 0) throw new Problem('refused', 'the passage is too short to be told again');
  if (hashes.length > MAX_SHINGLES)
    throw new Problem('refused', 'the passage is too long: register a licence for what may be republished');
  return { opening: originalText.slice(0, OPENING).toWellFormed(), algorithm: ALGORITHM, hashes };
}

export const listExclusions = async (
  desk: Pick<Desk, 'exclusions'>,
  caseId: CaseId,
): Promise<readonly ExclusionView[]> => (await desk.exclusions.ofCase(caseId)).map(exclusionView);

/** From now on the passage counts again. @throws Problem `not_found`. */
export async function revokeExclusion(
  desk: Pick<Desk, 'now' | 'exclusions'>,
  caseId: CaseId,
  id: ExclusionId,
): Promise<ExclusionView> {
  const found = (await desk.exclusions.ofCase(caseId)).find((each) => each.id === id);
  if (!found) throw new Problem('not_found', `case ${caseId} has no exclusion ${id}`);
  if (found.revokedAt !== undefined) return exclusionView(found);
  const revokedAt = desk.now();
  await desk.exclusions.revoke(found, revokedAt);
  passageExclusionRevoked(revokedAt, { caseId, item: found.item, passage: found.passage });
  return exclusionView({ ...found, revokedAt });
}
