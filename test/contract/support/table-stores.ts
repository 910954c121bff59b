import type { Instant } from '../../../shared/clock/instant';
import type { Desk } from '../../../shared/desk/desk';
import { openAlertBook } from '../../../shared/stores/alert-book';
import { openArticleStore } from '../../../shared/stores/article-store';
import { openCaseStore } from '../../../shared/stores/case-store';
import { openDeliveryGates } from '../../../shared/stores/delivery-gates';
import { openDueIndex } from '../../../shared/stores/due-index';
import { openExclusionStore } from '../../../shared/stores/exclusion-store';
import { openFigureStore } from '../../../shared/stores/figure-store';
import { openMailboxes } from '../../../shared/stores/mailboxes';
import { openMatchDigests } from '../../../shared/stores/match-digests';
import { openOutboxStore } from '../../../shared/stores/outbox-store';
import { openPulseStore } from '../../../shared/stores/pulse-store';
import { openRateCounter } from '../../../shared/stores/rate-counter';
import { openRegistry } from '../../../shared/stores/registry';
import { openReplyStore } from '../../../shared/stores/reply-store';
import { openSessionStore } from '../../../shared/stores/session-store';
import type { Table } from '../../../shared/stores/table';

/** Every part of the desk that stands in a table, over two tables. */
export const tableStores = (desk: Table, registry: Table, now: () => Instant) =>
  ({
    articles: openArticleStore(desk),
    cases: openCaseStore(desk),
    exclusions: openExclusionStore(desk),
    outbox: openOutboxStore(desk),
    due: openDueIndex(desk),
    gates: openDeliveryGates(desk),
    alertBook: openAlertBook(desk),
    rates: openRateCounter(desk),
    figures: openFigureStore(desk),
    pulses: openPulseStore(desk),
    replies: openReplyStore(desk),
    mailboxes: openMailboxes(desk),
    matchDigests: openMatchDigests(desk),
    sessions: openSessionStore(desk),
    registry: openRegistry(registry, now),
  }) satisfies Partial<Desk>;
