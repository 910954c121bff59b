import type { PreparedArticle } from '../article/prepare-text';
import type { CaseFile, CaseHead, Comparison, Item } from '../case/case';
import type { ItemEvidence } from '../case/event';
import type { FetchRefusal } from '../case/fetch-refusal';
import { ITEMS_PER_WRITE } from '../case/transition';
import { evidenceGathered } from '../events';
import type { CaseId } from '../ids';
import { ALGORITHM } from '../fingerprint/shingles';
import type { Alignment } from '../match/align';
import { mostCopiedFirst } from '../match/score';
import { storyOf } from '../match/story-match';
import type { Notice } from '../notice/notice';
import { screenNotice } from '../notice/screen-notice';
import { alignerFor, ofSite } from './align-texts';
import { changeCase, loadCase, taken } from './change-case';
import { completedNotice } from './complete-notice';
import { sha256 } from './digest';
import type { Desk } from './desk';
import type { FetchPurpose } from './fetched-page';
import { evidenceOf, storeEvidence, type TextSide } from './evidence';
import { articleSide } from './open-review';
import { locateItem } from './locate-item';
import { mergeDuplicate } from './merge-duplicate';
import { type OriginalText, originalTexts } from './original-text';
import { prepareBody } from './read-article-text';
import { askRegistry } from './registry-answer';
import { resolveTargets, sitesOf } from './resolve-targets';
import { askForEvidence, type NoticeDesk } from './submit-notice';

export type EvidenceDesk = NoticeDesk & Pick<Desk, 'corpus' | 'exclusions'>;

const SYSTEM = { role: 'SYS', id: 'gather-evidence' } as const;

/**
 * Completes a notice's case: the items that its opening had no room for, and for every item not yet compared the
 * copy as it stood at receipt against the named original. Runs as often as it is asked; what is done stays done, and
 * what there is no time left for is asked for by message.
 * @param fetched a page that has come: only what waited for it is looked at again. A complaint may wait for a hundred, and to
 * look at all of it for each would take their square.
 */
export async function gatherEvidence(
  desk: EvidenceDesk,
  id: CaseId,
  timeLeft: () => number,
  fetched?: FetchPurpose,
): Promise<void> {
  const opened = await loadCase(desk, id);
  if (opened.head.kind !== 'notice') return;
  const notice = await completedNotice(desk, opened.head);
  if (fetched && opened.items.length >= opened.head.itemCount) {
    const items = opened.items.filter(waitedFor(fetched));
    if (!(await compareItems(desk, { ...opened, items }, notice, timeLeft))) await askForEvidence(desk, id);
    return;
  }
  await addRemainingItems(desk, opened, notice, timeLeft);
  const { head, items } = await loadCase(desk, id);
  if (items.length < head.itemCount && timeLeft() <= 0) return askForEvidence(desk, id);
  if (await mergeDuplicate(desk, id)) return;
  if (!(await compareItems(desk, { head, items }, notice, timeLeft))) await askForEvidence(desk, id);
}

/** An item that names no work is compared with each of them. */
const waitedFor =
  (page: FetchPurpose) =>
  ({ no, work }: Item): boolean =>
    page.for === 'item' ? no === page.item : work === undefined || work === page.work;

/**
 * Compares what is to be compared, and keeps the results by groups: a case of 300 items is read for each write.
 * @returns whether the time was enough.
 */
async function compareItems(
  desk: EvidenceDesk,
  { head, items }: CaseFile,
  notice: Notice,
  timeLeft: () => number,
): Promise<boolean> {
  const awaited = new Set<Item['work']>();
  const compared: ItemEvidence[] = [];
  try {
    for (const item of items) {
      // Its work's page is on its way, as an item before it found.
      if (item.articleId !== undefined && awaited.has(item.work)) continue;
      if (item.state !== 'PENDING' || item.comparison.outcome !== 'pending') continue;
      if (timeLeft() <= 0) return false;
      const { located, comparison } = await locateAndCompare(desk, head, notice, item);
      // The fetcher was asked for a page; what it finds brings the case back here.
      if (comparison.outcome === 'pending') {
        if (located.articleId !== undefined) awaited.add(item.work);
        continue;
      }
      const snapshot = await snapshotOf(desk, head, located);
      const { supplied } = item.comparison;
      compared.push({
        no: item.no,
        comparison,
        ...(snapshot && { snapshot }),
        ...(supplied !== undefined && { supplied }),
      });
      if (compared.length < ITEMS_PER_WRITE) continue;
      if (!(await recordEvidence(desk, head.id, compared.splice(0)))) return true;
    }
    return true;
  } finally {
    // Also where a comparison fails: those before it are done.
    if (compared.length > 0) await recordEvidence(desk, head.id, compared);
  }
}

