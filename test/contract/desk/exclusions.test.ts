import { takeAdvisory } from '../../../shared/desk/advise-article';
import { claimCase } from '../../../shared/desk/claim-case';
import { decideItems } from '../../../shared/desk/decide-items';
import type { Desk } from '../../../shared/desk/desk';
import { excludePassages, listExclusions, revokeExclusion } from '../../../shared/desk/exclude-passage';
import { processArticles } from '../../../shared/desk/process-articles';
import { submitArticle } from '../../../shared/desk/submit-article';
import { undoDecision } from '../../../shared/desk/undo-decision';
import type { ArticleId, CaseId, SiteId } from '../../../shared/ids';
import { copyUrl, feed, plenty, processMessage, publisher, words } from '../support/submissions';
import { useTestDesk } from '../support/test-desk';

const openTestDesk = useTestDesk();
const rita = { role: 'REV', id: 'rita' } as const;
const liam = { role: 'LEG', id: 'liam' } as const;

const disclaimer = words('disclaimer', 60);
const original = `${words('story', 150)}. ${disclaimer}`;

async function workOne(
  desk: Desk,
  from: ReturnType<typeof feed>,
  url: string,
  text: string,
): Promise<ArticleId> {
  const { row } = await submitArticle(desk, { url, text }, from, undefined);
  await processArticles(desk, [processMessage(row.id)], plenty);
  return row.id;
}
const register = (desk: Desk, url = 'https://gazette.example/1', text = original) =>
  workOne(desk, publisher('gazette'), url, text);
let pages = 0;
const submit = (desk: Desk, text: string) => workOne(desk, feed('scraper'), `${copyUrl}/${++pages}`, text);
const dispositionOf = async (desk: Desk, id: ArticleId) => (await desk.articles.get(id))!.disposition!;

/** Holds an article that has only the disclaimer in common with the original, and releases it. */
const released = (desk: Desk) => releasedWith(desk, `${words('own', 100)}. ${disclaimer}`);
async function releasedWith(desk: Desk, text: string): Promise<CaseId> {
  const copy = await submit(desk, text);
  const { kind, caseId } = await dispositionOf(desk, copy);
  expect(kind).toBe('hold');
  const claim = await claimCase(desk, caseId!, rita);
  await decideItems(desk, caseId!, rita, {
    leaseToken: claim.lease.token,
    version: claim.version,
    decisions: [{ item: 1, actions: ['keep'], reasonCode: 'KEPT_QUOTATION', reason: 'All print this.' }],
  });
  return caseId!;
}
const exclude = (scope: 'original' | 'site' | 'corpus' = 'original') => ({ item: 1, passages: [1], scope });

