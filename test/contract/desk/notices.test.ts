import type { NoticesMessage } from '../../../shared/wire/messages';
import { fileNotice } from '../../../shared/desk/file-notice';
import { prepare } from '../../../shared/article/prepare';
import { DAY, plus } from '../../../shared/clock/instant';
import { openCorpus } from '../../../shared/corpus/corpus';
import { maintain } from '../../../shared/corpus/maintain';
import { memoryObjectStore } from '../../../shared/corpus/memory-object-store';
import { moveCase } from '../../../shared/desk/move-case';
import { ALGORITHM, winnow } from '../../../shared/fingerprint/shingles';
import { gatherEvidence } from '../../../shared/desk/gather-evidence';
import { readCase } from '../../../shared/desk/read-case';
import { caseOfToken, readStatus } from '../../../shared/desk/read-status';
import { supplyOriginalText } from '../../../shared/desk/supply-original-text';
import { workNotice } from '../../../shared/desk/work-notices';
import { outcomeOf } from '../../../shared/desk/work-message';
import type { ApiKey, Desk } from '../../../shared/desk/desk';
import type { CaseId } from '../../../shared/ids';
import { noticeSubmission } from '../../../shared/wire/notice-submission';
import { untilStill } from '../support/fetches';
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
  words,
} from '../support/submissions';
import { useTestDesk } from '../support/test-desk';

const openTestDesk = useTestDesk();

const COMPLAINANT = { role: 'CMP', id: 'complainant' } as const;

const comparisonOf = async (desk: Desk, id: CaseId, item = 1) =>
  (await desk.cases.load(id))?.items.find(({ no }) => no === item)?.comparison;

