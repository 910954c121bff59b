import type { CaseFile, Effect, OutboxEntry } from '../case/case';
import type { CaseEvent } from '../case/event';
import { heldOn, isVisible } from '../case/holds';
import { isStillOwed } from '../case/undo';
import { MINUTE, plus } from '../clock/instant';
import { type ArticleId, type CaseId, type OutboxId, parseCaseId, type SiteId } from '../ids';
import { Problem } from '../problem';
import { concernOf } from './alerting/alert';
import { raiseAlert } from './alerting/raise-alert';
import { waitAfter } from './backoff';
import { changeCase, loadCase } from './change-case';
import { confirmGone } from './confirm-gone';
import type { Desk } from './desk';
import { sha256 } from './digest';
import { holdBack, noteAnswer, waitsForEarlier } from './hold-back';
import { itemsOf } from './mail/items-of';
import { forwardToAgent } from './mail/forward-to-agent';
import { sendCaseMail } from './mail/send-case-mail';
import { tellOfReturn } from './mail/tell-of-return';
import { type Performed, recordDelivery } from './record-delivery';
import { secretsInForce } from './signing-secret';
import { tellOfCopy } from './tell-of-copy';
import { outcomeOf, reasonOf } from './work-message';

export type DeliverDesk = Pick<
  Desk,
  | 'now'
  | 'ids'
  | 'outbox'
  | 'cases'
  | 'articles'
  | 'registry'
  | 'records'
  | 'work'
  | 'mail'
  | 'mailboxes'
  | 'cms'
  | 'pages'
  | 'alerts'
  | 'alertBook'
  | 'gates'
  | 'matchDigests'
  | 'sessions'
>;

/** Longer than one effect takes with all its timeouts, so that two never perform it side by side. */
const IN_HAND_MS = MINUTE;

type CmsEvent = Extract<Effect, { kind: 'cms' }>;

/**
 * Performs one recorded effect and records how it went; when it does not succeed it is tried again for three days.
 * One deliverer at a time has it in hand; a crash in between performs it twice, under the same id.
 * @param publicUrl where the API answers, for status links.
 */
export async function deliver(
  desk: DeliverDesk,
  { owner, id }: { readonly owner: ArticleId | CaseId; readonly id: OutboxId },
  publicUrl: string,
): Promise<void> {
  const stored = await desk.outbox.get(owner, id);
  if (!stored) throw new Problem('not_found', `nothing was recorded for ${owner} as ${id}`);
  const { inHandUntil: _formerly, held: _then, ...entry } = stored;
  if (entry.deliveredAt !== undefined) return confirmGone(desk, entry);
  const settled = entry.failedAt ?? entry.cancelledAt;
  // Not yet: an undo window or a wait between attempts. The sweep brings it back in time.
  const now = desk.now();
  if (settled !== undefined || entry.notBefore > now) return;
  if (!(await desk.outbox.take(entry, now, plus(now, IN_HAND_MS)))) return;
  const caseId = parseCaseId(owner);
  const file = caseId && (await loadCase(desk, caseId));
  const notOwed = await whyNotOwed(desk, entry.effect, file);
  const performed: Performed =
    notOwed === undefined
      ? await attempt(desk, entry, file, publicUrl)
      : { outcome: 'cancelled', reason: notOwed };
  // The case hears of it first: should this die here, the effect is performed again and the case told again.
  if (file) await tellCase(desk, file, entry, performed);
  await recordDelivery(desk, entry, performed, { startedAt: now, publicUrl, siteId: siteOf(entry, file) });
  if (performed.outcome === 'delivered') await confirmGone(desk, entry);
}

/** Asked just before it leaves: what was owed when it was recorded may not be any more. */
async function whyNotOwed(
  desk: Pick<DeliverDesk, 'articles'>,
  effect: Effect,
  file: CaseFile | undefined,
): Promise<string | undefined> {
  if (file && !isStillOwed(effect, file)) return 'the decision was taken back';
  if (effect.kind !== 'cms' || !showsPage(effect)) return undefined;
  const articleId = effect.data['articleId'] as ArticleId | undefined;
  const item = file?.items.find(({ no }) => no === effect.data['item']);
  const page = item ? heldOn(item, sha256) : articleId;
  // Another case may have taken the page down since, or its source stopped it; who did gives it back itself.
  if (page !== undefined && !isVisible(await desk.articles.holds(page)))
    return 'the page is kept down by another hold';
  if (effect.type !== 'item.restore' || articleId === undefined) return undefined;
  const { kind, caseId } = (await desk.articles.get(articleId))?.disposition ?? {};
  return kind === 'hold' && caseId === undefined ? 'the page is held by what its source said' : undefined;
}

/** It makes a page visible, or may. */
const showsPage = ({ type, data }: CmsEvent): boolean =>
  type === 'item.restore' || (type === 'article.disposition' && data['disposition'] !== 'hold');

const siteOf = ({ effect }: OutboxEntry, file: CaseFile | undefined): SiteId | undefined =>
  effect.kind === 'cms' || effect.kind === 'match_alert' ? effect.siteId : file?.head.siteId;

