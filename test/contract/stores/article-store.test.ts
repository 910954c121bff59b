import type { FoundCopy } from '../../../shared/desk/found-copies';
import type { PublisherId } from '../../../shared/ids';
import { openArticleStore } from '../../../shared/stores/article-store';
import type { SourceName } from '../../../shared/desk/desk';
import { sentAsRow } from '../../../shared/stores/desk-rows';
import { openDueIndex } from '../../../shared/stores/due-index';
import { openOutboxStore } from '../../../shared/stores/outbox-store';
import { openTable } from '../../../shared/stores/table';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { article, at, ids, noon, outboxEntry } from '../support/desk-fixtures';
import { local, useDynamoDb } from '../support/desk-tables';
import { startFaultyProxy } from '../support/faulty-proxy';

const dynamo = useDynamoDb();
const open = async () => {
  const { table, name } = await dynamo.newTable();
  return {
    articles: openArticleStore(table),
    due: openDueIndex(table),
    outbox: openOutboxStore(table),
    table,
    name,
  };
};

describe('the copies of a publisher', () => {
  // The second page of an account's copies was refused: nobody with more than 25 saw the older ones.
  it('are read page by page, the newest first, and from no place that this desk did not name', async () => {
    const { articles } = await open();
    const row = article();
    await articles.accept(row, undefined);
    const publisherId = 'gazette' as PublisherId;
    const copies = ['a', 'b', 'c'].map((originalId): FoundCopy => ({
      publisherId,
      articleId: row.id,
      originalId,
      since: noon,
      verdict: 'copy',
      articleCoverage: 1,
      originalCoverage: 1,
      ownWords: 100,
      licence: 'unlicensed',
    }));
    await articles.update({ ...row, version: row.version + 1 }, row.version, [], copies);
    const first = await articles.copiesOf(publisherId, 2);
    const second = await articles.copiesOf(publisherId, 2, first.cursor);
    expect([...first.copies, ...second.copies].map(({ originalId }) => originalId).toSorted()).toEqual([
      'a',
      'b',
      'c',
    ]);
    const elsewhere = Buffer.from(JSON.stringify('DIGEST#')).toString('base64url');
    await expect(articles.copiesOf(publisherId, 2, elsewhere)).rejects.toMatchObject({ kind: 'invalid' });
  });
});

