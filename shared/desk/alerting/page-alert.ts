import { ALERT_REPAGES } from '../../case/policy';
import { MINUTE, plus } from '../../clock/instant';
import { alertPaged, pageFailed } from '../../events';
import { faultOf } from '../../fault';
import { type AlertId, parseCaseId } from '../../ids';
import type { Desk } from '../desk';
import { sha256 } from '../digest';
import { letterHtml, letterText } from '../mail/letter';
import { type Alert, advance, gravest, isPageDue, paged, type Standing } from './alert';
import { changeAlert } from './change-alert';
import { pageLetter } from './page-letter';
import { recipientsOf } from './recipients';

export type PagingDesk = Pick<Desk, 'now' | 'alertBook' | 'alerts' | 'mail' | 'cases' | 'gates' | 'registry'>;

/** Longer than telling everybody takes, so that two never do it side by side. */
const IN_HAND_MS = 2 * MINUTE;

/** What an alert is about, as it stands now. */
export async function standingOf(
  desk: Pick<Desk, 'cases' | 'gates'>,
  { id, siteId }: Pick<Alert, 'id' | 'siteId'>,
): Promise<Standing> {
  const caseId = parseCaseId(id);
  const [file, gate] = await Promise.all([
    caseId && desk.cases.load(caseId),
    siteId === id ? desk.gates.get(siteId) : undefined,
  ]);
  return { ...(file && { head: file.head }), ...(gate && { gate }) };
}

/**
 * Tells the people an alert is for, once for each page that is due, however often it is asked: a crash may tell one
 * twice, under the same page number. What no longer stands is settled instead.
 */
export async function pageAlert(desk: PagingDesk, id: AlertId, publicUrl: string): Promise<void> {
  const known = await desk.alertBook.get(id);
  if (!known || known.settledAt !== undefined) return;
  const standing = await standingOf(desk, known);
  const now = desk.now();
  let mine = false;
  const { after: alert } = await changeAlert(desk, id, (stored) => {
    mine = false;
    if (!stored || stored.settledAt !== undefined) return stored;
    if (stored.inHandUntil !== undefined && stored.inHandUntil > now) return stored;
    const { inHandUntil: _formerly, ...current } = advance(stored, standing, now);
    mine = isPageDue(current, now);
    return mine ? { ...current, inHandUntil: plus(now, IN_HAND_MS) } : current;
  });
  if (!mine || !alert) return;
  await tell(desk, alert, publicUrl);
  const repages = standing.head?.policy.alerts?.repageMs ?? ALERT_REPAGES;
  // More may have gone wrong meanwhile, or somebody acknowledged: then only this page is noted.
  await changeAlert(desk, id, (stored) => {
    if (!stored || stored.settledAt !== undefined) return stored;
    const after = paged(stored, repages, now);
    if (stored.nextPageAt === alert.nextPageAt) return after;
    const { nextPageAt: _later, ...told } = after;
    return { ...told, ...(stored.nextPageAt && { nextPageAt: stored.nextPageAt }) };
  });
  alertPaged(now, { about: id, page: alert.pages + 1, concerns: alert.concerns.length });
}

/** To the operations topic, and by mail to everybody on the rungs that it has reached. */
async function tell(desk: PagingDesk, alert: Alert, publicUrl: string): Promise<void> {
  const worst = gravest(alert.concerns);
  if (!worst) return;
  const { id, siteId } = alert;
  const page = alert.pages + 1;
  // Where what it is about is seen and acknowledged.
  const link = `${publicUrl}/console/${parseCaseId(id) ? `cases/${id}` : 'overview'}`;
  const { severity, subject, runbook, data } = worst;
  const also = alert.concerns.filter((concern) => concern !== worst).map((concern) => concern.subject);
  await desk.alerts.publish({
    severity,
    subject,
    runbook,
    dedupeKey: `${id}/${page}`,
    data: {
      ...data,
      alert: id,
      page,
      ...(also.length > 0 && { also }),
      acknowledge: link,
    },
  });
  const site = siteId && (await desk.registry.site(siteId));
  if (!site) return;
  const sent = await Promise.allSettled(
    recipientsOf(alert, site).map(({ email, concerns }) => {
      const letter = pageLetter({ id, page, concerns, link });
      return desk.mail.send({
        to: email,
        subject: letter.subject,
        text: letterText(letter),
        html: letterHtml(letter),
        reference: id,
        dedupeId: `${id}-${page}-${sha256(email).slice(0, 12)}`,
      });
    }),
  );
  // The topic has heard it; one address that fails must not have the others told twice.
  for (const result of sent)
    if (result.status === 'rejected') pageFailed(desk.now(), { about: id, error: faultOf(result.reason) });
}
