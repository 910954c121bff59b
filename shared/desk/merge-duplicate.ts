import { canonicalUrl } from '../article/canonical-url';
import type { CaseFile, CaseState, Item } from '../case/case';
import type { CaseId } from '../ids';
import type { Notice } from '../notice/notice';
import { standing } from '../notice/statutory-elements';
import { Problem } from '../problem';
import { loadCase } from './change-case';
import { completedNotice, completeNotice } from './complete-notice';
import { sha256 } from './digest';
import { mergeCase } from './merge-case';
import type { NoticeDesk } from './submit-notice';

/** While nothing is decided and nobody outside the desk was asked to judge. */
const MERGEABLE: readonly CaseState[] = ['SCREENING', 'AWAITING_COMPLAINANT', 'IN_REVIEW'];

/**
 * The same complaint twice, by form and by mail or sent again for want of patience: one sender, the same pages, the same
 * work. The later receipt joins the earlier one's case, whose clock goes on; where only the later one is complete, it is
 * the answer that the earlier one waits for. Every case is made known before it looks, so that of two at once at least one
 * sees the other, and whoever sees it does the same.
 * @returns whether the case has ended by this.
 */
export async function mergeDuplicate(desk: NoticeDesk, id: CaseId): Promise<boolean> {
  const file = await loadCase(desk, id);
  if (!isMergeable(file)) return file.head.state === 'MERGED';
  const notice = await completedNotice(desk, file.head);
  const email = notice.contact.email?.toLowerCase();
  const [first] = file.items;
  if (email === undefined || !first) return false;
  const looked = `evidence/${id}/twins-of-${file.items.length}`;
  if (await desk.records.get(looked)) return false;
  const keyOf = ({ url }: Item) => sha256(JSON.stringify([file.head.siteId, email, pageOf(url)]));
  await desk.cases.nameComplaint(file.items.map(keyOf), id);
  const others = (await desk.cases.complaintsNaming(keyOf(first))).filter((other) => other !== id);
  for (const otherId of others) {
    const other = await desk.cases.load(otherId);
    if (!other || !isMergeable(other)) continue;
    const otherNotice = await completedNotice(desk, other.head);
    const [earlier, later] = isBefore(other, file)
      ? [
          { file: other, notice: otherNotice },
          { file, notice },
        ]
      : [
          { file, notice },
          { file: other, notice: otherNotice },
        ];
    if (!isWithin(later, earlier)) continue;
    await join(desk, earlier.file, later);
    if (later.file === file) return true;
  }
  await desk.records.put(looked, new Uint8Array());
  return false;
}

interface Filed {
  readonly file: CaseFile;
  readonly notice: Notice;
}

const isMergeable = ({ head, items }: CaseFile): boolean =>
  head.kind === 'notice' &&
  MERGEABLE.includes(head.state) &&
  head.lease === undefined &&
  items.length === head.itemCount &&
  items.every(({ state, hold }) => state === 'PENDING' && hold === undefined);

/** By what never changes about two cases, so that everybody decides alike. */
const isBefore = (a: CaseFile, b: CaseFile): boolean =>
  `${a.head.receivedAt} ${a.head.id}` < `${b.head.receivedAt} ${b.head.id}`;

const pageOf = (url: string): string => canonicalUrl(url) ?? url;

/** Every page of the one is complained of in the other, for a work that may be the same. */
function isWithin(inner: Filed, outer: Filed): boolean {
  const known = new Map(outer.file.items.map((item) => [pageOf(item.url), item]));
  return inner.file.items.every((item) => {
    const twin = known.get(pageOf(item.url));
    return twin !== undefined && mayBeSameWork(workOf(inner.notice, item), workOf(outer.notice, twin));
  });
}

/** The original's address tells works apart; how they are described does not. */
const mayBeSameWork = (a: string | undefined, b: string | undefined): boolean =>
  a === undefined || b === undefined || a === b;

function workOf({ works }: Notice, { work = 0 }: Item): string | undefined {
  const address = works[work]?.originalUrl;
  return address === undefined ? undefined : pageOf(address);
}

const isFit = ({ head, items }: CaseFile): boolean =>
  head.dsaComplete || items.some(({ elements }) => standing(elements) === 'effective');

async function join(desk: NoticeDesk, earlier: CaseFile, later: Filed): Promise<void> {
  if (!isFit(earlier) && isFit(later.file)) {
    // How to reach them stays with the later one: who filed the earlier may be somebody who only named their address.
    const { works, goodFaith, authority, accuracy, signature } = later.notice;
    await completeNotice(desk, earlier.head.id, {
      works,
      ...(goodFaith && { goodFaith }),
      ...(authority && { authority }),
      ...(accuracy && { accuracy }),
      ...(signature !== undefined && { signature }),
    });
  }
  try {
    await mergeCase(desk, later.file.head.id, earlier.head.id, { role: 'SYS', id: 'merge-duplicate' });
  } catch (error) {
    // Somebody has begun to work on one of them, or another worker was first: it stays as they leave it.
    if (!(error instanceof Problem && (error.kind === 'refused' || error.kind === 'conflict'))) throw error;
  }
}
