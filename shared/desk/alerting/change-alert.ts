import type { AlertId } from '../../ids';
import { Problem } from '../../problem';
import type { Desk } from '../desk';
import type { Alert } from './alert';

const ATTEMPTS = 10;

/** Reads an alert, changes it, and writes it if that made a difference; who loses a race reads again. */
export async function changeAlert(
  desk: Pick<Desk, 'alertBook'>,
  id: AlertId,
  change: (alert: Alert | undefined) => Alert | undefined,
): Promise<{ readonly before: Alert | undefined; readonly after: Alert | undefined }> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const before = await desk.alertBook.get(id);
    const changed = change(before);
    if (changed === before || changed === undefined) return { before, after: before };
    const after = { ...changed, version: (before?.version ?? 0) + 1 };
    if (await desk.alertBook.put(after, before?.version ?? 0)) return { before, after };
  }
  throw new Problem('conflict', `the alert ${id} is changing too fast; try again`);
}
