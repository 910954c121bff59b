import { instant, parseInstant } from '../../../shared/clock/instant';
import type { CaseId } from '../../../shared/ids';
import type { Notice } from '../../../shared/notice/notice';
import { lumenNotice } from '../../../shared/transparency/lumen-notice';
import type { LumenCase, LumenWords } from '../../../shared/transparency/lumen-refusal';

const noon = parseInstant('2026-03-02T12:00:00Z')!;
const words: LumenWords = { jurisdictions: ['US'], principalIsOrganisation: false };

const letter = [
  'Dear Newsriver,',
  'we, Harbour Gazette, own the article below. Full copies stand at',
  'https://news.example/a/123456789 and https://news.example/a/1234567.',
  '',
  'Ring Joerg Mueller at 030/418207 or write to rights [at] gazette.example,',
  'Hafenstraße 12, 20457 Hamburg.',
  'Jörg Müller, passport no. C01X00T47',
].join('\n');

const notice: Notice = {
  channel: 'mail',
  receivedAt: noon,
  language: 'en',
  contact: {
    name: 'Jörg Müller',
    organisation: 'Harbour Gazette',
    email: 'r***@gazette.example',
    phone: '***07',
    postalAddress: 'on file',
  },
  works: [
    { title: 'The harbour reopens', author: 'Ada Quill', originalUrl: 'https://gazette.example/h/7654321' },
    { description: 'A chart drawn by Ada Quill' },
  ],
  targets: [],
  signature: '/s/ Jörg Müller',
  raw: letter,
};

const closed: LumenCase = {
  caseId: 'CD-7K3MX-2QZ9A' as CaseId,
  kind: 'notice',
  state: 'CLOSED',
  flags: [],
  receivedAt: noon,
  at: parseInstant('2026-09-02T12:00:00Z')!,
  notice,
  itemViews: [
    { url: 'https://news.example/a/123456789', state: 'REMOVED', work: 0 },
    { url: 'https://news.example/a/1234567', state: 'DISABLED', work: 1 },
  ],
  timeline: [
    { from: 'IN_REVIEW', to: 'ACTIONED' },
    { from: 'ACTIONED', to: 'CLOSED' },
    { from: 'CLOSED', to: 'CLOSED' },
  ],
};

const made = (view: LumenCase, said: LumenWords = words) => {
  const result = lumenNotice(view, said);
  if (result.outcome === 'refused') throw new Error(result.reason);
  return result;
};

const contact = notice.contact;
const without = (change: Partial<Notice['contact']>): Notice => ({
  ...notice,
  contact: { ...contact, ...change },
});

