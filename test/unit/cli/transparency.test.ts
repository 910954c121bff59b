import { startTransparencyServer } from '../../contract/support/transparency-server';
import { item, stated } from '../transparency/stated-case';
import { type Asked, heard } from './support/answering-api';

const staff = ['--token', 'of-otto'];
const verb = ['transparency', 'CD-7K3MX-2QZ9A', ...staff];
const about = stated({ itemViews: [item(), item({ no: 2, state: 'KEPT' })] });
const site = { siteId: 'news', statementOfReasons: { termsClause: 'Terms, clause 7' } };
const api = ({ call }: Asked) => (call.startsWith('GET /cases/') ? about : site);
const env = { COPYDESK_TRANSPARENCY_TOKEN: 'of-the-platform' };
const run = (argv: readonly string[], variables: Readonly<Record<string, string>> = env) =>
  heard([...verb, ...argv], api, undefined, variables);

describe('copydesk transparency', () => {
  it('shows what is owed, and why an item owes nothing, and sends nothing', async () => {
    const { stdout, requests, code } = await run([]);
    expect(stdout).toMatch(/1 +CD-7K3MX-2QZ9A-1-7 +content disabled +incompatible content +2026-11-21/);
    expect(stdout).toMatch(/2 +none: it was not restricted/);
    expect(requests.map(({ call }) => call)).toEqual(['GET /cases/CD-7K3MX-2QZ9A', 'GET /site/news']);
    expect(code).toBe(0);
  });

  it('sends it once, however often it is told to', async () => {
    const database = await startTransparencyServer();
    const send = ['--send', '--database', database.url];
    expect((await run(send)).stdout).toContain('stored as uuid-of-CD-7K3MX-2QZ9A-1-7');
    const { stdout } = await run([...send, '--json']);
    expect(JSON.parse(stdout)).toMatchObject([
      { item: 1, outcome: 'stated', sent: { outcome: 'known' } },
      { item: 2, outcome: 'unstated', why: 'not_restricted' },
    ]);
    expect([...database.stored.keys()]).toEqual(['CD-7K3MX-2QZ9A-1-7']);
  });

  it.each<[string, readonly string[], Readonly<Record<string, string>>, string]>([
    ['without an address', ['--send'], env, '--database URL'],
    [
      'without a token',
      ['--send', '--database', 'https://sandbox.example'],
      {},
      'COPYDESK_TRANSPARENCY_TOKEN',
    ],
    ['in clear', ['--send', '--database', 'http://sandbox.example'], env, 'must be an https address'],
  ])('sends nothing %s, and reads no case for it', async (_how, argv, variables, words) => {
    const { stderr, requests, code } = await run(argv, variables);
    expect(stderr).toContain(words);
    expect([requests, code > 0]).toEqual([[], true]);
  });

  it('says what the database refused it for', async () => {
    const database = await startTransparencyServer({ token: 'another' });
    const { stderr, code } = await run(['--send', '--database', database.url]);
    expect(stderr).toBe('copydesk transparency: the database does not know the token: ask for another one\n');
    expect(code).toBe(1);
  });
});
