import type { Instant } from '../../clock/instant';
import type { AlertId, SiteId } from '../../ids';
import type { Desk } from '../desk';
import { type Alert, type Concern, gravest, type Rung, standingConcerns } from './alert';
import { standingOf } from './page-alert';

export interface AlertLine {
  readonly id: AlertId;
  readonly siteId?: SiteId;
  readonly severity: Concern['severity'];
  readonly subject: string;
  readonly runbook: string;
  readonly audience: readonly Rung[];
  readonly openedAt: Instant;
  readonly pages: number;
  readonly nextPageAt?: Instant;
  readonly acknowledged?: NonNullable<Alert['acknowledged']>;
  readonly concerns: readonly Pick<Concern, 'severity' | 'subject' | 'runbook' | 'raisedAt'>[];
}

/** What is wrong now, the oldest first. The list is a projection: whether each still stands is looked up. */
export async function listAlerts(
  desk: Pick<Desk, 'alertBook' | 'cases' | 'gates'>,
  page: { readonly limit: number; readonly cursor?: string },
): Promise<{ readonly alerts: readonly AlertLine[]; readonly cursor?: string }> {
  const { alerts, cursor } = await desk.alertBook.open(page);
  const lines = await Promise.all(
    alerts.map(async (alert) => lineOf(alert, standingConcerns(alert, await standingOf(desk, alert)))),
  );
  return {
    alerts: lines.filter((line) => line !== undefined),
    ...(cursor !== undefined && { cursor }),
  };
}

function lineOf(alert: Alert, concerns: readonly Concern[]): AlertLine | undefined {
  const worst = gravest(concerns);
  if (!worst) return undefined;
  const { id, siteId, openedAt, pages, nextPageAt, acknowledged } = alert;
  return {
    id,
    ...(siteId && { siteId }),
    severity: worst.severity,
    subject: worst.subject,
    runbook: worst.runbook,
    audience: [...new Set(concerns.flatMap(({ audience }) => audience))],
    openedAt,
    pages,
    ...(nextPageAt && { nextPageAt }),
    ...(acknowledged && { acknowledged }),
    concerns: concerns.map(({ severity, subject, runbook, raisedAt }) => ({
      severity,
      subject,
      runbook,
      raisedAt,
    })),
  };
}
