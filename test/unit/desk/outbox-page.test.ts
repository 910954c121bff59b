import type { OutboxEntry } from '../../../shared/case/case';
import type { Desk } from '../../../shared/desk/desk';
import { readOutboxPage } from '../../../shared/desk/read-outbox';
import type { CaseId } from '../../../shared/ids';

const owner = 'CD-7K3MX-2QZ9A' as CaseId;
const entries = Array.from({ length: 7 }, (_, i) => ({ id: `msg_${i}` }) as unknown as OutboxEntry);
const desk = { outbox: { listOf: async () => entries } } as unknown as Pick<
  Desk,
  'outbox' | 'articles' | 'cases'
>;

describe('the outbox of a case', () => {
  it('is read in pages, each entry once, and the last page has no cursor', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    let pages = 0;
    do {
      const page = await readOutboxPage(desk, owner, { limit: 3, ...(cursor !== undefined && { cursor }) });
      seen.push(...page.entries.map(({ id }) => id));
      cursor = page.cursor;
      pages++;
    } while (cursor !== undefined);
    expect(seen).toEqual(entries.map(({ id }) => id));
    expect(pages).toBe(3);
    expect(await readOutboxPage(desk, owner, { limit: 7 })).not.toHaveProperty('cursor');
  });

  it('takes no cursor that is not its own', async () => {
    await expect(readOutboxPage(desk, owner, { limit: 3, cursor: 'msg_9' })).rejects.toMatchObject({
      kind: 'invalid',
    });
  });
});
