import { z } from 'zod';
import type { OutboxLine } from '../desk/read-outbox';
import { answering } from './answering';
import {
  caseIdField,
  instantField,
  outboxIdField,
  ownerField,
  publisherIdField,
  siteIdField,
} from './fields';

const facts = z.record(z.string(), z.unknown());
const severity = z.enum(['info', 'warning', 'critical']);

export const mailEffect = z.object({
  kind: z.literal('mail'),
  to: z.enum(['complainant', 'respondent']),
  template: z.enum([
    'receipt',
    'information_requested',
    'original_text_requested',
    'information_reminder',
    'information_received',
    'closed_incomplete',
    'merged',
    'not_handled_here',
    'outcome',
    'statement_of_reasons',
    'withdrawn',
    'counter_received',
    'counter_incomplete',
    'counter_forwarded',
    'counter_accepted',
    'court_hold',
    'restored',
    'court_outcome',
    'appeal_received',
    'appeal_outcome',
    'reopened',
  ]),
  respondent: z.string().exactOptional(),
  caseId: caseIdField,
  data: facts,
});

const effect = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('cms'),
    siteId: siteIdField,
    type: z.enum(['article.disposition', 'item.takedown', 'item.amend', 'item.restore']),
    data: facts,
  }),
  mailEffect,
  z.object({ kind: z.literal('forward'), caseId: caseIdField }),
  z.object({
    kind: z.literal('match_alert'),
    siteId: siteIdField,
    publisherId: publisherIdField,
    originalId: z.string(),
    digestAt: instantField.exactOptional(),
  }),
  z.object({
    kind: z.literal('alert'),
    severity,
    subject: z.string(),
    runbook: z.string(),
    dedupeKey: z.string(),
    data: facts,
  }),
]);

export const outboxLine = answering<OutboxLine>()(
  z.object({
    id: outboxIdField,
    owner: ownerField,
    effect,
    createdAt: instantField,
    notBefore: instantField,
    attempts: z.int(),
    inHandUntil: instantField.exactOptional(),
    deliveredAt: instantField.exactOptional(),
    cancelledAt: instantField.exactOptional(),
    lastError: z.string().exactOptional(),
    failedAt: instantField.exactOptional(),
    held: z
      .object({
        by: z.enum(['pause', 'breaker', 'endpoint']),
        siteId: siteIdField,
        since: instantField,
      })
      .exactOptional(),
    log: z
      .array(
        z.object({
          at: instantField,
          status: z.int().exactOptional(),
          took: z.enum(['under 100 ms', 'under 1 s', 'under 5 s', '5 s and more']),
          error: z.string().exactOptional(),
        }),
      )
      .exactOptional(),
    replays: z.array(z.object({ at: instantField, by: z.string() })).exactOptional(),
    returned: z
      .object({ at: instantField, why: z.enum(['bounced', 'undelivered', 'complained']) })
      .exactOptional(),
    state: z.enum(['waiting', 'delivered', 'cancelled', 'given_up']),
  }),
);
