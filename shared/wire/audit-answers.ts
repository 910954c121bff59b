import { z } from 'zod';
import { ITEM_ACTIONS, REASON_CODES } from '../case/case';
import type { AuditRecord, Chain } from '../desk/audit-record';
import type { listChains } from '../desk/list-chains';
import type { listReveals } from '../desk/list-reveals';
import type { Revealed } from '../desk/reveal-contact';
import { answering } from './answering';
import {
  actor,
  caseFlag,
  caseState,
  contentOrigin,
  itemView,
  notice,
  outcome,
  queueLine,
  sha256,
  timelineEntry,
} from './case-answers';
import { caseIdField, instantField, outboxIdField, siteIdField } from './fields';
import { mailEffect, outboxLine } from './outbox-line';

/** Answer of POST /cases/{caseId}/reveal. */
export const revealedAnswer = answering<Revealed>()(
  z.object({
    caseId: caseIdField,
    revealed: z.object({
      name: z.string().exactOptional(),
      email: z.string().exactOptional(),
      phone: z.string().exactOptional(),
      postalAddress: z.string().exactOptional(),
      signature: z.string().exactOptional(),
      original: z
        .string()
        .exactOptional()
        .meta({ description: 'The complaint as it came in, read as UTF-8' }),
      originalBytesLeftOut: z.int().exactOptional(),
    }),
  }),
);

export const chain = answering<Chain>()(
  z.object({
    caseId: caseIdField,
    entries: z.int(),
    lastHash: z.string().meta({ description: 'Hash of the newest entry' }),
  }),
);

/** Answer of GET /audit/chains. */
export const chainsAnswer = answering<Awaited<ReturnType<typeof listChains>>>()(
  z.object({ chains: z.array(chain), cursor: z.string().exactOptional() }),
);

/** Answer of GET /audit/reveals. */
export const revealsAnswer = answering<Awaited<ReturnType<typeof listReveals>>>()(
  z.object({
    reveals: z.array(
      z.object({
        caseId: caseIdField,
        entry: z.int(),
        at: instantField,
        by: actor,
        fields: z.array(z.string()),
        purpose: z.string(),
      }),
    ),
    cursor: z.string().exactOptional(),
  }),
);

/** Answer of GET /cases/{caseId}/audit. */
export const auditAnswer = answering<AuditRecord>()(
  z.object({
    caseId: caseIdField,
    readAt: instantField,
    case: z.object({
      siteId: siteIdField,
      kind: queueLine.shape.kind,
      channel: queueLine.shape.channel,
      contentOrigin,
      state: caseState,
      receivedAt: instantField,
      flags: z.array(caseFlag),
      version: z.int(),
      outcome: outcome.exactOptional(),
      closedAt: instantField.exactOptional(),
      mergedInto: caseIdField.exactOptional(),
    }),
    chain,
    timeline: z.array(timelineEntry),
    items: z.array(itemView.omit({ evidence: true, whoWasFirst: true, evidenceLeftOut: true, heldBy: true })),
    statements: z.array(
      z.object({
        id: outboxIdField,
        to: mailEffect.shape.to,
        template: mailEffect.shape.template,
        sentAt: instantField.exactOptional(),
        decisions: z.array(
          z.object({
            item: z.int(),
            actions: z.array(z.enum(ITEM_ACTIONS)),
            reasonCode: z.enum(REASON_CODES),
            reason: z.string(),
          }),
        ),
      }),
    ),
    deliveries: z.array(outboxLine),
    notice: z
      .object({
        sha256,
        stored: z.enum(['as_received', 'changed_or_missing']),
        masked: notice.exactOptional().meta({ description: 'Contact data masked' }),
      })
      .exactOptional(),
  }),
);
