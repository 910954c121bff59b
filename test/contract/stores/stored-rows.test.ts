import { mailboxOf } from '../../../shared/desk/mailbox';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { ArticleId, CaseId, LicenceId, OutboxId, PublisherId } from '../../../shared/ids';
import { plus } from '../../../shared/clock/instant';
import { foundBy } from '../../../shared/desk/found-by';
import { openArticleStore } from '../../../shared/stores/article-store';
import { openCaseStore } from '../../../shared/stores/case-store';
import { openOutboxStore } from '../../../shared/stores/outbox-store';
import { openRegistry } from '../../../shared/stores/registry';
import {
  article,
  caseHead,
  entry,
  hold,
  item,
  noon,
  opening,
  outboxEntry,
  siteSettings,
} from '../support/desk-fixtures';
import { useDynamoDb } from '../support/desk-tables';

const dynamo = useDynamoDb();

/** Keys of every row, then those of the indexes it is in; bodies apart. */
async function keysOf(table: string): Promise<readonly string[]> {
  const { Items = [] } = await dynamo.documents().send(new ScanCommand({ TableName: table }));
  expect(new Set(Items.map(({ format }) => format as unknown))).toEqual(new Set([1]));
  return Items.map(({ pk, sk, duePk, dueSk, queuePk, queueSk }) =>
    [pk, sk, duePk, dueSk, queuePk, queueSk].filter((key) => key !== undefined).join(' | '),
  ).sort((a, b) => (a < b ? -1 : 1));
}

