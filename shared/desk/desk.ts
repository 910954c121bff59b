import type { Problem } from '../problem';
import type { Advisories } from '../article/advisory';
import type { ArticleRow } from '../article/article';
import type {
  CaseFile,
  CaseHead,
  CaseState,
  HeldBy,
  Hold,
  Item,
  Lease,
  MailReturn,
  OutboxEntry,
  TimelineEntry,
} from '../case/case';
import type { FetchRefusal } from '../case/fetch-refusal';
import type { Lane } from '../case/queue-order';
import type { Day } from '../clock/day';
import type { Instant } from '../clock/instant';
import type { Corpus } from '../corpus/corpus';
import type { ObjectStore } from '../corpus/object-store';
import type { AlertId, ArticleId, CaseId, IdSource, KeyId, OutboxId, PublisherId, SiteId } from '../ids';
import type { Licence } from '../licence/licence';
import type { Web } from './fetched-page';
import type { Alert } from './alerting/alert';
import type { FoundCopy } from './found-copies';
import type { MatchAlerts } from './match-alert-choice';
import type { DeliveryGate, GateId } from './delivery-gate';
import type { SigningSecret } from './signing-secret';
import type { Exclusion, ExclusionScope } from '../match/exclusion';
import type { DayPart } from '../statistics/day-part';
import type { OpenCases } from './open-cases';
import type { Reader } from './look-at-case';
import type { SiteSettings } from './site';

/** Everything a verb may touch. Implemented in shared/stores; each verb takes the part it needs (`Pick<Desk, …>`). */
export interface Desk {
  readonly now: () => Instant;
  readonly ids: IdSource;
  readonly articles: ArticleStore;
  readonly cases: CaseStore;
  readonly exclusions: ExclusionStore;
  readonly outbox: OutboxStore;
  readonly due: DueIndex;
  readonly gates: DeliveryGates;
  readonly alertBook: AlertBook;
  readonly rates: RateCounter;
  readonly pulses: PulseStore;
  readonly figures: FigureStore;
  readonly replies: ReplyStore;
  readonly mailboxes: Mailboxes;
  readonly sessions: SessionStore;
  readonly matchDigests: MatchDigests;
  readonly registry: Registry;
  readonly records: ObjectStore;
  readonly corpus: Corpus;
  readonly work: WorkQueues;
  readonly queueAges: QueueAges;
  readonly mail: MailSender;
  readonly cms: CmsClient;
  readonly pages: PageProbe;
  readonly web: Web;
  readonly names: Names;
  readonly alerts: AlertSink;
}

/** A lost race: what stands now. */
export type Committed<T> =
  { readonly outcome: 'committed' } | { readonly outcome: 'conflict'; readonly current: T | undefined };

export interface ArticleStore {
  /**
   * Stores the row once. The same (submitter, idempotency key), or the same (submitter, URL or external id,
   * content hash), answers `duplicate` with the first row; the same key with another payload answers `key_reused`.
   */
  accept(
    row: ArticleRow,
    idempotencyKey: string | undefined,
  ): Promise<
    | { readonly outcome: 'accepted' }
    | { readonly outcome: 'duplicate'; readonly row: ArticleRow }
    | { readonly outcome: 'key_reused'; readonly row: ArticleRow }
  >;
  get(id: ArticleId): Promise<ArticleRow | undefined>;
  /** What a sender sent under a key of its own. */
  sentUnder(submitter: string, idempotencyKey: string): Promise<ArticleRow | undefined>;
  /**
   * The latest article of a canonical address (shared/article/canonical-url.ts). Where an address has both a submitted
   * article and a registered original, `prefer` says which is meant: `article` unless given.
   */
  findByUrl(canonicalUrl: string, prefer?: 'article' | 'original'): Promise<ArticleRow | undefined>;
  /** The article stands at another canonical address, too, unless somebody stands there already. */
  knowAlso(canonicalUrl: string, row: ArticleRow): Promise<void>;
  /** Conditional on `expectedVersion`; stores the outbox rows in the same transaction. */
  update(
    row: ArticleRow,
    expectedVersion: number,
    outbox: readonly OutboxEntry[],
    /** Written whole, by (publisher, article, original). */
    copies?: readonly FoundCopy[],
  ): Promise<Committed<ArticleRow>>;
  /** What was found of a publisher's originals, newest first. */
  copiesOf(
    publisherId: PublisherId,
    limit: number,
    cursor?: string,
  ): Promise<{ readonly copies: readonly FoundCopy[]; readonly cursor?: string }>;
  /** One of them. */
  copyOf(
    publisherId: PublisherId,
    article: Pick<ArticleRow, 'id' | 'acceptedAt'>,
    originalId: string,
  ): Promise<FoundCopy | undefined>;
  holds(id: ArticleId): Promise<readonly Hold[]>;
  casesOf(id: ArticleId): Promise<readonly CaseId[]>;
  /** What a source has said under a name it gives an article, whether or not the article has come. */
  advisories(name: SourceName): Promise<Advisories>;
  /** Adds to that. When it returns, every worker that asks from then on knows. */
  advise(name: SourceName, said: Advisories): Promise<void>;
  /** Every article that a source has sent under a name. */
  sentAs(name: SourceName): Promise<readonly ArticleId[]>;
}

