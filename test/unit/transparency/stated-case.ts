import { parseInstant } from '../../../shared/clock/instant';
import type { Decision } from '../../../shared/case/case';
import type { CaseId, SiteId } from '../../../shared/ids';
import type { StatedCase, StatedItem } from '../../../shared/transparency/state-reasons';

const at = (text: string) => parseInstant(text)!;

export const decision = (more: Partial<Decision> = {}): Decision => ({
  actions: ['disable'],
  reasonCode: 'UPHELD_FULL_COPY',
  reason: 'Jane Roe of 12 Mill Lane (jane@roe.example) wrote it.',
  decidedBy: { role: 'REV', id: 'rita' },
  decidedAt: at('2026-11-20T12:00:00Z'),
  version: 7,
  evidenceSha256: 'of the report',
  ...more,
});

/** Decided and done: it owes a statement. */
export const item = (more: Partial<StatedItem> = {}): StatedItem => ({
  no: 1,
  state: 'DISABLED',
  decision: decision(),
  snapshotSha256: 'of the page',
  acknowledgedAt: at('2026-11-21T00:00:05Z'),
  evidence: {
    dated: [
      { side: 'article', rung: 'page_metadata', at: at('2024-05-24T06:00:00Z'), source: 'page' },
      { side: 'article', rung: 'ingest_log', at: at('2024-05-25T08:00:00Z'), source: 'art_1' },
      { side: 'original', rung: 'ingest_log', at: at('2024-05-23T08:00:00Z'), source: 'art_2' },
    ],
  },
  ...more,
});

export const stated = (more: Partial<StatedCase> = {}): StatedCase => ({
  caseId: 'CD-7K3MX-2QZ9A' as CaseId,
  siteId: 'news' as SiteId,
  kind: 'notice',
  channel: 'form',
  contentOrigin: 'user_uploaded',
  itemViews: [item()],
  ...more,
});
