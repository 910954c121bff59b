import { describeCase, describeItem, describePreview, describeQueue } from '../../../cli/case-text';
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

  it('names the items of a group by their ranges, and what the notice and a second person are about in words', () => {
    const facts = {
      state: 'PENDING',
      work: 0,
      finding: 'copy',
      elements: [],
      deficiencies: [],
      held: false,
    } as const;
    const groups = [[1, 2, 3, 5], [4]].map((items) => ({ facts, items }));
    const text = describeCase(
      view({
        items: 5,
        groups,
        warnings: ['ONE_WORK_FOR_MANY_URLS'],
        proposal: { at: noon, by: { role: 'REV', id: 'rita' }, version: 1, why: ['MANY_REMOVALS'] },
      }),
    );
    expect(text).toContain('group 1: items 1-3, 5\ngroup 2: item 4\n');
    expect(text).toContain('note: It names one work for many addresses.');
    expect(text).toContain('more pages come down than one person may decide');
  });

  it('tells what stands against a decision once, not in 300 lines for 300 items', () => {
    const reason = 'UPHELD_FULL_COPY needs evidence';
    const refusals = [1, 2, 3, 7].map((item) => ({ item, reason: `item ${item}: ${reason}` }));
    const preview = {
      refusals,
      approval: [],
      state: 'IN_REVIEW',
      items: [],
      orders: [],
      letters: [],
    } as const;
    expect(describePreview(preview)).toContain(
      `refused: items 1-3, 7: ${reason}\nthe case would be: in review`,
    );
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
        original: {
          ...compared,
          title: 'The last ferry',
          url: 'https://gazette.example/ferry',
          publishedAt: noon,
        },
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
        `  original: The last ferry, https://gazette.example/ferry, published ${noon}`,
        "  press publishers' right in it: until 2028-12-31; only if its publisher is established in a member state of the EU",
        "  the original's story: at least 12 texts on 2 sites",
        '  Who was first: not known',
      ]),
    );
  });

  it('says in words what a complaint lacks', () => {
    expect(describeQueue([view({ missing: ['i', 'v'] })])).toContain('signature, good faith');
  });
});