async function locateAndCompare(
  desk: EvidenceDesk,
  head: CaseHead,
  notice: Notice,
  item: Item,
): Promise<{ readonly located: Item; readonly comparison: Comparison }> {
  const unknown = item.articleId === undefined && !item.deficiencies.includes('NOT_OURS');
  const found = unknown ? await locateItem(desk, head.id, item) : item;
  return 'no' in found
    ? { located: found, comparison: await compareItem(desk, head, notice, found) }
    : { located: item, comparison: found };
}

/** @returns whether the case still took it. */
async function recordEvidence(
  desk: EvidenceDesk,
  id: CaseId,
  items: readonly ItemEvidence[],
): Promise<boolean> {
  const recording = changeCase(desk, id, () => ({ type: 'evidence_recorded', actor: SYSTEM, items }));
  if (!(await taken(recording))) return false;
  for (const { no, comparison } of items)
    evidenceGathered(desk.now(), {
      caseId: id,
      item: no,
      outcome: comparison.outcome,
      ...(comparison.outcome === 'not_compared' && { why: comparison.why }),
    });
  return true;
}

async function addRemainingItems(
  desk: NoticeDesk,
  { head, items }: CaseFile,
  notice: Notice,
  timeLeft: () => number,
): Promise<void> {
  if (items.length >= head.itemCount) return;
  const sites = await sitesOf(desk, notice);
  const { targets } = screenNotice(notice, (host) => sites.has(host));
  for (let first = items.length; first < targets.length; first += ITEMS_PER_WRITE) {
    if (timeLeft() <= 0) return;
    const added = await resolveTargets(desk, targets.slice(first, first + ITEMS_PER_WRITE));
    const adding = changeCase(desk, head.id, (file) => ({
      type: 'items_added',
      actor: SYSTEM,
      // They came with the first of them: in the notice, or in the answer to what it lacked.
      receivedAt: items[0]?.receivedAt ?? head.receivedAt,
      // Another worker may have been here since.
      items: added.slice(Math.max(0, file.items.length - first)),
    }));
    if (!(await taken(adding))) return;
  }
}

/** The copy as it stood when the notice arrived, kept with the case whatever becomes of the article. */
async function snapshotOf(desk: NoticeDesk, head: CaseHead, item: Item) {
  const { snapshotKey, snapshotSha256 } = item;
  if (snapshotKey === undefined || snapshotSha256 === undefined) return undefined;
  const body = await desk.records.get(snapshotKey);
  if (!body) return undefined;
  const key = `snapshots/${head.id}/${item.no}`;
  await desk.records.put(key, body.body, { ifNoneMatch: '*' });
  return { key, sha256: sha256(body.body) };
}

type NotCompared = Extract<Comparison, { outcome: 'not_compared' }>;
const notCompared = (why: NotCompared['why'], fetch?: FetchRefusal): NotCompared => ({
  outcome: 'not_compared',
  why,
  ...(fetch && { fetch }),
});

async function compareItem(
  desk: EvidenceDesk,
  head: CaseHead,
  notice: Notice,
  item: Item,
): Promise<Comparison> {
  if (item.deficiencies.includes('NOT_OURS')) return notCompared('not_ours');
  const row = item.articleId && (await desk.articles.get(item.articleId));
  if (!row) return notCompared('not_found');
  const body = await desk.records.get(row.bodyKey);
  if (!body) return notCompared('no_article_text');
  const prepared = prepareBody(body.body, row.bodyType, row.url);
  if (prepared.words.count === 0) return notCompared('unreadable');
  const { texts, awaited, refusal } = await originalTexts(desk, head, notice, item);
  if (awaited) return { outcome: 'pending' };
  const { stopList, incomplete } = await desk.corpus.readStopList(ALGORITHM);
  const alignTexts = alignerFor(desk, stopList.has);
  const best = await strongest(articleSide('article', row, prepared), texts, (article, original, source) =>
    alignTexts(article, original, { siteOf: ofSite(row.siteId), source }),
  );
  if (!best) return notCompared('no_original_text', refusal);
  const { article, original, alignment } = best;
  const licence = original.row && (await askRegistry(desk, row, prepared.text, original.row, alignment));
  const evidence = evidenceOf(article, original, {
    alignment,
    comparedAt: desk.now(),
    stopList,
    incomplete,
    family: original.row && storyOf(row.matches ?? [], original.row.id)?.family,
    ...(licence && { licence }),
  });
  return storeEvidence(desk, head.id, item.no, evidence, [article, original]);
}

/** Where an item names no work, the work that most of it stands in. */
async function strongest(
  article: TextSide,
  originals: readonly OriginalText[],
  alignTexts: (article: PreparedArticle, original: PreparedArticle, source?: string) => Promise<Alignment>,
) {
  const compared = await Promise.all(
    originals.map(async (original) => ({
      article,
      original,
      alignment: await alignTexts(article.prepared, original.prepared, original.row?.id),
    })),
  );
  return compared.sort((a, b) => mostCopiedFirst(a.alignment, b.alignment))[0];
}
