import { AsyncLocalStorage } from 'node:async_hooks';
import type { DispositionKind } from './article/article';
import type { CaseKind, CaseState, Comparison, Effect, ItemAction, ReasonCode } from './case/case';
import type { EventType } from './case/event';
import type { Instant } from './clock/instant';
import { toMs } from './clock/instant';
import type { ClockKind } from './clock/sla-clock';
import type { AlertId, ArticleId, CaseId, KeyId, OutboxId, PublisherId, SiteId } from './ids';
import type { ProblemKind } from './problem';
import type { Verdict } from './match/match';
import type { Channel } from './notice/notice';

/**
 * One function per business event: one line of JSON on stdout, carrying a metric in CloudWatch's embedded
 * metric format. Facts are ids, counts, states and times, never what a person wrote or who they are.
 */
type Fact = string | number | boolean | null | readonly (string | number)[];

/** CloudWatch namespace of every metric named below; alarms in infra/ refer to it. */
export const METRIC_NAMESPACE = 'Copydesk';

const context = new AsyncLocalStorage<Readonly<Record<string, Fact>>>();

/** Facts that stand on every line written while `run` lasts, e.g. the function and the request id. */
export const withLogContext = <T>(facts: Readonly<Record<string, Fact>>, run: () => T): T =>
  context.run({ ...context.getStore(), ...facts }, run);

interface Metric {
  readonly name: string;
  readonly value: number;
  readonly unit: 'Count' | 'Milliseconds';
}

function write(
  level: 'info' | 'warn' | 'error',
  event: string,
  at: Instant,
  facts: Readonly<Record<string, Fact | undefined>>,
  ...metrics: readonly Metric[]
): void {
  const line = {
    level,
    event,
    at,
    ...context.getStore(),
    ...facts,
    ...Object.fromEntries(metrics.map(({ name, value }) => [name, value])),
    _aws: {
      Timestamp: toMs(at),
      CloudWatchMetrics: [
        {
          Namespace: METRIC_NAMESPACE,
          Dimensions: [[]],
          Metrics: metrics.map(({ name, unit }) => ({ Name: name, Unit: unit })),
        },
      ],
    },
  };
  // The one place that writes the log.
  // oxlint-disable-next-line no-console
  console.log(JSON.stringify(line));
}

const count = (name: string, value = 1): Metric => ({ name, value, unit: 'Count' });
const milliseconds = (name: string, value: number): Metric => ({ name, value, unit: 'Milliseconds' });

export const articleAccepted = (
  at: Instant,
  facts: { articleId: ArticleId; siteId: SiteId; original: boolean; bytes: number; replayed: boolean },
): void => write('info', 'article_accepted', at, facts, count('ArticlesAccepted', facts.replayed ? 0 : 1));

/** `said`: which of withdrawal, embargo and correction. */
export const articleAdvised = (at: Instant, facts: { articleId: ArticleId; said: readonly string[] }): void =>
  write('info', 'article_advised', at, facts, count('ArticlesAdvised'));

/** `FollowUpLate` is alarmed on: how long after the source spoke its copies had been looked for. */
export const advisoryFollowedUp = (
  at: Instant,
  facts: { articleId: ArticleId; copies: number; out: number; held: number; lateMs: number },
): void =>
  write(
    'info',
    'advisory_followed_up',
    at,
    facts,
    count('CopiesRecalled', facts.out),
    milliseconds('FollowUpLate', facts.lateMs),
  );

export const passageExcluded = (
  at: Instant,
  facts: { caseId: CaseId; item: number; passage: number; scope: string },
): void => write('info', 'passage_excluded', at, facts, count('PassagesExcluded'));

export const passageExclusionRevoked = (
  at: Instant,
  facts: { caseId: CaseId; item: number; passage: number },
): void => write('info', 'passage_exclusion_revoked', at, facts, count('ExclusionsRevoked'));

export const packCommitted = (at: Instant, facts: { articles: number; candidates: number }): void =>
  write('info', 'pack_committed', at, facts, count('PacksCommitted'));

export const articleDisposed = (
  at: Instant,
  facts: {
    articleId: ArticleId;
    disposition: DispositionKind;
    verdict: Verdict;
    matches: number;
    late: boolean;
    /** Milliseconds from acceptance. */
    tookMs: number;
  },
): void =>
  write(
    'info',
    'article_disposed',
    at,
    facts,
    count('ArticlesDisposed'),
    milliseconds('ArticleLatency', facts.tookMs),
  );

export const lookUpIncomplete = (
  at: Instant,
  facts: { articleId: ArticleId; reasons: readonly string[] },
): void => write('warn', 'look_up_incomplete', at, facts, count('LookUpsIncomplete'));