describe('a notice', () => {
  it('opens a case whatever it lacks, and names that', async () => {
    const { desk, take } = await openTestDesk();
    const { goodFaith: _gfb, authority: _auth, accuracy: _acc, ...lacking } = completeNotice();
    const receipt = await fileNotice(desk, lacking, nobody);
    expect(receipt).toMatchObject({
      state: 'AWAITING_COMPLAINANT',
      timeLeft: '24 h left',
      missing: [{ code: 'GFB', add: expect.stringContaining('good-faith belief') }, { code: 'AUTH' }],
    });
    expect(await take('notices')).toEqual([{ kind: 'case.gather_evidence', caseId: receipt.caseId }]);
    expect(await take('delivery')).toHaveLength(1);
  });

  it('with nothing but free text opens a case too, its words kept as they were', async () => {
    const { desk } = await openTestDesk();
    const text = 'Dear Sir,\n\nyou copied our article! Take it down.\n\nA. Reader';
    const receipt = await fileNotice(desk, noticeSubmission.parse({ text }), nobody);
    expect(receipt.missing.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['LOC', 'CONTACT', 'GFB', 'AUTH']),
    );
    expect((await readCase(desk, receipt.caseId)).notice?.raw).toBe(text);
  });

  it('answers a repeated request with the same receipt, link included', async () => {
    const { desk } = await openTestDesk();
    const by = { key: undefined, idempotencyKey: 'one' };
    const first = await fileNotice(desk, completeNotice(), by);
    expect(await fileNotice(desk, completeNotice(), by)).toEqual({ ...first, replayed: true });
  });

  // A stranger's complaint was refused with the number of another's case: both forms had sent the key 1.
  it('of another stranger under the same key is a case of its own', async () => {
    const { desk } = await openTestDesk();
    const by = { key: undefined, idempotencyKey: '1' };
    const first = await fileNotice(desk, completeNotice(), by);
    const second = await fileNotice(desk, completeNotice({ signature: 'Other' }), by);
    expect(second).toMatchObject({ replayed: false });
    expect(second.caseId).not.toBe(first.caseId);
  });

  it('of one key holder under one key is never two, and no retry helps', async () => {
    const { desk, site } = await openTestDesk();
    const key: ApiKey = {
      id: 'k1' as ApiKey['id'],
      name: 'Feed',
      publisherId: 'gazette' as ApiKey['publisherId'],
      siteId: site.siteId,
      scopes: [],
      secretSha256: '',
    };
    const by = { key, idempotencyKey: '1' };
    const { caseId } = await fileNotice(desk, completeNotice(), by);
    const error = await fileNotice(desk, completeNotice({ signature: 'Other' }), by).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ kind: 'refused', details: { facts: { caseId } } });
    expect(outcomeOf(error).outcome).toBe('reject');
  });

  it('from the work queue is one case however often it is delivered', async () => {
    const { desk, log } = await openTestDesk();
    const message: NoticesMessage = { kind: 'notice.submitted', ...completeNotice() };
    await workNotice(desk, { id: 'sqs-1', message, receiveCount: 1 }, plenty);
    await workNotice(desk, { id: 'sqs-1', message, receiveCount: 2 }, plenty);
    expect(log.filter((line) => line.includes('"case_opened"'))).toHaveLength(1);
  });

  it('keeps the copy as it stood at receipt and compares it with the registered original', async () => {
    const { desk } = await openTestDesk();
    const copy = await publish(desk, feed('scraper'), { url: copyUrl });
    const original = await publish(desk, publisher('gazette'), { url: harbourUrl });
    const { caseId } = await fileNotice(
      desk,
      completeNotice({ targets: [{ url: `${copyUrl}?utm_source=x` }] }),
      nobody,
    );
    // The page is changed after the notice: the case still shows what it said.
    await publish(desk, feed('scraper'), {
      url: copyUrl,
      text: 'We have rewritten this page altogether since then.',
    });
    await gatherEvidence(desk, caseId, plenty);
    const [item] = (await readCase(desk, caseId)).itemViews;
    expect(item).toMatchObject({
      articleId: copy.id,
      respondent: 'scraper',
      snapshotSha256: copy.contentSha256,
      comparison: { outcome: 'compared', summary: { verdict: 'copy', ownWords: 200 } },
      evidence: { original: { source: original.id }, licence: { answer: 'unlicensed' } },
    });
    expect((await desk.records.get(item!.snapshotKey!))?.body).toEqual(new Uint8Array(Buffer.from(harbour)));
    expect(item!.snapshotKey).toBe(`snapshots/${caseId}/1`);
  });

  it('is told what of the copy is boilerplate of the corpus, and on how many pages of how many sites it stands', async () => {
    const { desk } = await openTestDesk();
    const footer = words('footer', 60);
    const store = memoryObjectStore();
    const newId = () => desk.ids.ulid();
    const pages = Array.from({ length: 8 }, (_, i) => {
      const { text, words: of } = prepare({ text: `${words(`page${i}`, 200)} ${footer}` });
      return {
        articleId: `page-${i}`,
        version: 1,
        source: `feed-${i}`,
        url: `https://site-${i % 2}.example/${i}`,
        firstSeenAt: desk.now(),
        registeredOriginal: false,
        simhash: [0, 0] as const,
        text,
        fingerprint: winnow(of),
      };
    });
    const corpus = openCorpus(store, { algorithms: [ALGORITHM] });
    await corpus.register(pages, newId());
    await maintain(store, { newId, now: desk.now(), minPacks: 1, mayGoOn: () => true });

    await publish(desk, feed('scraper'), { url: copyUrl, text: `${harbour} ${footer}` });
    const { caseId } = await fileNotice(
      desk,
      completeNotice({ works: [{ text: `${harbour} ${footer}` }] }),
      nobody,
    );
    await gatherEvidence({ ...desk, corpus: openCorpus(store, { algorithms: [ALGORITHM] }) }, caseId, plenty);
    const { evidence } = (await readCase(desk, caseId)).itemViews[0]!;
    expect(evidence!.comparison).toMatchObject({ verdict: 'copy', ownWords: expect.any(Number) });
    // Which shingles are kept near the footer's ends depends on the words around it.
    expect(evidence!.comparison.ownWords).toBeLessThanOrEqual(200 + 2 * 16);
    expect(evidence!.comparison.boilerplateWords).toBeGreaterThanOrEqual(60 - 2 * 16);
    const boilerplate = evidence!.passages.filter(({ kind }) => kind === 'boilerplate');
    expect(boilerplate.map(({ standsOn }) => standsOn)).toEqual([{ pages: 8, sites: 2 }]);
    expect(evidence).not.toHaveProperty('incomplete');
  });

  it('shows who was first, and that a back-dated original stands on a domain registered later', async () => {
    const { desk, advance } = await openTestDesk();
    const copy = await publish(desk, feed('scraper'), { url: copyUrl });
    const { caseId } = await fileNotice(
      desk,
      completeNotice({ works: [{ text: harbour, firstPublished: '2020-01-01' }] }),
      nobody,
    );
    await gatherEvidence(desk, caseId, plenty);
    const first = async () => (await readCase(desk, caseId)).itemViews[0]!.whoWasFirst;
    expect(await first()).toEqual({ first: 'not_known', restsOn: [], contradictions: [] });

    advance(2 * DAY);
    const dated = {
      side: 'original',
      rung: 'domain_registration',
      at: plus(copy.acceptedAt, DAY),
      source: 'https://rdap.example/domain/gazette.example',
    } as const;
    await moveCase(desk, caseId, { role: 'REV', id: 'rita' }, { type: 'date_recorded', item: 1, dated });
    expect(await first()).toMatchObject({
      first: 'article',
      by: 'domain_registration',
      restsOn: [{ rung: 'ingest_log', source: copy.id }, dated],
      contradictions: [{ says: { rung: 'partys_word', at: '2019-12-31T10:00:00.000Z' }, against: dated }],
    });
    const timeline = await desk.cases.timeline(caseId);
    expect(timeline.at(-1)).toMatchObject({ event: 'date_recorded', facts: { item: 1, ...dated } });
  });

  it("says 'no original text' and asks for it, never 'no match'; supplied, it is compared", async () => {
    const { desk, take } = await openTestDesk();
    await publish(desk, feed('scraper'), { url: copyUrl });
    const unpublished = completeNotice({ works: [{ title: 'The harbour' }] });
    const { caseId, statusToken } = await fileNotice(desk, unpublished, nobody);
    await gatherEvidence(desk, caseId, plenty);
    expect(await comparisonOf(desk, caseId)).toEqual({ outcome: 'not_compared', why: 'no_original_text' });
    expect(await readStatus(desk, statusToken)).toMatchObject({
      originalTextWanted: [0],
      pleaseSend: expect.stringContaining('text of your original'),
    });

    await take('notices');
    await supplyOriginalText(desk, caseId, { work: 0, text: harbour }, COMPLAINANT);
    for (const message of await take('notices'))
      await workNotice(desk, { id: 'm', message: message as NoticesMessage, receiveCount: 1 }, plenty);
    expect(await comparisonOf(desk, caseId)).toMatchObject({
      outcome: 'compared',
      summary: { verdict: 'copy' },
    });
    await expect(
      supplyOriginalText(desk, caseId, { work: 3, text: harbour }, COMPLAINANT),
    ).rejects.toMatchObject({
      kind: 'refused',
    });
  });

  // 'Something went wrong on our side': the case file was larger than an answer may be.
  it('is shown without what would make its file too large, the undecided first', async () => {
    const { desk } = await openTestDesk();
    const raw = 'A long letter. '.repeat(60_000);
    await publish(desk, feed('scraper'), { url: copyUrl });
    await publish(desk, publisher('gazette'), { url: harbourUrl });
    const targets = [{ url: copyUrl }, { url: `${copyUrl}#2` }];
    const { caseId } = await fileNotice(desk, completeNotice({ targets, text: raw }), nobody);
    await gatherEvidence(desk, caseId, plenty);
    for (const { comparison } of (await desk.cases.load(caseId))?.items ?? []) {
      if (comparison.outcome !== 'compared') throw new Error('expected a comparison');
      const stored = await desk.records.get(comparison.evidenceKey);
      const padded = `${new TextDecoder().decode(stored?.body)}${' '.repeat(1_300_000)}`;
      await desk.records.put(comparison.evidenceKey, Buffer.from(padded));
    }
    const view = await readCase(desk, caseId);
    expect(view.itemViews.map(({ evidence, evidenceLeftOut }) => [!!evidence, evidenceLeftOut])).toEqual([
      [true, undefined],
      [false, true],
    ]);
    expect(view.notice?.raw?.length).toBeLessThan(600_000);
    expect(view.notice?.raw).toMatch(/left out here/);
    expect(
      JSON.parse(new TextDecoder().decode((await desk.records.get(`notices/${caseId}.json`))?.body)),
    ).toMatchObject({ raw });
  });

  it('shows its status to the holder of the link alone', async () => {
    const { desk } = await openTestDesk();
    const { caseId, statusToken } = await fileNotice(desk, completeNotice(), nobody);
    expect((await caseOfToken(desk, statusToken)).head.id).toBe(caseId);
    const wrong = await caseOfToken(desk, `${caseId}.${'x'.repeat(43)}`).catch((error: Error) => error);
    const unknown = await caseOfToken(desk, `CD-00000-00000.${'x'.repeat(43)}`).catch(
      (error: Error) => error,
    );
    expect(wrong).toMatchObject({ kind: 'not_found' });
    expect(unknown).toEqual(wrong);
  });

  it('leaves no personal data in the log, and masks how to reach people in the case file', async () => {
    const { desk, take, log } = await openTestDesk();
    await publish(desk, feed('scraper'), { url: copyUrl });
    log.length = 0;
    const explanation = 'Call me on +44 20 7946 0123 or write to jane.roe@gazette.example about it.';
    const { caseId } = await fileNotice(desk, completeNotice({ explanation }), nobody);
    expect(await untilStill({ desk, take })).toBe(1);
    expect(log.length).toBeGreaterThan(1);
    expect(log.join('\n')).not.toMatch(/jane|roe|7946|gazette/i);
    const { notice } = await readCase(desk, caseId);
    expect(JSON.stringify(notice)).not.toMatch(/7946|jane\.roe@/);
    expect(notice?.contact).toMatchObject({
      name: 'Jane Roe',
      email: 'j***@gazette.example',
      phone: '***23',
    });
  });
});
