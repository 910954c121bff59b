import type { OutboxEntry } from '../case/case';
import type { OutboxStore } from '../desk/desk';
import { Problem } from '../problem';
import { parseOutboxId, parseOwnerId } from '../ids';
import { deliveryDayRows, differing } from './day-rows';
import { heldPk, outboxKey, outboxRow, ownerPk, startingWith, webhooksPk } from './desk-rows';
import { openLog } from './open-log';
import type { Condition, Table } from './table';

/** A late failure of a second attempt must not send what has arrived a third time. */
const undelivered: Condition = {
  expression: 'attribute_exists(pk) AND attribute_not_exists(#body.#deliveredAt)',
  names: { '#body': 'body', '#deliveredAt': 'deliveredAt' },
};

/** As it was read, and in nobody's hand. */
const free = ({ notBefore, attempts }: OutboxEntry, now: string): Condition => ({
  expression: `${undelivered.expression} AND #body.#notBefore = :notBefore AND #body.#attempts = :attempts AND (attribute_not_exists(#body.#inHandUntil) OR #body.#inHandUntil <= :now)`,
  names: {
    ...undelivered.names,
    '#notBefore': 'notBefore',
    '#attempts': 'attempts',
    '#inHandUntil': 'inHandUntil',
  },
  values: { ':notBefore': notBefore, ':attempts': attempts, ':now': now },
});

/** As it was read: what a second person does at the same moment is not done twice. */
export const asRead = ({ notBefore, attempts, replays = [] }: OutboxEntry): Condition => ({
  expression: `#body.#notBefore = :notBefore AND #body.#attempts = :attempts AND ${
    replays.length === 0 ? 'attribute_not_exists(#body.#replays)' : 'size(#body.#replays) = :replays'
  }`,
  names: { '#body': 'body', '#notBefore': 'notBefore', '#attempts': 'attempts', '#replays': 'replays' },
  values: {
    ':notBefore': notBefore,
    ':attempts': attempts,
    ...(replays.length === 0 ? {} : { ':replays': replays.length }),
  },
});

export function openOutboxStore(desk: Table): OutboxStore {
  return {
    get: (owner, id) => desk.get<OutboxEntry>(outboxKey(owner, id)),

    listOf: (owner) => desk.all<OutboxEntry>({ pk: ownerPk(owner), ...startingWith('OUTBOX#') }),

    take: (entry, now, inHandUntil) => desk.put(outboxRow({ ...entry, inHandUntil }), free(entry, now)),

    async record(entry) {
      const attempted = deliveryDayRows(entry).slice(-1);
      const recorded =
        attempted.length === 0
          ? await desk.put(outboxRow(entry), undelivered)
          : await desk.transact([
              { put: outboxRow(entry), if: undelivered },
              ...attempted.map((put) => ({ put })),
            ]);
      if (recorded) return;
      if (await desk.get(outboxKey(entry.owner, entry.id))) return;
      throw new Problem('not_found', `nothing was recorded for ${entry.owner} as ${entry.id}`);
    },

    async reopen(entry, before) {
      const known = deliveryDayRows(before).map((row) => ({ ...row }));
      const figures = differing(deliveryDayRows(entry), known);
      const fence = { put: outboxRow(entry), if: asRead(before) };
      return figures.length === 0
        ? desk.put(fence.put, fence.if)
        : desk.transact([fence, ...figures.map((put) => ({ put }))]);
    },

    async heldAt(siteId, by, limit) {
      const { rows } = await desk.page({
        index: 'due',
        pk: heldPk(siteId, by),
        from: '0',
        to: '~',
        limit,
      });
      return rows.flatMap(({ pk, sk }) => {
        const owner = parseOwnerId(String(pk).replace(/^[A-Z]+#/, ''));
        const id = parseOutboxId(String(sk).replace(/^OUTBOX#/, ''));
        return owner && id ? [{ owner, id }] : [];
      });
    },

    async webhooksOf(siteId, { to, ...window }) {
      const { bodies, cursor } = await openLog<OutboxEntry>(
        desk,
        webhooksPk(siteId),
      )({ ...window, to: `${to}#~` });
      return { entries: bodies, ...(cursor !== undefined && { cursor }) };
    },
  };
}
