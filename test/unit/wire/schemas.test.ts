import { articleSubmission, articleSubmitted } from '../../../shared/wire/article-submission';
import { body, httpUrl, line, MAX_TEXT_BYTES, pageSize, prose } from '../../../shared/wire/fields';
import { licenceRegistration } from '../../../shared/wire/licence-registration';
import { deliveryMessage, noticesMessage, submissionsMessage } from '../../../shared/wire/messages';
import { noticeSubmission } from '../../../shared/wire/notice-submission';
import { routeKey, routes } from '../../../shared/wire/routes';
import { putSiteRequest, siteSettings } from '../../../shared/wire/site-settings';
import { decisionRequest } from '../../../shared/wire/decision-request';
import { parseAs } from '../../../shared/wire/problem-json';
import type { z } from 'zod';

const pointers = (schema: z.ZodType, value: unknown): readonly string[] =>
  schema.safeParse(value).error?.issues.map(({ path }) => `/${path.join('/')}`) ?? [];

describe('an article submission', () => {
  it('is one text, one page or one reference', () => {
    expect(pointers(articleSubmission, { text: 'a' })).toEqual([]);
    expect(pointers(articleSubmission, {})).toEqual(['/text']);
    expect(pointers(articleSubmission, { text: 'a', html: '<p>a' })).toEqual(['/text']);
    expect(pointers(articleSubmission, { bodyRef: { key: 'bodies/other' } })).toEqual(['/bodyRef/key']);
  });

  it('may be as long as the limit in bytes, not in characters', () => {
    expect(pointers(articleSubmission, { text: 'a'.repeat(MAX_TEXT_BYTES) })).toEqual([]);
    expect(pointers(articleSubmission, { text: 'ä'.repeat(MAX_TEXT_BYTES / 2 + 1) })).toEqual(['/text']);
    const wrong = articleSubmission.safeParse({ html: 'a'.repeat(MAX_TEXT_BYTES + 1) });
    expect(wrong.error?.issues[0]?.message).toMatch(/larger than 1048576 bytes: send/);
  });

  it('reads instants to UTC and refuses dates without an offset', () => {
    expect(articleSubmission.parse({ text: 'a', publishedAt: '2026-03-02T13:00:00+01:00' }).publishedAt).toBe(
      '2026-03-02T12:00:00.000Z',
    );
    expect(pointers(articleSubmission, { text: 'a', publishedAt: '2026-03-02' })).toEqual(['/publishedAt']);
    expect(pointers(articleSubmission, { text: 'a', url: 'javascript:alert(1)' })).toEqual(['/url']);
  });

  it('on the queue says whose original it is', () => {
    const message = { kind: 'article.submitted', siteId: 'demo', submitter: 'feed', text: 'a' };
    expect(pointers(articleSubmitted, message)).toEqual([]);
    expect(pointers(articleSubmitted, { ...message, original: true })).toEqual(['/publisherId']);
  });
});

describe('a text', () => {
  // 'Something went wrong on our side': half an emoji, cut off by the sender's form, could not be stored.
  it.each([
    ['a line', line(100)],
    ['prose', prose(100)],
    ['a body', body],
    ['an address', httpUrl],
  ])('that holds half a character is refused as %s, a whole one is not', (_name, schema) => {
    expect(schema.safeParse('https://news.demo.example/😀').success).toBe(true);
    const { error } = schema.safeParse('https://news.demo.example/\uD83D');
    expect(error?.issues.map(({ message }) => message)).toEqual([
      expect.stringContaining('half a character'),
    ]);
  });
});

describe('a line', () => {
  // A name with a line break in it wrote a header of its own into our mail.
  it.each(['a\nb', 'a\u0000b', 'a\u001B[31mb', 'a\u0085b'])('holds no control character: %p', (text) => {
    expect(line(100).safeParse(text).error?.issues[0]?.message).toMatch(/control character/);
    expect(line(100).parse('a b\n')).toBe('a b');
  });
});

