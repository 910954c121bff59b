import { DAY, type Instant, plus, SECOND, toMs } from '../clock/instant';
import type { ReplyStore, RequestOnce } from '../desk/desk';
import { idempotencyKey } from './desk-rows';
import { absent, type Condition, FORMAT, type Row, type Table } from './table';

/** How long a request sent again is still recognised. */
const KEPT_MS = DAY;

interface Stored {
  readonly payloadSha256: string;
  readonly inHandUntil: Instant;
  readonly doneAt?: Instant;
  readonly reply?: unknown;
}

const keyOf = ({ scope, key }: RequestOnce) => ({ ...idempotencyKey(scope, key), sk: 'REPLY' });

const rowOf = (of: RequestOnce, at: Instant, body: Omit<Stored, 'payloadSha256'>): Row => ({
  ...keyOf(of),
  format: FORMAT,
  body: { payloadSha256: of.payloadSha256, ...body },
  expiresAt: Math.ceil(toMs(plus(at, KEPT_MS)) / SECOND),
});

/** Nobody's, or somebody's who has died over the same request. */
const free = (of: RequestOnce, now: Instant): Condition => ({
  expression: `${absent.expression} OR (attribute_not_exists(#body.#doneAt) AND #body.#until <= :now AND #body.#payload = :payload)`,
  names: { '#body': 'body', '#doneAt': 'doneAt', '#until': 'inHandUntil', '#payload': 'payloadSha256' },
  values: { ':now': now, ':payload': of.payloadSha256 },
});

export const openReplyStore = (desk: Table): ReplyStore => ({
  async begin(of, now, inHandUntil) {
    if (await desk.put(rowOf(of, now, { inHandUntil }), free(of, now))) return { outcome: 'begun' };
    const stored = await desk.get<Stored>(keyOf(of));
    if (stored?.payloadSha256 !== of.payloadSha256) return { outcome: 'key_reused' };
    if (stored.doneAt === undefined) return { outcome: 'in_hand' };
    return { outcome: 'done', reply: stored.reply };
  },

  async finish(of, now, reply) {
    await desk.put(rowOf(of, now, { inHandUntil: now, doneAt: now, ...(reply !== undefined && { reply }) }));
  },

  async giveBack(of, now) {
    await desk.put(rowOf(of, now, { inHandUntil: now }));
  },
});