describe('a closed case for Lumen', () => {
  it('is the keys that Lumen takes, and what is of the matter', () => {
    const { notice: sent } = made(closed, { ...words, city: 'Hamburg', countryCode: 'DE' });
    const entity = { name: 'Harbour Gazette', kind: 'organization', city: 'Hamburg', country_code: 'DE' };
    expect(sent).toEqual({
      type: 'DMCA',
      title: 'DMCA notice about 2 addresses',
      body: [
        'Dear Newsriver,',
        'we, Harbour Gazette, own the article below. Full copies stand at',
        'https://news.example/a/123456789 and https://news.example/a/1234567.',
        '',
        'Ring [REDACTED] at [REDACTED] or write to [REDACTED],',
        '[REDACTED], [REDACTED] Hamburg.',
        '[REDACTED], [REDACTED]',
      ].join('\n'),
      date_received: '2026-03-02',
      language: 'en',
      jurisdiction_list: 'US',
      action_taken: 'Yes',
      case_id_number: 'CD-7K3MX-2QZ9A',
      works_attributes: [
        {
          description: 'The harbour reopens',
          copyrighted_urls_attributes: [{ url: 'https://gazette.example/h/7654321' }],
          infringing_urls_attributes: [{ url: 'https://news.example/a/123456789' }],
        },
        {
          description: 'A chart drawn by [REDACTED]',
          copyrighted_urls_attributes: [],
          infringing_urls_attributes: [{ url: 'https://news.example/a/1234567' }],
        },
      ],
      entity_notice_roles_attributes: [
        { name: 'sender', entity_attributes: entity },
        { name: 'principal', entity_attributes: entity },
      ],
    });
  });

  // Lumen's own table has spelt it `jurisidiction_list`; that key is dropped without a word.
  it('has no key for telephone, mail, street or signature anywhere, and the right one for the jurisdiction', () => {
    const { notice: sent } = made(closed);
    const keys = new Set<string>();
    JSON.stringify(sent, (key, value: unknown) => (keys.add(key), value));
    for (const key of ['phone', 'email', 'address_line_1', 'address_line_2', 'zip', 'state', 'signature'])
      expect(keys).not.toContain(key);
    expect(keys).toContain('jurisdiction_list');
    expect(JSON.stringify(sent)).not.toMatch(/M[uü]e?ller|418207|\*\*\*|Hafenstr|20457|C01X00T47|Quill/);
  });

  it('tells beside it what was taken out of which part', () => {
    const places = made(closed).redactions.map(({ field, kind }) => `${field}: ${kind}`);
    expect(places).toEqual([
      'body: name',
      'body: phone',
      'body: mail',
      'body: street',
      'body: postcode',
      'body: name',
      'body: id',
      'works 2: name',
    ]);
  });

  it('is of a form what was written and declared', () => {
    const { raw: _, ...form } = notice;
    const said = { textId: 'gfb', text: 'I, Jörg Müller, believe in good faith.' };
    const view = { ...closed, notice: { ...form, explanation: 'A full copy.', goodFaith: said } };
    expect(made(view).notice.body).toBe('A full copy.\n\nI, [REDACTED], believe in good faith.');
  });

  it.each([
    [['REMOVED', 'DISABLED'], 'Yes'],
    [['REMOVED', 'KEPT'], 'Partial'],
    [['AMENDED', 'AMENDED'], 'Partial'],
    [['KEPT', 'NOT_FOUND'], 'No'],
  ] as const)('with items %s: action taken is %s', (states, taken) => {
    const itemViews = states.map((state, no) => ({ url: `https://news.example/${no}`, state, work: 0 }));
    expect(made({ ...closed, itemViews }).notice.action_taken).toBe(taken);
  });

  it('leaves out what was withdrawn of it, and what is no address at all', () => {
    const itemViews = [
      { url: 'https://news.example/1', state: 'WITHDRAWN', work: 0 },
      { url: 'https://news.example/2', state: 'REMOVED' },
      { url: 'the page of Jörg Müller, 030/418207', state: 'NOT_FOUND', work: 0 },
    ] as const;
    const works = made({ ...closed, itemViews }).notice.works_attributes;
    expect(works.flatMap((work) => work.infringing_urls_attributes)).toEqual([
      { url: 'https://news.example/2' },
    ]);
  });

  it('names an organisation without the number that stands in its name', () => {
    const view = { ...closed, notice: without({ organisation: 'Harbour Gazette, 030/418207' }) };
    const roles = made(view).notice.entity_notice_roles_attributes;
    expect(roles[0]?.entity_attributes.name).toBe('Harbour Gazette, [REDACTED]');
  });

  it('does not say that the rights are those of an agent who names nobody', () => {
    const roles = made({ ...closed, notice: { ...notice, capacity: 'agent' } }).notice
      .entity_notice_roles_attributes;
    expect(roles.map(({ name }) => name)).toEqual(['sender']);
  });

  it('names for whom it was sent, once a person says that it is an organisation', () => {
    const view = { ...closed, notice: { ...notice, onBehalfOf: 'Fjord Post AS, 030/418207' } };
    const roles = made(view, { ...words, principalIsOrganisation: true }).notice
      .entity_notice_roles_attributes;
    expect(roles[1]).toEqual({
      name: 'principal',
      entity_attributes: { name: 'Fjord Post AS, [REDACTED]', kind: 'organization' },
    });
  });

  const { organisation: _, ...nobody } = contact;
  it.each<readonly [string, Partial<LumenCase>, string]>([
    ['a held article', { kind: 'held_article' }, 'nobody complained'],
    ['a merged case', { state: 'MERGED' }, 'merged'],
    ['a withdrawn case', { state: 'WITHDRAWN', timeline: [] }, 'withdrawn'],
    [
      'a withdrawn case that time has closed',
      { timeline: [{ from: 'WITHDRAWN', to: 'CLOSED' }] },
      'withdrawn',
    ],
    [
      'a case with nothing left of it',
      { itemViews: [{ url: 'https://a.example', state: 'WITHDRAWN' }] },
      'withdrawn',
    ],
    ['suspected misuse', { flags: ['ABUSE_SUSPECTED'] }, 'misuse'],
    ['an open case', { state: 'IN_REVIEW' }, 'not closed'],
    ['a decided case that may be appealed', { state: 'ACTIONED' }, 'not closed'],
    ['a case closed for want of an answer', { flags: ['INCOMPLETE'] }, 'want of an answer'],
    ['a decision that still waits', { waitsUntil: noon }, 'taken back'],
    ['a day before the statute', { receivedAt: parseInstant('1998-10-28T23:59:00Z')! }, '1998-10-28'],
    ['a day to come', { receivedAt: parseInstant('2026-09-03T00:00:00Z')! }, 'up to today'],
    ['a reader who knows no names', { notice: without({ organisation: 'H*** G***' }) }, 'your role'],
    ['a private person', { notice: { ...notice, contact: nobody } }, 'private person'],
    ['a firm called as who writes', { notice: without({ organisation: 'MUELLER, Jörg' }) }, 'private person'],
    [
      'a firm called as who signs',
      { notice: { ...without({ organisation: 'Ada Quill' }), signature: '/s/ Ada Quill' } },
      'private person',
    ],
    [
      'somebody unknown for whom it was sent',
      { notice: { ...notice, onBehalfOf: 'Ada Quill' } },
      'somebody else',
    ],
    ['no address', { itemViews: [{ url: 'your site', state: 'NOT_FOUND' }] }, 'no address'],
  ])('is refused for %s', (_name, change, reason) => {
    expect(lumenNotice({ ...closed, ...change }, words)).toEqual({
      outcome: 'refused',
      reason: expect.stringContaining(reason) as string,
    });
  });

  it('takes the first day after the statute, and today', () => {
    for (const receivedAt of ['1998-10-29T00:00:00Z', '2026-09-02T23:59:00Z'])
      expect(made({ ...closed, receivedAt: instant(Date.parse(receivedAt)) }).outcome).toBe('notice');
  });

  it.each([
    [{ city: '14 Quay Street' }, 'city'],
    [{ countryCode: 'Germany' }, 'country'],
    [{ jurisdictions: ['us'] }, 'jurisdiction'],
    [{ jurisdictions: [] }, 'jurisdiction'],
  ])('takes no street for a city, and codes for countries: %j', (said, reason) => {
    expect(lumenNotice(closed, { ...words, ...said })).toMatchObject({
      outcome: 'refused',
      reason: expect.stringContaining(reason) as string,
    });
  });
});
