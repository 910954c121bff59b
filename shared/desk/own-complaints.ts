import { asTold } from '../case/as-told';
import type { CaseFile, CaseState } from '../case/case';
import type { Instant } from '../clock/instant';
import { endedAt } from '../clock/sla-clock';
import type { ArticleId, CaseId, PublisherId } from '../ids';
import { Problem } from '../problem';
import { decisionDue } from './case-clock-view';
import type { Desk } from './desk';
import { readStatusToken } from './notice-record';
import { type StatusView, statusOf } from './read-status';
import { senderHash } from './sender-priority';

/** A complaint that a publisher filed, signed in or with a key of its own. */
export interface OwnComplaint {
  readonly caseId: CaseId;
  readonly state: CaseState;
  readonly receivedAt: Instant;
  /** Of the decision; absent while the clock waits for the publisher, and once all is decided. */
  readonly dueAt?: Instant;
  readonly decidedAt?: Instant;
  /** As the sender wrote it. */
  readonly firstUrl?: string;
  readonly items: number;
  /** Of them, undecided. */
  readonly pending: number;
  /** How each of them stands; while a long complaint is still being stored, of fewer than there are. */
  readonly standings: readonly Standing[];
}

type Standing = Pick<
  StatusView['items'][number],
  'state' | 'orderedAt' | 'acknowledgedAt' | 'confirmedGoneAt'
>;

const PAGE = 25;

const hashOf = (publisherId: PublisherId): string => senderHash({ publisherId }) ?? '';

/** Newest first. @param before only those received before then. */
export async function listOwnComplaints(
  desk: Pick<Desk, 'cases' | 'now'>,
  publisherId: PublisherId,
  before: Instant = AFTER_ALL,
): Promise<{ readonly complaints: readonly OwnComplaint[]; readonly before?: Instant }> {
  const { ids, more } = await desk.cases.sentBy(hashOf(publisherId), { before, limit: PAGE });
  const complaints: OwnComplaint[] = [];
  for (const id of ids) {
    // One at a time: a case may hold hundreds of addresses.
    const file = await desk.cases.load(id);
    if (file) complaints.push(ownComplaint(asTold(file, desk.now()), desk.now()));
  }
  const last = complaints.at(-1);
  return { complaints, ...(more && last && { before: last.receivedAt }) };
}

/** No instant sorts behind it. */
const AFTER_ALL = '9999' as Instant;

function ownComplaint({ head, items }: CaseFile, now: Instant): OwnComplaint {
  const { id, state, receivedAt, itemCount, pendingCount, clocks } = head;
  const { dueAt } = decisionDue(head, now);
  const decide = clocks.findLast(({ kind }) => kind === 'decide');
  const decidedAt = decide && pendingCount === 0 ? endedAt(decide) : undefined;
  return {
    caseId: id,
    state,
    receivedAt,
    ...(dueAt && { dueAt }),
    ...(decidedAt && { decidedAt }),
    ...(items[0] && { firstUrl: items[0].url }),
    items: itemCount,
    pending: pendingCount,
    standings: statusOf({ head, items }, now).items.map(standingOf),
  };
}

const standingOf = ({ state, orderedAt, acknowledgedAt, confirmedGoneAt }: Standing): Standing => ({
  state,
  ...(orderedAt && { orderedAt }),
  ...(acknowledgedAt && { acknowledgedAt }),
  ...(confirmedGoneAt && { confirmedGoneAt }),
});

/** What a publisher's own newest complaint says of one article. */
export interface ComplaintAbout {
  readonly caseId: CaseId;
  readonly receivedAt: Instant;
  readonly standing: Standing;
}

/** The articles a publisher has complained of itself; where more than once, the last complaint that is not withdrawn. */
export async function ownComplaintsAbout(
  desk: Pick<Desk, 'articles' | 'cases' | 'now'>,
  publisherId: PublisherId,
  articles: readonly ArticleId[],
): Promise<ReadonlyMap<ArticleId, ComplaintAbout>> {
  const asked = new Set(articles);
  const cases = await Promise.all([...asked].map((article) => desk.articles.casesOf(article)));
  const heads = await Promise.all([...new Set(cases.flat())].map((id) => desk.cases.head(id)));
  const own = heads
    .filter((head) => head !== undefined)
    .filter(({ senderSha256 }) => senderSha256 === hashOf(publisherId))
    .toSorted((a, b) => (a.receivedAt < b.receivedAt ? -1 : 1));
  const about = new Map<ArticleId, ComplaintAbout>();
  // One at a time, as above: the copies of one complaint may be many, and its case is read once for all of them.
  for (const { id: caseId, receivedAt } of own) {
    const stored = await desk.cases.load(caseId);
    if (!stored) continue;
    const file = asTold(stored, desk.now());
    for (const [index, view] of statusOf(file, desk.now()).items.entries()) {
      const articleId = file.items[index]?.articleId;
      if (articleId === undefined || !asked.has(articleId)) continue;
      const isSuperseded = view.state === 'WITHDRAWN' && about.has(articleId);
      if (!isSuperseded) about.set(articleId, { caseId, receivedAt, standing: standingOf(view) });
    }
  }
  return about;
}

/** The link by which a complaint of one's own is followed. @throws Problem `not_found`, for another's too. */
export async function ownStatusToken(
  desk: Pick<Desk, 'cases' | 'records'>,
  publisherId: PublisherId,
  caseId: CaseId,
): Promise<string> {
  const head = await desk.cases.head(caseId);
  if (head?.senderSha256 !== hashOf(publisherId))
    throw new Problem('not_found', 'your account has filed no complaint of this number');
  return readStatusToken(desk, caseId);
}