/** Passages that people excluded when they decided; strongly consistent. */
export interface ExclusionStore {
  add(exclusion: Exclusion): Promise<void>;
  revoke(exclusion: Exclusion, revokedAt: Instant): Promise<void>;
  /** Revoked ones, too. */
  within(scope: ExclusionScope): Promise<readonly Exclusion[]>;
  ofCase(caseId: CaseId): Promise<readonly Exclusion[]>;
}

/** What a source calls an article: by an id of its own, or by where it stands. */
export type SourceName = { readonly siteId: SiteId; readonly submitter: string } & (
  { readonly externalId: string } | { readonly canonicalUrl: string }
);

/** One transition: everything in one TransactWriteItems (at most 100 rows; callers chunk at 25 items). */
export interface CaseChange {
  /** 0 creates. */
  readonly expectedVersion: number;
  readonly head: CaseHead;
  readonly changedItems: readonly Item[];
  readonly timeline: readonly TimelineEntry[];
  readonly outbox: readonly OutboxEntry[];
  /** Written whole, by (article, case, item): `to` set = released. */
  readonly holds: readonly Hold[];
  /** By what else the case is found from now on (shared/desk/found-by.ts). */
  readonly foundBy?: readonly string[];
  /** On creation only: one notice sent twice under one key is one case. */
  readonly idempotency?: { readonly scope: string; readonly key: string; readonly payloadSha256: string };
}

/** A page of the review queue. It may hold fewer than `limit` though more follow: only a page without cursor is the last. */
export interface QueueQuery {
  readonly limit: number;
  readonly cursor?: string;
  /** All of them unless given. */
  readonly lanes?: readonly Lane[];
  readonly siteId?: SiteId;
  readonly state?: CaseState;
  /** Whose claim stands in the case, run out or not. */
  readonly holder?: string;
  /** Only those whose turn has come by then. */
  readonly until?: Instant;
}

/** The next cursor is absent on the last page. */
export interface NewestFirst {
  readonly limit: number;
  readonly cursor?: string;
}

export interface LogWindow {
  readonly from: Instant;
  readonly to: Instant;
  readonly limit: number;
  readonly cursor?: string;
}

/** What a count of open cases needs of each. */
export type OpenHead = Pick<CaseHead, 'id' | 'kind' | 'state' | 'receivedAt' | 'clocks' | 'lease'>;

