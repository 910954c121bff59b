import type { ArticleRow, Disposition } from '../article/article';
import type { PreparedArticle } from '../article/prepare-text';
import { type ArticleOpening, openArticleCase } from '../case/open-case';
import { casePolicy } from '../case/policy';
import { caseOpened } from '../events';
import { ALGORITHM } from '../fingerprint/shingles';
import { type CaseId, parseArticleId } from '../ids';
import type { AnsweredMatch } from '../licence/disposition';
import { storyOf } from '../match/story-match';
import type { Side } from '../match/who-was-first';
import { alignerFor, ofSite } from './align-texts';
import type { Desk } from './desk';
import { sha256 } from './digest';
import { pagesFoundBy } from './found-by';
import { recordedDates } from './dated-evidence';
import { evidenceOf, storeEvidence, type TextSide } from './evidence';
import { owe } from './outbox';
import { readArticleText } from './read-article-text';
import type { SiteSettings } from './site';

type ReviewDesk = Pick<Desk, 'now' | 'ids' | 'cases' | 'articles' | 'records' | 'corpus' | 'exclusions'>;

/**
 * Opens the case of an article that the policy would not publish, with the evidence of its strongest match; once for each
 * kind and key, however often it is called.
 * @returns the case's number.
 */
export async function openReview(
  desk: ReviewDesk,
  site: Pick<
    SiteSettings,
    'contentOrigin' | 'timeZone' | 'soloOperator' | 'confirmGone' | 'secondPerson' | 'undoMs'
  >,
  kind: ArticleOpening['kind'],
  row: ArticleRow,
  article: PreparedArticle,
  disposition: Disposition,
  answered: readonly AnsweredMatch[],
  key: string = row.id,
): Promise<CaseId> {
  const id = desk.ids.case();
  const comparison = await strongestEvidence(desk, id, row, article, answered);
  const opening = openArticleCase(
    {
      id,
      kind,
      siteId: row.siteId,
      contentOrigin: site.contentOrigin,
      receivedAt: desk.now(),
      policy: casePolicy(site),
      // Nobody outside follows a held article: the hash of a token that is given to no one.
      statusTokenSha256: sha256(desk.ids.secret()),
      actor: { role: 'SYS', id: 'process-articles' },
      item: {
        url: row.url ?? row.externalId ?? row.id,
        articleId: row.id,
        respondent: row.submitter,
        ...(row.title !== undefined && { title: row.title }),
        ...(row.editedBy && { editedBy: row.editedBy }),
        elements: [],
        deficiencies: [],
        comparison,
        snapshot: { key: row.bodyKey, sha256: row.contentSha256 },
      },
      reasons: disposition.reasons,
      policyVersion: disposition.policyVersion,
    },
    { now: desk.now(), sha256, holds: await desk.articles.holds(row.id) },
  );
  const { file, changedItems, timeline, effects, holds } = opening;
  const result = await desk.cases.commit({
    expectedVersion: 0,
    head: file.head,
    changedItems,
    timeline,
    outbox: effects.map((effect) => owe(desk, id, effect)),
    holds,
    foundBy: pagesFoundBy(changedItems),
    idempotency: { scope: kind, key, payloadSha256: row.contentSha256 },
  });
  if (result.outcome === 'duplicate' || result.outcome === 'key_reused') return result.caseId;
  caseOpened(desk.now(), { caseId: id, kind, channel: 'article', items: 1, missing: [] });
  return id;
}

async function strongestEvidence(
  desk: ReviewDesk,
  caseId: CaseId,
  row: ArticleRow,
  article: PreparedArticle,
  answered: readonly AnsweredMatch[],
) {
  const best =
    answered.find(({ stop }) => stop) ??
    answered.find(({ licence }) => licence.answer !== 'licensed') ??
    answered[0];
  const originalId = best && parseArticleId(best.match.originalId);
  const original = originalId && (await desk.articles.get(originalId));
  if (!best || !original) return { outcome: 'not_compared', why: 'no_original_text' } as const;
  const source = await readArticleText(desk, original);
  const stopList = desk.corpus.stopList(ALGORITHM);
  const texts = [articleSide('article', row, article), articleSide('original', original, source)] as const;
  const evidence = evidenceOf(...texts, {
    alignment: await alignerFor(desk, stopList.has)(article, source, {
      siteOf: ofSite(row.siteId),
      source: original.id,
    }),
    comparedAt: desk.now(),
    licence: best.licence,
    stopList,
    family: storyOf(row.matches ?? [], original.id)?.family,
  });
  return storeEvidence(desk, caseId, 1, evidence, texts);
}

/** What evidence says of one of our own articles. */
export const articleSide = (side: Side, row: ArticleRow, prepared: PreparedArticle): TextSide => ({
  prepared,
  about: {
    source: row.id,
    ...(row.url !== undefined && { url: row.url }),
    ...(row.title !== undefined && { title: row.title }),
    firstSeenAt: row.acceptedAt,
    ...(row.publishedAt !== undefined && { publishedAt: row.publishedAt }),
  },
  dated: recordedDates(side, row),
});