async function attempt(
  desk: DeliverDesk,
  entry: OutboxEntry,
  file: CaseFile | undefined,
  publicUrl: string,
): Promise<Performed> {
  const siteId = siteOf(entry, file);
  if (await waitsForEarlier(desk, entry, file)) return { outcome: 'behind' };
  const by = siteId && (await holdBack(desk, entry, siteId, publicUrl));
  if (by) return { outcome: 'held', by, siteId };
  const last = waitAfter(entry.attempts) === undefined;
  const performed = await performSafely(desk, entry, file, publicUrl);
  const failed =
    performed.outcome === 'failed' ? { ...performed, final: performed.final || last } : performed;
  if (entry.effect.kind !== 'cms' || failed.outcome === 'cancelled' || !siteId) return failed;
  return afterAnswer(desk, siteId, failed, publicUrl);
}

async function performSafely(
  desk: DeliverDesk,
  entry: OutboxEntry,
  file: CaseFile | undefined,
  publicUrl: string,
): Promise<Performed> {
  try {
    return await perform(desk, entry, file, publicUrl);
  } catch (error) {
    return { outcome: 'failed', reason: reasonOf(error), final: outcomeOf(error).outcome === 'reject' };
  }
}

/** An order to a CMS that is not called any more is not lost: it waits until somebody enables it. */
async function afterAnswer(
  desk: DeliverDesk,
  siteId: SiteId,
  performed: Exclude<Performed, { outcome: 'cancelled' }>,
  publicUrl: string,
): Promise<Performed> {
  const failed = performed.outcome === 'failed' ? performed : undefined;
  // An order that can never be sent says nothing of who would have taken it.
  if (failed?.final && failed.status === undefined) return performed;
  const answer = { taken: failed === undefined, gone: failed?.status === 410, reason: failed?.reason ?? '' };
  const now = await noteAnswer(desk, siteId, answer, publicUrl);
  return failed && now === 'disabled'
    ? { outcome: 'held', by: 'endpoint', siteId, reason: failed.reason }
    : performed;
}

async function perform(
  desk: DeliverDesk,
  entry: OutboxEntry,
  file: CaseFile | undefined,
  publicUrl: string,
): Promise<Performed> {
  const { effect, owner } = entry;
  switch (effect.kind) {
    case 'alert': {
      const siteId = file?.head.siteId;
      await raiseAlert(
        desk,
        { id: owner, ...(siteId && { siteId }) },
        concernOf(effect, desk.now()),
        publicUrl,
      );
      return { outcome: 'delivered' };
    }
    case 'cms':
      return callCms(desk, entry, effect);
    case 'forward':
      if (!file) throw new Problem('corrupt', `forward ${entry.id} belongs to no case`);
      return forwardToAgent(desk, entry.id, file, publicUrl);
    case 'match_alert':
      return tellOfCopy(desk, entry, effect, publicUrl);
    case 'mail':
      if (!file) throw new Problem('corrupt', `mail ${entry.id} belongs to no case`);
      return sendCaseMail(desk, entry.id, effect, file, publicUrl);
  }
}

async function callCms(desk: DeliverDesk, entry: OutboxEntry, effect: CmsEvent): Promise<Performed> {
  const [site, kept] = await Promise.all([
    desk.registry.site(effect.siteId),
    desk.registry.cmsSecrets(effect.siteId),
  ]);
  const secrets = secretsInForce(kept, desk.now());
  if (!site || secrets.length === 0)
    throw new Problem('unavailable', `site ${effect.siteId} has no CMS endpoint and secret yet`);
  const { status } = await desk.cms.send({
    endpoint: site.cms.endpoint,
    secrets,
    id: entry.id,
    type: effect.type,
    at: entry.createdAt,
    data: effect.data,
  });
  if (status >= 200 && status < 300) return { outcome: 'delivered', status };
  return { outcome: 'failed', reason: `the CMS answered ${status}`, final: false, status };
}

const DELIVERER = { role: 'SYS', id: 'deliver' } as const;

/** What leaving the house, or failing to, means for the case's clocks and items. */
async function tellCase(
  desk: DeliverDesk,
  file: CaseFile,
  entry: OutboxEntry,
  performed: Performed,
): Promise<void> {
  if (performed.outcome === 'failed' && performed.final)
    return tellOfReturn(desk, file.head.id, entry, DELIVERER);
  const event = eventOf(entry.effect, performed);
  if (event) await changeCase(desk, file.head.id, () => event);
}

function eventOf(effect: Effect, performed: Performed): CaseEvent | undefined {
  if (performed.outcome !== 'delivered') return undefined;
  if (effect.kind === 'mail')
    return { type: 'mail_sent', actor: DELIVERER, template: effect.template, ...itemsOf(effect) };
  const item = effect.kind === 'cms' ? effect.data['item'] : undefined;
  return typeof item === 'number' ? { type: 'cms_acknowledged', actor: DELIVERER, items: [item] } : undefined;
}
