import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { plus } from '../../../shared/clock/instant';
import { fulfil, pause, startClock } from '../../../shared/clock/sla-clock';
import { openArticleStore } from '../../../shared/stores/article-store';
import type { QueueQuery } from '../../../shared/desk/desk';
import type { SiteId } from '../../../shared/ids';
import { openDueIndex } from '../../../shared/stores/due-index';
import { openCaseStore } from '../../../shared/stores/case-store';
import { toTableCursor } from '../../../shared/stores/cursor';
import { openOutboxStore } from '../../../shared/stores/outbox-store';
import { openTable } from '../../../shared/stores/table';
import {
  article,
  at,
  caseHead,
  day,
  entry,
  hold,
  ids,
  item,
  next,
  noon,
  opening,
  outboxEntry,
} from '../support/desk-fixtures';
import { local, useDynamoDb } from '../support/desk-tables';
import { startFaultyProxy, type Fate } from '../support/faulty-proxy';

const dynamo = useDynamoDb();
const open = async () => {
  const { table, name } = await dynamo.newTable();
  return {
    cases: openCaseStore(table),
    articles: openArticleStore(table),
    outbox: openOutboxStore(table),
    name,
  };
};

/** The store of `table` seen through a network with the given faults. */
async function throughNetwork(table: string, fateOf: (request: number) => Fate) {
  const proxy = await startFaultyProxy(dynamo.endpoint(), fateOf);
  const client = new DynamoDBClient({ ...local, endpoint: proxy.endpoint });
  return {
    cases: openCaseStore(openTable(dynamo.documents(client), table)),
    requests: proxy.requests,
  };
}