export interface CaseStore {
  commit(
    change: CaseChange,
  ): Promise<
    | Committed<CaseHead>
    | { readonly outcome: 'duplicate'; readonly caseId: CaseId }
    | { readonly outcome: 'key_reused'; readonly caseId: CaseId }
  >;
  /** Strongly consistent. */
  load(id: CaseId): Promise<CaseFile | undefined>;
  /** Strongly consistent. */
  head(id: CaseId): Promise<CaseHead | undefined>;
  timeline(id: CaseId): Promise<readonly TimelineEntry[]>;
  /** Cases of one proven sender received before an instant, newest first; the index may lag a moment behind. */
  sentBy(
    senderSha256: string,
    page: { readonly before: Instant; readonly limit: number },
  ): Promise<{ readonly ids: readonly CaseId[]; readonly more: boolean }>;
  /** Items about pages of one source that were complained of before an instant, newest first. */
  itemsFrom(
    source: { readonly siteId: SiteId; readonly respondent: string },
    page: { readonly before: Instant; readonly limit: number },
  ): Promise<{
    readonly items: readonly { readonly caseId: CaseId; readonly item: Item }[];
    readonly more: boolean;
  }>;
  /** Somebody has the case open until then, as far as they say. */
  noteReader(id: CaseId, reader: Reader): Promise<void>;
  /** Those who have gone, too, for a while. */
  readers(id: CaseId): Promise<readonly Reader[]>;
  /** Every case there is, in no order that means anything, as many as stand in up to `limit` rows of the table. */
  everyHead(part: {
    readonly limit: number;
    readonly cursor?: string;
  }): Promise<{ readonly heads: readonly CaseHead[]; readonly cursor?: string }>;
  /** When contact data was shown, from `from` to `to`, both inclusive, oldest first. */
  reveals(window: LogWindow): Promise<{
    readonly entries: readonly TimelineEntry[];
    readonly cursor?: string;
  }>;
  /** Makes a case known under keys that equal complaints share (hashes: they name people and pages). */
  nameComplaint(keys: readonly string[], id: CaseId): Promise<void>;
  /** Cases known under a key. */
  complaintsNaming(key: string): Promise<readonly CaseId[]>;
  /** The case is found by these hashes, too. */
  makeFound(of: Pick<CaseHead, 'id' | 'siteId' | 'receivedAt'>, by: readonly string[]): Promise<void>;
  /** Cases found by a hash, received last first; the index may lag a moment behind. */
  foundBy(
    hash: string,
    page: NewestFirst,
  ): Promise<{ readonly ids: readonly CaseId[]; readonly cursor?: string }>;
  /** Cases that wait for nobody, done last first. A projection: never decided from. */
  done(page: NewestFirst): Promise<{ readonly cases: readonly CaseHead[]; readonly cursor?: string }>;
  /** Open cases by next due, earliest first. A projection: never decided from. */
  reviewQueue(page: QueueQuery): Promise<{
    readonly cases: readonly CaseHead[];
    readonly cursor?: string;
  }>;
  /** Something of every open case, in no order; `andMore` beyond some twenty thousand. The index may lag a moment behind. */
  everyOpen<T>(
    of: (head: OpenHead) => T,
  ): Promise<{ readonly cases: readonly T[]; readonly andMore: boolean }>;
  /** Puts every case into the indexes by its facts alone, up to `limit` rows of the table at a time, and as `renewed` says. */
  reindex(
    part: { readonly limit: number; readonly cursor?: string },
    /** The head as it would be written today; the same one where nothing of it is new. */
    renewed?: (head: CaseHead) => Promise<CaseHead>,
  ): Promise<{
    readonly cases: number;
    readonly mended: number;
    readonly cursor?: string;
  }>;
}

export interface OutboxStore {
  get(owner: ArticleId | CaseId, id: OutboxId): Promise<OutboxEntry | undefined>;
  listOf(owner: ArticleId | CaseId): Promise<readonly OutboxEntry[]>;
  /** Marks the row as in hand until then; false where it has changed since it was read or is in somebody's hand at `now`. */
  take(entry: OutboxEntry, now: Instant, inHandUntil: Instant): Promise<boolean>;
  /** Recorded after the effect happened, or failed and when it is tried next. */
  record(entry: OutboxEntry): Promise<void>;
  /** What was delivered or given up is owed again; false where it has changed since it was read. */
  reopen(entry: OutboxEntry, before: OutboxEntry): Promise<boolean>;
  /** What is held at a site, owed longest first; the index may lag a moment behind. */
  heldAt(
    siteId: SiteId,
    by: HeldBy,
    limit: number,
  ): Promise<readonly { readonly owner: ArticleId | CaseId; readonly id: OutboxId }[]>;
  /** Webhooks of a site owed from `from` to `to`, both inclusive, oldest first. */
  webhooksOf(
    siteId: SiteId,
    window: {
      readonly from: Instant;
      readonly to: Instant;
      readonly limit: number;
      readonly cursor?: string;
    },
  ): Promise<{ readonly entries: readonly OutboxEntry[]; readonly cursor?: string }>;
}

