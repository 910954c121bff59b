import { z } from 'zod';
import { type AlertLine, type listAlerts } from '../desk/alerting/list-alerts';
import { RUNGS } from '../desk/alerting/alert';
import type { correctContact } from '../desk/correct-contact';
import type { DeliveryPage } from '../desk/list-deliveries';
import type { GateView } from '../desk/order-deliveries';
import type { RotatedSecret } from '../desk/rotate-secret';
import { answering } from './answering';
import { alertIdField, caseIdField, instantField, siteIdField } from './fields';
import { outboxLine } from './outbox-line';

const severity = z.enum(['info', 'warning', 'critical']);
const order = z.object({ at: instantField, by: z.string(), reason: z.string() });

export const gate = answering<GateView>()(
  z.object({
    of: z.union([z.literal('DESK'), siteIdField]),
    paused: order.exactOptional(),
    tripped: z.object({ at: instantField, limit: z.int() }).exactOptional(),
    disabled: z
      .object({ at: instantField, why: z.enum(['gone', 'failing']), reason: z.string() })
      .exactOptional(),
    failingSince: instantField.exactOptional(),
    log: z.array(order.extend({ did: z.enum(['paused', 'resumed', 'reset', 'enabled']) })).exactOptional(),
    removalsInTenMinutes: z.int(),
  }),
);

/** Answer of GET /deliveries/gates. */
export const gatesAnswer = z.object({ gates: z.array(gate) });

/** Answer of GET /deliveries. */
export const deliveriesAnswer = answering<DeliveryPage>()(
  z.object({ deliveries: z.array(outboxLine), cursor: z.string().exactOptional() }),
);

/** Answer of POST /deliveries/replay. */
export const replayAnswer = z.object({ sent: z.int().min(0), cursor: z.string().exactOptional() });

/** Answer of POST /site/{siteId}/cms-secret. */
export const rotatedAnswer = answering<RotatedSecret>()(
  z.object({
    siteId: siteIdField,
    secret: z.string().exactOptional(),
    from: instantField,
    formerUntil: instantField,
  }),
);

const acknowledged = z.object({
  at: instantField,
  by: z.string(),
  note: z.string().exactOptional(),
});

const alertLine = answering<AlertLine>()(
  z.object({
    id: alertIdField,
    siteId: siteIdField.exactOptional(),
    severity,
    subject: z.string(),
    runbook: z.string(),
    audience: z.array(z.enum(RUNGS)),
    openedAt: instantField,
    pages: z.int(),
    nextPageAt: instantField.exactOptional(),
    acknowledged: acknowledged.exactOptional(),
    concerns: z.array(
      z.object({ severity, subject: z.string(), runbook: z.string(), raisedAt: instantField }),
    ),
  }),
);

/** Answer of GET /alerts. */
export const alertsAnswer = answering<Awaited<ReturnType<typeof listAlerts>>>()(
  z.object({ alerts: z.array(alertLine), cursor: z.string().exactOptional() }),
);

/** Answer of POST /alerts/{alertId}/acknowledge. */
export const acknowledgedAnswer = z.discriminatedUnion('outcome', [
  z.object({ id: alertIdField, outcome: z.literal('acknowledged'), acknowledged }),
  z.object({ id: alertIdField, outcome: z.literal('over') }),
]);

/** Answer of POST /cases/{caseId}/contact. */
export const contactAnswer = answering<Awaited<ReturnType<typeof correctContact>>>()(
  z.object({ caseId: caseIdField, sentAgain: z.int().min(0) }),
);
