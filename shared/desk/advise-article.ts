import { type Advisories, joinAdvisories, saysNothingNew, stopOf } from '../article/advisory';
import { type ArticleRow, RETRY_AFTER_MS } from '../article/article';
import { canonicalUrl } from '../article/canonical-url';
import { type Instant, plus } from '../clock/instant';
import { articleAdvised } from '../events';
import type { ArticleId } from '../ids';
import { Problem } from '../problem';
import type { ArticleAdvisory, ArticleSubmission } from '../wire/article-submission';
import type { SubmissionsMessage } from '../wire/messages';
import { acceptArticle, type Submitter } from './accept-article';
import { changeArticle, stamped } from './change-article';
import type { Desk, SourceName } from './desk';
import { sendSoon } from './send-soon';
import { sourceNames } from './source-names';

type AdviseDesk = Pick<Desk, 'now' | 'ids' | 'articles' | 'records' | 'work'>;

/** Who speaks; only the source of an article may say what becomes of it. */
export type Source = Omit<Submitter, 'original'>;

/** Which of the source's articles is spoken of: by our id, or by the source's own name for it. */
interface About {
  readonly articleId?: ArticleId;
  readonly externalId?: string;
  readonly url?: string;
}

/** Two senders may choose one name at two sites; a publisher is one everywhere. */
const owns = (source: Source, row: ArticleRow): boolean =>
  (row.submitter === source.submitter && row.siteId === source.siteId) ||
  (row.publisherId !== undefined && row.publisherId === source.publisherId);

function namesOf(
  source: Pick<Source, 'siteId' | 'submitter'>,
  { externalId, url }: Omit<About, 'articleId'>,
) {
  const address = url === undefined ? undefined : canonicalUrl(url);
  return sourceNames(source, {
    ...(externalId !== undefined && { externalId }),
    ...(address !== undefined && { canonicalUrl: address }),
  });
}

/** What has been said under an article's names, so far as it is about this text of it. */
export async function advisoriesFor(desk: Pick<Desk, 'articles'>, row: ArticleRow): Promise<Advisories> {
  const said = await Promise.all(namesOf(row, row).map((name) => desk.articles.advisories(name)));
  return aboutThisText(row, said.reduce(joinAdvisories, row.advisories ?? {}));
}

/** A correction is about the texts before it. */
function aboutThisText(row: ArticleRow, { correction, ...said }: Advisories): Advisories {
  const isBefore =
    correction !== undefined && correction.by !== row.id && row.acceptedAt <= correction.saidAt;
  return isBefore ? { ...said, correction } : said;
}

/**
 * The source of an article says something of it, be the article here or still on its way: it is kept under the name
 * first and then looked up who bears it, while an article is stored first and then asks for its name. So neither
 * order of arrival is missed. Said again, nothing happens.
 * @returns the articles it is about, as far as they are here.
 * @throws Problem `forbidden` for another's article, `not_found` for an id that is none.
 */
export async function adviseArticle(
  desk: AdviseDesk,
  about: About,
  source: Source,
  said: Advisories,
): Promise<readonly ArticleId[]> {
  const { articleId } = about;
  const known = articleId && (await desk.articles.get(articleId));
  if (articleId && !known) throw new Problem('not_found', `there is no article ${articleId}`);
  if (known && !owns(source, known))
    throw new Problem('forbidden', `${articleId} is not yours: only its source may say what becomes of it`);
  const names = known ? namesOf(known, known).slice(0, 1) : namesOf(source, about);
  for (const name of names) await desk.articles.advise(name, said);

  const ids = new Set(known ? [known.id] : []);
  for (const name of names)
    for (const row of await bearersOf(desk, name)) if (owns(source, row)) ids.add(row.id);
  for (const id of ids) await tell(desk, id, said);
  return [...ids];
}

async function bearersOf(desk: Pick<Desk, 'articles'>, name: SourceName): Promise<readonly ArticleRow[]> {
  const { articles } = desk;
  const sent = await Promise.all((await articles.sentAs(name)).map((id) => articles.get(id)));
  // A publisher may speak at one site of what it sent at another.
  const here =
    'externalId' in name
      ? []
      : await Promise.all(
          (['original', 'article'] as const).map((which) => articles.findByUrl(name.canonicalUrl, which)),
        );
  return [...sent, ...here].filter((row) => row !== undefined);
}

/** Notes it on the row, which owes a worker's visit from then on. */
async function tell(desk: AdviseDesk, id: ArticleId, said: Advisories): Promise<void> {
  let isNew = false;
  await changeArticle(desk, id, async (row) => {
    const known = row.advisories ?? {};
    const news = aboutThisText(row, said);
    isNew = !saysNothingNew(known, news);
    if (!isNew) return undefined;
    const now = desk.now();
    const advised: ArticleRow = {
      ...row,
      advisories: joinAdvisories(known, news),
      followUpOwed: true,
      retryAt: plus(now, RETRY_AFTER_MS),
    };
    return { row: stamped(advised, 'advised', now, inWords(news)), outbox: [] };
  });
  if (!isNew) return;
  articleAdvised(desk.now(), { articleId: id, said: Object.keys(said) });
  await askForWork(desk, id);
}

async function askForWork(desk: Pick<Desk, 'now' | 'work'>, articleId: ArticleId): Promise<void> {
  const message: SubmissionsMessage = { kind: 'article.process', articleId };
  await sendSoon(desk, desk.work.submissions, [message]);
}

const inWords = ({ withdrawal, embargo, correction }: Advisories): string =>
  [
    ...(withdrawal ? [withdrawal.copies === 'stop' ? 'withdrawn, with its copies' : 'withdrawn'] : []),
    ...(embargo
      ? [`embargoed ${embargo.until === undefined ? 'until further notice' : `until ${embargo.until}`}`]
      : []),
    ...(correction ? [`corrected by ${correction.by}`] : []),
  ].join('; ');

