import { MAX_TARGETS } from '../notice/notice';
import { screenNotice, type Screening } from '../notice/screen-notice';
import type { NoticeSubmission } from '../wire/notice-submission';
import type { Desk } from './desk';
import { sitesOf } from './resolve-targets';
import { understandNotice } from './understand-notice';

/**
 * What a complaint would be found to lack if it were filed now; nothing is stored. Of one with more addresses than it may
 * have the first are looked at: each host is a question to the table.
 */
export async function checkNotice(
  desk: Pick<Desk, 'now' | 'registry'>,
  submission: NoticeSubmission,
): Promise<Screening> {
  const targets = submission.targets.slice(0, MAX_TARGETS);
  const notice = await understandNotice(desk, { ...submission, targets }, 'form', desk.now());
  const sites = await sitesOf(desk, notice);
  return screenNotice(notice, (host) => sites.has(host));
}