/** Whether effects may leave, for the whole desk and for each site. */
export interface DeliveryGates {
  /** Strongly consistent. */
  get(of: GateId): Promise<DeliveryGate | undefined>;
  list(): Promise<readonly DeliveryGate[]>;
  /** Conditional on `expectedVersion`, 0 creates; false where somebody was first. */
  put(gate: DeliveryGate, expectedVersion: number): Promise<boolean>;
}

/** A copy that a digest tells of. */
export interface DigestCopy {
  readonly articleId: ArticleId;
  readonly originalId: string;
}

/** What each digest of copies tells a publisher; a digest is named by whose it is and when it is due. */
export interface MatchDigests {
  /** Puts a copy in. @returns the alert that is sent as the digest: the first that came to it. */
  join(
    publisherId: PublisherId,
    digestAt: Instant,
    copy: DigestCopy,
    alert: Pick<OutboxEntry, 'owner' | 'id'>,
  ): Promise<Pick<OutboxEntry, 'owner' | 'id'>>;
  /** The alert that is sent as the digest; undefined some time after it was. */
  senderOf(
    publisherId: PublisherId,
    digestAt: Instant,
  ): Promise<Pick<OutboxEntry, 'owner' | 'id'> | undefined>;
  has(publisherId: PublisherId, digestAt: Instant, copy: DigestCopy): Promise<boolean>;
  /** Strongly consistent. */
  copiesOf(publisherId: PublisherId, digestAt: Instant): Promise<readonly DigestCopy[]>;
}

export interface AlertBook {
  /** Strongly consistent. */
  get(id: AlertId): Promise<Alert | undefined>;
  /** Conditional on `expectedVersion`, 0 creates; false where somebody was first. */
  put(alert: Alert, expectedVersion: number): Promise<boolean>;
  /** Those not settled, oldest first. */
  open(page: { readonly limit: number; readonly cursor?: string }): Promise<{
    readonly alerts: readonly Alert[];
    readonly cursor?: string;
  }>;
}

/** Mail addresses that mail came back from; kept by their hashes. */
export interface Mailboxes {
  suppress(address: string, facts: { readonly why: MailReturn; readonly at: Instant }): Promise<void>;
  suppression(address: string): Promise<{ readonly why: MailReturn; readonly at: Instant } | undefined>;
  /** A person says that it works again. */
  lift(address: string): Promise<void>;
}

/** The sparse index of instants: DUE#0..7 by hash, sorted by instant. Only pointers: re-read before acting. */
export type DuePointer =
  | { readonly kind: 'case'; readonly dueAt: Instant; readonly caseId: CaseId }
  | {
      readonly kind: 'outbox';
      readonly dueAt: Instant;
      readonly owner: ArticleId | CaseId;
      readonly id: OutboxId;
    }
  | { readonly kind: 'article'; readonly dueAt: Instant; readonly articleId: ArticleId }
  | { readonly kind: 'alert'; readonly dueAt: Instant; readonly alertId: AlertId };

export interface DueIndex {
  /** All that is due at or before `now`, in order within each shard, at most `limit`. */
  dueBy(now: Instant, limit: number): Promise<readonly DuePointer[]>;
}

/** When something that runs by itself last did, and what it saw; of the self-check, when it was first asked for. */
export interface Pulse {
  readonly name: 'clock-sweep' | 'canary' | 'self-check';
  readonly at: Instant;
  readonly facts: Readonly<Record<string, unknown>>;
}

export interface PulseStore {
  get(name: Pulse['name']): Promise<Pulse | undefined>;
  put(pulse: Pulse): Promise<void>;
}

