import { describeCase, describeItem, describeQueue } from '../../../cli/case-text';
import { parseInstant } from '../../../shared/clock/instant';
import type { Evidence } from '../../../shared/desk/evidence';
import type { CaseView, ItemView } from '../../../shared/desk/read-case';
import type { CaseId, SiteId } from '../../../shared/ids';

const noon = parseInstant('2026-03-02T12:00:00Z')!;
const caseId = 'CD-7K3MX-2QZ9A' as CaseId;
const view = (more: Partial<CaseView> = {}): CaseView => ({
  caseId,
  siteId: 'demo' as SiteId,
  kind: 'notice',
  channel: 'form',
  state: 'IN_REVIEW',
  receivedAt: noon,
  dueClock: 'screen',
  timeLeft: '3 h 58 m left',
  pastDue: false,
  items: 0,
  pending: 0,
  missing: [],
  flags: [],
  version: 1,
  contentOrigin: 'operator_ingested',
  warnings: [],
  clocks: [],
  whatIsMissing: [],
  at: noon,
  itemViews: [],
  groups: [],
  heldBack: [],
  timeline: [],
  ...more,
});
const actor = { role: 'SYS', id: 'sweep-clocks' } as const;

describe('a case as the terminal shows it', () => {
  it('says that what was decided does not leave, and why', () => {
    expect(describeCase(view({ heldBack: ['pause', 'breaker'] }))).toMatch(
      /deliveries are paused[^]*removals are stopped/,
    );
    expect(describeCase(view())).not.toContain('copydesk deliveries');
  });

  it.each([
    ['held_article', 'REJECTED', 'REJECTED', 'released'],
    ['held_article', 'ACTIONED', 'UPHELD', 'refused'],
    ['found_copy', 'ACTIONED', 'UPHELD', 'taken down'],
    ['found_copy', 'REJECTED', 'REJECTED', 'kept'],
    ['notice', 'CLOSED', 'PARTIAL', 'CLOSED (upheld in part)'],
  ] as const)("a %s that is %s (%s) is '%s'", (kind, state, outcome, words) => {
    expect(describeCase(view({ kind, state, outcome }))).toContain(`${caseId}  ${words}  screening:`);
  });

  it('says which clock warned, at how much of it, and when that truly was', () => {
    const facts = { clock: 'decide', percent: 75, crossedAt: '2026-03-03T06:00:00.000Z' };
    const row = {
      caseId,
      seq: 1,
      at: noon,
      event: 'warned',
      from: null,
      to: 'IN_REVIEW',
      actor,
      facts,
      previousHash: '',
      hash: '',
    } as const;
    expect(describeCase(view({ timeline: [row] }))).toContain(
      'Copydesk (sweep-clocks)  decision 75 % at 2026-03-03T06:00:00.000Z',
    );
  });

  it('shows the letter, its lines as they are, cut where it is long, its control signs harmless', () => {
    const raw = `Dear Sir,\n\u001b[2Jyou copied us.\n${'very '.repeat(400)}END`;
    const notice = { channel: 'form', receivedAt: noon, contact: {}, works: [], targets: [], raw } as const;
    const text = describeCase(view({ notice }));
    expect(text).toContain('  | Dear Sir,\n  | \ufffd[2Jyou copied us.\n');
    expect(text).toContain('--json shows the whole');
    expect(text).not.toContain('END');
  });

  it('names the original that the evidence compares with', () => {
    const compared = { source: 'art_9', textSha256: '', iscc: 'ISCC:EAA', words: 1 };
    const item: ItemView = {
      no: 1,
      url: 'https://news.demo.example/a',
      receivedAt: noon,
      state: 'PENDING',
      elements: [],
      deficiencies: [],
      comparison: { outcome: 'pending' },
      heldBy: [],
      evidence: {
        comparedAt: noon,
        algorithm: 'a',
        article: compared,
        original: { ...compared, title: 'The last ferry', url: 'https://gazette.example/ferry' },
        comparison: {} as Evidence['comparison'],
        passages: [],
        articleFacts: { credits: [], mixedScript: [] } as unknown as Evidence['articleFacts'],
        dated: [],
        family: { count: 12, sites: ['a.example', 'b.example'], members: [], truncated: true },
      },
      whoWasFirst: { first: 'not_known', restsOn: [], contradictions: [] },
    };
    expect(describeItem(item)).toEqual(
      expect.arrayContaining([
        '  original: The last ferry, https://gazette.example/ferry',
        "  the original's story: at least 12 texts on 2 sites",
        '  Who was first: not known',
      ]),
    );
  });

  it('says in words what a complaint lacks', () => {
    expect(describeQueue([view({ missing: ['i', 'v'] })])).toContain('signature, good faith');
  });
});
