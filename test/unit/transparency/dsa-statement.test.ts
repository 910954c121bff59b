import { dsaStatement, type DsaStatement, EU_COUNTRIES } from '../../../shared/transparency/dsa-statement';

const illegal = {
  decision_visibility: ['DECISION_VISIBILITY_CONTENT_DISABLED'],
  decision_ground: 'DECISION_GROUND_ILLEGAL_CONTENT',
  illegal_content_legal_ground: 'National law implementing Directive 2001/29/EC Arts 2 and 3',
  illegal_content_explanation: 'The page reproduced a news article.',
  content_type: ['CONTENT_TYPE_TEXT'],
  category: 'STATEMENT_CATEGORY_INTELLECTUAL_PROPERTY_INFRINGEMENTS',
  category_specification: ['KEYWORD_COPYRIGHT_INFRINGEMENT'],
  territorial_scope: EU_COUNTRIES,
  content_date: '2024-05-25',
  application_date: '2026-11-22',
  decision_facts: 'A notice named the page.',
  source_type: 'SOURCE_ARTICLE_16',
  automated_detection: 'No',
  automated_decision: 'AUTOMATED_DECISION_PARTIALLY',
  puid: 'CD-7K3MX-2QZ9A-1-7',
} as const;
const { illegal_content_legal_ground: _ground, illegal_content_explanation: _why, ...common } = illegal;
const incompatible = {
  ...common,
  decision_ground: 'DECISION_GROUND_INCOMPATIBLE_CONTENT',
  incompatible_content_ground: 'Terms, clause 7',
  incompatible_content_explanation: 'The page reproduced a news article.',
} as const;

describe('a statement of reasons', () => {
  it.each([illegal, incompatible])('of either ground is kept as it is: $decision_ground', (statement) => {
    expect(dsaStatement.parse(statement)).toEqual(statement);
  });

  it('is of the 27 member states, Greece as GR', () => {
    expect([EU_COUNTRIES.length, new Set(EU_COUNTRIES).size]).toEqual([27, 27]);
    expect(EU_COUNTRIES).toContain('GR');
    for (const other of ['EL', 'GB', 'NO', 'IS', 'LI']) expect(EU_COUNTRIES).not.toContain(other);
  });

  it.each([
    ['the other ground', { ...illegal, incompatible_content_ground: 'Clause 7' }, illegal],
    ['the legal ground of terms', { ...incompatible, illegal_content_legal_ground: 'a law' }, incompatible],
    ['another measure where there is none', { ...illegal, decision_visibility_other: 'cut' }, illegal],
    ['whoever gave notice', { ...illegal, source_identity: 'Jane Roe' }, illegal],
    ['any other field', { ...illegal, complainant: 'Jane Roe' }, illegal],
  ])('is stripped of %s', (_what, given, kept) => {
    expect(dsaStatement.parse(given)).toEqual(kept);
  });

  it('keeps the other measure where it is one', () => {
    const other = {
      ...illegal,
      decision_visibility: ['DECISION_VISIBILITY_OTHER'],
      decision_visibility_other: 'Cut to an excerpt.',
    };
    expect(dsaStatement.parse(other)).toEqual(other);
  });

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['no measure', { decision_visibility: [] }],
    ['another measure that is not named', { decision_visibility: ['DECISION_VISIBILITY_OTHER'] }],
    ['no legal ground', { illegal_content_legal_ground: undefined }],
    ['a legal ground of 501 characters', { illegal_content_legal_ground: 'x'.repeat(501) }],
    ['an explanation of 2001', { illegal_content_explanation: 'x'.repeat(2_001) }],
    ['facts of 5001', { decision_facts: 'x'.repeat(5_001) }],
    ['no territory', { territorial_scope: [] }],
    ['a country outside', { territorial_scope: ['EL'] }],
    ['content from before the database takes it', { content_date: '1999-12-31' }],
    ['content from after', { content_date: '2038-01-02' }],
    ['a restriction from before', { application_date: '2019-12-31' }],
    ['a day that the calendar has not', { application_date: '2026-02-30' }],
    ['an instant for a day', { content_date: '2024-05-25T08:00:00Z' }],
    ['a PUID of other signs', { puid: 'CD/1' }],
    ['a PUID of 501 characters', { puid: 'x'.repeat(501) }],
    ['a decision by a machine alone', { automated_decision: 'AUTOMATED_DECISION_FULLY' }],
  ])('is refused with %s', (_what, wrong) => {
    expect(dsaStatement.safeParse({ ...illegal, ...wrong }).success).toBe(false);
  });

  it('can not even be written of a decision by a machine alone', () => {
    // @ts-expect-error There is no such word at this desk; the type check fails where there is.
    const fully: DsaStatement['automated_decision'] = 'AUTOMATED_DECISION_FULLY';
    expect(dsaStatement.safeParse({ ...illegal, automated_decision: fully }).success).toBe(false);
  });
});