/**
 * Takes an article in, with what its submission says of it. Of one that came before, only the latter is news.
 * @throws Problem as acceptArticle.
 */
export async function takeArticle(
  desk: AdviseDesk,
  submission: ArticleSubmission,
  from: Submitter,
  idempotencyKey: string | undefined,
  more: { readonly saidAt: Instant; readonly corrects?: ArticleId },
): Promise<{ readonly row: ArticleRow; readonly replayed: boolean }> {
  const said = saidBySubmission(submission, more.saidAt);
  const accepted = await acceptArticle(desk, submission, from, idempotencyKey, {
    advisories: said,
    ...(more.corrects && { corrects: more.corrects }),
  });
  const { row } = accepted;
  if (!said.embargo && !said.withdrawal) return accepted;
  // To say that an article is usable is news only where something stops it.
  const isNews = stopOf(said, more.saidAt) ?? stopOf(await advisoriesFor(desk, row), more.saidAt);
  if (isNews) await adviseArticle(desk, { articleId: row.id }, from, said);
  return accepted;
}

/** What a submission says of itself, in the terms of IPTC ninjs. */
function saidBySubmission(
  { pubStatus, embargoedUntil }: Pick<ArticleSubmission, 'pubStatus' | 'embargoedUntil'>,
  saidAt: Instant,
): Advisories {
  if (pubStatus === 'canceled') return { withdrawal: { copies: 'stop', saidAt } };
  if (pubStatus === 'withheld') return { embargo: { saidAt } };
  if (embargoedUntil !== undefined) return { embargo: { until: embargoedUntil, saidAt } };
  // Said to be usable: whatever withheld it is over.
  return pubStatus === 'usable' ? { embargo: { until: saidAt, saidAt } } : {};
}

/** What came of an advisory: the articles it is about, and for a correction the new one. */
export interface Advised {
  readonly articleIds: readonly ArticleId[];
  readonly correctedBy?: ArticleRow;
}

/** What its sender is answered. */
export const advisoryAnswer = ({ articleIds, correctedBy }: Advised) => ({
  articleIds,
  ...(correctedBy && { correctedBy: correctedBy.id }),
});

/**
 * One advisory of a source. @param receivedAt when it was sent, unless it says itself when it was said.
 * @throws Problem as adviseArticle and acceptArticle; `refused` for the correction of what was withdrawn.
 */
export async function takeAdvisory(
  desk: AdviseDesk,
  advisory: ArticleAdvisory,
  source: Source,
  receivedAt: Instant,
): Promise<Advised> {
  if (advisory.kind === 'article.corrected') return takeCorrection(desk, advisory, source, receivedAt);
  // Nobody speaks from the future: it could never be unsaid.
  const { saidAt = receivedAt } = advisory;
  const at = saidAt < receivedAt ? saidAt : receivedAt;
  if (advisory.kind === 'article.embargoed') {
    const { until } = advisory;
    const embargo = { saidAt: at, ...(until !== undefined && { until }) };
    return { articleIds: await adviseArticle(desk, advisory, source, { embargo }) };
  }
  const { copies = 'stop', reason } = advisory;
  const withdrawal = { copies, saidAt: at, ...(reason !== undefined && { reason }) };
  return { articleIds: await adviseArticle(desk, advisory, source, { withdrawal }) };
}

async function takeCorrection(
  desk: AdviseDesk,
  advisory: Extract<ArticleAdvisory, { kind: 'article.corrected' }>,
  source: Source,
  receivedAt: Instant,
): Promise<Advised> {
  const { kind: _kind, articleId, original, idempotencyKey, ...submission } = advisory;
  const known = articleId && (await desk.articles.get(articleId));
  if (articleId && !known) throw new Problem('not_found', `there is no article ${articleId}`);
  if (known && !owns(source, known)) throw new Problem('forbidden', `${articleId} is not yours to correct`);
  const named = { ...known, ...submission };
  const names = namesOf(known ?? source, named);
  const bearers = (await Promise.all(names.map((name) => bearersOf(desk, name)))).flat();
  // Before the new text takes their address.
  const former = [...(known ? [known] : []), ...bearers.filter((row) => owns(source, row))];
  const taken = former.find(({ advisories }) => advisories?.withdrawal);
  if (taken)
    throw new Problem('refused', `${taken.id} was withdrawn: send what replaces it as an article of its own`);
  const latest = known ?? former.toSorted((x, y) => (x.acceptedAt < y.acceptedAt ? 1 : -1))[0];
  const { row } = await takeArticle(
    desk,
    {
      ...submission,
      ...(named.externalId !== undefined && { externalId: named.externalId }),
      ...(named.url !== undefined && { url: named.url }),
    },
    {
      siteId: source.siteId,
      submitter: latest?.submitter ?? source.submitter,
      ...(source.publisherId && { publisherId: source.publisherId }),
      original: original ?? latest?.original ?? false,
    },
    idempotencyKey,
    { saidAt: receivedAt, ...(latest && { corrects: latest.id }) },
  );
  const said = { correction: { by: row.id, saidAt: row.acceptedAt } };
  const told = await adviseArticle(desk, { articleId: row.id }, source, said);
  for (const { id } of former) await tell(desk, id, said);
  if (row.retryAt !== undefined) await askForWork(desk, row.id);
  const articleIds = new Set([...told, ...former.map(({ id }) => id)]);
  articleIds.delete(row.id);
  return { articleIds: [...articleIds], correctedBy: row };
}
