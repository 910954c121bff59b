import type { ItemAction, ItemState, ReasonCode } from './case';

type Family = 'measure' | 'keep' | 'machine';

/** What each reason can be a reason for. `machine` codes are written by other flows, never chosen by a reviewer. */
const FAMILY = {
  UPHELD_FULL_COPY: 'measure',
  UPHELD_SUBSTANTIAL: 'measure',
  UPHELD_IMAGE: 'measure',
  UPHELD_VOLUNTARY: 'measure',
  KEPT_LICENSED: 'keep',
  KEPT_QUOTATION: 'keep',
  KEPT_FACTS_ONLY: 'keep',
  KEPT_SHORT_EXTRACT: 'keep',
  KEPT_LINK_ONLY: 'keep',
  KEPT_NOT_OWNER: 'keep',
  KEPT_EARLIER_OURS: 'keep',
  KEPT_PUBLIC_DOMAIN: 'keep',
  KEPT_UNPROVEN: 'keep',
  NA_NOT_FOUND: 'keep',
  NA_NOT_OURS: 'keep',
  NA_OTHER_LAW: 'keep',
  NA_INCOMPLETE: 'keep',
  NA_DUPLICATE: 'keep',
  NA_WITHDRAWN: 'machine',
  REV_COUNTER: 'machine',
  REV_APPEAL: 'machine',
  REV_ERROR: 'machine',
  REV_COURT: 'machine',
} as const satisfies Record<ReasonCode, Family>;

/** On appeal a decision is reversed for a reason of its own. */
const APPEAL_KEEPS: readonly ReasonCode[] = ['REV_APPEAL', 'REV_ERROR'];

const DOWN: readonly ItemAction[] = ['disable', 'remove'];
const needsPage = ['remove_image', 'trim_to_excerpt', 'add_credit'] as const satisfies readonly ItemAction[];

/** A code that finds the copying proven, and so has to point at evidence. */
export const needsEvidence = (code: ReasonCode): boolean =>
  FAMILY[code] === 'measure' && code !== 'UPHELD_VOLUNTARY';

/** Why these actions cannot be taken for this reason; undefined if they can. */
export function incompatible(
  actions: readonly ItemAction[],
  code: ReasonCode,
  where: 'review' | 'appeal' = 'review',
): string | undefined {
  if (actions.length === 0) return 'name at least one action';
  if (new Set(actions).size < actions.length) return 'the same action is named twice';
  const keeps = actions.includes('keep');
  if (keeps && actions.length > 1) return 'keep can not be combined with another action';
  if (actions.includes('disable') && actions.includes('remove')) return 'either disable or remove, not both';
  const page = needsPage.find((action) => actions.includes(action));
  if (page && actions.some((action) => DOWN.includes(action)))
    return `${page} is for a page that stays: do not combine it with taking the page down`;
  const family = where === 'appeal' && APPEAL_KEEPS.includes(code) ? 'keep' : FAMILY[code];
  if (family === 'machine') return `${code} is not a reviewer's reason`;
  if (keeps && family !== 'keep') return `${code} is a reason to act: keep needs a KEPT_ or NA_ code`;
  if (!keeps && family !== 'measure')
    return `${code} is a reason to keep: ${actions.join(', ')} needs an UPHELD_ code`;
  if (actions.includes('remove_image') && actions.length === 1 && !IMAGE_REASONS.includes(code))
    return 'removing only the image needs UPHELD_IMAGE or UPHELD_VOLUNTARY';
  return undefined;
}

const IMAGE_REASONS: readonly ReasonCode[] = ['UPHELD_IMAGE', 'UPHELD_VOLUNTARY'];

/** Where a decision puts the item. */
export function decidedState(
  actions: readonly ItemAction[],
  code: ReasonCode,
): Exclude<ItemState, 'PENDING'> {
  if (actions.includes('remove')) return 'REMOVED';
  if (actions.includes('disable')) return 'DISABLED';
  if (!actions.includes('keep')) return 'AMENDED';
  if (code === 'NA_NOT_FOUND') return 'NOT_FOUND';
  return code === 'NA_NOT_OURS' ? 'NOT_OURS' : 'KEPT';
}