describe('excluding a passage with a decision', () => {
  it('lets what has only that passage pass from then on, says why, and still holds a full copy', async () => {
    const { desk } = await openTestDesk();
    await register(desk);
    const caseId = await released(desk);
    await excludePassages(desk, caseId, rita, exclude());

    const next = await submit(desk, `${words('next', 90)}. ${disclaimer}`);
    expect(await dispositionOf(desk, next)).toMatchObject({
      kind: 'publish',
      reasons: [expect.stringContaining(`excluded by decision of case ${caseId}, item 1 (passage 1)`)],
    });
    expect((await desk.articles.get(next))!.matches).toMatchObject([
      {
        verdict: 'boilerplate',
        ownWords: 0,
        boilerplateWords: 60,
        excludedBy: [{ caseId, item: 1, passage: 1 }],
      },
    ]);
    const full = await submit(desk, original);
    expect((await desk.articles.get(full))!.matches).toMatchObject([{ verdict: 'copy', ownWords: 150 }]);
    expect(await dispositionOf(desk, full)).toMatchObject({ kind: 'hold' });
  });

  it('counts it again once that is revoked, or the decision is taken back', async () => {
    const { desk } = await openTestDesk();
    await register(desk);
    const caseId = await released(desk);
    const [first] = await excludePassages(desk, caseId, rita, exclude());
    expect(await excludePassages(desk, caseId, rita, exclude())).toEqual([first]);
    await revokeExclusion(desk, caseId, first!.id);
    await revokeExclusion(desk, caseId, first!.id);
    const text = () => `${words(`next${++pages}x`, 90)}. ${disclaimer}`;
    expect((await dispositionOf(desk, await submit(desk, text()))).kind).toBe('hold');

    await excludePassages(desk, caseId, rita, exclude());
    expect((await dispositionOf(desk, await submit(desk, text()))).kind).toBe('publish');
    await undoDecision(desk, caseId, rita);
    expect((await dispositionOf(desk, await submit(desk, text()))).kind).toBe('hold');
    expect(await listExclusions(desk, caseId)).toMatchObject([
      { revokedAt: expect.any(String) },
      { revokedAt: expect.any(String) },
    ]);
  });

  it('holds within its scope: one original, the articles of one site, everything', async () => {
    const { desk } = await openTestDesk();
    await register(desk);
    const caseId = await released(desk);
    await excludePassages(desk, caseId, rita, exclude());
    // Another original with the same disclaimer, which nobody has excluded there.
    await register(desk, 'https://gazette.example/2', `${words('second', 150)}. ${disclaimer}`);
    const text = () => `${words(`more${++pages}x`, 90)}. ${disclaimer}`;
    expect((await dispositionOf(desk, await submit(desk, text()))).kind).toBe('hold');
    await expect(excludePassages(desk, caseId, rita, exclude('corpus'))).rejects.toMatchObject({
      kind: 'forbidden',
    });
    await excludePassages(desk, caseId, liam, exclude('site'));
    expect((await dispositionOf(desk, await submit(desk, text()))).kind).toBe('publish');
  });

  // An agency's original came late, and every page of a site with a disclaimer excluded there was a found copy.
  it('is asked for the site of the copy, also where an original of another site comes late or is withdrawn', async () => {
    const { desk } = await openTestDesk();
    await register(desk);
    const caseId = await released(desk);
    await excludePassages(desk, caseId, liam, exclude('site'));
    const next = await submit(desk, `${words('next', 90)}. ${disclaimer}`);

    const agency = { ...publisher('agency'), siteId: 'wire' as SiteId };
    const late = await workOne(
      desk,
      agency,
      'https://agency.example/1',
      `${words('late', 150)}. ${disclaimer}`,
    );
    expect((await desk.articles.get(next))!.matches?.map(({ verdict }) => verdict)).not.toContain('partial');
    expect(await dispositionOf(desk, next)).toMatchObject({ kind: 'publish' });
    await takeAdvisory(desk, { kind: 'article.withdrawn', articleId: late }, agency, desk.now());
    await processArticles(desk, [processMessage(late)], plenty);
    expect(await desk.articles.casesOf(next)).toEqual([]);
  });

  // Two excluded passages of nearly half an original each, and whole copies of it were published.
  it('is refused where with what is excluded already less than half of the original would be left', async () => {
    const { desk } = await openTestDesk();
    const [first, second] = [words('first', 90), words('second', 90)];
    await register(desk, undefined, `${first}. ${second}. ${words('rest', 20)}`);
    const parts = [];
    for (const part of [first, second])
      parts.push(await releasedWith(desk, `${words(`around${parts.length}x`, 100)}. ${part}`));
    await excludePassages(desk, parts[0]!, rita, exclude());
    for (const scope of ['original', 'site', 'corpus'] as const)
      await expect(excludePassages(desk, parts[1]!, liam, exclude(scope))).rejects.toMatchObject({
        kind: 'refused',
        message: expect.stringContaining('90 % of the original'),
      });
    expect(await listExclusions(desk, parts[1]!)).toEqual([]);
    const whole = await submit(desk, `${first}. ${second}. ${words('mine', 20)}`);
    expect(await dispositionOf(desk, whole)).toMatchObject({ kind: 'hold' });
  });

  it('is refused where nothing is decided, no such passage is, or it is most of the original', async () => {
    const { desk } = await openTestDesk();
    await register(desk);
    const held = await submit(desk, original);
    const { caseId } = await dispositionOf(desk, held);
    await expect(excludePassages(desk, caseId!, rita, exclude())).rejects.toMatchObject({ kind: 'refused' });
    const claim = await claimCase(desk, caseId!, rita);
    await decideItems(desk, caseId!, rita, {
      leaseToken: claim.lease.token,
      version: claim.version,
      decisions: [{ item: 1, actions: ['keep'], reasonCode: 'KEPT_LICENSED', reason: 'Licensed.' }],
    });
    for (const passages of [[1], [99]])
      await expect(
        excludePassages(desk, caseId!, rita, { item: 1, passages, scope: 'original' }),
      ).rejects.toMatchObject({ kind: 'refused' });
    expect(await listExclusions(desk, caseId!)).toEqual([]);
  });
});
