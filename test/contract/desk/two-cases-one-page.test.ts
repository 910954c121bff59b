import type { CaseFile, Item } from '../../../shared/case/case';
import { MINUTE } from '../../../shared/clock/instant';
import { decideItems } from '../../../shared/desk/decide-items';
import { claimCase } from '../../../shared/desk/claim-case';
import { fileNotice } from '../../../shared/desk/file-notice';
import { readOutbox } from '../../../shared/desk/read-outbox';
import { submitArticle } from '../../../shared/desk/submit-article';
import { sweepClocks } from '../../../shared/desk/sweep-clocks';
import { withdrawItems } from '../../../shared/desk/withdraw-items';
import { workDelivery } from '../../../shared/desk/work-delivery';
import type { CaseId, SiteId } from '../../../shared/ids';
import type { DeliveryMessage } from '../../../shared/wire/messages';
import { completeNotice, copyUrl, feed, harbour, nobody, plenty } from '../support/submissions';
import { type TestDesk, useTestDesk } from '../support/test-desk';

const openTestDesk = useTestDesk();
const rita = { role: 'REV', id: 'rita' } as const;
const CMP = { role: 'CMP', id: 'complainant' } as const;

async function complaintOf({ desk }: TestDesk, email: string): Promise<CaseId> {
  return (await fileNotice(desk, completeNotice({ contact: { email } }), nobody)).caseId;
}

async function takeDown({ desk }: TestDesk, id: CaseId, items: readonly number[] = [1]): Promise<void> {
  const { lease } = await claimCase(desk, id, rita);
  const { head } = (await desk.cases.load(id)) as CaseFile;
  await decideItems(desk, id, rita, {
    leaseToken: lease.token,
    version: head.version,
    decisions: items.map((item) => ({
      item,
      actions: ['disable'],
      reasonCode: 'UPHELD_VOLUNTARY',
      reason: 'By agreement.',
    })),
  });
}

async function minute(opened: TestDesk): Promise<void> {
  opened.advance(MINUTE);
  await sweepClocks(opened.desk, plenty);
  for (const message of await opened.take('delivery'))
    await workDelivery(opened.desk, message as DeliveryMessage, 'https://api.example');
}

const told = ({ webhooks }: TestDesk) => webhooks.map(({ type, data }) => [type, data['caseId']]);

describe('a page of two cases', () => {
  // An order to give it back, held up by a CMS that was away, put it back up after another case had taken it down.
  it('is not given back by a late order of the one while the other keeps it down', async () => {
    const opened = await openTestDesk();
    const { desk, answerCmsWith } = opened;
    await submitArticle(desk, { url: copyUrl, text: harbour }, feed('scraper'), undefined);
    const [one, other] = [
      await complaintOf(opened, 'a@gazette.example'),
      await complaintOf(opened, 'b@herald.example'),
    ];
    await takeDown(opened, one);
    await minute(opened);
    expect(told(opened)).toEqual([['item.takedown', one]]);

    answerCmsWith(503);
    await withdrawItems(desk, one, CMP, undefined);
    await minute(opened);
    await takeDown(opened, other);
    answerCmsWith(204);
    const before = opened.webhooks.length;
    for (let passed = 0; passed < 8; passed++) await minute(opened);
    expect(told(opened).slice(before)).toEqual([['item.takedown', other]]);
    const [order] = (await readOutbox(desk, one)).filter(
      ({ effect }) => effect.kind === 'cms' && effect.type === 'item.restore',
    );
    expect(order).toMatchObject({ state: 'cancelled' });

    await withdrawItems(desk, other, CMP, undefined);
    await minute(opened);
    expect(told(opened).at(-1)).toEqual(['item.restore', other]);
    expect((await desk.cases.load(other))?.items[0]).not.toHaveProperty('hold' satisfies keyof Item);
  });
});

// A complaint of pages of two of our sites had the orders about both sent to the CMS of the one, and the other's page stayed up.
it('an order about a page goes to the CMS of the site whose page it is', async () => {
  const opened = await openTestDesk();
  const { desk, site } = opened;
  const sister = { ...site, siteId: 'sister' as SiteId, hosts: ['sister.example'] };
  await desk.registry.putSite(sister, undefined);
  const { caseId } = await fileNotice(
    desk,
    completeNotice({
      targets: [{ url: copyUrl }, { url: `${copyUrl}-2` }, { url: 'https://sister.example/1' }],
    }),
    nobody,
  );
  await takeDown(opened, caseId, [1, 3]);
  const orders = (await readOutbox(desk, caseId)).flatMap(({ effect }) =>
    effect.kind === 'cms' ? [[effect.data['item'], effect.siteId]] : [],
  );
  expect(orders).toEqual([
    [1, 'demo'],
    [3, 'sister'],
  ]);
});

// Two complaints of a page that was never sent to us as an article: the first one withdrawn put it back up.
it('a page that leads to no article stays down as well until nobody holds it', async () => {
  const opened = await openTestDesk();
  const { desk } = opened;
  const [one, other] = [
    await complaintOf(opened, 'a@gazette.example'),
    await complaintOf(opened, 'b@herald.example'),
  ];
  await takeDown(opened, one);
  await takeDown(opened, other);
  await minute(opened);
  await withdrawItems(desk, one, CMP, undefined);
  await minute(opened);
  expect(told(opened).map(([type]) => type)).toEqual(['item.takedown', 'item.takedown']);
  await withdrawItems(desk, other, CMP, undefined);
  await minute(opened);
  expect(told(opened).at(-1)).toEqual(['item.restore', other]);
});