/** What cases, articles and deliveries add to the figures of each day; a projection of their records. */
export interface FigureStore {
  /** At most some ten thousand parts; `andMore` where there are others. The index may lag a moment behind. */
  ofDay(day: Day): Promise<{ readonly parts: readonly DayPart[]; readonly andMore: boolean }>;
  /** The last count of open cases that was worth keeping. */
  keptOpenCases(): Promise<OpenCases | undefined>;
  keepOpenCases(counted: OpenCases): Promise<void>;
  /** Computes them anew from the records alone, up to `limit` rows of the table at a time. */
  rebuild(part: { readonly limit: number; readonly cursor?: string }): Promise<{
    /** Cases, articles and deliveries looked at. */
    readonly records: number;
    readonly mended: number;
    readonly cursor?: string;
  }>;
}

/** A request under a key of its sender's. */
export interface RequestOnce {
  readonly scope: string;
  readonly key: string;
  readonly payloadSha256: string;
}

/** What requests were answered, for a day. */
export interface ReplyStore {
  /** `done` without a reply: it was shown once and not kept. */
  begin(
    of: RequestOnce,
    now: Instant,
    inHandUntil: Instant,
  ): Promise<
    | { readonly outcome: 'begun' | 'in_hand' | 'key_reused' }
    | { readonly outcome: 'done'; readonly reply: unknown }
  >;
  finish(of: RequestOnce, now: Instant, reply: unknown): Promise<void>;
  /** It was not carried out: whoever sends it next may. */
  giveBack(of: RequestOnce, now: Instant): Promise<void>;
}

/** Who stays signed in, and by which links they can sign in; secrets are known by their hashes alone. */
export interface SessionStore {
  putTicket(sha256: string, ticket: SignedIn): Promise<void>;
  /** Whose it is while it is good: it is not used up by being asked for. */
  ticket(sha256: string, now: Instant): Promise<SignedIn | undefined>;
  /** Uses it up; undefined where it is not good, or somebody was first. */
  useTicket(sha256: string, now: Instant): Promise<SignedIn | undefined>;
  /** The last link that was mailed for a publisher. */
  noteLink(publisherId: PublisherId, link: MailedLink): Promise<void>;
  /** It may be used or over. */
  lastLink(publisherId: PublisherId): Promise<MailedLink | undefined>;
  /** A link that stops the letters about copies and can do nothing else; good however often it is used. */
  putStop(sha256: string, stop: LettersStop): Promise<void>;
  stop(sha256: string, now: Instant): Promise<LettersStop | undefined>;
  begin(sha256: string, session: SignedIn): Promise<void>;
  session(sha256: string, now: Instant): Promise<SignedIn | undefined>;
  end(sha256: string, now: Instant): Promise<void>;
  /** Whoever is signed in until before then is so no more. */
  endAll(publisherId: PublisherId, until: Instant): Promise<void>;
}

export interface SignedIn {
  readonly publisherId: PublisherId;
  /** Of a link: the mailbox that becomes the contact by it. */
  readonly contact?: string;
  /** Exclusive. */
  readonly until: Instant;
}

export type LettersStop = Pick<SignedIn, 'publisherId' | 'until'>;

export interface MailedLink {
  /** Where it went; a hash (shared/desk/mailbox.ts). */
  readonly mailbox: string;
  readonly ticketSha256: string;
  /** Exclusive. */
  readonly until: Instant;
}

export interface RateCounter {
  /** Counts one more request of somebody in the window that ends at `endsAt`. @returns how many there are in it now. */
  count(who: string, windowMs: number, endsAt: Instant): Promise<number>;
}

export type Scope = 'articles:write' | 'originals:write' | 'notices:write' | 'licences:write';

export interface ApiKey {
  readonly id: KeyId;
  readonly name: string;
  readonly publisherId: PublisherId;
  readonly siteId: SiteId;
  readonly scopes: readonly Scope[];
  /** Hex SHA-256 of the secret half; the secret itself is shown once and stored nowhere. */
  readonly secretSha256: string;
  readonly expiresAt?: Instant;
  /** How long its publisher wants it to be good, in days; absent: until it is revoked, or as whoever issued it to them said. */
  readonly lastsDays?: number;
  /** Another has taken its place; it is good until `expiresAt` all the same. */
  readonly replacedAt?: Instant;
  readonly revokedAt?: Instant;
}

