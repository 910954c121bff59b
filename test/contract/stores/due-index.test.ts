import { plus } from '../../../shared/clock/instant';
import { openArticleStore } from '../../../shared/stores/article-store';
import { openCaseStore } from '../../../shared/stores/case-store';
import { openDueIndex } from '../../../shared/stores/due-index';
import { openOutboxStore } from '../../../shared/stores/outbox-store';
import { article, caseHead, day, next, noon, opening, outboxEntry } from '../support/desk-fixtures';
import { useDynamoDb } from '../support/desk-tables';

const dynamo = useDynamoDb();
const open = async () => {
  const { table } = await dynamo.newTable();
  return {
    articles: openArticleStore(table),
    cases: openCaseStore(table),
    outbox: openOutboxStore(table),
    due: openDueIndex(table),
  };
};

describe('what is due', () => {
  it('is told in order of its instants, up to the limit, and not a millisecond early', async () => {
    const { cases, due } = await open();
    const heads = Array.from({ length: 40 }, (_, i) => caseHead({ nextDueAt: plus(noon, (i * 17) % 40) }));
    await Promise.all(heads.map((head) => cases.commit(opening(head))));
    const inOrder = [...heads]
      .sort((a, b) => (a.nextDueAt! < b.nextDueAt! ? -1 : 1))
      .map(({ id, nextDueAt }) => ({ kind: 'case', dueAt: nextDueAt, caseId: id }));
    expect(await due.dueBy(plus(noon, 1_000), 100)).toEqual(inOrder);
    expect(await due.dueBy(plus(noon, 1_000), 7)).toEqual(inOrder.slice(0, 7));
    expect(await due.dueBy(plus(noon, 9), 100)).toEqual(inOrder.slice(0, 10));
  });

  it('holds cases, articles and what is to be sent, each under its own instant', async () => {
    const { articles, cases, due } = await open();
    const head = caseHead({ nextDueAt: plus(noon, 3) });
    const told = outboxEntry(head.id, { notBefore: plus(noon, 1) });
    await cases.commit(opening(head, { outbox: [told] }));
    const row = article({ retryAt: plus(noon, 2) });
    await articles.accept(row, undefined);
    const toldOfArticle = outboxEntry(row.id, { notBefore: plus(noon, 4) });
    await articles.update({ ...row, version: 2 }, 1, [toldOfArticle]);
    expect(await due.dueBy(plus(noon, day), 10)).toEqual([
      { kind: 'outbox', dueAt: told.notBefore, owner: head.id, id: told.id },
      { kind: 'article', dueAt: row.retryAt, articleId: row.id },
      { kind: 'case', dueAt: head.nextDueAt, caseId: head.id },
      { kind: 'outbox', dueAt: toldOfArticle.notBefore, owner: row.id, id: toldOfArticle.id },
    ]);
  });

  it('forgets what is done', async () => {
    const { cases, outbox, due } = await open();
    const head = caseHead({ nextDueAt: noon });
    const sent = outboxEntry(head.id);
    const givenUp = outboxEntry(head.id);
    await cases.commit(opening(head, { outbox: [sent, givenUp] }));
    const { nextDueAt: _, ...done } = next(head);
    await cases.commit({ ...opening(done), expectedVersion: 1 });
    await outbox.record({ ...sent, attempts: 1, deliveredAt: noon });
    await outbox.record({ ...givenUp, attempts: 9, failedAt: noon });
    expect(await due.dueBy(plus(noon, day), 10)).toEqual([]);
  });
});

describe('the outbox', () => {
  it('sends again what failed, at its next instant', async () => {
    const { cases, outbox, due } = await open();
    const head = caseHead();
    const told = outboxEntry(head.id);
    await cases.commit(opening(head, { outbox: [told] }));
    const failed = { ...told, attempts: 1, notBefore: plus(noon, 60_000), lastError: 'status 503' };
    await outbox.record(failed);
    expect(await outbox.get(head.id, told.id)).toEqual(failed);
    expect(await due.dueBy(plus(noon, 59_999), 10)).toEqual([]);
    expect(await due.dueBy(plus(noon, 60_000), 10)).toEqual([
      { kind: 'outbox', dueAt: failed.notBefore, owner: head.id, id: told.id },
    ]);
  });

  it('never takes a delivery back: a slower second attempt that failed changes nothing', async () => {
    const { cases, outbox, due } = await open();
    const head = caseHead();
    const told = outboxEntry(head.id);
    await cases.commit(opening(head, { outbox: [told] }));
    const delivered = { ...told, attempts: 1, deliveredAt: plus(noon, 5) };
    await outbox.record(delivered);
    await outbox.record({ ...told, attempts: 1, notBefore: plus(noon, 60_000), lastError: 'timed out' });
    expect(await outbox.get(head.id, told.id)).toEqual(delivered);
    expect(await due.dueBy(plus(noon, day), 10)).toEqual([]);
  });

  it('records nothing that no change has owed', async () => {
    const { outbox } = await open();
    const stray = outboxEntry(caseHead().id);
    await expect(outbox.record(stray)).rejects.toMatchObject({ kind: 'not_found' });
    expect(await outbox.get(stray.owner, stray.id)).toBeUndefined();
  });
});
