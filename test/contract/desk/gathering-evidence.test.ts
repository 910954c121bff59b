import { changeCase } from '../../../shared/desk/change-case';
import { fileNotice } from '../../../shared/desk/file-notice';
import { gatherEvidence } from '../../../shared/desk/gather-evidence';
import { ITEMS_PER_WRITE } from '../../../shared/case/transition';
import { supplyOriginalText } from '../../../shared/desk/supply-original-text';
import { sweepClocks } from '../../../shared/desk/sweep-clocks';
import { withdrawItems } from '../../../shared/desk/withdraw-items';
import { workNotice } from '../../../shared/desk/work-notices';
import type { Desk } from '../../../shared/desk/desk';
import type { CaseId } from '../../../shared/ids';
import type { NoticesMessage } from '../../../shared/wire/messages';
import { untilStill, webPage } from '../support/fetches';
import {
  completeNotice,
  copyUrl,
  feed,
  harbour,
  harbourUrl,
  nobody,
  plenty,
  publish,
  publisher,
} from '../support/submissions';
import { useTestDesk } from '../support/test-desk';

const openTestDesk = useTestDesk();

const COMPLAINANT = { role: 'CMP', id: 'complainant' } as const;

/** Addresses that all show the one copy. */
const addresses = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ url: `${copyUrl}?utm_source=${i}` }));

const outcomes = async (desk: Desk, id: CaseId) =>
  (await desk.cases.load(id))?.items.map(({ comparison }) => comparison.outcome);

const timesCompared = async (desk: Desk, id: CaseId) =>
  (await desk.cases.timeline(id))
    .filter(({ event }) => event === 'evidence_recorded')
    .map(({ facts }) => facts['item']);

/** The same desk, on which `happening` comes between the first comparison, or what else was found out, and the writing of it. */
function interrupted(desk: Desk, happening: () => Promise<unknown>, writing = 'evidence_recorded'): Desk {
  let isFirst = true;
  return {
    ...desk,
    cases: {
      ...desk.cases,
      async commit(change) {
        if (isFirst && change.timeline.some(({ event }) => event === writing)) {
          isFirst = false;
          await happening();
        }
        return desk.cases.commit(change);
      },
    },
  };
}