export const articleFailed = (at: Instant, facts: { articleId: ArticleId; reason: string }): void =>
  write('error', 'article_failed', at, facts, count('ArticlesFailed'));

export const caseOpened = (
  at: Instant,
  facts: {
    caseId: CaseId;
    kind: CaseKind;
    channel: Channel | 'article';
    items: number;
    missing: readonly string[];
  },
): void => write('info', 'case_opened', at, facts, count('CasesOpened'));

export const mailAttached = (at: Instant, facts: { caseId: CaseId }): void =>
  write('info', 'mail_attached', at, facts, count('MailsAttached'));

/** A mail that must never open a case: another machine's answer, or our own mail coming back. */
export const mailLeftAlone = (at: Instant, facts: { why: 'automatic' | 'virus' }): void =>
  write('info', 'mail_left_alone', at, facts, count('MailsLeftAlone'));

export const evidenceGathered = (
  at: Instant,
  facts: { caseId: CaseId; item: number; outcome: Comparison['outcome']; why?: string },
): void => write('info', 'evidence_gathered', at, facts, count('EvidenceGathered'));

/** `why` is set where there was nothing to read. */
export const pageFetched = (
  at: Instant,
  facts: {
    caseId: CaseId;
    purpose: 'original' | 'item';
    outcome: 'fetched' | 'refused';
    redirects: number;
    bytes?: number;
    why?: string;
  },
): void =>
  write('info', 'page_fetched', at, facts, count('PagesFetched', facts.outcome === 'fetched' ? 1 : 0));

export const caseMoved = (at: Instant, facts: { caseId: CaseId; move: EventType; state: CaseState }): void =>
  write('info', 'case_moved', at, facts, count('CasesMoved'));

/** Which kinds of contact data were shown, never what they say. */
export const contactRevealed = (at: Instant, facts: { caseId: CaseId; fields: readonly string[] }): void =>
  write('warn', 'contact_revealed', at, facts, count('ContactsRevealed'));

export const caseClaimed = (at: Instant, facts: { caseId: CaseId; token: number }): void =>
  write('info', 'case_claimed', at, facts, count('CasesClaimed'));

export const caseReleased = (at: Instant, facts: { caseId: CaseId }): void =>
  write('info', 'case_released', at, facts, count('CasesReleased'));

export const decisionTakenBack = (at: Instant, facts: { caseId: CaseId }): void =>
  write('info', 'decision_taken_back', at, facts, count('DecisionsTakenBack'));

export const decisionSentAtOnce = (at: Instant, facts: { caseId: CaseId; effects: number }): void =>
  write('info', 'decision_sent_at_once', at, facts, count('DecisionsSentAtOnce'));

export const itemsDecided = (
  at: Instant,
  facts: {
    caseId: CaseId;
    actions: readonly ItemAction[];
    reasonCodes: readonly ReasonCode[];
    ageMs: number;
  },
): void =>
  write(
    'info',
    'items_decided',
    at,
    facts,
    count('ItemsDecided', facts.reasonCodes.length),
    milliseconds('TimeToDecision', facts.ageMs),
  );

export const clockFired = (
  at: Instant,
  facts: { caseId: CaseId; clock: ClockKind; percent: number; crossedAt: Instant; lateMs: number },
): void =>
  write(
    facts.percent >= 100 ? 'error' : 'warn',
    'clock_fired',
    at,
    facts,
    count(facts.percent >= 100 ? 'ClocksBreached' : 'ClockWarnings'),
  );

/** `SweepLate` is alarmed on, its absence too: written by every run, with how late the oldest due thing was. */
export const sweepFinished = (
  at: Instant,
  facts: { pointers: number; lateMs: number; casesPastDue: number; finished: boolean },
): void =>
  write(
    'info',
    'sweep_finished',
    at,
    facts,
    milliseconds('SweepLate', facts.lateMs),
    count('CasesPastDue', facts.casesPastDue),
  );

export const effectDelivered = (
  at: Instant,
  facts: {
    owner: ArticleId | CaseId;
    id: OutboxId;
    effect: Effect['kind'];
    attempts: number;
    lateMs: number;
  },
): void =>
  write(
    'info',
    'effect_delivered',
    at,
    facts,
    count('EffectsDelivered'),
    milliseconds('DeliveryLate', facts.lateMs),
  );

