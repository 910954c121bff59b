import type { ArticleRow } from '../article/article';
import type { ArticleSubmission } from '../wire/article-submission';
import type { SubmissionsMessage } from '../wire/messages';
import type { Submitter } from './accept-article';
import { takeArticle } from './advise-article';
import type { Desk } from './desk';
import { sendSoon } from './send-soon';

/**
 * Takes an article in and puts it before the workers. Should the sending fail, the row's `retryAt` makes the
 * sweep send it: what is accepted is processed.
 */
export async function submitArticle(
  desk: Pick<Desk, 'now' | 'ids' | 'articles' | 'records' | 'work'>,
  submission: ArticleSubmission,
  from: Submitter,
  idempotencyKey: string | undefined,
): Promise<{ readonly row: ArticleRow; readonly replayed: boolean }> {
  const accepted = await takeArticle(desk, submission, from, idempotencyKey, { saidAt: desk.now() });
  if (accepted.row.retryAt !== undefined) {
    const message: SubmissionsMessage = { kind: 'article.process', articleId: accepted.row.id };
    await sendSoon(desk, desk.work.submissions, [message]);
  }
  return accepted;
}
