import type { Problem } from '../../../shared/problem';
import { openTransparencyDatabase } from '../../../shared/stores/transparency-database';
import { dsaStatement, type DsaStatement, EU_COUNTRIES } from '../../../shared/transparency/dsa-statement';
import { startCapture } from '../support/captured-requests';
import { startTransparencyServer } from '../support/transparency-server';

const statement = (no: number): DsaStatement =>
  dsaStatement.parse({
    decision_visibility: ['DECISION_VISIBILITY_CONTENT_DISABLED'],
    decision_ground: 'DECISION_GROUND_INCOMPATIBLE_CONTENT',
    incompatible_content_ground: 'Terms, clause 7',
    incompatible_content_explanation: 'The page reproduced a news article.',
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
    puid: `CD-7K3MX-2QZ9A-${no}-7`,
  });
const statements = (count: number) => Array.from({ length: count }, (_, i) => statement(i + 1));
const wrong = (no: number): DsaStatement => ({ ...statement(no), content_date: '1999-12-31' });

const open = (address: string, token = 'of-the-platform') => openTransparencyDatabase({ address, token });
const sizes = (requests: readonly { readonly method: string; readonly body: string }[]) =>
  requests
    .filter(({ method }) => method === 'POST')
    .map(({ body }) => (JSON.parse(body) as { statements: unknown[] }).statements.length);

describe('the client of the Transparency Database', () => {
  it('posts a hundred at once, and tells under which id each was stored', async () => {
    const server = await startTransparencyServer();
    const became = await open(server.url).submit(statements(101));
    expect(sizes(server.requests)).toEqual([100, 1]);
    expect(became).toHaveLength(101);
    expect(became[100]).toEqual({
      puid: 'CD-7K3MX-2QZ9A-101-7',
      outcome: 'stored',
      uuid: 'uuid-of-CD-7K3MX-2QZ9A-101-7',
    });
    expect(server.stored.size).toBe(101);
    expect(server.requests[0]?.headers).toMatchObject({
      accept: 'application/json',
      'content-type': 'application/json',
    });
  });

  it('names the bad one of a batch, of which nothing is stored, and posts the others again', async () => {
    const server = await startTransparencyServer();
    const became = await open(server.url).submit([statement(1), wrong(2), statement(3)]);
    expect(became).toMatchObject([
      { outcome: 'stored' },
      {
        puid: 'CD-7K3MX-2QZ9A-2-7',
        outcome: 'refused',
        errors: { content_date: [expect.stringContaining('after or equal to 2000-01-01')] },
      },
      { outcome: 'stored' },
    ]);
    expect(sizes(server.requests)).toEqual([3, 2]);
    expect([...server.stored.keys()]).toEqual(['CD-7K3MX-2QZ9A-1-7', 'CD-7K3MX-2QZ9A-3-7']);
  });

  it.each([true, false])(
    'takes a PUID that is stored already for done, named by the refusal or not: %s',
    async (namesTaken) => {
      const server = await startTransparencyServer({ namesTaken });
      await open(server.url).submit([statement(2)]);
      const became = await open(server.url).submit(statements(3));
      expect(became.map(({ outcome }) => outcome)).toEqual(['stored', 'known', 'stored']);
      expect(server.stored.size).toBe(3);
      // Each is asked for by its PUID only where the refusal does not say which it means: 302 is an answer.
      const asked = server.requests.filter(({ path }) => path.includes('existing-puid'));
      expect(asked).toHaveLength(namesTaken ? 0 : 3);
    },
  );

  it('posts again what was stored and answered by nobody, and stores nothing twice', async () => {
    const server = await startTransparencyServer({ loseAnswerOf: (post) => post === 1 });
    const client = open(server.url);
    await expect(client.submit(statements(2))).rejects.toMatchObject({ kind: 'unavailable' });
    expect((await client.submit(statements(2))).map(({ outcome }) => outcome)).toEqual(['known', 'known']);
    expect(server.stored.size).toBe(2);
  });

  it("takes a refusal with our own statement in it for done, and another platform's for none", async () => {
    const existing = { puid: statement(1).puid };
    const ours = await startCapture((_, response) =>
      response.writeHead(422).end(JSON.stringify({ message: 'not unique', errors: {}, existing })),
    );
    expect(await open(ours.url).submit([statement(1)])).toEqual([{ ...existing, outcome: 'known' }]);
    await expect(open(ours.url).submit([statement(9)])).rejects.toMatchObject({ kind: 'refused' });
  });

  it.each<[number, Problem['kind'], string]>([
    [401, 'unauthenticated', 'does not know the token'],
    [403, 'forbidden', 'may state reasons for a platform'],
    [429, 'too_many_requests', 'takes no more for now'],
    [503, 'unavailable', 'answered 503'],
    [302, 'unavailable', 'answered 302'],
  ])('says what %d means', async (status, kind, words) => {
    const server = await startCapture((_, response) => response.writeHead(status, { location: '/' }).end());
    const submitted = open(server.url).submit(statements(1));
    await expect(submitted).rejects.toMatchObject({
      kind,
      message: expect.stringContaining(words) as string,
    });
    expect(server.requests).toHaveLength(1);
  });

  it('is refused with a token that the database does not know', async () => {
    const server = await startTransparencyServer();
    await expect(open(server.url, 'of nobody').submit(statements(1))).rejects.toMatchObject({
      kind: 'unauthenticated',
    });
  });

  it.each(['http://transparency.example', 'transparency.example', 'ftp://127.0.0.1'])(
    'sends its token nowhere in clear: %s',
    (address) => {
      expect(() => open(address)).toThrow('must be an https address');
    },
  );
});
