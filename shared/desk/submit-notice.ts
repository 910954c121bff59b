import { hostOf } from '../article/canonical-url';
import type { Actor, CaseFile, CaseHead, CaseState, ContentOrigin } from '../case/case';
import { type NoticeOpening, openCase } from '../case/open-case';
import { casePolicy } from '../case/policy';
import { ITEMS_PER_WRITE } from '../case/transition';
import { senderSubject } from '../case/subject';
import type { Instant } from '../clock/instant';
import { caseOpened } from '../events';
import type { CaseId, SiteId } from '../ids';
import type { Notice } from '../notice/notice';
import { screenNotice } from '../notice/screen-notice';
import { Problem } from '../problem';
import type { NoticesMessage } from '../wire/messages';
import { decisionDue } from './case-clock-view';
import { loadCase } from './change-case';
import type { Desk } from './desk';
import { sha256 } from './digest';
import { pagesFoundBy, senderFoundBy } from './found-by';
import { type MissingPart, missingOf } from './notice-deficiencies';
import { readStatusToken, storeNotice } from './notice-record';
import { dispatch, owe } from './outbox';
import { resolveTargets, sitesOf } from './resolve-targets';
import { sendSoon } from './send-soon';
import { type KnownSender, priorityOf, senderHash } from './sender-priority';
import type { SiteSettings } from './site';

export type NoticeDesk = Pick<Desk, 'now' | 'ids' | 'articles' | 'cases' | 'registry' | 'records' | 'work'>;

/** How a notice reached us, beside what it says. */
export interface Filing {
  readonly notice: Notice;
  /** The bytes as received: a request body, a message, a mail. */
  readonly raw: Uint8Array;
  /** Absent: the site that most of its addresses belong to. */
  readonly siteId?: SiteId;
  readonly filedBy?: string;
  /** Who of the desk entered what came on paper; otherwise it is the complainant's own act. */
  readonly enteredBy?: Actor;
  readonly sender?: KnownSender;
  /** Of a mail: every address that has it, its receivers' and its sender's. */
  readonly knownTo?: readonly string[];
  /** Opened without a word to its sender, who may be a machine that answers. */
  readonly unanswered?: boolean;
  /** One sender's notice under one key is one case. */
  readonly idempotency?: { readonly scope: string; readonly key: string; readonly payloadSha256: string };
}

/** What the sender gets at once. */
export interface NoticeReceipt {
  readonly caseId: CaseId;
  readonly state: CaseState;
  readonly receivedAt: Instant;
  /** Of the decision; absent while the clock waits for the sender. */
  readonly dueAt?: Instant;
  readonly timeLeft: string;
  /** Opens the status page; nobody else knows it. */
  readonly statusToken: string;
  readonly missing: readonly MissingPart[];
  readonly items: number;
  /** What a person will look at; `TARGETS_LEFT_OUT`: only the first 500 addresses are in this case. */
  readonly warnings: CaseHead['warnings'];
  /** Answered once before, under the same idempotency key. */
  readonly replayed: boolean;
}

/** A notice none of whose addresses is ours belongs to no site; it still opens a case. */
const NO_SITE = {
  siteId: 'unassigned' as SiteId,
  contentOrigin: 'user_uploaded' as ContentOrigin,
  timeZone: 'UTC',
  soloOperator: false,
};

/**
 * Opens the case of a notice, whatever it lacks. The notice is stored first, then the case with its receipt in one
 * transaction; comparing follows by message. A repeated notice is answered with the first one's receipt.
 * @throws Problem `refused` where the idempotency key stood for another notice.
 */