export interface Publisher {
  readonly id: PublisherId;
  readonly name: string;
  readonly email: string;
  /** Hosts that it publishes at, as staff took down when they created it. */
  readonly domains: readonly string[];
  /** It registered by itself: nothing is believed of it but what it has proven. */
  readonly selfRegistered?: true;
  /** The site of ours that its works are compared for. */
  readonly siteId?: SiteId;
  /** Takes over from `email` once somebody has signed in by the link that went there. */
  readonly nextContact?: { readonly email: string; readonly askedAt: Instant };
  /** Whom `email` followed, and when: what was signed in to before is signed out. */
  readonly formerContact?: { readonly email: string; readonly until: Instant };
  /** How it wants to hear of copies; absent: by digest. */
  readonly matchAlerts?: MatchAlerts;
}

/** A domain that a publisher says is its own. */
export interface DomainClaim {
  readonly publisherId: PublisherId;
  /** Lower case, in ASCII; it stands for all hosts below it. */
  readonly domain: string;
  /** What has to stand there. */
  readonly token: string;
  readonly claimedAt: Instant;
  /** When we were last asked to look. */
  readonly askedAt?: Instant;
  /** When what we last saw there was judged. */
  readonly lookedAt?: Instant;
  /** What stood there instead of the token; `times` in a row. */
  readonly missed?: {
    readonly times: number;
    readonly file: FetchRefusal | 'other_text' | 'elsewhere';
    /** TXT records that hold something else. */
    readonly texts: number;
  };
  readonly proven?: { readonly at: Instant; readonly by: 'file' | 'dns' };
  /** It was proven until then, and its proof was gone. */
  readonly lapsedAt?: Instant;
  /** Its token stands there, and the domain is another account's. */
  readonly heldByAnother?: true;
  /** Another account has shown a proof: this one stands only if it is still there. */
  readonly contestedAt?: Instant;
  /** The account gave it up; kept, for it says whose the domain was when. */
  readonly removedAt?: Instant;
}

export interface Registry {
  key(id: KeyId): Promise<ApiKey | undefined>;
  putKey(key: ApiKey): Promise<void>;
  /** @returns false where the key is not `before` any more. */
  changeKey(key: ApiKey, before: ApiKey): Promise<boolean>;
  publisher(id: PublisherId): Promise<Publisher | undefined>;
  /** @returns false where the id is taken: the publisher that has it keeps it. */
  putPublisher(publisher: Publisher): Promise<boolean>;
  /** Whose contact a mailbox is; it is named by its hash (shared/desk/mailbox.ts). */
  publishersAt(mailbox: string): Promise<readonly PublisherId[]>;
  /** Replaces what was read; false where it has changed since. */
  changePublisher(publisher: Publisher, before: Publisher): Promise<boolean>;
  keysOf(id: PublisherId): Promise<readonly ApiKey[]>;
  /** Without those that were removed. */
  domainsOf(id: PublisherId): Promise<readonly DomainClaim[]>;
  /** Removed or not. */
  domain(id: PublisherId, domain: string): Promise<DomainClaim | undefined>;
  /**
   * Replaces what was read, and with it who holds the domain: whoever has proven it, one account at a time.
   * `held`: by another account. `changed`: the claim has changed since it was read.
   */
  changeDomain(claim: DomainClaim, before: DomainClaim | undefined): Promise<'stored' | 'held' | 'changed'>;
  /** Who has proven a domain. */
  holderOf(domain: string): Promise<PublisherId | undefined>;
  /** Every domain that somebody has proven. */
  heldDomains(): Promise<readonly Pick<DomainClaim, 'publisherId' | 'domain'>[]>;
  licencesOf(publisherId: PublisherId): Promise<readonly Licence[]>;
  putLicence(licence: Licence): Promise<void>;
  /** May be half a minute old. */
  site(id: SiteId): Promise<SiteSettings | undefined>;
  /** As it stands now. */
  siteAsStored(id: SiteId): Promise<SiteSettings | undefined>;
  /** The site a host belongs to; undefined = not ours. */
  siteOfHost(host: string): Promise<SiteSettings | undefined>;
  /** A secret that comes with the settings signs at once, and alone. */
  putSite(
    settings: SiteSettings,
    cmsSecret: string | undefined,
    /** Sees what stands and throws where that must not be replaced; nothing comes in between. */
    permit?: (stands: SiteSettings | undefined) => void,
  ): Promise<void>;
  /** Beside those that stand; which of them sign is told by secretsInForce(). */
  addCmsSecret(id: SiteId, secret: SigningSecret): Promise<void>;
  /** Of a publisher's own webhook. */
  addAlertSecret(id: PublisherId, secret: SigningSecret): Promise<void>;
  alertSecrets(id: PublisherId): Promise<readonly SigningSecret[]>;
  /** Only the deliverer may read them. */
  cmsSecrets(id: SiteId): Promise<readonly SigningSecret[]>;
}

