import type { OutboxEntry } from '../case/case';
import type { OutboxStore } from '../desk/desk';
import { Problem } from '../problem';
import { outboxKey, outboxRow, ownerPk, startingWith } from './desk-rows';
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

export function openOutboxStore(desk: Table): OutboxStore {
  return {
    get: (owner, id) => desk.get<OutboxEntry>(outboxKey(owner, id)),

    listOf: (owner) => desk.all<OutboxEntry>({ pk: ownerPk(owner), ...startingWith('OUTBOX#') }),

    take: (entry, now, inHandUntil) => desk.put(outboxRow({ ...entry, inHandUntil }), free(entry, now)),

    async record(entry) {
      if (await desk.put(outboxRow(entry), undelivered)) return;
      if (await desk.get(outboxKey(entry.owner, entry.id))) return;
      throw new Problem('not_found', `nothing was recorded for ${entry.owner} as ${entry.id}`);
    },
  };
}