describe('committing a transition', () => {
  it('stores head, items, timeline, outbox and holds together', async () => {
    const { cases, articles, outbox } = await open();
    const head = caseHead({ itemCount: 2 });
    const articleId = ids.article();
    const told = outboxEntry(head.id);
    const items = [item(1, { articleId }), item(2)];
    const stands = hold(articleId, head.id);
    const change = opening(head, { changedItems: items, outbox: [told], holds: [stands] });
    expect(await cases.commit(change)).toEqual({ outcome: 'committed' });
    expect(await cases.load(head.id)).toEqual({ head, items });
    expect(await cases.timeline(head.id)).toEqual(change.timeline);
    expect(await outbox.listOf(head.id)).toEqual([told]);
    expect(await articles.holds(articleId)).toEqual([stands]);
    expect(await articles.casesOf(articleId)).toEqual([head.id]);
  });

  it('lets one of several transitions from the same version win; nothing of the others is stored', async () => {
    const { cases, outbox } = await open();
    const head = caseHead();
    await cases.commit(opening(head));
    const changes = ['rita', 'liam', 'mona', 'ada'].map((holder, i) => {
      const after = next(head, {
        lease: { holder, token: i, expiresAt: plus(noon, day) },
        timelineHash: String(i).repeat(64),
      });
      return {
        expectedVersion: 1,
        head: after,
        changedItems: [],
        timeline: [entry(after)],
        outbox: [outboxEntry(head.id)],
        holds: [],
      };
    });
    const answers = await Promise.all(changes.map((change) => cases.commit(change)));
    const won = answers.findIndex(({ outcome }) => outcome === 'committed');
    for (const answer of answers.toSpliced(won, 1))
      expect(answer).toEqual({ outcome: 'conflict', current: changes[won]!.head });
    expect((await cases.timeline(head.id)).map(({ hash }) => hash)).toEqual([
      head.timelineHash,
      changes[won]!.head.timelineHash,
    ]);
    expect(await outbox.listOf(head.id)).toEqual(changes[won]!.outbox);
  });

  it('refuses a change made from an older version, even one whose rows would all fit', async () => {
    const { cases } = await open();
    const head = caseHead();
    await cases.commit(opening(head));
    const second = next(head);
    await cases.commit({ ...opening(second), expectedVersion: 1 });
    const stale = next(second, { version: 2 });
    expect(await cases.commit({ ...opening(stale), expectedVersion: 1 })).toEqual({
      outcome: 'conflict',
      current: second,
    });
  });

  it('never writes over a timeline entry, even from the right version', async () => {
    const { cases } = await open();
    const head = caseHead();
    const change = opening(head);
    await cases.commit(change);
    const forged = { ...next(head), timelineSeq: 1 };
    await expect(
      cases.commit({ ...change, expectedVersion: 1, head: forged, timeline: [entry(forged)] }),
    ).rejects.toMatchObject({ kind: 'corrupt' });
    expect(await cases.timeline(head.id)).toEqual(change.timeline);
  });

  it('takes the holds of two cases on one article as two holds, and releases one alone', async () => {
    const { cases, articles } = await open();
    const articleId = ids.article();
    const heads = [caseHead(), caseHead()];
    for (const head of heads)
      await cases.commit(
        opening(head, { changedItems: [item(1, { articleId })], holds: [hold(articleId, head.id)] }),
      );
    const [first, second] = heads as [(typeof heads)[0] & {}, (typeof heads)[0] & {}];
    const released = hold(articleId, first.id, { to: plus(noon, day) });
    const after = next(first);
    await cases.commit({ ...opening(after), expectedVersion: 1, changedItems: [], holds: [released] });
    const byCase = new Map((await articles.holds(articleId)).map((stands) => [stands.caseId, stands]));
    expect(byCase.get(first.id)).toEqual(released);
    expect(byCase.get(second.id)).toEqual(hold(articleId, second.id));
    expect(new Set(await articles.casesOf(articleId))).toEqual(new Set([first.id, second.id]));
  });

  it('ties one article that two URLs name once', async () => {
    const { cases, articles } = await open();
    const articleId = ids.article();
    const head = caseHead({ itemCount: 2 });
    const items = [item(1, { articleId }), item(2, { articleId })];
    expect(await cases.commit(opening(head, { changedItems: items }))).toEqual({ outcome: 'committed' });
    expect(await articles.casesOf(articleId)).toEqual([head.id]);
  });

  it('takes 25 decided items with their holds and orders, and says what to do about more than 100 rows', async () => {
    const { cases } = await open();
    const head = caseHead({ itemCount: 25 });
    const articleIds = Array.from({ length: 25 }, () => ids.article());
    const decided = articleIds.map((articleId, i) => item(i + 1, { articleId, state: 'DISABLED' }));
    const change = opening(head, {
      changedItems: decided,
      holds: articleIds.map((articleId, i) => hold(articleId, head.id, { itemNo: i + 1 })),
      outbox: Array.from({ length: 27 }, () => outboxEntry(head.id)),
    });
    expect(await cases.commit(change)).toEqual({ outcome: 'committed' });
    const tooMany = opening(caseHead(), { outbox: Array.from({ length: 99 }, () => outboxEntry(head.id)) });
    await expect(cases.commit(tooMany)).rejects.toMatchObject({ kind: 'invalid' });
  });
});

describe('filing one notice twice', () => {
  const idempotency = { scope: 'publisher-a', key: 'k-1', payloadSha256: 'p'.repeat(64) };

  it('opens one case of many that race', async () => {
    const { cases } = await open();
    const changes = Array.from({ length: 8 }, () => opening(caseHead(), { idempotency }));
    const answers = await Promise.all(changes.map((change) => cases.commit(change)));
    const won = answers.findIndex(({ outcome }) => outcome === 'committed');
    const { id } = changes[won]!.head;
    for (const answer of answers.toSpliced(won, 1))
      expect(answer).toEqual({ outcome: 'duplicate', caseId: id });
    const { cases: listed } = await cases.reviewQueue({ limit: 10 });
    expect(listed.map((head) => head.id)).toEqual([id]);
  });

  it('tells another payload under the same key, and another sender with the same key', async () => {
    const { cases } = await open();
    const first = opening(caseHead(), { idempotency });
    await cases.commit(first);
    expect(
      await cases.commit(
        opening(caseHead(), { idempotency: { ...idempotency, payloadSha256: 'q'.repeat(64) } }),
      ),
    ).toEqual({ outcome: 'key_reused', caseId: first.head.id });
    expect(
      await cases.commit(opening(caseHead(), { idempotency: { ...idempotency, scope: 'publisher-b' } })),
    ).toEqual({ outcome: 'committed' });
  });
});

