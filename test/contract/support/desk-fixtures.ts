import type { ArticleRow } from '../../../shared/article/article';
import type { CaseHead, CasePolicy, Hold, Item, OutboxEntry, TimelineEntry } from '../../../shared/case/case';
import { type Instant, parseInstant } from '../../../shared/clock/instant';
import { startClock } from '../../../shared/clock/sla-clock';
import type { CaseChange } from '../../../shared/desk/desk';
import type { SiteSettings } from '../../../shared/desk/site';
import type { ArticleId, CaseId, SiteId } from '../../../shared/ids';
import { randomIds } from '../../../shared/stores/random-ids';

export const ids = randomIds();
export const at = (text: string): Instant => parseInstant(text)!;
export const noon = at('2026-03-02T12:00:00.000Z');
export const day = 24 * 3_600_000;
const siteId = 'demo' as SiteId;

export const siteSettings = (more: Partial<SiteSettings> = {}): SiteSettings => ({
  siteId,
  name: 'Demo News',
  hosts: ['news.demo.example'],
  contentOrigin: 'operator_ingested',
  cms: { endpoint: 'https://cms.demo.example/hooks' },
  designatedAgent: { name: 'Agent', email: 'agent@demo.example' },
  timeZone: 'Europe/Berlin',
  escalationContacts: [],
  whenUnavailable: 'closed',
  soloOperator: false,
  ...more,
});

export const article = (more: Partial<ArticleRow> = {}): ArticleRow => {
  const id = more.id ?? ids.article();
  return {
    id,
    siteId,
    original: false,
    submitter: 'feed-one',
    url: 'https://news.demo.example/harbour',
    canonicalUrl: 'https://news.demo.example/harbour',
    acceptedAt: noon,
    contentSha256: 'a'.repeat(64),
    bodyKey: `bodies/${id}`,
    bodyType: 'text',
    version: 1,
    stages: [{ stage: 'accepted', at: noon }],
    ...more,
  };
};

export const caseHead = (more: Partial<CaseHead> = {}): CaseHead => ({
  id: ids.case(),
  siteId,
  kind: 'notice',
  channel: 'form',
  contentOrigin: 'operator_ingested',
  state: 'IN_REVIEW',
  version: 1,
  materialVersion: 1,
  receivedAt: noon,
  missing: [],
  dsaComplete: false,
  warnings: [],
  // Stores never look into the policy.
  policy: { version: 'test' } as CasePolicy,
  clocks: [startClock('decide', noon, day)],
  lastLeaseToken: 0,
  statusTokenSha256: 'b'.repeat(64),
  itemCount: 1,
  pendingCount: 1,
  flags: [],
  timelineSeq: 1,
  timelineHash: 'c'.repeat(64),
  ...more,
});

export const item = (no: number, more: Partial<Item> = {}): Item => ({
  no,
  url: `https://news.demo.example/${no}`,
  receivedAt: noon,
  state: 'PENDING',
  elements: ['ii', 'iii'],
  deficiencies: [],
  comparison: { outcome: 'pending' },
  ...more,
});

export const entry = (head: CaseHead, more: Partial<TimelineEntry> = {}): TimelineEntry => ({
  caseId: head.id,
  seq: head.timelineSeq,
  at: noon,
  event: 'notice_received',
  from: null,
  to: head.state,
  actor: { role: 'SYS', id: 'submit-notice' },
  facts: {},
  previousHash: '',
  hash: head.timelineHash,
  ...more,
});

export const outboxEntry = (owner: ArticleId | CaseId, more: Partial<OutboxEntry> = {}): OutboxEntry => ({
  id: ids.outbox(),
  owner,
  effect: { kind: 'cms', siteId, type: 'item.takedown', data: { url: 'https://news.demo.example/1' } },
  createdAt: noon,
  notBefore: noon,
  attempts: 0,
  ...more,
});

export const hold = (articleId: ArticleId, caseId: CaseId, more: Partial<Hold> = {}): Hold => ({
  articleId,
  caseId,
  itemNo: 1,
  kind: 'NOTICE',
  from: noon,
  ...more,
});

/** The commit that opens a case. */
export const opening = (head: CaseHead, more: Partial<CaseChange> = {}): CaseChange => ({
  expectedVersion: 0,
  head,
  changedItems: [item(1)],
  timeline: [entry(head)],
  outbox: [],
  holds: [],
  ...more,
});

/** The head after one more transition. */
export const next = (head: CaseHead, more: Partial<CaseHead> = {}): CaseHead => ({
  ...head,
  version: head.version + 1,
  timelineSeq: head.timelineSeq + 1,
  timelineHash: String(head.timelineSeq + 1).padStart(64, '0'),
  ...more,
});