export async function submitNotice(desk: NoticeDesk, filing: Filing): Promise<NoticeReceipt> {
  const { raw, idempotency } = filing;
  const sites = await sitesOf(desk, filing.notice);
  const site = await siteFor(desk, filing, [...sites.values()], sites);
  const notice = addressed(filing, site);
  const screening = screenNotice(notice, (host) => sites.has(host));
  const priority = priorityOf(site, filing.sender ?? {});
  const senderSha256 = senderHash(filing.sender ?? {});
  const id = desk.ids.case();
  const statusToken = `${id}.${desk.ids.secret()}`;
  const stored = await storeNotice(desk, id, notice, raw, statusToken);
  const opening: NoticeOpening = {
    id,
    siteId: site.siteId,
    contentOrigin: site.contentOrigin,
    receivedAt: notice.receivedAt,
    policy: casePolicy(site),
    statusTokenSha256: sha256(statusToken),
    actor: filing.enteredBy ?? { role: 'CMP', id: 'complainant' },
    channel: notice.channel,
    ...stored,
    ...(filing.filedBy !== undefined && { filedBy: filing.filedBy }),
    ...(priority && { priority }),
    ...(senderSha256 !== undefined && { senderSha256 }),
    sender: senderSubject(notice.contact),
    screening,
    ...(filing.unanswered && { unanswered: true }),
    items: await resolveTargets(desk, screening.targets.slice(0, ITEMS_PER_WRITE)),
    itemCount: screening.targets.length,
  };
  const { file, changedItems, timeline, effects, holds } = openCase(opening, {
    now: desk.now(),
    sha256,
    holds: [],
  });
  const outbox = effects.map((effect) => owe(desk, id, effect));
  const result = await desk.cases.commit({
    expectedVersion: 0,
    head: file.head,
    changedItems,
    timeline,
    outbox,
    holds,
    foundBy: [...pagesFoundBy(changedItems), ...senderFoundBy(notice, filing.sender?.email)],
    ...(idempotency && { idempotency }),
  });
  if (result.outcome === 'key_reused')
    throw new Problem('refused', 'this idempotency key stood for another notice; use a new key for each', {
      facts: { caseId: result.caseId },
    });
  if (result.outcome === 'conflict') throw new Problem('unavailable', 'the case number was taken; try again');
  if (result.outcome === 'duplicate') return replay(desk, result.caseId);
  caseOpened(desk.now(), {
    caseId: id,
    kind: 'notice',
    channel: notice.channel,
    items: screening.targets.length,
    missing: screening.missing,
  });
  await askForEvidence(desk, id);
  await dispatch(desk, outbox);
  return receiptOf(desk, file, statusToken, false);
}

/** The first may have died before it asked for its evidence; asking twice does no harm. */
async function replay(desk: NoticeDesk, id: CaseId): Promise<NoticeReceipt> {
  const file = await loadCase(desk, id);
  await askForEvidence(desk, id);
  return receiptOf(desk, file, await readStatusToken(desk, id), true);
}

/** Puts a case before the worker that compares its texts. */
export async function askForEvidence(desk: Pick<Desk, 'now' | 'work'>, caseId: CaseId): Promise<void> {
  const message: NoticesMessage = { kind: 'case.gather_evidence', caseId };
  await sendSoon(desk, desk.work.notices, [message]);
}

const receiptOf = (
  desk: NoticeDesk,
  file: CaseFile,
  statusToken: string,
  replayed: boolean,
): NoticeReceipt => ({
  caseId: file.head.id,
  state: file.head.state,
  receivedAt: file.head.receivedAt,
  ...decisionDue(file.head, desk.now()),
  statusToken,
  missing: missingOf(file),
  items: file.head.itemCount,
  warnings: file.head.warnings,
  replayed,
});

type SiteOfCase = typeof NO_SITE &
  Partial<
    Pick<SiteSettings, 'confirmGone' | 'designatedAgent' | 'prioritySenders' | 'secondPerson' | 'undoMs'>
  >;

/**
 * A mail that the designated agent neither got nor sent on is no notice under 17 U.S.C. 512(c)(3)(A) (Perfect 10 v. Google); it
 * is worked like one all the same, and says so.
 */
function addressed({ notice, knownTo }: Filing, { designatedAgent }: SiteOfCase): Notice {
  const agent = designatedAgent?.email.toLowerCase();
  const missed =
    knownTo !== undefined &&
    agent !== undefined &&
    !knownTo.some((address) => address.toLowerCase() === agent);
  return missed ? { ...notice, channel: 'misdirected' } : notice;
}

async function siteFor(
  desk: NoticeDesk,
  { notice, siteId }: Filing,
  named: readonly SiteOfCase[],
  sites: ReadonlyMap<string, SiteOfCase>,
): Promise<SiteOfCase> {
  if (siteId !== undefined) {
    const site = await desk.registry.site(siteId);
    if (site) return site;
    throw new Problem('invalid', `there is no site ${siteId}`, {
      errors: [{ pointer: '/siteId', detail: 'no settings for this site' }],
    });
  }
  const count = (site: SiteOfCase) =>
    notice.targets.filter(({ url }) => sites.get(hostOf(url) ?? '')?.siteId === site.siteId).length;
  return named.toSorted((a, b) => count(b) - count(a))[0] ?? NO_SITE;
}
