import type { Decision } from '../../../shared/case/case';
import { parseInstant } from '../../../shared/clock/instant';
import type { SiteId } from '../../../shared/ids';
import type { DsaStatement } from '../../../shared/transparency/dsa-statement';
import {
  type Grounds,
  type StatedCase,
  type StatedItem,
  stateReasons,
} from '../../../shared/transparency/state-reasons';
import { decision, item, stated } from './stated-case';

const law = 'National law implementing Directive 2001/29/EC Arts 2 and 3';
const both: Grounds = { legalGround: law, termsClause: 'Terms, clause 7' };
const at = (text: string) => parseInstant(text)!;
const { snapshotSha256, evidence, acknowledgedAt: _done, ...rest } = item();
const undone: StatedItem = {
  ...rest,
  ...(snapshotSha256 !== undefined && { snapshotSha256 }),
  evidence: evidence!,
};

function only(about: StatedCase, grounds: Grounds | undefined = both): DsaStatement | string {
  const [first] = stateReasons(about, () => grounds);
  return first?.outcome === 'stated' ? first.statement : (first?.why ?? 'no item');
}
const ofItem = (more: Partial<StatedItem>) => only(stated({ itemViews: [item(more)] }));
const decided = (more: Partial<Decision>, state: StatedItem['state'] = 'DISABLED') =>
  ofItem({ state, decision: decision(more) });