describe('a notice submission', () => {
  it('may lack everything that the law wants, but must say something', () => {
    expect(pointers(noticeSubmission, { text: 'You copied us.' })).toEqual([]);
    expect(pointers(noticeSubmission, { targets: [{ url: 'not an address' }] })).toEqual([]);
    expect(pointers(noticeSubmission, {})).toEqual(['/targets']);
  });

  // A notice of five megabytes was taken, and nobody could ever open its case.
  it('is no larger than a person can be shown', () => {
    const quoting = (count: number) => ({
      targets: Array.from({ length: count }, (_, i) => ({
        url: `https://news.demo.example/${i}`,
        quoted: 'x'.repeat(8_800),
      })),
    });
    expect(pointers(noticeSubmission, quoting(200))).toEqual([]);
    expect(pointers(noticeSubmission, { text: 'x'.repeat(MAX_TEXT_BYTES) })).toEqual([]);
    for (const [schema, kind] of [
      [noticeSubmission, {}],
      [noticesMessage, { kind: 'notice.submitted' }],
    ] as const)
      expect(schema.safeParse({ ...kind, ...quoting(500) }).error?.message).toMatch(/several notices/);
  });

  it('names works that exist', () => {
    const targets = [{ url: 'https://news.demo.example/a', work: 1 }];
    expect(pointers(noticeSubmission, { works: [{ title: 'One' }], targets })).toEqual(['/targets']);
    expect(pointers(noticeSubmission, { works: [{ title: 'One' }, { title: 'Two' }], targets })).toEqual([]);
  });

  it('keeps the words of a statement, with the wording they are', () => {
    expect(noticeSubmission.parse({ text: 'x', goodFaith: 'I believe so.' }).goodFaith).toEqual({
      textId: 'own_words',
      text: 'I believe so.',
    });
  });
});

describe('what else travels', () => {
  it('is told apart by its kind', () => {
    const articleId = 'art_01M81F1KKYCYNH8X8XR6Y8703R';
    expect(submissionsMessage.parse({ kind: 'article.process', articleId })).toEqual({
      kind: 'article.process',
      articleId,
    });
    expect(pointers(submissionsMessage, { kind: 'article.explode' })).toEqual(['/kind']);
    expect(noticesMessage.parse({ kind: 'case.gather_evidence', caseId: 'CD-7K3MX-2QZ9A' })).toMatchObject({
      caseId: 'CD-7K3MX-2QZ9A',
    });
    expect(() => parseAs(deliveryMessage, { kind: 'deliver', owner: articleId, id: 'x' })).toThrow(
      expect.objectContaining({ details: { errors: [expect.objectContaining({ pointer: '/id' })] } }),
    );
  });

  it('reads what SES tells of a mail that came back, and lets the rest of it be', () => {
    const told = {
      eventType: 'Bounce',
      mail: {
        timestamp: '2026-03-02T11:59:58.000Z',
        messageId: 'abc',
        tags: { 'dedupe-id': ['msg_01M81F1KKYCYNH8X8XR6Y8703R'], 'ses:caller-identity': ['deliverer'] },
      },
      bounce: {
        bounceType: 'Permanent',
        bounceSubType: 'General',
        bouncedRecipients: [{ emailAddress: 'a@b.example', action: 'failed', status: '5.1.1' }],
      },
    };
    expect(deliveryMessage.parse(told)).toMatchObject({ bounce: { bounceType: 'Permanent' } });
    expect(pointers(deliveryMessage, { ...told, eventType: 'Open' })).not.toEqual([]);
  });

  it('reads what SES tells of a stored mail, and lets the rest of it be', () => {
    const told = {
      notificationType: 'Received',
      mail: { messageId: 'abc', headersTruncated: false },
      receipt: {
        timestamp: '2026-03-02T11:59:58.000Z',
        recipients: ['desk@copydesk.example'],
        spfVerdict: { status: 'PASS' },
        action: { type: 'S3', topicArn: 'arn', bucketName: 'records', objectKey: 'mail/abc' },
        processingTimeMillis: 5,
      },
    };
    expect(noticesMessage.parse(told)).toMatchObject({ receipt: { action: { objectKey: 'mail/abc' } } });
  });

  it('holds a licence to a window that has a length', () => {
    const licence = { partner: '*', from: '2026-01-01T00:00:00Z' };
    expect(licenceRegistration.parse(licence)).toMatchObject({ scope: { kind: 'all' }, terms: {} });
    expect(pointers(licenceRegistration, { ...licence, until: licence.from })).toEqual(['/until']);
  });

  it('counts a page from 1 to 100', () => {
    expect(pageSize.parse('100')).toBe(100);
    for (const wrong of ['0', '101', '-1', 'ten', '1e2'])
      expect(pageSize.safeParse(wrong).success).toBe(false);
  });
});

