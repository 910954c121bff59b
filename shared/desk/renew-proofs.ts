import { DAY, type Instant, plus } from '../clock/instant';
import { eachInParallel } from '../corpus/each-in-parallel';
import { proofsRenewed } from '../events';
import type { Desk, DomainClaim } from './desk';
import { lookAtDomain } from './domain-proof';
import { settled } from './settle-proof';

const AT_ONCE = 10;

/** A proof is looked for each week, and each day while it is missing. */
const nextLookAt = ({ lookedAt, claimedAt, missed }: DomainClaim): Instant =>
  plus(lookedAt ?? claimedAt, missed ? DAY : 7 * DAY);

/** Domains change hands: judges what was seen at those that are proven, and has those looked at whose turn it is. */
export async function renewProofs(desk: Pick<Desk, 'now' | 'registry' | 'records' | 'work'>): Promise<void> {
  const now = desk.now();
  const held = await desk.registry.heldDomains();
  let asked = 0;
  await eachInParallel(held, AT_ONCE, async ({ publisherId, domain }) => {
    const claim = await desk.registry.domain(publisherId, domain);
    const stands = claim && (await settled(desk, claim));
    if (!stands?.proven || nextLookAt(stands) > now) return;
    await lookAtDomain(desk, stands);
    asked += 1;
  });
  proofsRenewed(now, { held: held.length, asked });
}
