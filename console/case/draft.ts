import { incompatible } from '../../shared/case/reason-codes';
import { type ItemAction, REASON_CODES, type ReasonCode, type TurnAwayCode } from '../../shared/case/case';
import type { ExclusionScope } from '../../shared/match/exclusion';
import type { BodyOf } from '../../shared/wire/contracts';
import type { CaseView } from '../desk/use-desk';

/** Passages of an item's evidence, by their numbers from 1, and how far their exclusion reaches. */
export interface Excluded {
  readonly passages: readonly number[];
  readonly scope: ExclusionScope['kind'];
}

export const NONE_EXCLUDED: Excluded = { passages: [], scope: 'original' };

/** A decision while it is being made. It begins with nothing: no action, no reason, no words. */
export interface Draft {
  readonly actions: readonly ItemAction[];
  readonly reasonCode: ReasonCode | undefined;
  readonly words: string;
  /** Passages of one address that count as nobody's own words once it is decided. */
  readonly exclude?: { readonly item: number } & Excluded;
}

export const EMPTY: Draft = { actions: [], reasonCode: undefined, words: '' };

/** Reasons that go with the chosen actions; with none chosen, every one that a reviewer may give. */
export const reasonsFor = (actions: readonly ItemAction[]): readonly ReasonCode[] =>
  REASON_CODES.filter((code) =>
    actions.length === 0
      ? incompatible(['keep'], code) === undefined ||
        incompatible(['disable'], code) === undefined ||
        code === 'UPHELD_IMAGE'
      : incompatible(actions, code) === undefined,
  );

/** What is still to be chosen or said, in the order of the form. */
export function lacking({ actions, reasonCode, words }: Draft, items: readonly number[]): string | undefined {
  if (items.length === 0) return 'Choose at least one address that is not decided.';
  if (actions.length === 0) return 'Choose what is to be done.';
  if (reasonCode === undefined) return 'Choose the reason.';
  const clash = incompatible(actions, reasonCode);
  if (clash !== undefined) return `${clash}.`;
  return words.trim() === '' ? 'Say why, in your own words: the parties will read it.' : undefined;
}

export type DecisionBody = BodyOf<'decideItems'>;

/** @returns undefined without a claim, which every decision carries. */
export function requestOf(
  { lease, version }: CaseView,
  { actions, reasonCode, words }: Draft,
  items: readonly number[],
): DecisionBody | undefined {
  if (!lease || reasonCode === undefined) return undefined;
  return {
    leaseToken: lease.token,
    version,
    decisions: items.map((item) => ({ item, actions, reasonCode, reason: words.trim() })),
  };
}

/** What is excluded once these are decided; a choice made for an address that is not among them is none. */
export const exclusionOf = (
  { exclude }: Draft,
  items: readonly number[],
): BodyOf<'excludePassages'> | undefined =>
  exclude && exclude.passages.length > 0 && items.length === 1 && items[0] === exclude.item
    ? exclude
    : undefined;

export const closingOf = (
  { lease, version }: CaseView,
  reasonCode: TurnAwayCode,
  words: string,
): DecisionBody | undefined =>
  lease && { leaseToken: lease.token, version, close: { reasonCode, reason: words } };
