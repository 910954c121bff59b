import type { Actor, CaseHead } from '../case/case';
import { liveLease } from '../case/lease';
import type { Lane } from '../case/queue-order';
import { ruleFor } from '../case/transitions';
import type { Instant } from '../clock/instant';
import type { SiteId } from '../ids';
import { Problem } from '../problem';
import type { CaseDesk } from './change-case';
import { type Claim, claimCase } from './claim-case';

export interface NextClaim {
  /** Null where no case is free that this person may decide. */
  readonly claim: Claim | null;
}

const PAGE = 10;
/** What a walk through a queue of other people's work comes to at most. */
const PAGES = 20;

/**
 * Takes the first free case of the queue that this person may work on: not one of their own filing, and not their own
 * proposal. Of several who ask at once each gets another case.
 */
export async function claimNext(desk: CaseDesk, actor: Actor, siteId?: SiteId): Promise<NextClaim> {
  const lanes: readonly Lane[] = actor.role === 'LEG' ? ['legal', 'review'] : ['review'];
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const found = await desk.cases.reviewQueue({
      limit: PAGE,
      lanes,
      ...(siteId && { siteId }),
      ...(cursor !== undefined && { cursor }),
    });
    for (const head of found.cases) {
      const claim = isFor(head, actor, desk.now()) ? await tryToClaim(desk, head, actor) : undefined;
      if (claim) return { claim };
    }
    cursor = found.cursor;
    if (cursor === undefined) break;
  }
  return { claim: null };
}

const isFor = (head: CaseHead, actor: Actor, now: Instant): boolean =>
  liveLease(head, now) === undefined &&
  (ruleFor(head.state, 'claimed')?.by.includes(actor.role) ?? false) &&
  (head.policy.soloOperator || (head.filedBy !== actor.id && head.proposal?.by.id !== actor.id));

/** Somebody else may have been quicker: then it is the next one's turn. */
async function tryToClaim(desk: CaseDesk, { id }: CaseHead, actor: Actor): Promise<Claim | undefined> {
  try {
    return await claimCase(desk, id, actor);
  } catch (error) {
    if (error instanceof Problem && (error.kind === 'conflict' || error.kind === 'refused')) return undefined;
    throw error;
  }
}
