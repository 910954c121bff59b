import type { DigestCopy, MatchDigests } from '../desk/desk';
import type { OutboxEntry } from '../case/case';
import { digestKey, digestRow } from './desk-rows';
import { absent, type Table } from './table';

export const openMatchDigests = (desk: Table): MatchDigests => ({
  async join(publisherId, digestAt, copy, { owner, id }) {
    const key = digestKey(publisherId, digestAt);
    // The copy first: a digest that has somebody to send it has what it tells.
    await desk.put(digestRow(digestKey(publisherId, digestAt, copy), copy, digestAt));
    if (await desk.put(digestRow(key, { owner, id }, digestAt), absent)) return { owner, id };
    return (await desk.get<Pick<OutboxEntry, 'owner' | 'id'>>(key)) ?? { owner, id };
  },

  senderOf: (publisherId, digestAt) =>
    desk.get<Pick<OutboxEntry, 'owner' | 'id'>>(digestKey(publisherId, digestAt)),

  has: async (publisherId, digestAt, copy) =>
    (await desk.get(digestKey(publisherId, digestAt, copy))) !== undefined,

  copiesOf(publisherId, digestAt) {
    const { pk, sk } = digestKey(publisherId, digestAt);
    return desk.all<DigestCopy>({ pk, from: `${sk}#`, to: `${sk}#~` });
  },
});
