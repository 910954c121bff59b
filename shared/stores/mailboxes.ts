import type { Mailboxes } from '../desk/desk';
import type { Instant } from '../clock/instant';
import type { MailReturn } from '../case/case';
import { mailboxKey, mailboxRow } from './desk-rows';
import type { Table } from './table';

interface Suppression {
  readonly why: MailReturn;
  readonly at: Instant;
}

/** Rows are never deleted: that an address works again is a row that says so. */
export const openMailboxes = (desk: Table): Mailboxes => ({
  async suppress(address, facts) {
    await desk.put(mailboxRow(address, { suppressed: facts }));
  },
  async suppression(address) {
    const kept = await desk.get<{ readonly suppressed?: Suppression }>(mailboxKey(address));
    return kept?.suppressed;
  },
  async lift(address) {
    await desk.put(mailboxRow(address, {}));
  },
});