describe('the statement of a decided item', () => {
  it('says what was done, why, since when and how', () => {
    expect(only(stated())).toEqual({
      decision_visibility: ['DECISION_VISIBILITY_CONTENT_DISABLED'],
      decision_ground: 'DECISION_GROUND_ILLEGAL_CONTENT',
      illegal_content_legal_ground: law,
      illegal_content_explanation: 'The page reproduced the whole text of a news article without licence.',
      content_type: ['CONTENT_TYPE_TEXT'],
      category: 'STATEMENT_CATEGORY_INTELLECTUAL_PROPERTY_INFRINGEMENTS',
      category_specification: ['KEYWORD_COPYRIGHT_INFRINGEMENT'],
      territorial_scope: expect.arrayContaining(['AT', 'GR', 'SK']) as string[],
      // What the page says of itself may be its original's date.
      content_date: '2024-05-25',
      application_date: '2026-11-21',
      decision_facts:
        'A notice named the page. A reviewer decided with a report of the passages that match the original. The page reproduced the whole text of a news article without licence.',
      source_type: 'SOURCE_ARTICLE_16',
      automated_detection: 'No',
      automated_decision: 'AUTOMATED_DECISION_PARTIALLY',
      puid: 'CD-7K3MX-2QZ9A-1-7',
    });
  });

  it('holds nothing that a person wrote about the case', () => {
    expect(JSON.stringify(only(stated()))).not.toMatch(/Jane|Roe|Mill Lane|rita/);
  });

  it.each<[Decision['actions'], StatedItem['state'], Partial<DsaStatement>]>([
    [['disable'], 'DISABLED', { decision_visibility: ['DECISION_VISIBILITY_CONTENT_DISABLED'] }],
    [['remove'], 'REMOVED', { decision_visibility: ['DECISION_VISIBILITY_CONTENT_REMOVED'] }],
    [['noindex'], 'AMENDED', { decision_visibility: ['DECISION_VISIBILITY_CONTENT_DEMOTED'] }],
    [
      ['remove_image'],
      'AMENDED',
      {
        decision_visibility: ['DECISION_VISIBILITY_CONTENT_REMOVED'],
        content_type: ['CONTENT_TYPE_IMAGE'],
      },
    ],
    [
      ['trim_to_excerpt', 'add_credit'],
      'AMENDED',
      {
        decision_visibility: ['DECISION_VISIBILITY_OTHER'],
        decision_visibility_other: 'The text was cut to an excerpt; the page stays.',
      },
    ],
    [
      ['disable', 'noindex'],
      'DISABLED',
      {
        decision_visibility: ['DECISION_VISIBILITY_CONTENT_DISABLED', 'DECISION_VISIBILITY_CONTENT_DEMOTED'],
      },
    ],
  ])('names the measures %p', (actions, state, measure) => {
    expect(decided({ actions }, state)).toMatchObject(measure);
  });

  it.each<[string, Partial<StatedCase>, Partial<DsaStatement>]>([
    ['a form', {}, { source_type: 'SOURCE_ARTICLE_16', automated_detection: 'No' }],
    ['the API', { channel: 'api' }, { source_type: 'SOURCE_ARTICLE_16' }],
    ['a mail', { channel: 'mail' }, { source_type: 'SOURCE_TYPE_OTHER_NOTIFICATION' }],
    ['a letter', { channel: 'paper' }, { source_type: 'SOURCE_TYPE_OTHER_NOTIFICATION' }],
    ['a trusted flagger', { priority: 'trusted_flagger' }, { source_type: 'SOURCE_TRUSTED_FLAGGER' }],
    [
      'our own matching',
      { kind: 'found_copy', channel: 'article' },
      { source_type: 'SOURCE_VOLUNTARY', automated_detection: 'Yes' },
    ],
    [
      'the word of its source',
      { kind: 'recalled_copy', channel: 'article' },
      { source_type: 'SOURCE_TYPE_OTHER_NOTIFICATION', automated_detection: 'Yes' },
    ],
  ])('says that it came by %s', (_how, how, statement) => {
    expect(only(stated(how))).toMatchObject(statement);
  });

  it.each<[string, Decision, DsaStatement['automated_decision']]>([
    ['with a match report', decision(), 'AUTOMATED_DECISION_PARTIALLY'],
    ['by the page alone', decision({ evidenceSha256: 'of the page' }), 'AUTOMATED_DECISION_NOT_AUTOMATED'],
  ])('tells a decision %s', (_how, made, automated) => {
    expect(ofItem({ decision: made })).toMatchObject({ automated_decision: automated });
  });

  it.each<[string, Grounds, Decision['reasonCode'], Partial<DsaStatement> | string]>([
    ['law', both, 'UPHELD_IMAGE', { decision_ground: 'DECISION_GROUND_ILLEGAL_CONTENT' }],
    [
      'terms, where no law is named',
      { termsClause: 'Terms, clause 7' },
      'UPHELD_FULL_COPY',
      {
        decision_ground: 'DECISION_GROUND_INCOMPATIBLE_CONTENT',
        incompatible_content_ground: 'Terms, clause 7',
      },
    ],
    [
      'terms, where no infringement was found',
      both,
      'UPHELD_VOLUNTARY',
      { decision_ground: 'DECISION_GROUND_INCOMPATIBLE_CONTENT' },
    ],
    ['nothing, where only a law is named for that', { legalGround: law }, 'UPHELD_VOLUNTARY', 'no_ground'],
    ['nothing, where the site names nothing', {}, 'UPHELD_FULL_COPY', 'no_ground'],
  ])('rests on %s', (_what, grounds, reasonCode, expected) => {
    const made = only(stated({ itemViews: [item({ decision: decision({ reasonCode }) })] }), grounds);
    expect({ made }).toMatchObject({ made: expected });
  });

  it('rests on what the site of the page says, where that is another', () => {
    const about = stated({ itemViews: [item({ siteId: 'elsewhere' as SiteId })] });
    const made = stateReasons(about, (site) =>
      site === 'elsewhere' ? { termsClause: 'Elsewhere 3' } : both,
    );
    expect(made).toMatchObject([{ statement: { incompatible_content_ground: 'Elsewhere 3' } }]);
  });

  it('begins with the hold that had the page down before', () => {
    const heldBefore = { kind: 'INTERIM', from: at('2026-11-19T09:00:00Z') } as const;
    expect(decided({ heldBefore })).toMatchObject({ application_date: '2026-11-19' });
    expect(decided({ heldBefore, actions: ['noindex'] }, 'AMENDED')).toMatchObject({
      application_date: '2026-11-21',
    });
  });

  it.each<[string, StatedCase, string]>([
    ['what was kept', stated({ itemViews: [item({ state: 'KEPT' })] }), 'not_restricted'],
    [
      'a credit that was added',
      stated({ itemViews: [item({ state: 'AMENDED', decision: decision({ actions: ['add_credit'] }) })] }),
      'not_restricted',
    ],
    ["a site's own content", stated({ contentOrigin: 'operator_ingested' }), 'own_content'],
    ['an order', stated({ priority: 'authority_order' }), 'ordered'],
    ['what can be taken back', stated({ waitsUntil: at('2026-11-20T12:00:30Z') }), 'can_be_taken_back'],
    ['what was not done yet', stated({ itemViews: [undone] }), 'not_carried_out'],
    [
      'what nobody knows the age of',
      stated({ itemViews: [item({ evidence: { dated: [] } })] }),
      'hosted_since_unknown',
    ],
    [
      'what is older than the database takes',
      stated({
        itemViews: [
          item({
            dated: [
              {
                side: 'article',
                rung: 'third_party_capture',
                at: at('1999-12-31T00:00:00Z'),
                source: 'archive',
              },
            ],
          }),
        ],
      }),
      'out_of_bounds',
    ],
  ])('is not made of %s', (_what, about, why) => {
    expect(only(about)).toBe(why);
  });

  it('is made of earlier decisions while the last one can be taken back', () => {
    const items = [item({ no: 1 }), item({ no: 2, decision: decision({ version: 9 }) })];
    const made = stateReasons(
      stated({ itemViews: items, waitsUntil: at('2026-11-20T12:00:30Z') }),
      () => both,
    );
    expect(made).toMatchObject([
      { item: 1, outcome: 'stated' },
      { item: 2, why: 'can_be_taken_back' },
    ]);
  });
});
