import type { ArticleRow } from '../../../shared/article/article';
import type { Desk } from '../../../shared/desk/desk';
import { processArticles } from '../../../shared/desk/process-articles';
import { submitArticle } from '../../../shared/desk/submit-article';
import type { PublisherId, SiteId } from '../../../shared/ids';
import type { Submitter } from '../../../shared/desk/accept-article';
import type { WorkMessage } from '../../../shared/desk/work-message';
import type { NoticeSubmission } from '../../../shared/wire/notice-submission';
import type { ArticleId } from '../../../shared/ids';
import type { SubmissionsMessage } from '../../../shared/wire/messages';

const siteId = 'demo' as SiteId;

export const publisher = (id: string): Submitter => ({
  siteId,
  submitter: id,
  publisherId: id as PublisherId,
  original: true,
});
export const feed = (id: string): Submitter => ({ ...publisher(id), original: false });

/** `count` words that no other seed has. */
export const words = (seed: string, count: number): string =>
  Array.from({ length: count }, (_, i) => `${seed}${(i * 7919 + 13).toString(36)}`).join(' ');

export const harbour = words('harbour', 200);
export const harbourUrl = 'https://gazette.example/harbour';
export const copyUrl = 'https://news.demo.example/2026/harbour';

let messages = 0;
export const processMessage = (articleId: ArticleId, receiveCount = 1): WorkMessage<SubmissionsMessage> => ({
  id: `message-${++messages}`,
  message: { kind: 'article.process', articleId },
  receiveCount,
});

/** An article that has been worked: known to the corpus, and disposed of where it is no original. */
export async function publish(
  desk: Desk,
  from: Submitter,
  article: { readonly url: string; readonly text?: string; readonly title?: string },
): Promise<ArticleRow> {
  const { row } = await submitArticle(desk, { text: harbour, ...article }, from, undefined);
  await processArticles(desk, [processMessage(row.id)], plenty);
  return row;
}

export const plenty = (): number => 60_000;

const attested = (text: string) => ({ textId: 'own_words', text });

/** Who files without a key to the API and without one of the request's own. */
export const nobody = { key: undefined, idempotencyKey: undefined };

/** A notice that lacks nothing, about one page of ours. */
export const completeNotice = (more: Partial<NoticeSubmission> = {}): NoticeSubmission => ({
  contact: { name: 'Jane Roe', email: 'jane.roe@gazette.example', phone: '+44 20 7946 0123' },
  works: [{ title: 'The harbour', originalUrl: harbourUrl }],
  targets: [{ url: copyUrl }],
  goodFaith: attested('I believe in good faith that this use is not authorised.'),
  authority: attested('Under penalty of perjury, I am authorised to act for the owner.'),
  accuracy: attested('The information is accurate.'),
  signature: 'Jane Roe',
  ...more,
});
