import { instant, type Instant } from '../../../shared/clock/instant';
import { type DatedEvidence, type Rung, type Side, whoWasFirst } from '../../../shared/match/who-was-first';

const day = (text: string): Instant => instant(Date.parse(`${text}T00:00:00Z`));
const dated = (side: Side, rung: Rung, at: string): DatedEvidence => ({
  side,
  rung,
  at: day(at),
  source: `${rung} of the ${side}`,
});

describe('who was first', () => {
  it('says the own ingest log where it knows both texts, and shows what says otherwise', () => {
    const ours = dated('article', 'ingest_log', '2026-05-25');
    const theirs = dated('original', 'ingest_log', '2026-05-27');
    const page = dated('original', 'page_metadata', '2026-05-20');
    expect(whoWasFirst([page, theirs, ours])).toEqual({
      first: 'article',
      by: 'ingest_log',
      restsOn: [ours, theirs],
      contradictions: [{ says: page, against: ours }],
    });
  });

  it("goes down to the weaker side's rung", () => {
    const ours = dated('article', 'ingest_log', '2026-05-25');
    const capture = dated('original', 'third_party_capture', '2026-05-24');
    expect(whoWasFirst([ours, capture, dated('article', 'page_metadata', '2026-05-01')])).toMatchObject({
      first: 'original',
      by: 'third_party_capture',
      restsOn: [capture, ours],
      contradictions: [{ says: { rung: 'page_metadata' }, against: capture }],
    });
  });

  it("never takes a page's own date for proof", () => {
    const ours = dated('article', 'ingest_log', '2026-05-25');
    for (const rung of ['page_metadata', 'partys_word'] as const)
      expect(whoWasFirst([ours, dated('original', rung, '2020-01-01')])).toEqual({
        first: 'not_known',
        restsOn: [],
        contradictions: [],
      });
  });

  it('takes it for what tells against the page itself', () => {
    const ours = dated('article', 'ingest_log', '2026-05-25');
    const page = dated('original', 'page_metadata', '2026-06-02');
    expect(whoWasFirst([page, ours])).toMatchObject({
      first: 'article',
      by: 'ingest_log',
      restsOn: [ours, page],
    });
  });

  it('shows that a back-dated original stands on a domain registered later', () => {
    const ours = dated('article', 'ingest_log', '2026-05-25');
    const page = dated('original', 'page_metadata', '2026-05-20');
    const feed = dated('original', 'signed_feed', '2026-05-20');
    const domain = dated('original', 'domain_registration', '2026-06-01');
    expect(whoWasFirst([ours, page, feed, domain])).toEqual({
      first: 'article',
      by: 'domain_registration',
      restsOn: [ours, domain],
      contradictions: [
        { says: feed, against: domain },
        { says: page, against: domain },
      ],
    });
  });

  it('believes a capture rather than a registration, which may be a renewal', () => {
    const ours = dated('article', 'ingest_log', '2026-05-25');
    const capture = dated('original', 'third_party_capture', '2026-05-24');
    const domain = dated('original', 'domain_registration', '2026-06-01');
    expect(whoWasFirst([ours, capture, domain])).toMatchObject({
      first: 'original',
      by: 'third_party_capture',
      contradictions: [{ says: domain, against: capture }],
    });
  });

  it('knows nothing of one side alone, nor of two domains', () => {
    expect(whoWasFirst([dated('article', 'ingest_log', '2026-05-25')]).first).toBe('not_known');
    expect(
      whoWasFirst([
        dated('article', 'domain_registration', '2026-05-25'),
        dated('original', 'domain_registration', '2026-05-26'),
      ]).first,
    ).toBe('not_known');
    expect(whoWasFirst([]).first).toBe('not_known');
  });
});