describe('the evidence of a complaint', () => {
  it('about sixty pages has sixty items, though one write holds fewer, and though its worker was never asked', async () => {
    const { desk, take, advance } = await openTestDesk();
    const targets = Array.from({ length: 60 }, (_, i) => ({ url: `https://news.demo.example/${i}` }));
    const silent = {
      ...desk.work,
      notices: { ...desk.work.notices, send: () => Promise.reject(new Error('down')) },
    };
    const { caseId, items } = await fileNotice(
      { ...desk, work: silent },
      completeNotice({ targets }),
      nobody,
    );
    expect(items).toBe(60);
    expect((await desk.cases.load(caseId))?.items).toHaveLength(ITEMS_PER_WRITE);
    advance(6 * 60_000);
    await sweepClocks(desk, plenty);
    const asked = (await take('notices')) as NoticesMessage[];
    expect(asked).toEqual([{ kind: 'case.gather_evidence', caseId }]);
    await Promise.all(
      [...asked, ...asked].map((message) => workNotice(desk, { id: 'm', message, receiveCount: 1 }, plenty)),
    );
    await untilStill({ desk, take });
    const file = await desk.cases.load(caseId);
    expect(file?.items.map(({ url }) => url)).toEqual(targets.map(({ url }) => url));
    expect(file?.items.every(({ comparison }) => comparison.outcome === 'not_compared')).toBe(true);
  });

  // 500 comparisons took longer than the worker has: it was cut off, and began again until it was given up.
  it('stops comparing when its time is over, asks for the rest, and ends complete', async () => {
    const { desk, take } = await openTestDesk();
    await publish(desk, feed('scraper'), { url: copyUrl });
    await publish(desk, publisher('gazette'), { url: harbourUrl });
    const targets = Array.from({ length: 40 }, (_, i) => ({ url: `${copyUrl}?utm_source=${i}` }));
    const { caseId } = await fileNotice(desk, completeNotice({ targets }), nobody);
    await take('notices');
    const work = { id: 'm', message: { kind: 'case.gather_evidence', caseId }, receiveCount: 1 } as const;
    let rounds = 0;
    for (let asked: readonly unknown[] = [work.message]; asked.length > 0; asked = await take('notices')) {
      expect(asked).toEqual([work.message]);
      let left = 30;
      await workNotice(desk, work, () => (left -= 1));
      rounds += 1;
    }
    expect(rounds).toBe(2);
    const file = await desk.cases.load(caseId);
    expect(file?.items).toHaveLength(40);
    expect(file?.items.every(({ comparison }) => comparison.outcome === 'compared')).toBe(true);
  });

  // Of 300 addresses it took more than a minute and 95,000 requests: each result read the whole case and every hold on it.
  it('of many pages reads the case a few times, not once for each page, and no holds', async () => {
    const { desk } = await openTestDesk();
    await publish(desk, feed('scraper'), { url: copyUrl });
    await publish(desk, publisher('gazette'), { url: harbourUrl });
    const { caseId } = await fileNotice(desk, completeNotice({ targets: addresses(60) }), nobody);
    const load = jest.spyOn(desk.cases, 'load');
    const commit = jest.spyOn(desk.cases, 'commit');
    const holds = jest.spyOn(desk.articles, 'holds');
    await gatherEvidence(desk, caseId, plenty);
    expect(load.mock.calls.length).toBeLessThan(12);
    expect(commit.mock.calls.length).toBeLessThan(8);
    expect(holds).not.toHaveBeenCalled();
    expect(await timesCompared(desk, caseId)).toEqual(Array.from({ length: 60 }, (_, i) => i + 1));
  });

  it('is kept as far as it came where a comparison fails, and goes on from there', async () => {
    const { desk } = await openTestDesk();
    await publish(desk, feed('scraper'), { url: copyUrl });
    await publish(desk, publisher('gazette'), { url: harbourUrl });
    const { caseId } = await fileNotice(desk, completeNotice({ targets: addresses(4) }), nobody);
    const failing = {
      ...desk.records,
      put: (key: string, ...rest: [Uint8Array]) =>
        key.startsWith(`evidence/${caseId}/3-`)
          ? Promise.reject(new Error('down'))
          : desk.records.put(key, ...rest),
    };
    await expect(gatherEvidence({ ...desk, records: failing }, caseId, plenty)).rejects.toThrow('down');
    expect(await outcomes(desk, caseId)).toEqual(['compared', 'compared', 'pending', 'pending']);
    await gatherEvidence(desk, caseId, plenty);
    expect(await timesCompared(desk, caseId)).toEqual([1, 2, 3, 4]);
  });

  it('does not lay "no original" over a text that came in while it was compared, and asks nobody for it', async () => {
    const { desk, take } = await openTestDesk();
    await publish(desk, feed('scraper'), { url: copyUrl });
    const works = [{ title: 'The harbour' }];
    const { caseId } = await fileNotice(desk, completeNotice({ works, targets: addresses(2) }), nobody);
    await take('notices');
    const supplied = () => supplyOriginalText(desk, caseId, { work: 0, text: harbour }, COMPLAINANT);
    await gatherEvidence(interrupted(desk, supplied), caseId, plenty);
    expect(await outcomes(desk, caseId)).toEqual(['pending', 'pending']);
    await untilStill({ desk, take });
    expect(await outcomes(desk, caseId)).toEqual(['compared', 'compared']);
    expect(await timesCompared(desk, caseId)).toEqual([1, 2]);
    const mails = (await desk.outbox.listOf(caseId)).map(({ effect }) => effect);
    expect(mails).not.toContainEqual(expect.objectContaining({ template: 'original_text_requested' }));
  });

  it.each([
    ['as its page was saved', `<!doctype html><html><body><p>${harbour}</p></body></html>`, 'compared'],
    ['as a page without a word', '<!doctype html><html><body></body></html>', 'not_compared'],
  ])('with an original that is sent %s', async (_how, text, outcome) => {
    const { desk, take } = await openTestDesk();
    await publish(desk, feed('scraper'), { url: copyUrl });
    const { caseId } = await fileNotice(desk, completeNotice({ works: [{ title: 'The harbour' }] }), nobody);
    await supplyOriginalText(desk, caseId, { work: 0, text }, COMPLAINANT);
    await untilStill({ desk, take });
    const [item] = (await desk.cases.load(caseId))?.items ?? [];
    expect(item?.comparison).toMatchObject(
      outcome === 'compared'
        ? { outcome, summary: { verdict: 'copy' } }
        : { outcome, why: 'no_original_text' },
    );
  });

  it('of a complaint that is withdrawn meanwhile is let go', async () => {
    const { desk } = await openTestDesk();
    await publish(desk, feed('scraper'), { url: copyUrl });
    await publish(desk, publisher('gazette'), { url: harbourUrl });
    const { caseId } = await fileNotice(desk, completeNotice({ targets: addresses(2) }), nobody);
    const withdrawn = () => withdrawItems(desk, caseId, COMPLAINANT, undefined);
    await gatherEvidence(interrupted(desk, withdrawn), caseId, plenty);
    expect((await desk.cases.load(caseId))?.head.state).toBe('WITHDRAWN');
    expect(await timesCompared(desk, caseId)).toEqual([]);
  });

  // Its message went to the dead letters, and operations were called: 'a located page is not possible here'.
  it('is let go, too, where a page was just found to be one of our articles', async () => {
    const { desk, take, web } = await openTestDesk();
    await publish(desk, feed('scraper'), { url: copyUrl });
    const url = 'https://news.demo.example/go/x7';
    web.set(url, webPage('<p>Moved.</p>', { addresses: [url, copyUrl] }));
    const { caseId } = await fileNotice(desk, completeNotice({ targets: [{ url }] }), nobody);
    const withdrawn = () => withdrawItems(desk, caseId, COMPLAINANT, undefined);
    await untilStill({ desk: interrupted(desk, withdrawn, 'item_located'), take });
    expect((await desk.cases.load(caseId))?.head.state).toBe('WITHDRAWN');
  });

  it('is let go where it was merged before all of its pages were stored', async () => {
    const { desk } = await openTestDesk();
    const first = await fileNotice(desk, completeNotice(), nobody);
    const { caseId } = await fileNotice(desk, completeNotice({ targets: addresses(60) }), nobody);
    const into = first.caseId;
    const merged = () =>
      changeCase(desk, caseId, () => ({ type: 'merged', actor: { role: 'REV', id: 'rita' }, into }));
    await gatherEvidence(interrupted(desk, merged, 'items_added'), caseId, plenty);
    expect((await desk.cases.load(caseId))?.head.state).toBe('MERGED');
  });
});