export interface WorkQueues {
  submissions: WorkQueue;
  notices: WorkQueue;
  fetches: WorkQueue;
  delivery: WorkQueue;
}

export interface WorkQueue {
  /** @param delayMs at most 15 minutes: nobody gets them before. */
  send(bodies: readonly string[], delayMs?: number): Promise<void>;
  /** To the dead-letter queue, with as much of the reason as the message has room for: for what can never succeed. */
  reject(body: string, reason: string): Promise<void>;
  /** Up to `limit` dead letters; they stay where they are. */
  deadLetters(limit: number): Promise<readonly DeadLetter[]>;
  /** Sends up to `limit` dead letters back to work; each is removed only after it was sent. @returns how many. */
  redrive(limit: number): Promise<number>;
  /** How many wait among the dead letters, as the queue estimates. */
  deadLetterCount(): Promise<number>;
  /** As the queue estimates. */
  depth(): Promise<QueueDepth>;
}

/** How long the oldest message of a work queue, in work or not, had been there when that was last measured. */
export interface QueueAge {
  readonly ageMs: number;
  readonly measuredAt: Instant;
}

export interface QueueAges {
  /** Of a queue that is absent nobody knows it. */
  read(): Promise<Readonly<Partial<Record<keyof WorkQueues, QueueAge>>>>;
}

/** Messages of a queue. */
export interface QueueDepth {
  readonly waiting: number;
  readonly inWork: number;
  /** Sent, and not to be taken up before an instant. */
  readonly delayed: number;
}

export interface DeadLetter {
  readonly id: string;
  readonly body: string;
  /** Absent where the queue itself gave up after its last delivery, or the body left no room for it. */
  readonly reason?: string;
  readonly sentAt: Instant;
}

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Message-ID stem and threading: the case number stands in the subject and in this header. */
  readonly reference: string;
  /** An outbox id, or an alert's id with its page. */
  readonly dedupeId: string;
  /** Where a POST stops mail of this kind (RFC 8058); only mail that nothing obliges us to send has one. */
  readonly stopUrl?: string;
}

export interface MailSender {
  send(mail: Mail): Promise<void>;
}

export interface CmsClient {
  /** Why nothing can be sent to an endpoint, as far as its address alone shows. */
  refusalOf(endpoint: string): Problem | undefined;
  /** Signed by Standard Webhooks with `webhook-id` = id. A 2xx is the acknowledgement. */
  send(call: {
    readonly endpoint: string;
    /** Every one signs: the receiver takes the one it knows. */
    readonly secrets: readonly string[];
    readonly id: OutboxId;
    readonly type: string;
    readonly at: Instant;
    readonly data: Readonly<Record<string, unknown>>;
  }): Promise<{ readonly status: number }>;
}

export interface PageProbe {
  /**
   * The HTTP status that the public gets of a page; undefined where nothing answers.
   * @param cmsEndpoint of the page's site; only the local stack, whose hosts lead nowhere, looks there instead.
   */
  statusOf(url: string, cmsEndpoint: string): Promise<number | undefined>;
}

/** The domain name system. */
export interface Names {
  /** The TXT records of a name, each whole; none where nothing answers. */
  texts(name: string): Promise<readonly string[]>;
}

export interface AlertSink {
  publish(alert: {
    readonly severity: 'info' | 'warning' | 'critical';
    readonly subject: string;
    readonly runbook: string;
    readonly dedupeKey: string;
    readonly data: Readonly<Record<string, unknown>>;
  }): Promise<void>;
}

export type { Lease };
