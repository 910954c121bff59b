import type { Item, OutboxEntry } from '../case/case';
import { openClock } from '../case/case-clocks';
import { isActedOn, isDown } from '../case/outcome';
import { between, DAY, MINUTE } from '../clock/instant';
import { dueAt } from '../clock/sla-clock';
import { pageSeenChanged } from '../events';
import { parseCaseId } from '../ids';
import { type CaseDesk, changeCase, loadCase } from './change-case';
import type { Desk } from './desk';
import { deliveryMessage } from './outbox';
import { sendSoon } from './send-soon';

/** Caches take their time: the page is looked at this often, and for a day after the promise was broken. */
const LOOK_AGAIN_MS = 10 * MINUTE;
const LOOK_ON_MS = DAY;

/** What the public gets of a page that was taken down. */
const GONE: readonly (number | undefined)[] = [404, 410, 451];

/**
 * The promise is kept when the page has been seen changed, not when the CMS said so. Looks at the page behind a
 * takedown order that was acknowledged; while it still answers, it is looked at again.
 */
export async function confirmGone(
  desk: CaseDesk & Pick<Desk, 'pages' | 'registry'>,
  entry: OutboxEntry,
): Promise<void> {
  const { effect } = entry;
  const caseId = parseCaseId(entry.owner);
  if (effect.kind !== 'cms' || caseId === undefined) return;
  const { head, items } = await loadCase(desk, caseId);
  const clock = openClock(head.clocks, 'confirm_gone');
  const item = items.find(({ no }) => no === effect.data['item']);
  if (!clock || !item || !isActedOn(item)) return;
  if (item.acknowledgedAt === undefined || item.confirmedGoneAt !== undefined) return;
  const site = await desk.registry.site(item.siteId ?? head.siteId);
  if (await isChanged(desk, item, site?.cms.endpoint ?? '')) {
    await changeCase(desk, caseId, () => ({
      type: 'confirmed_gone',
      actor: { role: 'SYS', id: 'confirm-gone' },
      items: [item.no],
    }));
    pageSeenChanged(desk.now(), { caseId, item: item.no });
    return;
  }
  const due = dueAt(clock);
  if (due !== undefined && between(due, desk.now()) < LOOK_ON_MS)
    await sendSoon(desk, desk.work.delivery, [deliveryMessage(entry)], LOOK_AGAIN_MS);
}

/** Of a page that stays, only its editors can see whether it was changed as decided: their acknowledgement stands. */
async function isChanged(desk: Pick<Desk, 'pages'>, item: Item, cmsEndpoint: string): Promise<boolean> {
  return !isDown(item) || GONE.includes(await desk.pages.statusOf(item.url, cmsEndpoint));
}
