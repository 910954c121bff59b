import type { CaseFile, Effect, OutboxEntry } from '../case/case';
import type { CaseEvent } from '../case/event';
import { isStillOwed } from '../case/undo';
import { between, DAY, HOUR, MINUTE, plus, SECOND } from '../clock/instant';
import { effectDelivered, effectFailed } from '../events';
import { type ArticleId, type CaseId, type OutboxId, parseCaseId } from '../ids';
import { Problem } from '../problem';
import { changeCase, loadCase } from './change-case';
import { confirmGone } from './confirm-gone';
import type { Desk } from './desk';
import { type MailOutcome, sendCaseMail } from './mail/send-case-mail';
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
  | 'cms'
  | 'pages'
  | 'alerts'
>;

/** Waits between attempts, as Standard Webhooks proposes; some three days in all. */
const BACKOFF_MS = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
] as const;

/** Longer than one effect takes with all its timeouts, so that two never perform it side by side. */
const IN_HAND_MS = MINUTE;

type Performed =
  MailOutcome | { readonly outcome: 'failed'; readonly reason: string; readonly final: boolean };

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
  const { inHandUntil: _formerly, ...entry } = stored;
  if (entry.deliveredAt !== undefined) return confirmGone(desk, entry);
  const settled = entry.failedAt ?? entry.cancelledAt;
  // Not yet: an undo window or a wait between attempts. The sweep brings it back in time.
  const now = desk.now();
  if (settled !== undefined || entry.notBefore > now) return;
  if (!(await desk.outbox.take(entry, now, plus(now, IN_HAND_MS)))) return;
  const caseId = parseCaseId(owner);
  const file = caseId && (await loadCase(desk, caseId));
  const performed: Performed =
    file && !isStillOwed(entry.effect, file)
      ? { outcome: 'cancelled', reason: 'the decision was taken back' }
      : await attempt(desk, entry, file, publicUrl);
  // The case hears of it first: should this die here, the effect is performed again and the case told again.
  if (file) await tellCase(desk, file, entry, performed);
  await record(desk, entry, performed);
  if (performed.outcome === 'delivered') await confirmGone(desk, entry);
}

async function attempt(
  desk: DeliverDesk,
  entry: OutboxEntry,
  file: CaseFile | undefined,
  publicUrl: string,
): Promise<Performed> {
  const failure = (reason: string, hopeless: boolean): Performed => ({
    outcome: 'failed',
    reason,
    final: hopeless || entry.attempts >= BACKOFF_MS.length,
  });
  try {
    const performed = await perform(desk, entry, file, publicUrl);
    return performed.outcome === 'failed' ? failure(performed.reason, performed.final) : performed;
  } catch (error) {
    return failure(reasonOf(error), outcomeOf(error).outcome === 'reject');
  }
}

async function perform(
  desk: DeliverDesk,
  entry: OutboxEntry,
  file: CaseFile | undefined,
  publicUrl: string,
): Promise<Performed> {
  const { effect } = entry;
  switch (effect.kind) {
    case 'alert':
      await desk.alerts.publish(effect);
      return { outcome: 'delivered' };
    case 'cms':
      return callCms(desk, entry, effect);
    case 'mail':
      if (!file) throw new Problem('corrupt', `mail ${entry.id} belongs to no case`);
      return sendCaseMail(desk, entry.id, effect, file, publicUrl);
  }
}

async function callCms(desk: DeliverDesk, entry: OutboxEntry, effect: CmsEvent): Promise<Performed> {
  const [site, secret] = await Promise.all([
    desk.registry.site(effect.siteId),
    desk.registry.cmsSecret(effect.siteId),
  ]);
  if (!site || secret === undefined)
    throw new Problem('unavailable', `site ${effect.siteId} has no CMS endpoint and secret yet`);
  const { status } = await desk.cms.send({
    endpoint: site.cms.endpoint,
    secret,
    id: entry.id,
    type: effect.type,
    at: entry.createdAt,
    data: effect.data,
  });
  if (status >= 200 && status < 300) return { outcome: 'delivered' };
  // Standard Webhooks: 410 says that nobody listens here any more. All else may be put right.
  return { outcome: 'failed', reason: `the CMS answered ${status}`, final: status === 410 };
}

const DELIVERER = { role: 'SYS', id: 'deliver' } as const;

/** What leaving the house, or failing to, means for the case's clocks and items. */
async function tellCase(
  desk: DeliverDesk,
  file: CaseFile,
  { effect }: OutboxEntry,
  performed: Performed,
): Promise<void> {
  const event = eventOf(effect, performed);
  if (event) await changeCase(desk, file.head.id, () => event);
}

function eventOf(effect: Effect, performed: Performed): CaseEvent | undefined {
  if (effect.kind === 'mail') {
    const { template, to } = effect;
    if (performed.outcome === 'delivered') return { type: 'mail_sent', actor: DELIVERER, template };
    if (performed.outcome === 'failed' && performed.final)
      return { type: 'mail_bounced', actor: DELIVERER, template, to };
  }
  const item = effect.kind === 'cms' ? effect.data['item'] : undefined;
  if (performed.outcome === 'delivered' && typeof item === 'number')
    return { type: 'cms_acknowledged', actor: DELIVERER, items: [item] };
  return undefined;
}

async function record(desk: DeliverDesk, entry: OutboxEntry, performed: Performed): Promise<void> {
  const { owner, id, effect } = entry;
  const now = desk.now();
  const attempts = entry.attempts + 1;
  const fact = { owner, id, effect: effect.kind, attempts };
  switch (performed.outcome) {
    case 'delivered':
      await desk.outbox.record({ ...entry, attempts, deliveredAt: now });
      effectDelivered(now, { ...fact, lateMs: between(entry.notBefore, now) });
      return;
    case 'cancelled':
      await desk.outbox.record({ ...entry, cancelledAt: now, lastError: performed.reason });
      return;
    case 'failed': {
      const { reason, final } = performed;
      const wait = BACKOFF_MS[entry.attempts] ?? DAY;
      effectFailed(now, { ...fact, final, reason });
      if (final) await raiseAlarm(desk, entry, reason);
      await desk.outbox.record({
        ...entry,
        attempts,
        lastError: reason,
        ...(final ? { failedAt: now } : { notBefore: plus(now, wait) }),
      });
    }
  }
}

/** The duty stays open and a person has to see to it. */
async function raiseAlarm(
  desk: DeliverDesk,
  { owner, id, effect }: OutboxEntry,
  reason: string,
): Promise<void> {
  await desk.alerts.publish({
    severity: 'critical',
    subject: `${owner}: ${effect.kind === 'cms' ? 'an order to the CMS' : `a ${effect.kind}`} was given up`,
    runbook: 'an-effect-was-given-up',
    dedupeKey: `given-up:${id}`,
    data: { owner, id, effect: effect.kind, reason },
  });
}
