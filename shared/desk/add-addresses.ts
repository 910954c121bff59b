import { canonicalUrl } from '../article/canonical-url';
import { ITEMS_PER_WRITE } from '../case/transition';
import type { CaseId } from '../ids';
import { MAX_TARGETS, type Target } from '../notice/notice';
import { screenNotice } from '../notice/screen-notice';
import { Problem } from '../problem';
import { changeCase, loadCase } from './change-case';
import { completedNotice } from './complete-notice';
import { resolveTargets, sitesOf } from './resolve-targets';
import { askForEvidence, type NoticeDesk } from './submit-notice';

/**
 * Further addresses that the complainant names in an open case; they have 24 hours of their own. One that is in the case
 * already stays the one it is.
 * @returns how many were added.
 * @throws Problem `refused` where the case takes none any more, or they are too many.
 */
export async function addAddresses(
  desk: NoticeDesk,
  id: CaseId,
  targets: readonly Pick<Target, 'url' | 'work'>[],
): Promise<number> {
  const { head, items } = await loadCase(desk, id);
  if (items.length < head.itemCount)
    throw new Problem(
      'unavailable',
      'the addresses of your complaint are still being stored: try again in a minute',
    );
  const page = (url: string) => canonicalUrl(url) ?? url;
  const known = new Set(items.map(({ url }) => page(url)));
  const fresh = [...Map.groupBy(targets, ({ url }) => page(url))].flatMap(([address, [first]]) =>
    first && !known.has(address) ? [first] : [],
  );
  if (fresh.length === 0) return 0;
  if (items.length + fresh.length > MAX_TARGETS)
    throw new Problem(
      'refused',
      `one case holds ${MAX_TARGETS} addresses: send the others as another complaint`,
    );
  const notice = await completedNotice(desk, head);
  const sites = await sitesOf(desk, { targets: fresh });
  const screening = screenNotice({ ...notice, targets: fresh }, (host) => sites.has(host));
  const receivedAt = desk.now();
  for (let first = 0; first < fresh.length; first += ITEMS_PER_WRITE) {
    const added = await resolveTargets(desk, screening.targets.slice(first, first + ITEMS_PER_WRITE));
    await changeCase(desk, id, () => ({
      type: 'items_added',
      actor: { role: 'CMP', id: 'complainant' },
      receivedAt,
      items: added,
    }));
  }
  await askForEvidence(desk, id);
  return fresh.length;
}
