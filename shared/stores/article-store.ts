import { joinAdvisories, saysNothingNew } from '../article/advisory';
import type { ArticleRow } from '../article/article';
import type { Hold } from '../case/case';
import type { ArticleStore, SourceName } from '../desk/desk';
import { sha256 } from '../desk/digest';
import type { FoundCopy } from '../desk/found-copies';
import { sourceNames } from '../desk/source-names';
import type { ArticleId, CaseId } from '../ids';
import { Problem } from '../problem';
import {
  advisoriesKey,
  advisoriesRow,
  articleKey,
  articlePk,
  articleRow,
  copiesPk,
  copyKey,
  copyRow,
  idempotencyKey,
  outboxRow,
  rememberedRow,
  sentAsRow,
  sentTextKey,
  sentUnderName,
  sourcePk,
  startingWith,
  urlKey,
  urlRow,
  type KeptAdvisories,
  type Remembered,
} from './desk-rows';
import { articleDayRows } from './day-rows';
import { fromCopyCursor, toCopyCursor } from './cursor';
import { absent, atVersion, bodyOf, type Key, type Table } from './table';

/** What a sender means by 'the same again' under one idempotency key. */
const payloadSha256 = (row: ArticleRow): string =>
  sha256(
    JSON.stringify([
      row.original,
      row.url,
      row.externalId,
      row.title,
      row.publishedAt,
      row.bodyType,
      row.contentSha256,
    ]),
  );

/** The name under which the same text is the same article: its address, or else its sender's id for it. */
const firstName = (row: ArticleRow): SourceName | undefined =>
  row.canonicalUrl === undefined && row.url !== undefined ? undefined : sourceNames(row, row).at(-1);

/** Without address and external id the text alone tells a submitter's submissions apart. Another source's equal text is new. */
function contentKey(row: ArticleRow): Key {
  const name = firstName(row);
  if (name) return sentTextKey(name, row);
  return idempotencyKey(
    `content ${row.siteId} ${row.original} ${row.submitter}`,
    JSON.stringify([row.url, row.contentSha256]),
  );
}

/** Lost races in a row after which something else is wrong. */
const ATTEMPTS = 6;

export function openArticleStore(desk: Table): ArticleStore {
  const get = (id: ArticleId) => desk.get<ArticleRow>(articleKey(id));
  const remembered = (key: Key) => desk.get<Remembered<ArticleId>>(key);

  async function first(id: ArticleId): Promise<ArticleRow> {
    const row = await get(id);
    if (!row) throw new Problem('corrupt', `article ${id} is remembered as accepted, but its row is gone`);
    return row;
  }

  return {
    async accept(row, key) {
      const memory = { id: row.id, payloadSha256: payloadSha256(row) };
      const byContent = contentKey(row);
      const byKey = key === undefined ? undefined : idempotencyKey(`article ${row.submitter}`, key);
      const accepted = await desk.transact([
        { put: articleRow(row), if: absent },
        { put: rememberedRow(byContent, memory), if: absent },
        ...(byKey ? [{ put: rememberedRow(byKey, memory), if: absent }] : []),
        ...(row.canonicalUrl ? [{ put: urlRow(row.canonicalUrl, row) }] : []),
        ...sourceNames(row, row)
          .filter((name) => sourcePk(name) !== byContent.pk)
          .map((name) => ({ put: sentAsRow(name, row.id) })),
      ]);
      if (accepted) return { outcome: 'accepted' };

      const underKey = byKey && (await remembered(byKey));
      if (underKey)
        return {
          outcome: underKey.payloadSha256 === memory.payloadSha256 ? 'duplicate' : 'key_reused',
          row: await first(underKey.id),
        };
      const ofContent = await remembered(byContent);
      if (!ofContent) throw new Problem('conflict', `the id ${row.id} is taken; try again with a new one`);
      // From now on the new key means the first article, too.
      if (byKey) await desk.put(rememberedRow(byKey, { ...memory, id: ofContent.id }), absent);
      return { outcome: 'duplicate', row: await first(ofContent.id) };
    },

    get,

    async sentUnder(submitter, key) {
      const known = await remembered(idempotencyKey(`article ${submitter}`, key));
      return known && get(known.id);
    },

    async findByUrl(canonicalUrl, prefer = 'article') {
      for (const which of prefer === 'article'
        ? (['article', 'original'] as const)
        : (['original', 'article'] as const)) {
        const found = await desk.get<{ articleId: ArticleId }>(urlKey(canonicalUrl, which));
        if (found) return await get(found.articleId);
      }
      return undefined;
    },

    async knowAlso(canonicalUrl, row) {
      await desk.put(urlRow(canonicalUrl, row), absent);
    },

    async update(row, expectedVersion, outbox, copies = []) {
      const committed = await desk.transact([
        { put: articleRow(row), if: atVersion(expectedVersion) },
        ...articleDayRows(row).map((put) => ({ put })),
        ...outbox.map((entry) => ({ put: outboxRow(entry), if: absent })),
        ...copies.map((copy) => ({ put: copyRow(copy) })),
      ]);
      return committed ? { outcome: 'committed' } : { outcome: 'conflict', current: await get(row.id) };
    },

    async copiesOf(publisherId, limit, cursor) {
      const { rows, next } = await desk.page({
        pk: copiesPk(publisherId),
        // Nothing sorts between a key and itself with one more character.
        from: cursor === undefined ? 'COPY#' : `${fromCopyCursor(cursor)}#`,
        to: 'COPY#~',
        limit,
      });
      const last = rows.at(-1)?.['sk'];
      return {
        copies: rows.map((row) => bodyOf(row) as FoundCopy),
        ...(next && typeof last === 'string' && { cursor: toCopyCursor(last) }),
      };
    },

    copyOf: (publisherId, { id, acceptedAt }, originalId) =>
      desk.get<FoundCopy>(copyKey({ publisherId, articleId: id, originalId, since: acceptedAt })),

    holds: (id) => desk.all<Hold>({ pk: articlePk(id), ...startingWith('HOLD#') }),

    async casesOf(id) {
      const rows = await desk.all<{ caseId: CaseId }>({ pk: articlePk(id), ...startingWith('CASE#') });
      return rows.map(({ caseId }) => caseId);
    },

    async advisories(name) {
      const { version: _, ...said } = (await desk.get<KeptAdvisories>(advisoriesKey(name))) ?? { version: 0 };
      return said;
    },

    async advise(name, said) {
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const kept = await desk.get<KeptAdvisories>(advisoriesKey(name));
        const { version, ...before } = kept ?? { version: 0 };
        if (saysNothingNew(before, said)) return;
        const after = joinAdvisories(before, said);
        const condition = kept === undefined ? absent : atVersion(version);
        if (await desk.put(advisoriesRow(name, { ...after, version: version + 1 }), condition)) return;
      }
      throw new Problem('conflict', 'what is said of this article is changing too fast');
    },

    async sentAs(name) {
      const rows = await desk.all<{ articleId: ArticleId } | Remembered<ArticleId>>({
        pk: sourcePk(name),
        ...sentUnderName,
      });
      return rows.map((row) => ('articleId' in row ? row.articleId : row.id));
    },
  };
}
