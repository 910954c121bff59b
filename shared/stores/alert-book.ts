import type { Alert } from '../desk/alerting/alert';
import type { AlertBook } from '../desk/desk';
import { fromCursor, toCursor } from './cursor';
import { alertKey, alertRow, OPEN_ALERTS } from './desk-rows';
import { absent, atVersion, bodyOf, type Table } from './table';

export const openAlertBook = (desk: Table): AlertBook => ({
  get: (id) => desk.get<Alert>(alertKey(id)),
  put: (alert, expectedVersion) =>
    desk.put(alertRow(alert), expectedVersion === 0 ? absent : atVersion(expectedVersion)),
  async open({ limit, cursor }) {
    const { rows, next } = await desk.page({
      index: 'queue',
      pk: OPEN_ALERTS,
      from: '0',
      to: '~',
      limit,
      ...(cursor === undefined ? {} : { after: fromCursor(cursor, OPEN_ALERTS) }),
    });
    return {
      alerts: rows.map((row) => bodyOf(row) as Alert),
      ...(next ? { cursor: toCursor(next) } : {}),
    };
  },
});
