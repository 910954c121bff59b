import { z } from 'zod';
import type { OwnKey } from '../desk/account-keys';
import type { listDeadLetters } from '../desk/dead-letters';
import type { DeskStatus } from '../desk/desk-status';
import type { IssuedKey, PublisherRecord } from '../desk/publishers';
import type { Check, SelfCheck } from '../desk/self-check';
import type { SiteSettings } from '../desk/site';
import type { Trace } from '../desk/trace';
import type { KeyId } from '../ids';
import type { readOutboxPage } from '../desk/read-outbox';
import { answering } from './answering';
import { instantField, keyIdField, ownerField, publisherIdField, siteIdField } from './fields';
import { gate } from './delivery-answers';
import { outboxLine } from './outbox-line';
import { SCOPES } from './publishers';
import { siteSettings } from './site-settings';

const workQueueName = z.enum(['submissions', 'notices', 'fetches', 'delivery']);
const facts = z.record(z.string(), z.unknown());

/** Answer of GET /outbox/{owner}. */
export const outboxAnswer = answering<Awaited<ReturnType<typeof readOutboxPage>>>()(
  z.object({ entries: z.array(outboxLine), cursor: z.string().exactOptional() }),
);

/** Answer of GET /trace/{id}. */
export const traceAnswer = answering<Trace>()(
  z.object({
    id: ownerField,
    kind: z.enum(['article', 'case']),
    related: z.array(ownerField),
    steps: z.array(z.object({ at: instantField, what: z.string(), facts })),
  }),
);

/** Answer of GET /dead-letters. */
export const deadLettersAnswer = answering<{ deadLetters: Awaited<ReturnType<typeof listDeadLetters>> }>()(
  z.object({
    deadLetters: z.array(
      z.object({
        workQueue: workQueueName,
        id: z.string(),
        reason: z.string(),
        sentAt: instantField,
        bytes: z.int(),
        about: z.record(z.string(), z.string()),
      }),
    ),
  }),
);

/** Answer of POST /dead-letters/redrive. */
export const redriveAnswer = z.object({ sent: z.int().min(0) });

/** Answer of GET /desk-status. */
export const deskStatusAnswer = answering<DeskStatus>()(
  z.object({
    at: instantField,
    countedAt: instantField.meta({ description: 'When the cases were counted, a minute ago at most' }),
    openCases: z.int(),
    andMore: z.boolean().meta({ description: 'More are open than were counted' }),
    pastDue: z.int(),
    claimed: z.int(),
    paused: z.int(),
    nextDueAt: instantField.exactOptional(),
    deadLetters: z.record(workQueueName, z.int()),
    stopped: z
      .array(gate)
      .meta({ description: 'Where something waits for a person: paused, tripped, disabled' }),
    alerts: z.int(),
    unacknowledged: z.int(),
  }),
);

const checkState = z.enum(['green', 'amber', 'red']);

export const check = answering<Check>()(
  z.object({
    name: z.enum([
      'clock sweep',
      'timers',
      'deliveries',
      'delivery gates',
      'work queues',
      'dead letters',
      'index',
      'canary',
    ]),
    state: checkState,
    says: z.string(),
    runbook: z.string().exactOptional().meta({ description: 'A heading of docs/runbook.md' }),
    facts,
  }),
);

/** Answer of GET /self-check. */
export const selfCheckAnswer = answering<SelfCheck>()(
  z.object({
    at: instantField,
    state: checkState.meta({ description: 'The worst of the checks' }),
    checks: z.array(check),
  }),
);

/** Answer of GET and PUT /site/{siteId}. */
export const siteAnswer = answering<SiteSettings>()(siteSettings.partial({ confirmGone: true }));

/** Answer of POST /publishers. */
export const publisherAnswer = answering<PublisherRecord>()(
  z.object({
    id: publisherIdField,
    name: z.string(),
    email: z.string(),
    domains: z.array(z.string()),
  }),
);

/** Answer of POST /publishers/{publisherId}/keys. */
export const issuedKeyAnswer = answering<IssuedKey>()(
  z.object({
    id: keyIdField,
    key: z.string().meta({ description: 'Shown this once; only its hash is kept' }),
  }),
);

/** Answer of GET /publishers/{publisherId}/keys. */
export const keysAnswer = answering<{ readonly keys: readonly OwnKey[] }>()(
  z.object({
    keys: z.array(
      z.object({
        id: keyIdField,
        name: z.string(),
        siteId: siteIdField,
        scopes: z.array(z.enum(SCOPES)),
        expiresAt: instantField.exactOptional(),
        replacedAt: instantField.exactOptional(),
        revokedAt: instantField.exactOptional(),
        state: z.enum(['good', 'expired', 'revoked']),
      }),
    ),
  }),
);

/** Answer of POST /publishers/{publisherId}/keys/{keyId}/revoke. */
export const keyNamed = answering<{ readonly id: KeyId }>()(z.object({ id: keyIdField }));