export const effectFailed = (
  at: Instant,
  facts: {
    owner: ArticleId | CaseId;
    id: OutboxId;
    effect: Effect['kind'];
    attempts: number;
    final: boolean;
    reason: string;
  },
): void =>
  write(
    facts.final ? 'error' : 'warn',
    'effect_failed',
    at,
    facts,
    count(facts.final ? 'EffectsAbandoned' : 'EffectsRetried'),
  );

export const cmsSecretRotated = (at: Instant, facts: { siteId: SiteId; formerUntil: Instant }): void =>
  write('info', 'cms_secret_rotated', at, facts, count('CmsSecretsRotated'));

export const alertRaised = (
  at: Instant,
  facts: { about: AlertId; severity: string; runbook: string },
): void =>
  write(facts.severity === 'info' ? 'info' : 'warn', 'alert_raised', at, facts, count('AlertsRaised'));

export const alertPaged = (at: Instant, facts: { about: AlertId; page: number; concerns: number }): void =>
  write('info', 'alert_paged', at, facts, count('AlertPages'));

/** `error` is the class and place of the fault. */
export const pageFailed = (at: Instant, facts: { about: AlertId; error: string }): void =>
  write('error', 'page_failed', at, facts, count('PagesFailed'));

export const alertAcknowledged = (at: Instant, facts: { about: AlertId; afterMs: number }): void =>
  write(
    'info',
    'alert_acknowledged',
    at,
    facts,
    count('AlertsAcknowledged'),
    milliseconds('TimeToAcknowledge', facts.afterMs),
  );

/** An effect waits for a person: deliveries are paused, removals stopped, or the CMS is not called any more. */
export const effectHeld = (
  at: Instant,
  facts: { owner: ArticleId | CaseId; id: OutboxId; effect: Effect['kind']; by: string },
): void => write('warn', 'effect_held', at, facts, count('EffectsHeld'));

export const deliveriesReleased = (at: Instant, facts: { of: string; by: string; count: number }): void =>
  write('info', 'deliveries_released', at, facts, count('EffectsReleased', facts.count));

/** A mail that SES took was not delivered, or was called spam. */
export const mailCameBack = (
  at: Instant,
  facts: { why: string; owner?: ArticleId | CaseId; id?: OutboxId },
): void => write('warn', 'mail_came_back', at, facts, count('MailsCameBack'));

export const deliveriesReplayed = (at: Instant, facts: { count: number }): void =>
  write('info', 'deliveries_replayed', at, facts, count('DeliveriesReplayed', facts.count));

/** After somebody found how to reach the party. */
export const mailResent = (at: Instant, facts: { caseId: CaseId; party: string; mails: number }): void =>
  write('info', 'mail_resent', at, facts, count('MailsResent', facts.mails));

export const deliveriesChanged = (at: Instant, facts: { of: string; did: string }): void =>
  write('warn', 'deliveries_changed', at, facts, count('DeliveriesChanged'));

export const messageRejected = (
  at: Instant,
  facts: { workQueue: string; messageId: string; reason: string },
): void => write('error', 'message_rejected', at, facts, count('MessagesRejected'));

export const messageRetried = (
  at: Instant,
  facts: { workQueue: string; messageId: string; reason: string },
): void => write('warn', 'message_retried', at, facts, count('MessagesRetried'));

/** `error` is the class and place of the fault. */
export const alertFailed = (at: Instant, facts: { messageId: string; error: string }): void =>
  write('error', 'alert_failed', at, facts, count('AlertsFailed'));

/** To whoever holds the mailbox of the publisher's contact. */
export const signInLinkSent = (at: Instant, facts: { publisherId: PublisherId }): void =>
  write('info', 'sign_in_link_sent', at, facts, count('SignInLinksSent'));

/** Another was asked for while it can still be used. */
export const signInLinkStillGood = (at: Instant, facts: { publisherId: PublisherId }): void =>
  write('info', 'sign_in_link_still_good', at, facts, count('SignInLinksStillGood'));

export const signedIn = (at: Instant, facts: { publisherId: PublisherId }): void =>
  write('info', 'signed_in', at, facts, count('PublishersSignedIn'));

export const publisherRegistered = (at: Instant, facts: { publisherId: PublisherId }): void =>
  write('info', 'publisher_registered', at, facts, count('PublishersRegistered'));

export const matchAlertsChosen = (at: Instant, facts: { publisherId: PublisherId; by: string }): void =>
  write('info', 'match_alerts_chosen', at, facts, count('MatchAlertsChosen'));

/** A publisher's own webhook: it is tried again, and in the end told by mail. No matter for our operations. */
export const publisherWebhookFailed = (
  at: Instant,
  facts: { publisherId: PublisherId; id: OutboxId; attempts: number; reason: string },
): void => write('info', 'publisher_webhook_failed', at, facts, count('PublisherWebhooksFailed'));