// What deployed tables hold: never changed, only added to. A new shape gets a new format number and its own test. The keys
// of the indexes alone may change: they are computed from the rows, and `copydesk queue rebuild` writes them anew.
describe('the rows of format 1', () => {
  const articleId = 'art_01JNB2T3ZZ0000000000000001' as ArticleId;
  const caseId = 'CD-7K3QZ-0M9RW' as CaseId;
  const outboxId = 'msg_01JNB2T3ZZ0000000000000002' as OutboxId;

  it('of the desk stand under these keys', async () => {
    const { table, name } = await dynamo.newTable();
    const row = article({ id: articleId, retryAt: plus(noon, 300_000) });
    await openArticleStore(table).accept(row, 'key-1');
    const head = caseHead({ id: caseId, nextDueAt: plus(noon, 43_200_000) });
    await openCaseStore(table).commit(
      opening(head, {
        changedItems: [item(1, { articleId })],
        outbox: [outboxEntry(caseId, { id: outboxId })],
        holds: [hold(articleId, caseId)],
        idempotency: { scope: 'publisher-a', key: 'k-1', payloadSha256: 'p'.repeat(64) },
      }),
    );
    expect(await keysOf(name)).toEqual([
      'ARTICLE#art_01JNB2T3ZZ0000000000000001 | CASE#CD-7K3QZ-0M9RW',
      'ARTICLE#art_01JNB2T3ZZ0000000000000001 | HEAD | DUE#4 | 2026-03-02T12:05:00.000Z#art_01JNB2T3ZZ0000000000000001',
      'ARTICLE#art_01JNB2T3ZZ0000000000000001 | HOLD#CD-7K3QZ-0M9RW#1',
      'CASE#CD-7K3QZ-0M9RW | HEAD | DUE#6 | 2026-03-03T00:00:00.000Z#CD-7K3QZ-0M9RW | REVIEW | 2026-03-03T12:00:00.000Z#CD-7K3QZ-0M9RW',
      'CASE#CD-7K3QZ-0M9RW | ITEM#0001',
      'CASE#CD-7K3QZ-0M9RW | OUTBOX#msg_01JNB2T3ZZ0000000000000002 | DUE#6 | 2026-03-02T12:00:00.000Z#msg_01JNB2T3ZZ0000000000000002 | WEBHOOKS#demo | 2026-03-02T12:00:00.000Z#msg_01JNB2T3ZZ0000000000000002',
      'CASE#CD-7K3QZ-0M9RW | TIMELINE#00000001',
      'IDEMPOTENCY#2e11b9f91e3889f516c593ce51c8fbf7a8ab218bf0c2702eb8460b229b6d5c66 | KEY',
      'IDEMPOTENCY#d04ca42d8f405c09db5eb308e9628fda8f83e217a5c7c8ee80c8c5e8d32d9f91 | KEY',
      'SOURCE#196e11892da6d13dfd4a098bd92f080b4aa052898cca1923a7a3f0fcbed4d5af | TEXT#a21a49689ed1a1f0f50fb33e5146d73f3d55d263afaf5f6af2d99fffe290df18',
      'URL#https://news.demo.example/harbour | ARTICLE',
    ]);
  });

  it('of the figures of days stand under these keys', async () => {
    const { table, name } = await dynamo.newTable();
    const head = caseHead({ id: caseId });
    const submitted = entry(head, { event: 'submitted', facts: { receivedAt: noon } });
    const owed = outboxEntry(caseId, { id: outboxId });
    await openCaseStore(table).commit(opening(head, { timeline: [submitted], outbox: [owed] }));
    await openOutboxStore(table).record({ ...owed, attempts: 1, log: [{ at: noon, took: 'under 1 s' }] });
    const row = article({ id: articleId });
    await openArticleStore(table).accept(row, undefined);
    const matched = [{ stage: 'matched' as const, at: noon }];
    await openArticleStore(table).update({ ...row, version: 2, stages: matched }, 1, []);
    const keys = await keysOf(name);
    expect(keys.filter((key) => key.includes('FIGURES#'))).toEqual([
      'ARTICLE#art_01JNB2T3ZZ0000000000000001 | DAY#2026-03-02 | FIGURES#2026-03-02 | ARTICLE#art_01JNB2T3ZZ0000000000000001#DAY#2026-03-02',
      'CASE#CD-7K3QZ-0M9RW | ATTEMPTS#2026-03-02#msg_01JNB2T3ZZ0000000000000002 | FIGURES#2026-03-02 | CASE#CD-7K3QZ-0M9RW#ATTEMPTS#2026-03-02#msg_01JNB2T3ZZ0000000000000002',
      'CASE#CD-7K3QZ-0M9RW | DAY#2026-03-02 | FIGURES#2026-03-02 | CASE#CD-7K3QZ-0M9RW#DAY#2026-03-02',
    ]);
  });

  it('of what a case is found by, and of one that waits for nobody, stand under these keys', async () => {
    const { table, name } = await dynamo.newTable();
    const head = caseHead({ id: caseId, state: 'CLOSED', closedAt: plus(noon, 1_000) });
    await openCaseStore(table).commit(
      opening(head, { changedItems: [], timeline: [], foundBy: [foundBy('news.demo.example')] }),
    );
    expect(await keysOf(name)).toEqual([
      'CASE#CD-7K3QZ-0M9RW | FOUND-BY#7b6499ebf3c67690de05d225b0ba2614c2f617b12017968ccdc93db766c762a9 | FOUND-BY#7b6499ebf3c67690de05d225b0ba2614c2f617b12017968ccdc93db766c762a9 | 2026-03-02T12:00:00.000Z#CD-7K3QZ-0M9RW',
      'CASE#CD-7K3QZ-0M9RW | HEAD | DONE | 2026-03-02T12:00:01.000Z#CD-7K3QZ-0M9RW',
    ]);
  });

  it('of the registry stand under these keys', async () => {
    const { table, name } = await dynamo.newTable();
    const registry = openRegistry(table, () => noon);
    const publisherId = 'harbour-press' as PublisherId;
    await registry.putSite(siteSettings({ hosts: ['News.demo.example'] }), 'whsec_c2VjcmV0');
    await registry.putPublisher({ id: publisherId, name: 'Harbour', email: 'a@b.example', domains: [] });
    await registry.putLicence({
      id: 'lic_01JNB2T3ZZ0000000000000003' as LicenceId,
      publisherId,
      partner: '*',
      scope: { kind: 'all' },
      from: noon,
      terms: {},
    });
    expect(await keysOf(name)).toEqual([
      `CONTACT#${mailboxOf('a@b.example')} | PUBLISHER#harbour-press`,
      'HOST#news.demo.example | SITE',
      'PUBLISHER#harbour-press | HEAD',
      'PUBLISHER#harbour-press | LICENCE#lic_01JNB2T3ZZ0000000000000003',
      'SECRET#demo | CMS',
      'SITE#demo | SETTINGS',
    ]);
  });
});