describe('a commit whose answer is lost', () => {
  it('is committed once and said to be', async () => {
    const { cases, name } = await open();
    const network = await throughNetwork(name, (n) => (n === 1 ? 'lost' : 'passed'));
    const head = caseHead();
    expect(await network.cases.commit(opening(head))).toEqual({ outcome: 'committed' });
    expect(network.requests()).toBe(2);
    expect(await cases.timeline(head.id)).toHaveLength(1);
  });

  it('may be tried again by a caller that was told `unavailable`', async () => {
    const { cases, name } = await open();
    const network = await throughNetwork(name, () => 'lost');
    const change = opening(caseHead());
    await expect(network.cases.commit(change)).rejects.toMatchObject({ kind: 'unavailable' });
    expect(await cases.commit(change)).toEqual({ outcome: 'committed' });
    // Another change from the same version is still a lost race.
    const other = opening({ ...change.head, state: 'SCREENING' }, { timeline: [] });
    expect(await cases.commit(other)).toEqual({ outcome: 'conflict', current: change.head });
  });
});

describe('a commit that meets another transaction', () => {
  // dynoxide runs transactions one after the other; DynamoDB cancels one of two that touch a row at once.
  const metAnother: Fate = {
    status: 400,
    body: {
      __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
      Message: 'Transaction cancelled, please refer cancellation reasons for specific reasons',
      CancellationReasons: [{ Code: 'TransactionConflict' }, { Code: 'None' }, { Code: 'None' }],
    },
  };

  it('is tried again', async () => {
    const { name } = await open();
    const network = await throughNetwork(name, (n) => (n <= 2 ? metAnother : 'passed'));
    expect(await network.cases.commit(opening(caseHead()))).toEqual({ outcome: 'committed' });
    expect(network.requests()).toBe(3);
  });

  it('is given up as a conflict at last', async () => {
    const { name } = await open();
    const network = await throughNetwork(name, () => metAnother);
    await expect(network.cases.commit(opening(caseHead()))).rejects.toMatchObject({ kind: 'conflict' });
  });
});

describe('loading a case', () => {
  it('reads 300 large items over several pages, in order', async () => {
    const { cases } = await open();
    let head = caseHead({ itemCount: 300 });
    const all = Array.from({ length: 300 }, (_, i) =>
      item(i + 1, { url: `https://news.demo.example/${i}?${'x'.repeat(6_000)}` }),
    );
    await cases.commit(opening(head, { changedItems: all.slice(0, 25) }));
    for (let from = 25; from < 300; from += 25) {
      const after = next(head);
      await cases.commit({
        ...opening(after),
        expectedVersion: head.version,
        changedItems: all.slice(from, from + 25),
      });
      head = after;
    }
    const file = await cases.load(head.id);
    expect(file?.head).toEqual(head);
    expect(file?.items.map(({ no }) => no)).toEqual(all.map(({ no }) => no));
  });

  it('answers nothing for a case that is not there', async () => {
    const { cases } = await open();
    expect(await cases.load(ids.case())).toBeUndefined();
  });

  it('says so when a row was written in a format it does not know', async () => {
    const { cases, name } = await open();
    const head = caseHead();
    await cases.commit(opening(head));
    await dynamo.documents().send(
      new PutCommand({
        TableName: name,
        Item: { pk: `CASE#${head.id}`, sk: 'HEAD', format: 2, body: head },
      }),
    );
    await expect(cases.load(head.id)).rejects.toMatchObject({
      kind: 'corrupt',
      message: expect.stringContaining('format 2') as string,
    });
  });
});

