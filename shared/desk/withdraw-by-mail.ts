import { canonicalUrl } from '../article/canonical-url';
import type { CaseFile } from '../case/case';
import { ruleFor } from '../case/transitions';
import { withdrawalIn } from '../notice/withdrawal';
import { type Reply, isFromComplainant, withoutQuotation } from './answer-case';
import type { NoticeDesk } from './submit-notice';
import { withdrawItems } from './withdraw-items';

/**
 * A withdrawal by mail from the address that the complaint came from, its domain vouching for it. Anything in doubt is
 * left for a person, who finds the mail with the case.
 * @returns whether anything was withdrawn.
 */
export async function withdrawByMail(
  desk: NoticeDesk,
  { head, items }: CaseFile,
  reply: Reply,
): Promise<boolean> {
  if (head.kind !== 'notice' || ruleFor(head.state, 'withdrawn') === undefined) return false;
  const taken = withdrawalIn(withoutQuotation(reply.text), () => true);
  if (taken === undefined || !(await isFromComplainant(desk, head, reply))) return false;
  const open = items.filter(({ state }) => state !== 'WITHDRAWN');
  const named =
    taken === 'all'
      ? open
      : open.filter(
          ({ no, url }) => taken.items.includes(no) || taken.canonicalUrls.includes(canonicalUrl(url) ?? ''),
        );
  // A number or an address that is not in the case may be a slip: nothing is guessed.
  const meant = taken === 'all' ? open.length : taken.items.length + taken.canonicalUrls.length;
  if (named.length === 0 || named.length < meant) return false;
  const numbers = taken === 'all' ? undefined : named.map(({ no }) => no);
  await withdrawItems(desk, head.id, { role: 'CMP', id: 'complainant' }, numbers, true);
  return true;
}