/** One letter about so many copies. */
export const matchDigestSent = (
  at: Instant,
  facts: { publisherId: PublisherId; id: OutboxId; copies: number },
): void => write('info', 'match_digest_sent', at, facts, count('MatchDigestsSent'));

export const domainChecked = (
  at: Instant,
  facts: { publisherId: PublisherId; proof: 'file' | 'dns' | 'none' },
): void => write('info', 'domain_checked', at, facts, count('DomainsChecked'));

/** A proof was gone at several looks in a row, or at the first after somebody else had shown theirs. */
export const proofLapsed = (at: Instant, facts: { publisherId: PublisherId }): void =>
  write('warn', 'proof_lapsed', at, facts, count('ProofsLapsed'));

/** `DomainsContested` is alarmed on: two accounts can prove one domain, or its owner has changed. */
export const domainContested = (
  at: Instant,
  facts: { publisherId: PublisherId; holder: PublisherId },
): void => write('warn', 'domain_contested', at, facts, count('DomainsContested'));

export const proofsRenewed = (at: Instant, facts: { held: number; asked: number }): void =>
  write('info', 'proofs_renewed', at, facts, count('ProofsAsked', facts.asked));

/** What is it about, never the address. */
export const accountMailSent = (at: Instant, facts: { publisherId: PublisherId; what: string }): void =>
  write('info', 'account_mail_sent', at, facts, count('AccountMailsSent'));

export const contactChanged = (at: Instant, facts: { publisherId: PublisherId }): void =>
  write('warn', 'contact_changed', at, facts, count('ContactsChanged'));

export const keyRevoked = (at: Instant, facts: { keyId: KeyId }): void =>
  write('info', 'key_revoked', at, facts, count('KeysRevoked'));

/** `refused`: rows that were not taken, each with its reason on the page of the import. */
export const originalsImported = (
  at: Instant,
  facts: { publisherId: PublisherId; format: string; queued: number; refused: number },
): void => write('info', 'originals_imported', at, facts, count('OriginalsQueued', facts.queued));

export const requestRefused = (at: Instant, facts: { route: string; kind: ProblemKind }): void =>
  write('info', 'request_refused', at, facts, count('RequestsRefused'));

/** `CanaryFailed` is alarmed on, its absence too: written by every run. */
export const canaryFlown = (at: Instant, facts: { tookMs: number }): void =>
  write(
    'info',
    'canary_flown',
    at,
    facts,
    count('CanaryFailed', 0),
    milliseconds('CanaryLatency', facts.tookMs),
  );

/** `stoppedAt` is the step that was not reached, `error` the class and place of the fault. */
export const canaryFailed = (at: Instant, facts: { stoppedAt: string; error: string }): void =>
  write('error', 'canary_failed', at, facts, count('CanaryFailed'));

export const rateLimited = (at: Instant, facts: { who: string }): void =>
  write('warn', 'rate_limited', at, facts, count('RequestsLimited'));

/** Requests pass uncounted. `error` is the class and place of the fault. */
export const rateLimitsUnavailable = (at: Instant, facts: { error: string }): void =>
  write('error', 'rate_limits_unavailable', at, facts, count('RateLimitsUnavailable'));

/** `error` is the class and stack of the fault, never the request. */
export const requestFailed = (at: Instant, facts: { route: string; error: string }): void =>
  write('error', 'request_failed', at, facts, count('RequestsFailed'));

/** `PacksWaiting` is alarmed on, its absence too: how many packs every worker reads one by one. */
export const corpusCompacted = (
  at: Instant,
  facts: { steps: number; collected: number; outcome: string; unreadable: number; packsWaiting: number },
): void =>
  write(
    'info',
    'corpus_compacted',
    at,
    facts,
    count('Compactions'),
    count('PacksWaiting', facts.packsWaiting),
  );

/** Committed work could not be put before its workers at once; the sweep will. */
/** `error` is the class and place of the fault. */
export const sendDelayed = (at: Instant, facts: { messages: number; error: string }): void =>
  write('warn', 'send_delayed', at, facts, count('SendsDelayed', facts.messages));

/** `error` is the class and place of the fault. */
export const sweepStumbled = (at: Instant, facts: { error: string }): void =>
  write('error', 'sweep_stumbled', at, facts, count('SweepStumbles'));

export const pageSeenChanged = (at: Instant, facts: { caseId: CaseId; item: number }): void =>
  write('info', 'page_seen_changed', at, facts, count('PagesSeenChanged'));
