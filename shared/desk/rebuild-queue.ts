import type { CaseHead } from '../case/case';
import { pageSubject, senderSubject } from '../case/subject';
import type { Notice } from '../notice/notice';
import { Problem } from '../problem';
import { loadCase } from './change-case';
import { completedNotice } from './complete-notice';
import type { Desk } from './desk';
import { pagesFoundBy, senderFoundBy } from './found-by';

export interface Rebuilt {
  /** Cases looked at in this part. */
  readonly cases: number;
  /** Of them, those that stood elsewhere in the indexes than their facts put them, and are put right. */
  readonly mended: number;
  /** Where the next part begins; absent when all is done. */
  readonly cursor?: string;
}

/** Rows of the table. Each case that stands in them is read whole, within the time that a request has. */
const ROWS = 500;

/**
 * Computes the places of cases in the queue and due indexes anew, what they are found by, and, where a case does not say
 * what it is about, that: from the cases and their notices alone, a part at a time.
 */
export const rebuildQueue = (
  desk: Pick<Desk, 'cases' | 'articles' | 'records'>,
  cursor: string | undefined,
): Promise<Rebuilt> =>
  desk.cases.reindex({ limit: ROWS, ...(cursor !== undefined && { cursor }) }, (head) => renewed(desk, head));

/** One whose notice is gone is found by its pages, and keeps nobody else from being put right. */
async function noticeOf(desk: Pick<Desk, 'records'>, head: CaseHead): Promise<Notice | undefined> {
  try {
    return await completedNotice(desk, head);
  } catch (error) {
    if (error instanceof Problem && error.kind === 'corrupt') return undefined;
    throw error;
  }
}

async function renewed(
  desk: Pick<Desk, 'cases' | 'articles' | 'records'>,
  head: CaseHead,
): Promise<CaseHead> {
  const { items } = await loadCase(desk, head.id);
  const notice = head.kind === 'notice' ? await noticeOf(desk, head) : undefined;
  await desk.cases.makeFound(head, [...pagesFoundBy(items), ...(notice ? senderFoundBy(notice) : [])]);
  if (head.subject) return head;
  const [first] = items;
  const title = first?.articleId && (await desk.articles.get(first.articleId))?.title;
  return {
    ...head,
    subject: {
      ...(first && pageSubject({ url: first.url, ...(title !== undefined && { title }) })),
      ...(notice && senderSubject(notice.contact)),
    },
  };
}