describe('the review queue', () => {
  it('lists over 300 cases once each, by the time left, across pages', async () => {
    const { cases } = await open();
    const heads = Array.from({ length: 307 }, (_, i) =>
      caseHead({ clocks: [startClock('decide', plus(noon, ((i * 131) % 307) * 1_000), day)] }),
    );
    for (let from = 0; from < heads.length; from += 40)
      await Promise.all(heads.slice(from, from + 40).map((head) => cases.commit(opening(head))));
    const listed: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await cases.reviewQueue({ limit: 50, ...(cursor === undefined ? {} : { cursor }) });
      expect(page.cases.length).toBeLessThanOrEqual(50);
      listed.push(...page.cases.map(({ id }) => id));
      cursor = page.cursor;
    } while (cursor !== undefined);
    const byStart = [...heads].sort((a, b) => (a.clocks[0]!.startedAt < b.clocks[0]!.startedAt ? -1 : 1));
    expect(listed).toEqual(byStart.map(({ id }) => id));
  });

  it('puts what is overdue first and what waits for others last, and drops what is done', async () => {
    const { cases } = await open();
    const clock = startClock('decide', noon, day);
    const overdue = caseHead({ clocks: [{ ...clock, breachedAt: plus(noon, day) }] });
    const paused = caseHead({ state: 'AWAITING_COMPLAINANT', clocks: [pause(clock, plus(noon, 1))] });
    const early = caseHead({ clocks: [clock, startClock('screen', noon, day / 48)], receivedAt: noon });
    const late = caseHead({
      clocks: [
        startClock('decide', plus(noon, 1_000), day),
        fulfil(startClock('screen', noon, 1), plus(noon, 5)),
      ],
    });
    for (const head of [paused, late, overdue, early]) await cases.commit(opening(head));
    const order = async () => (await cases.reviewQueue({ limit: 10 })).cases.map(({ id }) => id);
    expect(await order()).toEqual([early.id, overdue.id, late.id, paused.id]);
    const done = next(early, { state: 'ACTIONED' });
    await cases.commit({ ...opening(done), expectedVersion: 1, changedItems: [] });
    expect(await order()).toEqual([overdue.id, late.id, paused.id]);
  });

  it('refuses a cursor that is none of its own', async () => {
    const { cases } = await open();
    for (const cursor of ['nonsense', toTableCursor({ pk: 'CASE#1', sk: 'HEAD' })])
      await expect(cases.reviewQueue({ limit: 1, cursor })).rejects.toMatchObject({
        kind: 'invalid',
        details: { errors: [{ pointer: '/cursor' }] },
      });
  });
});

