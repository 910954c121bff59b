import type { Instant } from '../clock/instant';
import type { SiteId } from '../ids';
import type { Desk } from './desk';
import { type OutboxLine, outboxLines } from './read-outbox';

export interface DeliveryPage {
  readonly deliveries: readonly OutboxLine[];
  readonly cursor?: string;
}

/** The delivery log of a site's webhooks owed in a window, oldest first. */
export async function listDeliveries(
  desk: Pick<Desk, 'outbox' | 'cases'>,
  siteId: SiteId,
  window: { readonly from: Instant; readonly to: Instant; readonly limit: number; readonly cursor?: string },
): Promise<DeliveryPage> {
  const { entries, cursor } = await desk.outbox.webhooksOf(siteId, window);
  return {
    deliveries: await outboxLines(desk, entries),
    ...(cursor !== undefined && { cursor }),
  };
}