describe('a decision', () => {
  const decision = { item: 1, actions: ['keep'], reasonCode: 'KEPT_QUOTATION', reason: 'A quotation.' };
  const request = (...decisions: readonly object[]) => ({ leaseToken: 1, version: 1, decisions });

  // 'Not possible in this state', and not which of forty decisions was wrong.
  it('is pointed at where its reason says nothing or its item was decided before', () => {
    expect(() => parseAs(decisionRequest, request(decision))).not.toThrow();
    for (const [wrong, pointer] of [
      [request({ ...decision, reason: ' \n' }), '/decisions/0/reason'],
      [request(decision, { ...decision, item: 2 }, decision), '/decisions/2/item'],
      [request(decision, { ...decision, item: 2, actions: ['disable'] }), '/decisions/1/actions'],
    ] as const) {
      const parse = () => parseAs(decisionRequest, wrong);
      expect(parse).toThrow(
        expect.objectContaining({ details: { errors: [expect.objectContaining({ pointer })] } }),
      );
    }
  });
});

describe('site settings', () => {
  const settings = {
    siteId: 'demo',
    name: 'Demo News',
    hosts: ['WWW.news.demo.example'],
    contentOrigin: 'operator_ingested',
    cms: { endpoint: 'https://cms.demo.example/hook' },
    designatedAgent: { name: 'Agent', email: 'agent@demo.example' },
    timeZone: 'America/New_York',
  };

  it('fail closed unless told otherwise', () => {
    expect(siteSettings.parse(settings)).toMatchObject({
      whenUnavailable: 'closed',
      hosts: ['www.news.demo.example'],
    });
  });

  it('point at what is not a host, a zone or a secret', () => {
    expect(
      pointers(siteSettings, { ...settings, hosts: ['https://a.example/'], timeZone: 'Mars/Olympus' }),
    ).toEqual(['/hosts/0', '/timeZone']);
    const cmsSecret = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
    expect(pointers(putSiteRequest, { settings, cmsSecret })).toEqual([]);
    expect(pointers(putSiteRequest, { settings, cmsSecret: 'hunter2' })).toEqual(['/cmsSecret']);
  });

  it.each([
    '17 U.S.C. 512',
    '17 USC § 512(c)',
    'Title 17, U.S. Code',
    'the DMCA',
    'U.S. copyright law',
    'the Copyright Act of the United States',
    'Digital Millennium Copyright Act',
  ])('take no law of the United States for a ground in the European Union: %s', (legalGround) => {
    expect(pointers(siteSettings, { ...settings, statementOfReasons: { legalGround } })).toEqual([
      '/statementOfReasons/legalGround',
    ]);
  });

  it.each([
    { legalGround: 'National law implementing Directive 2001/29/EC Arts 2 and 3' },
    { legalGround: '§§ 15, 97 UrhG', termsClause: 'Terms, clause 7' },
    { termsClause: 'Terms, clause 7: DMCA notices' },
  ])('take EU or national law, or a clause: %p', (statementOfReasons) => {
    expect(siteSettings.parse({ ...settings, statementOfReasons })).toMatchObject({ statementOfReasons });
  });

  it('take no statement of reasons that rests on nothing', () => {
    expect(pointers(siteSettings, { ...settings, statementOfReasons: {} })).toEqual(['/statementOfReasons']);
  });
});

describe('the route table', () => {
  it('has each address and each name once', () => {
    expect(new Set(routes.map(routeKey)).size).toBe(routes.length);
    expect(new Set(routes.map(({ name }) => name)).size).toBe(routes.length);
  });

  it('serves staff from the function behind the sign-in, and nobody else', () => {
    const forStaff = routes.filter(({ auth }) => typeof auth === 'object' && 'groups' in auth);
    expect(new Set(forStaff.map((route) => route.function))).toEqual(new Set(['desk-api']));
    const others = routes.filter((route) => route.function === 'desk-api' && !forStaff.includes(route));
    // Where to sign in is asked before one has.
    expect(others.map(({ name }) => name)).toEqual(['signIn']);
  });
});