describe('the review queue for one person', () => {
  const held = (holder: string) => ({ holder, token: 1, expiresAt: plus(noon, day) });

  it('shows one site, one state, one holder or one lane, in the same order', async () => {
    const { cases } = await open();
    const due = (minutes: number) => [startClock('decide', plus(noon, minutes * 60_000), day)];
    const free = caseHead({ clocks: due(3) });
    const ritas = caseHead({ clocks: due(1), lease: held('rita') });
    const elsewhere = caseHead({ clocks: due(2), siteId: 'other' as SiteId, lease: held('rolf') });
    const legal = caseHead({ clocks: due(0), state: 'ESCALATED' });
    const order = caseHead({ clocks: due(9), priority: 'authority_order' });
    for (const head of [free, ritas, elsewhere, legal, order]) await cases.commit(opening(head));
    const listed = async (query: Omit<QueueQuery, 'limit'>) =>
      (await cases.reviewQueue({ limit: 10, ...query })).cases.map(({ id }) => id);
    expect(await listed({})).toEqual([order, legal, ritas, elsewhere, free].map(({ id }) => id));
    expect(await listed({ siteId: 'other' as SiteId })).toEqual([elsewhere.id]);
    expect(await listed({ state: 'ESCALATED' })).toEqual([legal.id]);
    expect(await listed({ holder: 'rita' })).toEqual([ritas.id]);
    expect(await listed({ lanes: ['legal'] })).toEqual([legal.id]);
    expect(await listed({ lanes: ['review'] })).toEqual([order, ritas, elsewhere, free].map(({ id }) => id));
    expect(await listed({ state: 'CLOSED' })).toEqual([]);
    // A narrow page of one goes on where it stopped, missing none.
    const pages: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await cases.reviewQueue({
        limit: 1,
        siteId: free.siteId,
        ...(cursor === undefined ? {} : { cursor }),
      });
      pages.push(...page.cases.map(({ id }) => id));
      cursor = page.cursor;
    } while (cursor !== undefined);
    expect(pages).toEqual([order, legal, ritas, free].map(({ id }) => id));
  });

  it('reads as many times whether ten cases are open or four hundred', async () => {
    const { cases, name } = await open();
    const requests = async () => {
      const { cases: counted, requests: made } = await throughNetwork(name, () => 'passed');
      await counted.reviewQueue({ limit: 25 });
      return made();
    };
    const fill = async (count: number) => {
      for (let from = 0; from < count; from += 40)
        await Promise.all(
          Array.from({ length: Math.min(40, count - from) }, (_, i) =>
            cases.commit(
              opening(caseHead({ clocks: [startClock('decide', plus(noon, (from + i) * 1_000), day)] })),
            ),
          ),
        );
    };
    await fill(10);
    const few = await requests();
    await fill(390);
    expect(await requests()).toBe(few);
    expect(few).toBe(4);
  });
});

describe('a queue that was wiped', () => {
  it('is rebuilt from the cases alone, and is the same', async () => {
    const { cases, articles, name } = await open();
    const heads = Array.from({ length: 60 }, (_, i) =>
      caseHead({
        clocks: [startClock('decide', plus(noon, ((i * 37) % 60) * 1_000), day)],
        ...(i % 7 === 0 ? { priority: 'trusted_flagger' as const } : {}),
        ...(i % 5 === 0 ? { state: 'ESCALATED' as const } : {}),
        ...(i % 11 === 0 ? { state: 'CLOSED' as const } : {}),
        ...(i % 3 === 0 ? { nextDueAt: plus(noon, i) } : {}),
      }),
    );
    for (const head of heads) await cases.commit(opening(head));
    await articles.accept(article({ retryAt: plus(noon, 1) }), undefined);
    const read = async () => (await cases.reviewQueue({ limit: 100 })).cases.map(({ id }) => id);
    const due = async () =>
      (await openDueIndex(dynamo.tableOf(name).table).dueBy(plus(noon, day), 100)).length;
    const before = await read();
    const dueBefore = await due();
    for (const { id } of heads)
      await dynamo.documents().send(
        new UpdateCommand({
          TableName: name,
          Key: { pk: `CASE#${id}`, sk: 'HEAD' },
          UpdateExpression: 'REMOVE queuePk, queueSk, duePk, dueSk',
        }),
      );
    expect(await read()).toEqual([]);

    const rebuild = async () => {
      let cursor: string | undefined;
      let looked = 0;
      let mended = 0;
      do {
        const part = await cases.reindex({ limit: 50, ...(cursor === undefined ? {} : { cursor }) });
        looked += part.cases;
        mended += part.mended;
        cursor = part.cursor;
      } while (cursor !== undefined);
      return { looked, mended };
    };
    expect(await rebuild()).toEqual({ looked: heads.length, mended: heads.length });
    expect(await read()).toEqual(before);
    expect(await due()).toBe(dueBefore);
    // What stands right is not written again.
    expect(await rebuild()).toEqual({ looked: heads.length, mended: 0 });
  });
});

describe('articles and cases in one table', () => {
  it('do not see each other', async () => {
    const { cases, articles } = await open();
    const row = article({ retryAt: at('2026-03-02T12:05:00.000Z') });
    await articles.accept(row, undefined);
    expect((await cases.reviewQueue({ limit: 10 })).cases).toEqual([]);
  });
});
