import type { Alert } from '../desk/alerting/alert';
import type { AlertBook } from '../desk/desk';
import { alertKey, alertRow, OPEN_ALERTS } from './desk-rows';
import { openLog } from './open-log';
import { absent, atVersion, type Table } from './table';

export const openAlertBook = (desk: Table): AlertBook => ({
  get: (id) => desk.get<Alert>(alertKey(id)),
  put: (alert, expectedVersion) =>
    desk.put(alertRow(alert), expectedVersion === 0 ? absent : atVersion(expectedVersion)),
  async open(page) {
    const { bodies, cursor } = await openLog<Alert>(desk, OPEN_ALERTS)({ ...page, from: '0', to: '~' });
    return { alerts: bodies, ...(cursor !== undefined && { cursor }) };
  },
});