describe('accepting an article', () => {
  it('keeps one row of many that race with one key, and answers all others with it', async () => {
    const { articles } = await open();
    const rows = Array.from({ length: 12 }, () => article());
    const answers = await Promise.all(rows.map((row) => articles.accept(row, 'key-1')));
    const winner = rows[answers.findIndex(({ outcome }) => outcome === 'accepted')]!;
    expect(answers.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(1);
    for (const answer of answers.filter(({ outcome }) => outcome !== 'accepted'))
      expect(answer).toEqual({ outcome: 'duplicate', row: winner });
    const kept = await Promise.all(rows.map((row) => articles.get(row.id)));
    expect(kept.filter((row) => row !== undefined)).toEqual([winner]);
  });

  it('knows the same text at the same address again without a key', async () => {
    const { articles } = await open();
    const first = article();
    await articles.accept(first, undefined);
    expect(await articles.accept(article(), undefined)).toEqual({ outcome: 'duplicate', row: first });
    expect(await articles.accept(article({ contentSha256: 'd'.repeat(64) }), undefined)).toEqual({
      outcome: 'accepted',
    });
  });

  it('finds what a source has sent under each of its names, and rows that were written before texts stood there', async () => {
    const { articles, table } = await open();
    const { siteId, submitter, canonicalUrl } = article();
    const byUrl = { siteId, submitter, canonicalUrl: canonicalUrl! };
    const byId = { siteId, submitter, externalId: 'ferry-1' };
    const first = article({ externalId: 'ferry-1' });
    const corrected = article({ externalId: 'ferry-1', contentSha256: 'd'.repeat(64) });
    const { url: _, canonicalUrl: __, ...elsewhere } = article({ externalId: 'ferry-1' });
    const former = article();
    for (const row of [first, corrected, elsewhere])
      expect(await articles.accept(row, undefined)).toEqual({ outcome: 'accepted' });
    await table.put(sentAsRow(byUrl, former.id));
    // The same text under the same name is the same article, be the name an address or an id.
    for (const [again, known] of [
      [{ ...first, id: ids.article() }, first],
      [{ ...elsewhere, id: ids.article() }, elsewhere],
    ] as const)
      expect(await articles.accept(again, undefined)).toEqual({ outcome: 'duplicate', row: known });
    const sent = async (name: SourceName) => (await articles.sentAs(name)).toSorted();
    expect(await sent(byUrl)).toEqual([first.id, corrected.id, former.id].toSorted());
    expect(await sent(byId)).toEqual([first.id, corrected.id, elsewhere.id].toSorted());
    expect(await sent({ ...byUrl, submitter: 'feed-two' })).toEqual([]);
  });

  it('takes an article and the original of the same text at one address for two', async () => {
    const { articles } = await open();
    expect(await articles.accept(article(), undefined)).toEqual({ outcome: 'accepted' });
    expect(await articles.accept(article({ original: true }), undefined)).toEqual({ outcome: 'accepted' });
  });

  it('takes equal text from another source as a new article: that is what we look for', async () => {
    const { articles } = await open();
    const first = article();
    const other = article({ submitter: 'feed-two' });
    expect(await articles.accept(first, 'key-1')).toEqual({ outcome: 'accepted' });
    expect(await articles.accept(other, 'key-1')).toEqual({ outcome: 'accepted' });
    expect(await articles.get(other.id)).toEqual(other);
  });

  it('does not let one key stand for two articles', async () => {
    const { articles } = await open();
    const first = article();
    await articles.accept(first, 'key-1');
    const other = article({ contentSha256: 'd'.repeat(64) });
    expect(await articles.accept(other, 'key-1')).toEqual({ outcome: 'key_reused', row: first });
    expect(await articles.get(other.id)).toBeUndefined();
  });

  it('remembers a second key of the same article, so that it cannot stand for another later', async () => {
    const { articles } = await open();
    const first = article();
    await articles.accept(first, 'key-1');
    expect(await articles.accept(article(), 'key-2')).toEqual({ outcome: 'duplicate', row: first });
    expect(await articles.accept(article({ contentSha256: 'd'.repeat(64) }), 'key-2')).toEqual({
      outcome: 'key_reused',
      row: first,
    });
  });

  it('cannot be led to another submitter by a name with a separator in it', async () => {
    const { articles } = await open();
    await articles.accept(article({ submitter: 'a b', url: 'https://x.example/1' }), 'c');
    expect(
      await articles.accept(
        article({ submitter: 'a', url: 'https://x.example/2', contentSha256: 'e' }),
        'b c',
      ),
    ).toEqual({ outcome: 'accepted' });
  });

  it('stores once and answers `accepted` when the first answer was lost on its way', async () => {
    const { name } = await open();
    const proxy = await startFaultyProxy(dynamo.endpoint(), (n) => (n === 1 ? 'lost' : 'passed'));
    const client = new DynamoDBClient({ ...local, endpoint: proxy.endpoint });
    const articles = openArticleStore(openTable(dynamo.documents(client), name));
    const row = article();
    expect(await articles.accept(row, 'key-1')).toEqual({ outcome: 'accepted' });
    expect(proxy.requests()).toBe(2);
    expect(await articles.get(row.id)).toEqual(row);
    client.destroy();
  });

  it('names what to do with a row too large for the table, and stores nothing', async () => {
    const { articles } = await open();
    const row = article({ title: 'x'.repeat(390_000) });
    await expect(articles.accept(row, undefined)).rejects.toMatchObject({
      kind: 'invalid',
      message: expect.stringContaining('records bucket') as string,
    });
    expect(await articles.get(row.id)).toBeUndefined();
  });
});

describe('finding an article by its address', () => {
  it('answers the latest, and tells an original from a copy at the same address', async () => {
    const { articles } = await open();
    const copy = article();
    const newer = article({ contentSha256: 'd'.repeat(64) });
    const original = article({ original: true, submitter: 'publisher' });
    for (const row of [copy, newer, original]) await articles.accept(row, undefined);
    expect(await articles.findByUrl(copy.canonicalUrl!)).toEqual(newer);
    expect(await articles.findByUrl(copy.canonicalUrl!, 'original')).toEqual(original);
    expect(await articles.findByUrl('https://news.demo.example/else')).toBeUndefined();
  });

  it('finds an original when only that is there, and an address of 3,000 characters', async () => {
    const { articles } = await open();
    const canonicalUrl = `https://news.demo.example/${'é'.repeat(1_500)}`;
    const original = article({ original: true, canonicalUrl });
    await articles.accept(original, undefined);
    expect(await articles.findByUrl(canonicalUrl)).toEqual(original);
  });
});

describe('updating an article', () => {
  it('lets one of two racing workers win and shows the other what stands', async () => {
    const { articles, outbox } = await open();
    const row = article();
    await articles.accept(row, undefined);
    const changes = ['one', 'two'].map((note) => ({
      row: { ...row, version: 2, stages: [{ stage: 'registered' as const, at: noon, note }] },
      told: outboxEntry(row.id),
    }));
    const answers = await Promise.all(changes.map((change) => articles.update(change.row, 1, [change.told])));
    const won = answers.findIndex(({ outcome }) => outcome === 'committed');
    expect(answers[1 - won]).toEqual({ outcome: 'conflict', current: changes[won]!.row });
    expect(await outbox.listOf(row.id)).toEqual([changes[won]!.told]);
  });

  it('is due for the worker until it is finished', async () => {
    const { articles, due } = await open();
    const row = article({ retryAt: at('2026-03-02T12:05:00.000Z') });
    await articles.accept(row, undefined);
    expect(await due.dueBy(at('2026-03-02T12:04:59.999Z'), 10)).toEqual([]);
    expect(await due.dueBy(at('2026-03-02T12:05:00.000Z'), 10)).toEqual([
      { kind: 'article', dueAt: row.retryAt, articleId: row.id },
    ]);
    const { retryAt: _, ...done } = row;
    await articles.update({ ...done, version: 2 }, 1, []);
    expect(await due.dueBy(at('2026-04-01T00:00:00.000Z'), 10)).toEqual([]);
  });

  it('knows nothing of an article it never saw', async () => {
    const { articles } = await open();
    const row = article({ id: ids.article() });
    expect(await articles.update({ ...row, version: 2 }, 1, [])).toEqual({
      outcome: 'conflict',
      current: undefined,
    });
  });
});
