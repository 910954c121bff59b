import { alertRaised } from '../../events';
import type { AlertId, SiteId } from '../../ids';
import { type Concern, raise } from './alert';
import { changeAlert } from './change-alert';
import { pageAlert, type PagingDesk } from './page-alert';

/**
 * Something is wrong with a case, an article or a site. It is recorded first, then people are told: should this die
 * in between, the sweep has them told.
 */
export async function raiseAlert(
  desk: PagingDesk,
  about: { readonly id: AlertId; readonly siteId?: SiteId },
  concern: Concern,
  publicUrl: string,
): Promise<void> {
  const now = desk.now();
  const { before, after } = await changeAlert(desk, about.id, (alert) => raise(alert, about, concern, now));
  if (after !== before)
    alertRaised(now, { about: about.id, severity: concern.severity, runbook: concern.runbook });
  await pageAlert(desk, about.id, publicUrl);
}
